#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Without --mem the kernel gets more for large images, on devices as well, but
# no more than half of what the host or its control group can spare.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires_loop
plan 9

cd "$tmp" || exit 1
make_image ext4 small 16
make_image ext4 large $((1024 * 1024))
echo text >file

# memory IMAGE: KiB that the kernel is given.
memory()
{
	"$LKL_TOOLS/bin/cptofs" -p -i "$1" file / 2>&1 |
		sed -n 's/.*ommand line:.* mem=\([0-9]*\)K.*/\1/p'
}

# host FREE AVAILABLE: what /proc/meminfo says of it, in KiB.
host()
{
	umount /proc/meminfo 2>/dev/null
	printf 'MemTotal: 9999999 kB\nMemFree: %s kB\nMemAvailable: %s kB\n' \
		"$1" "$2" >meminfo
	mount --bind meminfo /proc/meminfo
}

# allowed BYTES: what the control group of this test may have.
allowed()
{
	group=/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/self/cgroup)
	mkdir -p "$group"
	echo "$1" >"$group/memory.max"
}

mount -t tmpfs none /sys/fs/cgroup || exit 1
host 4000000 8000000
check_same "a small image" 262146 "$(memory small)"
check_same "1 TiB" 393216 "$(memory large)"
loop=$(losetup -f --show large)
cleanup "losetup -d '$loop'"
check_same "1 TiB on a device" 393216 "$(memory "$loop")"
host 100000 8000000
check_same "a host that has caches" 262146 "$(memory small)"
host 100000 300000
check_same "a host that has little" 150000 "$(memory small)"
host 1000 2000
check_same "the least" 32768 "$(memory small)"
host 4000000 8000000
allowed max
check_same "a group without a limit" 262146 "$(memory small)"
allowed 134217728
check_same "a group with a limit" 65536 "$(memory small)"
umount /proc/meminfo /sys/fs/cgroup
check "the image is clean" is_clean small
