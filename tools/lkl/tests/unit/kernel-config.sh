#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 300
#
# Fragments and folders from outside get into the configuration, or it fails.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 13

# configure FRAGMENT: its messages are in $tmp/said.
configure()
{
	O=$tmp/build "$LKL_TOP/scripts/lkl/kernel.sh" -c test "$@" \
		2>"$tmp/said"
}

# The trees that were prepared already, since to unpack one takes its time.
mkdir -p "$tmp/build" "$LKL_O/src"
ln -s "$(realpath "$LKL_O/src")" "$tmp/build/src"
cleanup "rm -f '$LKL_O/src/linux/lkl-extra/foofs'"

config=$tmp/build/kernel/test/.config

echo "CONFIG_IKCONFIG=y" >"$tmp/good"
check "a fragment" configure "$tmp/good"
check "its option is set" grep -qx CONFIG_IKCONFIG=y "$config"
check "so are those of the default" grep -qx CONFIG_EXT4_FS=y "$config"
echo "CONFIG_LOCALVERSION=\"-edited\"" >>"$config"
configure "$tmp/good"
check "an edited configuration stays" grep -qx \
	'CONFIG_LOCALVERSION="-edited"' "$config"

printf '%s\n' CONFIG_NO_SUCH_OPTION=y CONFIG_IKCONFIG=y \
	'# CONFIG_SLUB is not set' >"$tmp/bad"
check_fails 1 "options that cannot be had" configure "$tmp/bad"
check_same "they are named" "kernel: test: options that Kconfig refused: \
CONFIG_NO_SUCH_OPTION=y (is n) CONFIG_SLUB=n (is y)" "$(tail -n 1 "$tmp/said")"
check_fails 1 "a fragment that is not there" configure "$tmp/none"

mkdir "$tmp/foofs"
printf 'config FOO_FS\n\tbool "foo"\n' >"$tmp/foofs/Kconfig"
# shellcheck disable=SC2016 # it is kbuild's
echo 'obj-$(CONFIG_FOO_FS) += foo.o' >"$tmp/foofs/Makefile"
printf '# extra-dirs: foofs\nCONFIG_FOO_FS=y\n' >"$tmp/foo.config"
check "a folder from outside" configure "$tmp/foo.config"
check "its option is set" grep -qx CONFIG_FOO_FS=y "$config"
check_same "it is in the tree" "$tmp/foofs" \
	"$(realpath "$tmp"/build/src/linux/lkl-extra/foofs)"
check "the same folder twice" env EXTRA_DIRS="$tmp/foofs $tmp/./foofs" \
	O="$tmp/build" "$LKL_TOP/scripts/lkl/kernel.sh" -c test
mkdir "$tmp/other"
cp -r "$tmp/foofs" "$tmp/other"
check_fails 1 "another folder of its name" \
	env EXTRA_DIRS="$tmp/foofs $tmp/other/foofs" O="$tmp/build" \
	"$LKL_TOP/scripts/lkl/kernel.sh" -c test
check "it is not taken for the first" test \
	"$(readlink "$tmp/build/src/linux/lkl-extra/foofs")" = "$tmp/foofs"
