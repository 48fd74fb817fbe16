#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Build the tests and run them; what "make check" does once the library stands.
#
# usage: check.sh [NAME...]	(default: all of tools/lkl/tests, and some of
#				them on the tiny configuration)
set -eu
. "$(dirname -- "$0")/common.sh"

"$top/scripts/lkl/tools.sh" lkl lib tests examples >&2
case " $* " in
"  " | *" um"*) "$top/scripts/lkl/kernel.sh" -u um-all all >/dev/null ;;
esac
[ $# = 0 ] || exec "$top/tools/lkl/tests/run" -j "${JOBS:-1}" --build "$O" "$@"

failed=0
"$top/tools/lkl/tests/run" -j "${JOBS:-1}" --build "$O" || failed=1
"$top/scripts/lkl/check-long.sh" tiny_quick || failed=1
exit "$failed"
