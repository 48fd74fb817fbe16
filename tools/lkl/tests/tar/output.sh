#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# An archive has its name when it is whole; one that fails leaves what was there
# before, says so in one line, and has no mark of its end.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_tool fs2tar libarchive-dev
requires_mkfs ext4
plan 37

cd "$tmp" || exit 1
mkdir files
seq 3000000 >files/numbers
truncate -s 64M image
mkfs.ext4 -q -d files image

fs2tar()
{
	$LKL_EXEC "$LKL_TOOLS/bin/fs2tar" "$@"
}

# one_line WHAT TEXT: of the command that failed last.
one_line()
{
	check_same "$1: says why" "fs2tar: $2" "$(cat "$tmp/.fails")"
}

nothing_left()
{
	check_same "$1: nothing is left" "${2:-}" "$(ls -A out)"
}

mkdir out
check "a new file" fs2tar image out/new.tar
check_same "has the usual mode" \
	"$(umask 022 && : >mode && stat -c %a mode)" \
	"$(stat -c %a out/new.tar)"
nothing_left "a new file" new.tar
chmod 600 out/new.tar
ln -s new.tar out/link
echo old >out/old
ln out/new.tar out/kept
check "a file that exists, by a link" fs2tar image out/link
check "is replaced" test "$(stat -c %i out/new.tar)" != \
	"$(stat -c %i out/kept)"
check_same "with its mode" 600 "$(stat -c %a out/new.tar)"
check "is still named by the link" test -L out/link
check "and is the same archive" cmp out/new.tar out/kept
rm -r out
mkdir out

check_fails 1 "no folder" fs2tar image none/a.tar
one_line "no folder" "none/a.tar: No such file or directory"
check_fails 1 "a folder" fs2tar image out
one_line "a folder" "out: Is a directory"
ln image linked
before=$(cksum image)
check_fails 1 "the image" fs2tar image linked
one_line "the image" "linked: it is the image"
check_same "the image is as before" "$before" "$(cksum image)"

echo old >out/a.tar
check_fails 1 "no image" fs2tar none out/a.tar
check_same "no image: the old file is as before" old "$(cat out/a.tar)"
nothing_left "no image" a.tar

check_fails 1 "a device that is full" fs2tar image /dev/full
one_line "a device that is full" "/dev/full: No space left on device"
check_fails 1 "standard output that is full" \
	sh -c "$LKL_EXEC '$LKL_TOOLS/bin/fs2tar' image - >/dev/full"
one_line "standard output that is full" \
	"standard output: No space left on device"

check_fails 1 "standard output that is closed" \
	sh -c "$LKL_EXEC '$LKL_TOOLS/bin/fs2tar' image - >&-"
one_line "standard output that is closed" \
	"standard output: Bad file descriptor"
check_fails 1 "closed beside an archive" \
	sh -c "$LKL_EXEC '$LKL_TOOLS/bin/fs2tar' image beside.tar >&-"
one_line "closed beside an archive" "standard output: Bad file descriptor"
check "closed beside an archive: it is whole" tar -tf beside.tar

{
	fs2tar image - 2>errors
	echo $? >status
} | head -c 100000 >part
check_same "a closed pipe: fails" 1 "$(cat status)"
check_same "a closed pipe: says why" "fs2tar: standard output: Broken pipe" \
	"$(cat errors)"

# The signal comes while the pipe is full.
mkfifo pipe
for signal in INT TERM HUP; do
	# shellcheck disable=SC2086
	env --default-signal="$signal" $LKL_EXEC "$LKL_TOOLS/bin/fs2tar" \
		image pipe 2>errors &
	pid=$!
	# shellcheck disable=SC2217 # it holds the pipe open
	sleep 60 <pipe &
	sleeper=$!
	sleep 1
	kill -s "$signal" "$pid"
	status=0
	wait "$pid" || status=$?
	kill "$sleeper"
	wait "$sleeper" 2>/dev/null
	check_same "SIG$signal: fails" 1 "$status"
	check_same "SIG$signal: says so in a line" \
		"stopped, not everything was copied" \
		"$(sed 's/^fs2tar: .*: //' errors)"
done
env --default-signal=TERM "$LKL_TOOLS/bin/fs2tar" image pipe 2>errors &
pid=$!
sleep 1
kill "$pid"
wait "$pid"
check_same "a pipe without a reader: a signal ends it" 1 "$?"
check_same "a pipe without a reader: says why" 1 "$(wc -l <errors)"
