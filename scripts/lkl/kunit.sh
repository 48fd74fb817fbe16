#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Run the kernel's own unit tests in a program, and list what is left out.
#
# usage: kunit.sh [FILTER]	(a glob of suite names)
#
# The kernel is the default one with arch/lkl/configs/kunit.config, in which a
# line "# left out: SUITE: why" goes with every suite that is not run. Its
# report is read by the kernel tree's kunit.py, whose exit status is ours.
set -eu
. "$(dirname -- "$0")/common.sh"

config=$top/arch/lkl/configs/kunit.config
log=$O/test-logs/kunit
limit_s=600

"$top/scripts/lkl/kernel.sh" kunit kunit >/dev/null
"$top/scripts/lkl/tools.sh" kunit examples
mkdir -p "$O/test-logs"
status=0
timeout "$limit_s" "$O/tools-kunit/examples/boot" \
	"mem=256M loglevel=7 kunit.enable=1${1:+ kunit.filter_glob=$1}" \
	>"$log" 2>&1 </dev/null || status=$?
case $status in
0) ;;
124) say "no end after $limit_s s" ;;
*) say "the program ended with status $status" ;;
esac

python3 -B "$(realpath "$O/kernel/kunit/source")/tools/testing/kunit/kunit.py" \
	parse "$log" || status=1
sed -n 's/^# left out: /left out: /p' "$config"
say "the kernel's log is $log"
exit $status
