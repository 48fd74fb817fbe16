#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Make HTML of the documentation, in $O/docs.
#
# usage: docs.sh
set -eu
. "$(dirname -- "$0")/common.sh"

python3 -c 'import docutils' 2>/dev/null ||
	die "Python has no docutils: install python3-docutils"
python3 -B "$top/scripts/lkl/docs.py" "$top/Documentation/arch/lkl" "$O/docs" ||
	die "the pages have mistakes"
say "see $O/docs/index.html"
