#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# The udev rule and the unit of systemd that are installed as examples: what
# reads them takes them, and the commands of the unit mount a device.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires root
requires program mkfs.ext4 e2fsprogs
requires file /dev/loop-control
plan 8

examples=$LKL_TOP/tools/lkl/lklfuse/examples
unit=$examples/lklfuse@.service

# As if it were installed; in the namespace of this test.
mkdir "$tmp/bin"
cp "$lklfuse" "$tmp/bin"
mount --bind "$tmp/bin" /usr/local/sbin
cleanup 'umount -l /usr/local/sbin'
PATH=$PATH:/usr/local/sbin
mount -t tmpfs none /run
cleanup 'umount -l /run'

truncate -s 32M "$tmp/image"
mkfs.ext4 -q "$tmp/image"
device=$(losetup -f --show "$tmp/image") ||
	skip_all "host: no loop device is free"
cleanup 'losetup -d "$device"'
name=$(basename "$device")

# command KEY: that of the unit, for the device.
command_of()
{
	sed -n "s/^$1=-*//p" "$unit" | sed "s/%[iI]/$name/g"
}

if command -v systemd-analyze >/dev/null; then
	cp "$unit" "$tmp/lklfuse@$name.service"
	check_fails 0 "systemd takes the unit" systemd-analyze verify \
		"$tmp/lklfuse@$name.service"
	check_same "without a word" "" "$(cat "$tmp/.fails")"
else
	skip "systemd takes the unit" "package: systemd-analyze (systemd)"
	skip "without a word" "package: systemd-analyze (systemd)"
fi

# A loop device is not at USB, and nobody has looked at it yet.
if command -v udevadm >/dev/null; then
	mkdir -p /run/udev/rules.d
	cp "$examples/90-lklfuse.rules" /run/udev/rules.d
	echo 'SUBSYSTEM=="block", ENV{ID_BUS}="usb",' \
		'ENV{ID_FS_USAGE}="filesystem"' >/run/udev/rules.d/89-test.rules
	udevadm test --action=add "/sys/block/$name" >"$tmp/udev" 2>&1
	check "udev wants the unit for a disk" \
		grep -qx "SYSTEMD_WANTS=lklfuse@$name.service" "$tmp/udev"
	check_same "without a word about the rule" "" \
		"$(grep 90-lklfuse "$tmp/udev" | grep -v '^Reading rules')"
else
	skip "udev wants the unit for a disk" "package: udevadm (udev)"
	skip "without a word about the rule" "package: udevadm (udev)"
fi

$(command_of ExecStartPre)
at=/run/lklfuse/$name
$(command_of ExecStart) >"$tmp/served" 2>&1 &
server=$!
for i in $(seq 50); do
	mountpoint -q "$at" && break
	sleep 0.1
done
check "the unit's commands mount it" [ -d "$at/lost+found" ]
check "stop it" $(command_of ExecStop)
check "it ends" wait $server
$(command_of ExecStopPost)
check_same "the folder is gone" "" "$(ls /run/lklfuse)"
