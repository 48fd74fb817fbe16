# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2034,SC2154
#
# What tests of User Mode Linux share: sourced after ktap.sh.
#
# $LKL_UM is the program to run, $LKL_O/kernel/um-all/linux unless it is set.
# Its userspace is Debian's static busybox and a script of tests/um/guest, which
# is run as the first process.

: "${LKL_UM:=$LKL_O/kernel/um-all/linux}"
um_guest=$LKL_TOP/tools/lkl/tests/um/guest
um_busybox=$(command -v busybox) || um_busybox=

# It leaves the session of the test, so nobody else would end it.
um_kill()
{
	[ -f "$tmp/uml/pid" ] || return 0
	um_pid=$(cat "$tmp/uml/pid")
	kill "$um_pid" 2>/dev/null || return 0
	for um_left in 1 2 3 4 5 6 7 8 9 10; do
		kill -0 "$um_pid" 2>/dev/null || return 0
		sleep 0.1
	done
	kill -KILL "$um_pid"
}
cleanup um_kill

um_requires()
{
	[ -x "$LKL_UM" ] || skip_all "host: there is no $LKL_UM: make um"
	requires program mkfs.ext4 e2fsprogs
	requires program busybox busybox-static
}

# um_image IMAGE SCRIPT: an ext4 root with busybox, and SCRIPT as /init.
um_image()
{
	rm -rf "$tmp/root"
	for um_dir in bin dev proc sys host www; do
		mkdir -p "$tmp/root/$um_dir"
	done
	cp "$um_busybox" "$tmp/root/bin/busybox"
	cp "$um_guest/$2" "$tmp/root/init"
	chmod 755 "$tmp/root/init"
	truncate -s 64M "$1"
	mkfs.ext4 -q -F -d "$tmp/root" "$1"
}

# um_boot IMAGE OPTION...: run it until it halts; what it prints is in $tmp/um,
# as it comes. Standard input is the first console's.
#
# Its output is a pipe because a regular file cannot be polled. Memory is a
# file, in a place that is not every test machine's /dev/shm.
um_boot()
{
	um_root=$1
	shift
	{
		um_status=0
		TMPDIR=$tmp "$LKL_UM" mem=128M uml_dir="$tmp/" umid=uml \
			ubd0="$um_root" root=/dev/ubda rw init=/init \
			con0=fd:0,fd:1 con=null ssl=null "$@" 3>&- 4>&- \
			2>&1 || um_status=$?
		echo "um-status $um_status"
	} | cat >"$tmp/um"
}

# um_ended NAME: ok if it halted by itself and without complaint.
um_ended()
{
	if grep -qx 'um-status 0' "$tmp/um" &&
	   ! grep -qE 'Kernel panic|BUG:|WARNING:|Call Trace' "$tmp/um"; then
		ok "$1"
	else
		not_ok "$1"
		um_log
	fi
}

um_log()
{
	tail -n 60 "$tmp/um" | tr -d '\r' | sed 's/^/# | /'
}

# um_said LINE: whether the guest printed it.
um_said()
{
	tr -d '\r' <"$tmp/um" | grep -qxF "$1"
}

# um_wait LINE SECONDS: until it has, or not.
um_wait()
{
	um_left=$(($2 * 10))
	until um_said "$1"; do
		[ "$um_left" -gt 0 ] || return 1
		um_left=$((um_left - 1))
		sleep 0.1
	done
}
