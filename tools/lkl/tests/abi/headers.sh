#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 600
#
# Every public header compiles alone and twice, as C99 and as C++, also after
# all of libc's headers, whose macros are free to spoil our members.
. "$(dirname -- "$0")/../lib/ktap.sh"

requires program g++ g++
plan 7

here=$(dirname -- "$0")
include=$LKL_INCLUDE
api=$LKL_TOP/tools/lkl/include

(cd "$include" && find lkl -name '*.h'; cd "$api" && find . -name '*.h') |
	sed 's,^./,,' | sort >"$tmp/all"
sed -n 's/^\([^#\t]*\)\t.*/lkl\/\1/p' "$here/headers.skip" | sort >"$tmp/skip"
comm -23 "$tmp/all" "$tmp/skip" >"$tmp/headers"

# Each exists on every host that we know; what they define may not matter.
for h in arpa/inet dirent endian errno fcntl grp inttypes limits locale math \
	mntent net/ethernet net/if net/if_arp net/route netdb netinet/icmp6 \
	netinet/in netinet/ip netinet/ip6 netinet/tcp netinet/udp poll pthread \
	pwd sched semaphore setjmp signal stdbool stddef stdint stdio stdlib \
	string strings sys/epoll sys/eventfd sys/file sys/inotify sys/ioctl \
	sys/ipc sys/mman sys/mount sys/msg sys/param sys/poll sys/ptrace \
	sys/quota sys/resource sys/select sys/sem sys/shm sys/signalfd \
	sys/socket sys/stat sys/statfs sys/statvfs sys/syscall sys/sysinfo \
	sys/sysmacros sys/time sys/timerfd sys/timex sys/types sys/uio sys/un \
	sys/utsname sys/wait sys/xattr termios time ucontext unistd utime
do
	echo "#include <$h.h>"
done >"$tmp/libc.h"

# compile LIST COMPILER...: the headers of LIST that do not compile.
compile()
{
	list=$1
	shift
	xargs -P 2 -I HEADER sh -c '
		header=$1
		shift
		"$@" -fsyntax-only -include "$header" -include "$header" \
			-x "$language" /dev/null >"$log.$$" 2>&1 &&
			! grep -q "lkl.*warning" "$log.$$" || {
			cat "$log.$$" >&2
			echo "$header"
		}
		rm -f "$log.$$"' sh HEADER "$@" <"$list" | sort
}

# Of the functions in stock headers.
quiet="-Wno-cpp -Wno-sign-compare"
export language log="$tmp/log"
c="gcc -std=c99 -Wall $quiet -I$include -I$api"
cxx="g++ -std=c++11 -Wall $quiet -I$include -I$api"

language=c
# shellcheck disable=SC2086
check_same "C99, alone" "" "$(compile "$tmp/headers" $c)"
# shellcheck disable=SC2086
check_same "what is left out does not compile" "$(cat "$tmp/skip")" \
	"$(compile "$tmp/skip" $c 2>/dev/null)"
gcc -std=gnu99 -D_GNU_SOURCE -x c-header "$tmp/libc.h" -o "$tmp/libc.h.gch"
# shellcheck disable=SC2086
check_same "C, after libc's headers" "" "$(compile "$tmp/headers" \
	gcc -std=gnu99 -D_GNU_SOURCE -Wall $quiet -I"$include" -I"$api" \
	-include "$tmp/libc.h")"
language='c++'
# shellcheck disable=SC2086
check_same "C++, alone" "" "$(compile "$tmp/headers" $cxx)"
g++ -std=gnu++17 -x c++-header "$tmp/libc.h" -o "$tmp/libc.h.gch"
# shellcheck disable=SC2086
check_same "C++, after libc's headers" "" "$(compile "$tmp/headers" \
	g++ -std=gnu++17 -Wall $quiet -I"$include" -I"$api" \
	-include "$tmp/libc.h")"

# shellcheck disable=SC2046 # one word a header
check_same "no macro without our prefix" "" "$(cat \
	$(sed "s,^lkl/,$include/&,;t;s,^,$api/," "$tmp/headers") |
	gcc -w -fpreprocessed -dD -E -P - 2>/dev/null |
	sed -n 's/^#define \([A-Za-z_0-9]*\).*/\1/p' |
	grep -Ev '^_*(lkl|LKL)' | sort -u)"

missing=
for n in $(sed -n 's/.*define __lkl__NR_\([a-z0-9_]*\).*/\1/p' \
		"$include"/lkl/asm/unistd*.h | grep -vx syscalls | sort -u); do
	grep -Eq "lkl_sys_$n\(|^ \*	$n\$" "$include/lkl/asm/syscalls.h" ||
		missing="$missing $n"
done
check_same "a function for every system call" "" "$missing"
