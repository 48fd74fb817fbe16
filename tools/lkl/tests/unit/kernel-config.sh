#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 300
#
# Fragments and folders from outside get into the configuration, or it fails.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 10

# configure FRAGMENT: its messages are in $tmp/said.
configure()
{
	O=$tmp/build KERNEL=$tmp/tree "$LKL_TOP/scripts/lkl/kernel.sh" -c \
		test "$@" 2>"$tmp/said"
}

# A tree of links: to copy it takes no time.
mkdir "$tmp/tree" "$tmp/tree/arch"
ln -s "$(realpath "$LKL_TREE")"/* "$tmp/tree" 2>/dev/null
ln -s "$(realpath "$LKL_TREE")"/arch/* "$tmp/tree/arch" 2>/dev/null
rm -f "$tmp/tree/arch/lkl" "$tmp/tree/lkl-extra"

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
