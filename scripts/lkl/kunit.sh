#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Run the kernel's own unit tests in a program and in User Mode Linux, and list
# what is left out.
#
# usage: kunit.sh [FILTER]	(a glob of suite names)
#
# The kernel is the default one with arch/lkl/configs/kunit.config, where a line
# "# left out: SUITE...: why" goes with every suite that is not in it; and
# UML's with drivers/um-host/configs/kunit.config. Reports are read by the
# kernel tree's kunit.py; it is a failure if a test fails, if the report or the
# program does not come to its end, or if a suite is neither built nor listed.
set -eu
. "$(dirname -- "$0")/common.sh"

config=$top/arch/lkl/configs/kunit.config
kernel=$O/kernel/kunit
logs=$O/test-logs
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

# ended NAME STATUS
ended()
{
	case $2 in
	0) ;;
	124) fail "$1: no end after $limit_s s" ;;
	*) fail "$1: the program ended with status $2" ;;
	esac
}

report()
{
	python3 -B "$tree/tools/testing/kunit/kunit.py" parse "$1" ||
		fail "tests failed"
	say "the kernel's log is $1"
}

run_lkl()
{
	ret=0
	timeout "$limit_s" "$O/tools-kunit/examples/boot" mem=256M \
		loglevel=7 kunit.enable=1 ${1:+"kunit.filter_glob=$1"} \
		>"$logs/kunit" 2>&1 </dev/null || ret=$?
	ended lkl "$ret"
	report "$logs/kunit"
	sed -n 's/^# left out: /left out: /p' "$config"
}

# Its output is a pipe because a regular file cannot be polled; it has files in
# its folder as long as it runs.
run_um()
{
	tmp=$(mktemp -d)
	{
		ret=0
		TMPDIR=$tmp timeout "$limit_s" "$O/kernel/um-kunit/linux" \
			mem=512M uml_dir="$tmp/" umid=kunit con=null ssl=null \
			con0=null,fd:1 console=tty0 kunit_shutdown=halt \
			kunit.enable=1 ${1:+"kunit.filter_glob=$1"} \
			2>&1 </dev/null || ret=$?
		echo "$ret" >"$tmp/status"
	} | cat >"$logs/kunit-um"
	ended um "$(cat "$tmp/status")"
	rm -rf "$tmp"
	report "$logs/kunit-um"
}

"$top/scripts/lkl/kernel.sh" kunit kunit >/dev/null
"$top/scripts/lkl/tools.sh" kunit examples
"$top/scripts/lkl/kernel.sh" -u um-kunit kunit >/dev/null
tree=$(realpath "$kernel/source")
mkdir -p "$logs"
status=0
check_list
run_lkl "$@"
run_um "$@"
exit $status
