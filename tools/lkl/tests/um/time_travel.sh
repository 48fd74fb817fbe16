#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 60
#
# With time-travel, the clock of User Mode Linux goes on by itself while there
# is nothing to do: a day of sleep is over at once.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$(dirname -- "$0")/../lib/um.sh"

um_requires
plan 3

um_image "$tmp/disk" sleep.sh
um_boot "$tmp/disk" time-travel=inf-cpu </dev/null
check "a day passes" um_said "guest: a day has passed"
um_ended "it halts"
check "the image is clean" e2fsck -fn "$tmp/disk"
