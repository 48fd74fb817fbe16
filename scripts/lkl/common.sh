# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2034
#
# What the scripts of this folder share: sourced by them, never run.
#
# After it, $top is the repository, $O the absolute folder for build products,
# and $prog the name that messages carry.

prog=$(basename "$0" .sh)
top=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
O=${O:-$top/build}
# mkfs and fsck are not in every user's path.
PATH=$PATH:/usr/sbin:/sbin
case $O in
/*) ;;
*) O=$PWD/$O ;;
esac

# Progress goes to stderr: the stdout of a script is its result.
say()
{
	echo "$prog: $*" >&2
}

die()
{
	say "$*"
	exit 1
}

# Nanoseconds since an arbitrary moment.
now_ns()
{
	date +%s%N
}

# seconds_since START_NS: as "1.23".
seconds_since()
{
	_cs=$((($(now_ns) - $1) / 10000000))
	printf '%d.%02d\n' $((_cs / 100)) $((_cs % 100))
}
