#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# A server that is killed the moment it has mounted leaves no dead mount point,
# and one that cannot mount leaves no process. It does without a guard if that
# is killed.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires root
requires program mkfs.ext4 e2fsprogs
requires program strace strace
plan 9

# guards: the processes that guard $mnt.
guards()
{
	for p in /proc/[0-9]*; do
		grep -qx lklfuse-guard "$p/comm" 2>/dev/null &&
			grep -qF "$mnt" "$p/cmdline" && basename "$p"
	done
}

# within SECONDS COMMAND...: wait until it succeeds.
within()
{
	tries=$(($1 * 20))
	shift
	until "$@" >"$tmp/within" 2>&1; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		sleep 0.05
	done
}

gone()
{
	! findmnt "$mnt" && stat "$mnt"
}

nobody()
{
	[ -z "$(guards)" ]
}

somebody()
{
	! nobody
}

truncate -s 16M "$tmp/image"
mkfs.ext4 -q "$tmp/image"
# It is held up between the system call and what it does next.
strace -f -qq -o "$tmp/trace" -e trace=mount \
	-e inject=mount:delay_exit=5000000 \
	"$lklfuse" "$tmp/image" "$mnt" 2>"$tmp/said" &
check "it has mounted" within 30 findmnt "$mnt"
# shellcheck disable=SC2046 # numbers
kill -KILL $(servers)
check "the mount point is taken away" within 20 gone
check "the guard ends" within 10 nobody
wait
check "mount" up "$tmp/image"
down
strace -f -qq -o "$tmp/trace" -e trace=mount -e inject=mount:error=EPERM \
	"$lklfuse" "$tmp/image" "$mnt" 2>"$tmp/said"
check_same "refused: the exit status" 1 $?
check "nobody waits for a mount that is not there" within 2 nobody

# It is held up before it has anything to tell.
strace -f -qq -o "$tmp/trace" -e trace=flock \
	-e inject=flock:delay_enter=5000000:when=1 \
	"$lklfuse" "$tmp/image" "$mnt" 2>"$tmp/said" &
check "a guard" within 10 somebody
# shellcheck disable=SC2046 # numbers
kill -KILL $(guards)
check "without it: is mounted" within 30 findmnt "$mnt"
check "and of use" within 10 touch "$mnt/file"
down
wait
