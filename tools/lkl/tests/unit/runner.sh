#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The test runner: what counts as passed, failed and skipped.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 19

tests=$tmp/tests
mkdir -p "$tests/unit"

# a_test NAME: standard input becomes a test program.
a_test()
{
	cat >"$tests/unit/$1.sh"
}

# runner NAME: run it.
runner()
{
	"$LKL_TOP/tools/lkl/tests/run" --dir "$tests" --build "$tmp/build" "$@"
}

fails_with()
{
	if runner "unit/$2" >"$tmp/report"; then
		not_ok "$1" "the runner said 0"
	elif grep -q "^# failed: unit/$2: .*$3" "$tmp/report"; then
		ok "$1"
	else
		not_ok "$1" "$(cat "$tmp/report")"
	fi
}

a_test good <<'END'
printf 'TAP version 14\n1..2\nok 1 - one\n    not ok 1 a subtest\nok 2 two\n'
END
a_test bad <<'END'
printf '1..2\nok 1 one\nnot ok 2 two\n'
END
a_test status <<'END'
printf '1..1\nok 1 one\n'; exit 3
END
a_test killed <<'END'
printf '1..1\nok 1 one\n'; kill -SEGV $$
END
a_test short <<'END'
printf '1..3\nok 1 one\nok 2 two\n'
END
a_test long <<'END'
printf '1..1\nok 1 one\nok 2 two\n'
END
a_test silent <<'END'
exit 0
END
a_test bail <<'END'
echo 1..1; echo "Bail out! no"; exit 1
END
a_test slow <<'END'
# timeout: 1
sleep 77 & echo 1..1; echo "ok 1 one"; wait
END
a_test leaves <<'END'
sleep 78 & echo 1..1; echo "ok 1 one"
END
a_test excuse <<'END'
echo "1..0 # SKIP no time"
END
a_test host <<'END'
echo "1..0 # SKIP host: no such device"
END
a_test package <<'END'
echo 1..2; echo "ok 1 one # SKIP package: no mkfs.foo"; echo "ok 2 two"
END
a_test folder <<'END'
echo 1..1; : >file; [ "$(pwd)" = "$TMPDIR" ] && echo "ok 1 writable"
END
: >"$tests/unit/unbuilt.c"

check "a good program passes" runner unit/good
check "the current folder is the test's own" runner unit/folder
fails_with "not ok" bad two
fails_with "exit status" status "exit status 3"
fails_with "a signal" killed SIGSEGV
fails_with "too few results" short "2 results, 3 planned"
fails_with "too many results" long "2 results, 1 planned"
fails_with "no output" silent "no plan"
fails_with "bail out" bail "exit status 1"
fails_with "a time limit of its own" slow "timed out after 1 s"
if pgrep -f "^sleep 77$" >/dev/null; then
	not_ok "what a timed out test started is gone"
else
	ok "what a timed out test started is gone"
fi
mkdir "$tmp/bin"
printf '#!/bin/sh\nexec sleep 76\n' >"$tmp/bin/gdb"
chmod +x "$tmp/bin/gdb"
check "nor is a debugger waited for that hangs, too" \
	env PATH="$tmp/bin:$PATH" setsid -w python3 -B -c '
import os, sys
sys.path.insert(0, os.environ["LKL_TOP"] + "/tools/lkl/tests/lib")
import runtest
runtest.GDB_S = 0.5
with open(os.devnull, "wb") as log:
    runtest.backtraces(os.getpgid(0), log)'
fails_with "processes that stay" leaves "left processes"
fails_with "a skip without a class" excuse "known reason"
fails_with "a C test that was not built" unbuilt "cannot run"

check "a skip for the host's sake is no failure" \
	env LKL_CI=1 "$LKL_TOP/tools/lkl/tests/run" --dir "$tests" \
	--build "$tmp/build" unit/host
check_fails 1 "a skip for a package is one in CI" \
	env LKL_CI=1 "$LKL_TOP/tools/lkl/tests/run" --dir "$tests" \
	--build "$tmp/build" unit/package
check_same "every skip is listed with its reason" \
	"# skipped: unit/package: one: package: no mkfs.foo" \
	"$(grep '^# skipped' "$tmp/.fails")"
check_fails 2 "no test of that name" runner unit/none
