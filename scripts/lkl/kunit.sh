#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Run the kernel's own unit tests in a program, and list what is left out.
#
# usage: kunit.sh [FILTER]	(a glob of suite names)
#
# The kernel is the default one with arch/lkl/configs/kunit.config, where a line
# "# left out: SUITE...: why" goes with every suite that is not in it. Its
# report is read by the kernel tree's kunit.py; it is a failure if a test fails,
# if the report or the program does not come to its end, or if a suite is
# neither built nor listed.
set -eu
. "$(dirname -- "$0")/common.sh"

config=$top/arch/lkl/configs/kunit.config
kernel=$O/kernel/kunit
log=$O/test-logs/kunit
limit_s=600

fail()
{
	say "$*"
	status=1
}

# The options of all suites that the tree has for this architecture.
suites()
{
	# shellcheck disable=SC2016 # the program is awk's
	find "$tree/" "$tree/arch/lkl/" -path "$tree/arch" -prune -o \
		-name 'Kconfig*' -type f -print0 | xargs -0 awk '
		/^[ \t]*(menu)?config / { name = $2 }
		/default KUNIT_ALL_TESTS/ { print name }' | sort -u
}

left_out()
{
	sed -n 's/^# left out: \([^:]*\):.*/\1/p' "$config" | tr -s ' ' '\n'
}

check_list()
{
	for suite in $(suites); do
		if grep -q "^CONFIG_$suite=y" "$kernel/.config"; then
			left_out | grep -qx "$suite" &&
				fail "$suite is listed as left out, and built"
		else
			left_out | grep -qx "$suite" ||
				fail "$suite is neither built nor listed"
		fi
	done
}

run()
{
	mkdir -p "$O/test-logs"
	ret=0
	timeout "$limit_s" "$O/tools-kunit/examples/boot" mem=256M \
		loglevel=7 kunit.enable=1 ${1:+"kunit.filter_glob=$1"} \
		>"$log" 2>&1 </dev/null || ret=$?
	case $ret in
	0) ;;
	124) fail "no end after $limit_s s" ;;
	*) fail "the program ended with status $ret" ;;
	esac
}

report()
{
	python3 -B "$tree/tools/testing/kunit/kunit.py" parse "$log" ||
		fail "tests failed"
	sed -n 's/^# left out: /left out: /p' "$config"
	say "the kernel's log is $log"
}

"$top/scripts/lkl/kernel.sh" kunit kunit >/dev/null
"$top/scripts/lkl/tools.sh" kunit examples
tree=$(realpath "$kernel/source")
status=0
check_list
run "$@"
report
exit $status
