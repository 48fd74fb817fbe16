#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 600
#
# What is installed below DESTDIR and prefix is complete: a program is built of
# nothing else, shared and static, and it runs.
. "$(dirname -- "$0")/../lib/ktap.sh"

requires program rst2man python3-docutils
requires program pkg-config pkg-config
[ -z "$LKL_EXEC" ] || skip_all "host: programs run in an emulator"
plan 14

root=$tmp/root
completions=$root/opt/lkl/share/bash-completion/completions
hello=$LKL_TOP/tools/lkl/examples/hello.c

# Built apart, so that what other tests use stays as it is.
tools_make()
{
	make -s -j 2 -C "$LKL_TOP/tools/lkl" O="$tmp/tools" \
		LKL_KERNEL="$LKL_KERNEL" LKL_INCLUDE="$LKL_INCLUDE" "$@"
}

others=$(pkg-config --variable pc_path pkg-config)

flags()
{
	PKG_CONFIG_SYSROOT_DIR=$root \
		PKG_CONFIG_LIBDIR=$root/opt/lkl/lib/pkgconfig:$others \
		pkg-config "$@" liblkl
}

check "install" tools_make install DESTDIR="$root" prefix=/opt/lkl
check_same "nothing outside of prefix" opt/lkl \
	"$(cd "$root" && find . -mindepth 2 -maxdepth 2 | cut -c 3-)"
for f in liblkl.a liblkl.so liblkl.so.1 pkgconfig/liblkl.pc; do
	[ -f "$root/opt/lkl/lib/$f" ] || echo "$f"
done >"$tmp/missing"
check_same "the library" "" "$(cat "$tmp/missing")"
check_same "all public headers" \
	"$(cd "$LKL_TOP/tools/lkl/include" && find . -name '*.h' | sort)" \
	"$(cd "$root/opt/lkl/include" && find . -maxdepth 1 -name '*.h' | sort)"
check_same "all generated headers" "$(cd "$LKL_INCLUDE/lkl" && find . | sort)" \
	"$(cd "$root/opt/lkl/include/lkl" && find . | sort)"
for program in "$root/opt/lkl/bin/"*; do
	name=${program##*/}
	find "$root/opt/lkl/share/man" -name "$name.[18]" | grep -q . ||
		echo "$name: no manual"
	bash -c 'source "$1" && complete -p "$2"' - "$completions/$name" \
		"$name" >"$tmp/complete" 2>&1 || echo "$name: no completion"
done >"$tmp/missing"
check "programs" test -x "$root/opt/lkl/bin/cptofs"
check_same "each with its manual and its completion" "" "$(cat "$tmp/missing")"
check_same "the completion of cpfromfs is a link" cptofs \
	"$(readlink "$completions/cpfromfs")"
check_same "nothing that others may write to" "" \
	"$(find "$root" -perm /022 ! -type l)"
check_same "liblkl.pc has the prefix" /opt/lkl \
	"$(PKG_CONFIG_PATH=$root/opt/lkl/lib/pkgconfig \
		pkg-config --variable prefix liblkl)"

# shellcheck disable=SC2046
check "a program is compiled" gcc "$hello" $(flags --cflags --libs) \
	-o "$tmp/shared"
check "and runs" env LD_LIBRARY_PATH="$root/opt/lkl/lib" "$tmp/shared"
# shellcheck disable=SC2046
check "a static one is compiled" gcc -static "$hello" \
	$(flags --static --cflags --libs) -Wl,--no-warnings -o "$tmp/static"
check "and runs" "$tmp/static"
