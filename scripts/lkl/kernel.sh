#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Build the kernel, $O/kernel/NAME/lkl.o, and print its path.
#
# usage: kernel.sh [-c] [-u] NAME [FRAGMENT...]
#
# With -c it is only configured. With -u it is User Mode Linux, the program
# $O/kernel/NAME/linux, for which the stock defconfig of $SUBARCH (x86_64) and
# drivers/um-host/configs stand in for what is said below.
# NAME is the folder. The configuration is arch/lkl's defconfig with the
# FRAGMENTs on top: files, or names of arch/lkl/configs/*.config. It is made
# anew only when what it is made of has changed, so menuconfig in that folder
# keeps what it did. An option that a fragment asks for and does not get is an
# error.
#
# Kernel code that lies elsewhere, such as a file system, is built in when its
# folder is named in EXTRA_DIRS, or in a fragment by a line
#	# extra-dirs: FOLDER...
# with paths relative to the fragment. Such a folder has a kbuild Makefile
# (obj-$(CONFIG_FOO_FS) += foo.o) and may have a Kconfig. It is linked into the
# prepared tree as lkl-extra/<its name>; arch/lkl/Makefile adds what
# LKL_EXTRA_DIRS holds to core-y.
#
# From the environment: KERNEL (see prepare.sh), LLVM, CROSS_COMPILE, CC,
# CCACHE=0, V=1 for every command.
set -eu
. "$(dirname -- "$0")/common.sh"

arch=lkl
product=lkl.o
configs=$top/arch/lkl/configs

# Needs $tree.
defconfig()
{
	case $arch in
	um) echo "$tree/arch/um/configs/${SUBARCH:-x86_64}_defconfig" ;;
	*) echo "$configs/defconfig" ;;
	esac
}

fragment_file()
{
	if [ -f "$1" ]; then
		realpath "$1"
	elif [ -f "$configs/$1.config" ]; then
		echo "$configs/$1.config"
	else
		die "$1: no such fragment"
	fi
}

# Every folder of EXTRA_DIRS and of the fragments, absolute.
extra_dirs()
{
	for d in ${EXTRA_DIRS:-}; do
		realpath -e "$d" 2>/dev/null || die "$d: no such folder"
	done
	for f in "$@"; do
		for d in $(sed -n 's/^# extra-dirs: *//p' "$f"); do
			(cd "$(dirname "$f")" && realpath -e "$d") \
				2>/dev/null || die "$f: $d: no such folder"
		done
	done
}

# Link them, and write the Kconfig that knows them: the stock one and theirs.
link_extra_dirs()
{
	LKL_EXTRA_DIRS=
	[ -n "$extra" ] || return 0
	mkdir -p "$tree/lkl-extra"
	cp "$tree/Kconfig" "$out/Kconfig.new"
	for d in $extra; do
		link=lkl-extra/$(basename "$d")
		[ -f "$d/Makefile" ] || [ -f "$d/Kbuild" ] ||
			die "$d: has no Makefile"
		case "$LKL_EXTRA_DIRS " in
		*" $link/ "*)
			[ "$(readlink "$tree/$link")" = "$d" ] && continue
			die "$d: there is another folder of this name"
			;;
		esac
		ln -sfn "$d" "$tree/$link"
		LKL_EXTRA_DIRS="$LKL_EXTRA_DIRS $link/"
		[ ! -f "$d/Kconfig" ] ||
			echo "source \"$link/Kconfig\"" \
				>>"$out/Kconfig.new"
	done
	cmp -s "$out/Kconfig.new" "$out/Kconfig.extra" ||
		cp "$out/Kconfig.new" "$out/Kconfig.extra"
	rm "$out/Kconfig.new"
	export KBUILD_KCONFIG="$out/Kconfig.extra"
}

# Who builds where is nobody's business, and two builds shall be the same.
export KBUILD_BUILD_USER=lkl KBUILD_BUILD_HOST=lkl

# kbuild "make" in the output folder. Warnings and errors are all it says.
kmake()
{
	set -- -C "$tree" O="$out" ARCH="$arch" \
		LKL_EXTRA_DIRS="$LKL_EXTRA_DIRS" \
		--no-print-directory "$@"
	[ "${V:-0}" != 0 ] || set -- -s "$@"
	[ -z "${LLVM:-}" ] || set -- "$@" LLVM="$LLVM" \
		"CLANG_TARGET_FLAGS_$arch=$(clang_target)"
	[ -z "${CROSS_COMPILE:-}" ] || set -- "$@" \
		CROSS_COMPILE="$CROSS_COMPILE"
	# kbuild does not take it from the environment
	[ -z "${SUBARCH:-}" ] || set -- "$@" SUBARCH="$SUBARCH"
	[ -z "$cc" ] || set -- "$@" CC="$cc" HOSTCC="$hostcc"
	make "$@"
}

