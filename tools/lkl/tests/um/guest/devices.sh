#!/bin/busybox sh
# SPDX-License-Identifier: GPL-2.0
#
# The first process of tests/um/boot.sh: uses the devices, and prints a line
# "guest: WHAT" for each that does what it should. The kernel's command line
# gives it $share, a folder of the host.
/bin/busybox --install -s /bin
PATH=/bin
export PATH

say()
{
	echo "guest: $*"
}

same()
{
	[ "$(md5sum <"$1")" = "$(md5sum <"$2")" ]
}

mount -t proc proc /proc
mount -t sysfs sys /sys
grep -q '^/dev/root / ext4' /proc/mounts && say root

mount -t hostfs none /host -o "$share"
[ "$(cat /host/in)" = "from the host" ] && say hostfs read
mkdir /host/folder
echo "from the guest" >/host/out && mv /host/out /host/folder/renamed &&
	[ ! -e /host/out ] && say hostfs written

dd if=/dev/urandom of=/data bs=1M count=8 conv=fsync 2>/dev/null
cp /data /host/data
echo 3 >/proc/sys/vm/drop_caches
same /data /host/data && say disk

[ "$(head -c 16 /dev/hwrng | wc -c)" = 16 ] && say hwrng
[ "$(cat /sys/class/rtc/rtc0/name | cut -c 1-7)" = uml_rtc ] ||
	[ -e /dev/rtc0 ] && say rtc

ip addr add 10.77.0.2/24 dev vec0
ip link set vec0 up
ping -c 2 -W 5 10.77.0.1 >/dev/null && say ping
wget -q -O /got http://10.77.0.1:8000/data && same /got /host/data &&
	say received

cp /data /www/data
httpd -p 8000 -h /www
say serving

read -r line
say "heard $line"

mount -o remount,ro /
sync
poweroff -f
