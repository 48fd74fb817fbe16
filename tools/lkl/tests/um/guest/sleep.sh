#!/bin/busybox sh
# SPDX-License-Identifier: GPL-2.0
#
# The first process of tests/um/time_travel.sh: sleeps a day.
/bin/busybox --install -s /bin
PATH=/bin
export PATH

mount -t proc proc /proc
before=$(date +%s)
sleep 86400
after=$(date +%s)
[ $((after - before)) -ge 86400 ] && [ $((after - before)) -lt 86410 ] &&
	echo "guest: a day has passed"
mount -o remount,ro /
poweroff -f