clang_target()
{
	t=${CROSS_COMPILE:-$(gcc -dumpmachine)}
	echo "${t%-}"
}

# The compilers to name, if any: the user's, or the usual ones in ccache.
choose_compilers()
{
	cc=${CC:-}
	hostcc=${HOSTCC:-gcc}
	case ${LLVM:-} in
	'') plain=${CROSS_COMPILE:-}gcc ;;
	-*) plain=clang$LLVM hostcc=clang$LLVM ;;
	*) plain=clang hostcc=clang ;;
	esac
	[ -z "$cc" ] && [ "${CCACHE:-1}" != 0 ] || return 0
	command -v ccache >/dev/null || return 0
	cc="ccache $plain"
	hostcc="ccache $hostcc"
}

# What .config is made of.
recipe()
{
	cat "$(defconfig)" "$@" "$top"/arch/lkl/Kconfig* | cksum
	echo "tree $tree"
	echo "fragments $*"
	echo "extra $extra"
	echo "subarch ${SUBARCH:-}"
	echo "compiler $cc ${LLVM:-} ${CROSS_COMPILE:-}"
}

# The options of the fragments that .config does not have; of two fragments the
# later one counts. Without modules =m means =y.
not_granted()
{
	cat "$@" | awk -v config="$out/.config" '
		function value(line) {
			if (line ~ /^#/)
				return "n"
			return substr(line, index(line, "=") + 1)
		}
		/^CONFIG_[A-Za-z0-9_]+=/ { n = substr($0, 1, index($0, "=") - 1) }
		/^# CONFIG_[A-Za-z0-9_]+ is not set/ { n = $2 }
		n != "" { want[n] = value($0); n = "" }
		END {
			while ((getline line < config) > 0) {
				if (line ~ /^CONFIG_/)
					n = substr(line, 1, index(line, "=") - 1)
				else if (line ~ /^# CONFIG_.* is not set/) {
					split(line, w, " ")
					n = w[2]
				} else
					continue
				have[n] = value(line)
			}
			for (n in want) {
				h = (n in have) ? have[n] : "n"
				w1 = want[n] == "m" ? "y" : want[n]
				if (h != w1)
					print n "=" want[n] " (is " h ")"
			}
		}'
}

configure()
{
	new=$(recipe "$@")
	if [ -f "$out/.config" ] && [ -f "$out/.lkl-recipe" ] &&
	   [ "$(cat "$out/.lkl-recipe")" = "$new" ]; then
		return 0
	fi
	rm -f "$out/.lkl-recipe"
	# Before anything is expanded: what is only there for the sake of an
	# option that a fragment turns off shall go with it.
	(cd "$out" && ARCH=$arch "$tree/scripts/kconfig/merge_config.sh" \
		-m -Q -O "$out" "$(defconfig)" "$@" >/dev/null) ||
		die "$name: cannot merge $*"
	kmake olddefconfig >/dev/null || die "$name: cannot configure"
	bad=$(not_granted "$@") || die "$name: cannot check .config"
	[ -z "$bad" ] || die "$name: options that Kconfig refused:" \
		"$(echo "$bad" | sort | paste -sd ' ')"
	echo "$new" >"$out/.lkl-recipe"
}

mtime()
{
	stat -c %y.%i "$1" 2>/dev/null || echo none
}

only_configure=
while getopts cu option; do
	case $option in
	c) only_configure=1 ;;
	u)
		arch=um
		product=linux
		configs=$top/drivers/um-host/configs
		;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || die "usage: kernel.sh [-c] [-u] NAME [FRAGMENT...]"
name=$1
shift
out=$O/kernel/$name

files=
for f in "$@"; do
	files="$files $(fragment_file "$f")"
done
# shellcheck disable=SC2086
set -- $files
extra=$(extra_dirs "$@")
tree=$("$top/scripts/lkl/prepare.sh")
mkdir -p "$out"
choose_compilers
link_extra_dirs
configure "$@"
[ -z "$only_configure" ] || exit 0

start=$(now_ns)
before=$(mtime "$out/$product")
[ "$before" != none ] || say "building $name (a few minutes)"
kmake || die "$name: the kernel does not build"
[ -f "$out/$product" ] || die "$name: no $product in $out"
[ "$(mtime "$out/$product")" = "$before" ] ||
	say "built $name in $(seconds_since "$start") s"
echo "$out/$product"
