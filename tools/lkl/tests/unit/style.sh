#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 600
#
# Our files are written as the house wants them.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 1

check "style" "$LKL_TOP/scripts/lkl/check-style.sh" -t "$LKL_TREE"
