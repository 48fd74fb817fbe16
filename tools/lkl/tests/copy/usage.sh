#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# What a command line has that is not known is named, in one line, and the exit
# status is 2.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_tool fs2tar libarchive-dev
plan 36

cd "$tmp" || exit 1

# refused PROGRAM WHAT ARGUMENT...
refused()
{
	program=$1
	what=$2
	shift 2
	check_fails 2 "$program $*: fails" "$LKL_TOOLS/bin/$program" "$@"
	check_same "$program $*: says why" "$program: $what" \
		"$(cat "$tmp/.fails")"
}

for program in cptofs cpfromfs fs2tar; do
	refused $program "-x: unknown option" -x a b
	refused $program "-x: unknown option" -vxp a b
	refused $program "--none: unknown option" --none a b
	refused $program "--lossy=1: unknown option" --lossy=1 a b
	refused $program "-t: needs an argument" a b -t
	refused $program "12Q: not a size such as 128M" --mem 12Q a b
done
