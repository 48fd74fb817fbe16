#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# User Mode Linux boots from ubd, uses a folder of the host, a network and a
# console, and shuts down.
if [ "$(id -u)" = 0 ] && [ -z "${UM_NETNS:-}" ]; then
	UM_NETNS=1 exec unshare -n sh "$0" "$@"
fi
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$(dirname -- "$0")/../lib/um.sh"

requires root
requires file /dev/net/tun
requires program ip iproute2
um_requires
plan 15

said()
{
	if um_said "guest: $2"; then
		ok "$1"
	else
		not_ok "$1" "the guest did not print \"$2\""
	fi
}

ip link set lo up
ip tuntap add dev tap77 mode tap
ip addr add 10.77.0.1/24 dev tap77
ip link set tap77 up

mkdir "$tmp/share"
echo "from the host" >"$tmp/share/in"
um_image "$tmp/disk" devices.sh
check "there is a root image" e2fsck -fn "$tmp/disk"

# The guest reads its console from here.
mkfifo "$tmp/keyboard"
um_boot "$tmp/disk" vec0:transport=tap,ifname=tap77,depth=64,gro=1 \
	share="$tmp/share" <"$tmp/keyboard" &
exec 4>"$tmp/keyboard"
# It asks for the file that it has written itself.
busybox httpd -f -p 10.77.0.1:8000 -h "$tmp/share" &
server=$!

if um_wait "guest: serving" 90; then
	ok "userspace runs"
	check "the host reads from the guest's server" \
		busybox wget -q -O "$tmp/fetched" http://10.77.0.2:8000/data
	check "what the guest has" cmp "$tmp/fetched" "$tmp/share/data"
	check "the host pings the guest" \
		busybox ping -c 2 -W 5 10.77.0.2
else
	not_ok "userspace runs"
	um_log
	for what in read compare ping; do
		not_ok "$what"
	done
fi
echo "hello" >&4
um_wait "guest: heard hello" 10 || :
exec 4>&-
kill "$server"
wait

said "the root is on ubd" root
said "files on ubd are the same after the cache is dropped" disk
said "hostfs is read" "hostfs read"
said "hostfs is written" "hostfs written"
check_same "the file is where it was renamed to" "from the guest" \
	"$(cat "$tmp/share/folder/renamed")"
said "the host's random numbers" hwrng
said "the network receives a file" received
said "the console reads" "heard hello"
um_ended "it halts"
check "the image is clean" e2fsck -fn "$tmp/disk"
