#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# A target of the host that is a pipe, a device or a link is written to, not
# replaced; and no source replaces what another has brought.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_tool fs2tar libarchive-dev
requires_mkfs ext4
plan 22

cd "$tmp" || exit 1
cptofs=$LKL_TOOLS/bin/cptofs
cpfromfs=$LKL_TOOLS/bin/cpfromfs
mkdir -p in/d a/d b/d
echo text >in/file
printf 'begin' >in/sparse
truncate -s 100K in/sparse
printf 'end' >>in/sparse
truncate -s 200K in/sparse
echo a >a/d/f
echo b >b/d/f
echo b >b/d/g
make_image ext4 image 16
"$cptofs" -i image in / >log

mkfifo pipe
timeout 20 cat pipe >was_read &
check "a pipe" timeout 20 "$cpfromfs" -i image /in/sparse pipe
wait
check "a pipe: all that was copied, holes as zeros" cmp in/sparse was_read
check "a pipe: is there" test -p pipe
ln -s linked link
echo old >linked
chmod 640 linked
check "a link" "$cpfromfs" -i image /in/file link
check_same "a link: is there" linked "$(readlink link)"
check_same "a link: leads to the copy" text "$(cat linked)"
ln -s /proc/self/fd/1 output
check_same "standard output" "text" \
	"$("$cpfromfs" -i image /in/file output 2>/dev/null | head -n 1)"
check "standard output: is there" test -h output

# interrupted NAME: the program with $pid ends by SIGTERM, and says so.
interrupted()
{
	sleep 1
	kill "$pid"
	status=0
	wait "$pid" || status=$?
	check_same "$1: a signal ends it" 1 "$status"
	check_same "$1: says so" \
		"cpfromfs: Terminated: stopped, not everything was copied" \
		"$(cat errors)"
}

env --default-signal=TERM "$cpfromfs" -i image /in/file pipe 2>errors &
pid=$!
interrupted "a pipe without a reader"
head -c 1M /dev/zero >in/large
"$cptofs" -i image in/large / >log
env --default-signal=TERM "$cpfromfs" -i image /large pipe 2>errors &
pid=$!
# shellcheck disable=SC2217 # it holds the pipe open
sleep 60 <pipe &
sleeper=$!
interrupted "a pipe that nobody reads"
kill "$sleeper"
wait "$sleeper" 2>/dev/null
python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")'
check_fails 1 "a socket" timeout 20 "$cpfromfs" -i image /in/file socket
check_same "a socket: says why" \
	"cpfromfs: socket: No such device or address" \
	"$(head -n 1 "$tmp/.fails")"
check_fails 1 "a socket for an archive" timeout 20 \
	"$LKL_TOOLS/bin/fs2tar" image socket

check_fails 1 "two sources of one name" "$cptofs" -i image a/d/f b/d/f /
check_same "two sources of one name: says so" \
	"cptofs: image:/f: File exists" "$(head -n 1 "$tmp/.fails")"
check_fails 1 "two directories of one name" "$cptofs" -i image a/d b/d /
check_same "two directories of one name: says what is twice" \
	"cptofs: image:/d/f: File exists" "$(head -n 1 "$tmp/.fails")"
"$cpfromfs" -i image /d out >log
check_same "the first stays" a "$(cat out/f)"
check_same "the rest is merged" b "$(cat out/g)"
check "the image is clean" is_clean image
