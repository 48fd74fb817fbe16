#!/bin/busybox sh
# SPDX-License-Identifier: GPL-2.0
#
# The first process of tests/um/flush.sh: writes, syncs, and reads it again.
/bin/busybox --install -s /bin
PATH=/bin
export PATH

mount -t proc proc /proc
sync
echo "guest: writing"
dd if=/dev/urandom of=/data bs=64k count=40 2>/dev/null
before=$(md5sum </data)
fsync /data
echo 3 >/proc/sys/vm/drop_caches
[ "$(md5sum </data)" = "$before" ] && echo "guest: same"
mount -o remount,ro /
poweroff -f
