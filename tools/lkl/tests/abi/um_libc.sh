#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The host halves of drivers are run by threads of the program in the middle of
# a system call: they call nothing of libc in which such a thread could be
# cancelled, and nothing that opens what an executed program would inherit.
. "$(dirname -- "$0")/../lib/ktap.sh"

requires program nm binutils
grep -qx CONFIG_UM_HOST=y "$LKL_KERNEL/.config" ||
	skip_all "host: this kernel has none of these drivers"
plan 3

# Not opendir(3) and readdir(3), which hostfs calls where nobody is cancelled,
# nor poll(2), which ubd's own thread calls.
points='(__)?(p?(read|write)v?2?|openat?|creat)(64)?(_2|_chk)?|close|accept4?'
points="$points|connect|f(data)?sync|msync|epoll_p?wait|p?select|send(to|m?msg)"
points="$points|recv(from|m?msg)?|wait(id|pid|3|4)?|u?sleep|nanosleep|tcdrain"
points="$points|getaddrinfo|mkstemp(64)?|system|lockf(64)?"
opens='socket|epoll_create|eventfd|dup3?|fopen(64)?|popen|memfd_create'

# shellcheck disable=SC2046 # one word an object
set -- $(find "$LKL_TOOLS/obj/um" -name '*.o')
check "there are host halves" test $# -gt 3
LC_ALL=C nm -A -u "$@" >"$tmp/calls"
check_same "there is no cancellation point" "" \
	"$(grep -E " U ($points)\$" "$tmp/calls")"
# os_dup_file() is called for time travel only.
check_same "all is closed when a program is executed" "" \
	"$(grep -E " U ($opens)\$" "$tmp/calls" | grep -v 'os/file.o: *U dup$')"
