#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The header of C tests: results and exit status.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 7

# sample: standard input becomes main()'s body; its output is in $tmp/out.
sample()
{
	{
		echo '#include "ktap.h"'
		echo 'int main(void) {'
		cat
		echo '}'
	} >"$tmp/sample.c"
	${CC:-cc} -std=gnu99 -Wall -Wextra -Werror \
		-I "$LKL_TOP/tools/lkl/tests/lib" \
		-o "$tmp/sample" "$tmp/sample.c" || return
	status=0
	"$tmp/sample" >"$tmp/out" || status=$?
}

sample <<'END'
	KTAP_PLAN(2);
	CHECK(1, "one %d", 1);
	KTAP_SKIP("two", "host: no two");
	return KTAP_END();
END
check_same "all is well" 0 "$status"
check_same "the output" \
	"TAP version 14;1..2;ok 1 one 1;ok 2 two # SKIP host: no two" \
	"$(paste -sd ';' "$tmp/out")"

sample <<'END'
	KTAP_PLAN(1);
	CHECK_EQ(1 + 1, -3, "sum");
	return KTAP_END();
END
check_same "a failure is the exit status" 1 "$status"
check "the values are there" grep -q '^# 1 + 1 is 2, not -3' "$tmp/out"
check "the place is there" grep -q 'sample.c:4' "$tmp/out"

sample <<'END'
	KTAP_PLAN(2);
	CHECK(1, "one");
	return KTAP_END();
END
check_same "a missing result is a failure" 1 "$status"

sample <<'END'
	KTAP_SKIP_ALL("host: no");
	return 0;
END
check_same "a test that cannot run" "1..0 # SKIP host: no" \
	"$(tail -n 1 "$tmp/out")"
