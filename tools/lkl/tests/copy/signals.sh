#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 300
#
# A signal in the middle of a copy ends it in good order: exit status 1, a line,
# an image that is clean, and no file that is copied in part.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
plan 30

cd "$tmp" || exit 1
mkdir in
head -c 40M /dev/urandom >block
for i in 0 1 2 3 4 5 6 7 8 9; do
	ln block in/a$i
	cp block in/b$i
done
for i in $(seq 3000); do
	echo "$i" >"in/$i"
done

# interrupt SIGNAL SECONDS COMMAND...: sets status.
interrupt()
{
	signal=$1
	after=$2
	shift 2
	"$@" >out.log 2>err.log &
	pid=$!
	sleep "$after"
	kill -"$signal" "$pid" 2>/dev/null
	status=0
	wait "$pid" || status=$?
}

# said NAME PROGRAM TEXT: it ended with 1 and a line, if it did not end before.
said()
{
	if [ "$status" = 0 ]; then
		ok "$1: had ended before"
		ok "$1: all is there"
		return
	fi
	check_same "$1: exit status" 1 "$status"
	check_same "$1: says so" \
		"$2: $3: stopped, not everything was copied" "$(cat err.log)"
}

# whole NAME FOLDER: every file there is like its source.
whole()
{
	(cd "$2" && find . -type f) | while read -r file; do
		cmp "$2/$file" "in/$file" || echo "$file"
	done >differ 2>&1
	check_same "$1: no file is copied in part" "" "$(head -n 3 differ)"
}

into()
{
	make_image ext4 image 1024
	interrupt "$2" "$3" "$LKL_TOOLS/bin/cptofs" -i image in/. /
	said "in, $1" cptofs "$4"
	check "in, $1: the image is clean" is_clean image
	check_same "in, $1: its journal is empty" 0 \
		"$(dumpe2fs -h image 2>/dev/null | grep -c needs_recovery)"
	rm -rf out
	"$LKL_TOOLS/bin/cpfromfs" --lossy -i image / out >out.log
	whole "in, $1" out
}

out_of()
{
	rm -rf out
	interrupt "$2" "$3" \
		"$LKL_TOOLS/bin/cpfromfs" --lossy -i image / out
	said "out, $1" cpfromfs "$4"
	[ -d out ] || mkdir out
	whole "out, $1" out
}

into "SIGINT at the start" INT 0.01 Interrupt
into "SIGTERM" TERM 0.15 Terminated
into "SIGINT" INT 0.3 Interrupt
into "SIGHUP" HUP 0.5 Hangup
check "all of it" "$LKL_TOOLS/bin/cptofs" -i image in/. /
out_of "SIGTERM" TERM 0.15 Terminated
out_of "SIGINT" INT 0.3 Interrupt
check_fails 1 "a signal that comes first of all" sh -c \
	"'$LKL_TOOLS/bin/cptofs' -i image in/. / & sleep 0.05; kill \$!; wait \$!"
check "the image is clean" is_clean image
check_same "a signal that is ignored is" 0 "$(trap '' HUP
	"$LKL_TOOLS/bin/cptofs" -i image in/. /again >out.log 2>&1 &
	sleep 0.2; kill -HUP $!; wait $!; echo $?)"
