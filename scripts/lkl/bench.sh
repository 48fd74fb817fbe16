#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Run the benchmarks: $O/tools/bench, in the order of their names.
#
# usage: bench.sh [NAME...]
set -eu
. "$(dirname -- "$0")/common.sh"

cd "$top/tools/lkl/bench" || die "there are no benchmarks"
[ $# -gt 0 ] || set -- *.c
failed=
for name in "$@"; do
	name=${name%.c}
	[ -x "$O/tools/bench/$name" ] || die "$name: no such benchmark"
	"$O/tools/bench/$name" </dev/null || failed="$failed $name"
done
[ -z "$failed" ] || die "failed:$failed"
