#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Build the tests and run them; what "make check" does once the library stands.
#
# usage: check.sh [NAME...]	(default: all of tools/lkl/tests)
set -eu
. "$(dirname -- "$0")/common.sh"

"$top/scripts/lkl/tools.sh" lkl lib tests examples >&2
exec "$top/tools/lkl/tests/run" -j "${JOBS:-1}" --build "$O" "$@"
