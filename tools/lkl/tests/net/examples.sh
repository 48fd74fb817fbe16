#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# The examples of the network do what they say, in a namespace with no network
# but what they make.
. "$(dirname -- "$0")/../lib/ktap.sh"
requires program ip iproute2
requires program mkfs.ext4 e2fsprogs
requires program python3 python3

if [ -z "${LKL_NET_EXAMPLES:-}" ]; then
	own=-n
	[ "$(id -u)" -eq 0 ] || own=-Urn
	unshare $own true 2>/dev/null ||
		skip_all "root: needs root, or user namespaces"
	rm -rf "$tmp"
	LKL_NET_EXAMPLES=$own exec unshare $own sh "$0"
fi
cd "$tmp" || exit 1
ip link set lo up
ip tuntap add tap0 mode tap
ip addr add 10.9.0.1/24 dev tap0
ip link set tap0 up
cat >tap.json <<END
{ "interfaces": [ { "type": "tap", "param": "tap0", "ip": "10.9.0.2" } ] }
END
examples=$LKL_TOOLS/examples

# Start something in the background, which ends with the test.
start()
{
	"$@" >"$tmp/out" 2>&1 </dev/null &
	started=$!
	cleanup "kill $started 2>/dev/null; wait $started 2>/dev/null"
}

# tcp ADDRESS PORT TEXT: what is answered, within ten seconds.
tcp()
{
	python3 - "$@" <<END
import socket, sys, time
address, port, text = sys.argv[1:]
end = time.time() + 10
while True:
    try:
        s = socket.create_connection((address, int(port)), 2)
        s.settimeout(5)
        break
    except OSError:
        if time.time() > end:
            sys.exit("no connection")
        time.sleep(0.1)
s.sendall(text.encode().decode("unicode_escape").encode())
data = b""
try:
    while len(data) < 4 or text.startswith("GET"):
        part = s.recv(65536)
        if not part:
            break
        data += part
except OSError as e:
    sys.exit(str(e))
sys.stdout.buffer.write(data)
END
}

plan 9

start "$examples/echo" tap.json 7
check_same "echo answers" hallo "$(tcp 10.9.0.2 7 hallo)"
kill "$started"
wait "$started" 2>/dev/null

mkdir files
seq 1 50000 >files/numbers
mkfs.ext4 -q -d files image 16M
start "$examples/http" image tap.json
tcp 10.9.0.2 80 'GET /numbers HTTP/1.0\r\n\r\n' >got
sed '1,/^\r$/d' got >body
check "http serves a file" cmp body files/numbers
check_same "and nothing else" "HTTP/1.0 404 No such file" \
	"$(tcp 10.9.0.2 80 'GET /absent HTTP/1.0\r\n\r\n' | tr -d '\r' |
		head -n 1)"
kill "$started"
wait "$started" 2>/dev/null

check "two kernels" sh -c "'$examples/two_kernels' bbr 'delay 2ms' |
	grep -qE '^bbr, netem delay 2ms: [1-9][0-9.]* Mbit/s'"

check "capture" "$examples/capture" tap.json packets.pcap 10.9.0.1
check_same "is a file of packets with the ping" "True" "$(python3 - <<END
import struct
data = open("packets.pcap", "rb").read()
at, nr, ping = 24, 0, False
while at < len(data):
    length = struct.unpack_from("<I", data, at + 8)[0]
    packet = data[at + 16:at + 16 + length]
    # Those of all interfaces: 20 bytes, with the protocol, then IP.
    ping |= packet[:2] == b"\x08\x00" and packet[29] == 1
    at += 16 + length
    nr += 1
print(data[:4] == b"\x4d\x3c\xb2\xa1" and at == len(data) and nr > 1 and ping)
END
)"

# A gateway and its peer, neither of which has any rights.
ip addr add 192.0.2.1/32 dev lo
cat >gateway.json <<END
{ "gateway": "10.0.2.2",
  "sysctl": "net.ipv4.ip_forward=1;net.ipv4.conf.all.proxy_arp=1",
  "interfaces": [ { "type": "slirp", "ip": "10.0.2.15",
    "forward": "udp:51820:51820" } ] }
END
# Where they were built may be closed to those without rights.
cp "$LKL_TOOLS/tests/net/wireguard_peer" "$examples/wireguard" "$tmp"
peer=./wireguard_peer
chmod 755 "$tmp"
as_nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
[ "$LKL_NET_EXAMPLES" = -n ] ||
	as_nobody="setpriv --inh-caps=-all --bounding-set=-all"
start $as_nobody ./wireguard gateway.json "$($peer gateway-secret)" \
	"$($peer public)"
python3 - >server 2>&1 <<END &
import socket
s = socket.create_server(("192.0.2.1", 8080))
c = s.accept()[0]
c.sendall(c.recv(100).upper())
END
server=$!
cleanup "kill $server 2>/dev/null; wait $server 2>/dev/null"
sleep 1
check_same "WireGuard: a peer reaches the host" "HELLO" \
	"$($as_nobody timeout 30 "$peer" connect)"
check "WireGuard: the gateway runs on" \
	grep -q '^State:[[:space:]]*[RSD]' "/proc/$started/status"

long=
for name in echo http two_kernels wireguard capture; do
	lines=$(wc -l <"$LKL_TOP/tools/lkl/examples/$name.c")
	[ "$lines" -lt 100 ] || long="$long $name"
done
check_same "each has less than 100 lines" "" "$long"
