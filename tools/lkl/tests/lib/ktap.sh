# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2034
#
# What shell tests are written with: KTAP output, requirements, cleaning up.
#
# A test begins with
#	#!/bin/sh
#	# timeout: 120		only if 60 seconds are not enough
#	# alone: why		only if it cannot share the machine
#	. "$(dirname -- "$0")/../lib/ktap.sh"
#	requires program mkfs.ext4 e2fsprogs
#	plan 2
# and ends by itself: the exit status is 1 if a result was "not ok". Under
# "set -e" or not, results that are missing count as failures in the runner.
#
# It finds: $tmp, a folder that is removed at the end; $LKL_TOP, the
# repository; $LKL_O, the build folder; $LKL_TOOLS, where libraries and
# programs are; $LKL_KERNEL, the folder with lkl.o; $LKL_TREE, the kernel source
# that it was built from; $LKL_EXEC, what runs programs from $LKL_TOOLS, empty
# unless it is an emulator.

: "${LKL_TOP:=$(CDPATH='' cd -- "$(dirname -- "$0")/../../../.." && pwd -P)}"
: "${LKL_O:=$LKL_TOP/build}"
: "${LKL_TOOLS:=$LKL_O/tools}"
: "${LKL_KERNEL:=$LKL_O/kernel/lkl}"
: "${LKL_TREE:=$LKL_KERNEL/source}"
: "${LKL_EXEC:=}"
O=$LKL_O
export O LKL_TOP LKL_O LKL_TOOLS LKL_KERNEL LKL_TREE LKL_EXEC
export LC_ALL=C
PATH=$PATH:/usr/sbin:/sbin

ktap_nr=0
ktap_failed=0
ktap_cleanups=0
tmp=$(mktemp -d) || exit 1

# diag TEXT...: a comment line for each line of TEXT.
diag()
{
	printf '%s\n' "$*" | sed 's/^/# /'
}

# plan N: how many results will follow.
plan()
{
	echo "TAP version 14"
	echo "1..$1"
}

# ok NAME and not_ok NAME [WHY...]: one result.
ok()
{
	ktap_nr=$((ktap_nr + 1))
	echo "ok $ktap_nr $1"
}

not_ok()
{
	ktap_nr=$((ktap_nr + 1))
	ktap_failed=1
	echo "not ok $ktap_nr $1"
	shift
	[ $# = 0 ] || diag "$@"
}

# skip NAME REASON: one result that cannot be had here. REASON begins with
# "root:", "package:" or "host:", as for skip_all.
skip()
{
	ktap_nr=$((ktap_nr + 1))
	echo "ok $ktap_nr $1 # SKIP $2"
}

# skip_all REASON: end a test that cannot run here, instead of a plan.
skip_all()
{
	echo "TAP version 14"
	echo "1..0 # SKIP $1"
	exit 0
}

# check NAME COMMAND...: ok if COMMAND exits with 0.
check()
{
	ktap_name=$1
	shift
	if "$@" >"$tmp/.check" 2>&1; then
		ok "$ktap_name"
	else
		not_ok "$ktap_name" "exit status $?: $*"
		sed 's/^/# | /' "$tmp/.check"
	fi
}

# check_fails STATUS NAME COMMAND...: ok if COMMAND exits with STATUS. What it
# said is in $tmp/.fails.
check_fails()
{
	ktap_want=$1
	ktap_name=$2
	shift 2
	ktap_got=0
	"$@" >"$tmp/.fails" 2>&1 || ktap_got=$?
	if [ "$ktap_got" = "$ktap_want" ]; then
		ok "$ktap_name"
	else
		not_ok "$ktap_name" "exit status $ktap_got, not $ktap_want: $*"
		sed 's/^/# | /' "$tmp/.fails"
	fi
}

# check_same NAME EXPECTED GOT: ok if the two texts are equal.
check_same()
{
	if [ "$2" = "$3" ]; then
		ok "$1"
	else
		not_ok "$1" "expected: $2"
		diag "got:      $3"
	fi
}

# loops_are_closed: mkfs.btrfs and "btrfs check" want to know from each loop
# device that is mounted somewhere whether it is of their file, and fail if they
# may not.
loops_are_closed()
{
	[ "$(id -u)" != 0 ] && grep -q '^/dev/loop' /proc/self/mounts
}

# requires root | program NAME PACKAGE | file PATH: skip the test without it.
# Before plan.
requires()
{
	case $1 in
	root)
		[ "$(id -u)" = 0 ] || skip_all "root: needs to be root"
		;;
	program)
		command -v "$2" >/dev/null ||
			skip_all "package: $2 is missing (package $3)"
		[ "$2" != mkfs.btrfs ] || ! loops_are_closed ||
			skip_all "root: $2 asks loop devices that are mounted"
		;;
	file)
		[ -e "$2" ] || skip_all "host: there is no $2"
		;;
	*)
		echo "Bail out! requires $1?"
		exit 1
		;;
	esac
}

# cleanup COMMAND: at the end, even if the test is killed by TERM; the last
# one given runs first. COMMAND is one string for eval.
cleanup()
{
	ktap_cleanups=$((ktap_cleanups + 1))
	eval "ktap_cleanup_$ktap_cleanups=\$1"
}

ktap_exit()
{
	ktap_status=$?
	trap - EXIT
	set +e
	while [ "$ktap_cleanups" -gt 0 ]; do
		eval "eval \"\$ktap_cleanup_$ktap_cleanups\""
		ktap_cleanups=$((ktap_cleanups - 1))
	done
	rm -rf "$tmp"
	[ "$ktap_status" != 0 ] || ktap_status=$ktap_failed
	exit "$ktap_status"
}
trap ktap_exit EXIT
trap 'exit 143' TERM
trap 'exit 130' INT
