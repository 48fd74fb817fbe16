#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The library of shell tests: results, requirements, cleaning up.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 10

lib=$LKL_TOP/tools/lkl/tests/lib/ktap.sh

# sample: run standard input as a test; its output is in $tmp/out.
sample()
{
	{
		echo ". '$lib'"
		cat
	} >"$tmp/sample.sh"
	status=0
	TMPDIR=$tmp sh "$tmp/sample.sh" >"$tmp/out" 2>&1 || status=$?
}

sample <<'END'
plan 3
check "a" true
check "b" sh -c 'echo why; exit 7'
check_same "c" x y
END
check_same "a failure is the exit status" 1 "$status"
check_same "results are numbered" "ok 1 a,not ok 2 b,not ok 3 c" \
	"$(grep -E '^(not )?ok' "$tmp/out" | paste -sd ,)"
check "what a failed command said is there" \
	grep -qx '# | why' "$tmp/out"
check "its status too" grep -q '^# exit status 7' "$tmp/out"

sample <<END
plan 1
cleanup "echo one >>'$tmp/order'"
cleanup "echo two >>'$tmp/order'"
echo "\$tmp" >'$tmp/where'
ok "a"
END
check_same "success is the exit status" 0 "$status"
check_same "the last cleanup runs first" "two one" \
	"$(paste -sd ' ' "$tmp/order")"
check_fails 1 "the test's folder is gone" test -e "$(cat "$tmp/where")"

sample <<END
cleanup "echo killed >'$tmp/killed'"
kill -TERM \$\$
END
check "cleanups run when killed by TERM" test -s "$tmp/killed"

sample <<'END'
requires program mkfs.nothing nothing-progs
plan 1
END
check_same "a missing program skips all" \
	"1..0 # SKIP package: mkfs.nothing is missing (package nothing-progs)" \
	"$(tail -n 1 "$tmp/out")"

sample <<'END'
plan 1
skip "a" "host: no foo"
END
check_same "a skipped result" "ok 1 a # SKIP host: no foo" \
	"$(tail -n 1 "$tmp/out")"
