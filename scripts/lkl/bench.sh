#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Run the benchmarks, programs of $O/tools/bench and scripts of tools/lkl/bench,
# in the order of their names, and hold the figures against marks.txt there.
#
# usage: bench.sh [NAME...]
#
# Prints the lines of the figures, then a table of the marks: PASS, MISS, or
# "-" for a figure that was not measured. Only a benchmark that fails makes
# this fail. All output is in $O/bench.txt, too.
#
# From the environment:
#   LKL_BENCH_THREAD=  benchmarks of a kernel with a host thread for each task;
#		       default: $O/tools-thread/bench, built if there is none.
#		       Empty: leave out what it is compared with.
#   LKL_BENCH_NATIVE=  where native files go (/tmp); should be on ext4
#   LKL_BENCH_DISK=    where images of bulk and disk go, some GiB ($O)
#
# As root, loop mounts of the host are made to compare with.
set -eu
. "$(dirname -- "$0")/common.sh"

src=$top/tools/lkl/bench
log=$O/bench.txt
tmp='' shm='' disk=''

# What the last benchmark was compared with, and its images.
drop_images()
{
	for mnt in "$tmp"/*/mnt "${disk:-$tmp}"/*/mnt; do
		! mountpoint -q "$mnt" || umount "$mnt"
	done
	rm -rf ${shm:+"$shm"} ${disk:+"$disk"}
	shm='' disk=''
}

clean_up()
{
	[ -n "$tmp" ] || return 0
	drop_images
	rm -rf "$tmp"
}

# loop_mount FOLDER MIB: mount a new ext4 image in it, or fail.
loop_mount()
{
	mkdir -p "$tmp/$2/mnt"
	truncate -s "$2M" "$1/image" && mkfs.ext4 -q -F "$1/image" &&
		mount -o loop "$1/image" "$tmp/$2/mnt" 2>/dev/null ||
		return 1
	LKL_BENCH_LOOP=$tmp/$2/mnt
	LKL_BENCH_LOOP_IMAGE=$1/image
}

# What a benchmark is compared with, if it is anything special.
set_up()
{
	LKL_BENCH_LOOP='' LKL_BENCH_LOOP_IMAGE='' LKL_BENCH_IMAGES=''
	case $1 in
	bulk | disk)
		disk=$(mktemp -d "${LKL_BENCH_DISK:-$O}/bench.XXXXXX")
		LKL_BENCH_IMAGES=$disk
		loop_mount "$disk" 4096 || say "$1: no loop mount" ;;
	copy | fuse)
		disk=$(mktemp -d "${LKL_BENCH_DISK:-$O}/bench.XXXXXX")
		LKL_BENCH_IMAGES=$disk ;;
	fsync)	shm=$(mktemp -d /dev/shm/bench.XXXXXX)
		LKL_BENCH_IMAGES=$shm
		loop_mount "$shm" 64 || say "fsync: no loop mount" ;;
	um)	# Stock ubd does not flush: that shall be no difference.
		shm=$(mktemp -d /dev/shm/bench.XXXXXX)
		LKL_BENCH_IMAGES=$shm ;;
	*)	unset LKL_BENCH_IMAGES
		return 0 ;;
	esac
	export LKL_BENCH_LOOP LKL_BENCH_LOOP_IMAGE LKL_BENCH_IMAGES
}

# Mounts of a script are for it alone: a namespace that somebody else makes
# meanwhile would keep them.
run_one()
{
	if [ ! -f "$1.py" ]; then
		"$O/tools/bench/$1"
	elif [ "$(id -u)" = 0 ]; then
		LKL_TOOLS=$O/tools unshare -m --propagation private \
			python3 -B "$1.py"
	else
		say "$1: needs to be root"
	fi
}

build_thread()
{
	say "building the kernel with a host thread for each task"
	"$top/scripts/lkl/kernel.sh" thread thread >/dev/null &&
		"$top/scripts/lkl/tools.sh" thread bench >&2
}

# The table of marks; figures are in the log.
judge()
{
	awk '
	FNR == NR { value[$1] = $2; next }
	/^#/ || !NF { next }
	{
		got = $1 in value ? value[$1] : "-"
		if ($2 == "<")
			ok = got + 0 < $3 + 0
		else if ($2 == ">=")
			ok = got + 0 >= $3 + 0
		else
			ok = got + 0 <= $3 + 0
		printf "%-4s %-26s %10s %2s %s %s\n",
		       got == "-" ? "-" : ok ? "PASS" : "MISS",
		       $1, got, $2, $3, $4
	}' "$log" "$src/marks.txt"
}

[ -d "$src" ] || die "there are no benchmarks"
cd "$src"
[ $# -gt 0 ] || set -- *.c *.py
tmp=$(mktemp -d)
trap clean_up EXIT
trap 'exit 1' INT TERM
if [ -z "${LKL_BENCH_THREAD+set}" ]; then
	LKL_BENCH_THREAD=$O/tools-thread/bench
	[ -x "$LKL_BENCH_THREAD/fsync" ] || build_thread ||
		LKL_BENCH_THREAD=
fi
LKL_BENCH_TOOLS=$O/tools/bin
export LKL_BENCH_THREAD LKL_BENCH_TOOLS

failed=
: >"$log"
for name in "$@"; do
	name=$(basename "$(basename "$name" .c)" .py)
	[ -x "$O/tools/bench/$name" ] || [ -f "$name.py" ] ||
		die "$name: no such benchmark"
	set_up "$name"
	say "$name"
	run_one "$name" </dev/null >"$tmp/out" || failed="$failed $name"
	tee -a "$log" <"$tmp/out"
	drop_images
done
judge | tee "$tmp/table"
cat "$tmp/table" >>"$log"
[ -z "$failed" ] || die "failed:$failed"
