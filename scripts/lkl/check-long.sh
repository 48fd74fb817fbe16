#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The checks that take long: other compilers, machines, configurations and
# kernels.
#
# usage: check-long.sh [STAGE...]	(default: all)
#
# sparse	the port has no warnings
# tiny		no MMU, and a host thread for every task
# tiny_quick	the part of it that "make check" runs
# contexts	the two other pairs of MMU and kind of context
# outside	a file system from outside of the kernel tree is built in
# address	the library and the tests under the address sanitizer
# thread	and under the thread sanitizer, and lklfuse
# fuse		lklfuse with as many files, kills and operations as it stands
# copy		cptofs with 200,000 files, and signals at 100 moments
# clang		kernel and library built with clang and lld
# arm64		aarch64, under qemu-user
# debug		a kernel with lock, memory and list debugging does not complain
# kunit		the kernel's own unit tests
# um		User Mode Linux as moved and as stock: same code, same userspace
# um_i386	a 32-bit one builds
# um_host	a library with the drivers that are shared with it
# oldest	the oldest 6.12.y that apt offers
#
# Every stage that fails is named at the end.
set -eu
. "$(dirname -- "$0")/common.sh"

s=$top/scripts/lkl
runner=$top/tools/lkl/tests/run
behaviour="boot sys irq disk stress"
# Tests of what the tiny configuration does not have: sockets, XFS and Btrfs.
not_tiny="-x sys/features -x sys/bad_pointers -x sys/signal_sleep
	-x sys/ipsec -x disk/filesystems"
# And without an MMU, a large file in memory would have to be in one piece.
not_nommu="-x irq/long_call -x sys/handler_exit -x boot/no_threads_ticks"

# build_and_run NAME FRAGMENTS RUNNER_OPTION...
build_and_run()
{
	name=$1
	fragments=$2
	shift 2
	# shellcheck disable=SC2086 # no fragment is no argument
	"$s/kernel.sh" "$name" $fragments >/dev/null || return
	"$s/tools.sh" "$name" lib tests examples || return
	"$runner" -j "${JOBS:-1}" --build "$O" --tools "$O/tools-$name" \
		--include "$O/include-$name" --kernel "$O/kernel/$name" \
		--logs "$O/test-logs/long/$name" "$@"
}

stage_sparse()
{
	"$s/kernel.sh" lkl >/dev/null || return
	make -s -C "$O/kernel/lkl" ARCH=lkl C=2 arch/lkl/ \
		>"$O/test-logs/sparse" 2>&1 || return
	! grep -E 'arch/lkl/.*(warning|error):' "$O/test-logs/sparse"
}

stage_tiny()
{
	# shellcheck disable=SC2086 # groups and options
	build_and_run tiny "tiny nommu thread" $not_tiny $not_nommu $behaviour
}

# Part of "make check": that this configuration boots, stores and halts, and
# imports nothing.
stage_tiny_quick()
{
	build_and_run tiny "tiny nommu thread" abi/symbols boot/start_halt \
		boot/print \
		boot/many_threads sys/dir sys/pipe_threads disk/flush \
		disk/journal disk/kill disk/tree disk/threads
}

stage_contexts()
{
	# shellcheck disable=SC2086
	build_and_run tiny-thread "tiny thread" $not_tiny $behaviour || return
	# shellcheck disable=SC2086
	build_and_run tiny-nommu "tiny nommu" $not_tiny $not_nommu $behaviour
}

stage_outside()
{
	here=$top/tools/lkl/tests/lib/greetfs
	tools=$O/tools-outside
	"$s/kernel.sh" outside tiny "$here/greetfs.config" >/dev/null || return
	"$s/tools.sh" outside lib || return
	gcc -D_GNU_SOURCE -I"$top/tools/lkl/include" -I"$O/include-outside" \
		"$here/mounts.c" -L"$tools" -llkl -Wl,-rpath,"$tools" \
		-o "$tools/mounts" || return
	[ "$("$tools/mounts")" = hello ]
}

# sanitized SANITIZER [GROUP...]: everything but the kernel is instrumented.
sanitized()
{
	sanitizer=$1
	shift
	"$s/kernel.sh" lkl >/dev/null || return
	"$s/tools.sh" lkl headers || return
	make -s -C "$top/tools/lkl" O="$O/tools-san-$sanitizer" SAN="$sanitizer" \
		LKL_KERNEL="$O/kernel/lkl" LKL_INCLUDE="$O/include" \
		lib tools tests examples || return
	# shellcheck disable=SC2086 # groups
	run_sanitized "$sanitizer" -x boot/gdb $behaviour "$@"
}

# run_sanitized SANITIZER RUNNER_OPTION...: what is built already
run_sanitized()
{
	sanitizer=$1
	shift
	"$runner" -j "${JOBS:-1}" --build "$O" --tools "$O/tools-san-$sanitizer" \
		--kernel "$O/kernel/lkl" --logs "$O/test-logs/long/$sanitizer" \
		--timeout-factor 5 "$@"
}

stage_address()
{
	# libvdeplug cannot be loaded under it.
	sanitized address net -x net/vde
}

stage_thread()
{
	# libvdeplug as above
	sanitized thread net -x net/vde || return
	# What has the workers of lklfuse do much at once. Nobody reads what it
	# prints: a report ends it.
	export TSAN_OPTIONS=halt_on_error=1
	run_sanitized thread fuse/calls fuse/links fuse/requests \
		fuse/random_names fuse/random_data
}

stage_fuse()
{
	LKL_FUSE_FILES=1000000 LKL_FUSE_FAT_FILES=200000
	LKL_FUSE_OPERATIONS=100000 LKL_FUSE_DATA_OPERATIONS=1000000
	LKL_FUSE_KILLS=200 LKL_FUSE_CUT_STEPS=200
	LKL_FUSE_VERIFY_MIB=4096 LKL_FUSE_STRESS_S=10
	export LKL_FUSE_FILES LKL_FUSE_FAT_FILES LKL_FUSE_OPERATIONS \
		LKL_FUSE_DATA_OPERATIONS LKL_FUSE_KILLS LKL_FUSE_CUT_STEPS \
		LKL_FUSE_VERIFY_MIB LKL_FUSE_STRESS_S
	"$s/kernel.sh" lkl >/dev/null || return
	"$s/tools.sh" lkl lib tools || return
	"$runner" --build "$O" --logs "$O/test-logs/long/fuse" \
		--timeout-factor 4 fuse/many_files fuse/random_names \
		fuse/random_data fuse/kill fuse/cuts fuse/stressors
}

stage_copy()
{
	LKL_COPY_FILES=200000 LKL_COPY_SIGNALS=100 LKL_COPY_TWINS=60000
	export LKL_COPY_FILES LKL_COPY_SIGNALS LKL_COPY_TWINS
	"$s/kernel.sh" lkl >/dev/null || return
	"$s/tools.sh" lkl lib tools || return
	"$runner" --build "$O" --logs "$O/test-logs/long/copy" \
		--timeout-factor 4 copy/many_files copy/signals_random \
		copy/reproducible
}

# Style and documentation are the same for every compiler, and the names that
# the latter is held against are in the System.map of the usual one. Of what
# clang says to debuggers by itself, the valgrind of Debian 12 cannot read all.
stage_clang()
{
	LLVM=1
	CFLAGS="-O2 -g -gdwarf-4"
	export LLVM CFLAGS
	# shellcheck disable=SC2086
	build_and_run clang "" -x unit/style -x unit/docs unit abi $behaviour
}

stage_arm64()
{
	CROSS_COMPILE=aarch64-linux-gnu-
	export CROSS_COMPILE
	# shellcheck disable=SC2086
	build_and_run arm64 "" --timeout-factor 10 \
		--exec "qemu-aarch64 -L /usr/aarch64-linux-gnu" $behaviour
}

stage_debug()
{
	LKL_FUZZ_FRAMES=1000000
	export LKL_FUZZ_FRAMES
	# shellcheck disable=SC2086
	build_and_run debug debug --timeout-factor 5 $behaviour net/fuzz ||
		return
	content debug
}

# content NAME: whether no test of it has made the kernel complain, but for
# those that do so on purpose: a host that fails while the kernel boots, and a
# disk that fails when it halts. Such a kernel prints all that it has to say,
# whatever its command line asks for.
content()
{
	! grep -rnE --exclude='failing_host.*' --exclude='halt_error.*' \
		-e 'WARNING: |BUG: |INFO: (trying|task|rcu|lockdep)' \
		"$O/test-logs/long/$1"
}

stage_kunit()
{
	"$s/kunit.sh"
}

# run_um NAME RUNNER_OPTION...: the tests of User Mode Linux, on that build.
run_um()
{
	name=$1
	shift
	LKL_UM=$O/kernel/$name/linux "$runner" --build "$O" \
		--logs "$O/test-logs/long/$name" "$@" um
}

stage_um()
{
	"$s/kernel.sh" -u um >/dev/null || return
	"$s/kernel.sh" -u um-all all >/dev/null || return
	STOCK=1 "$s/kernel.sh" -u um-stock all >/dev/null || return
	"$s/um-compare.py" "$top/drivers/um-host" \
		"$(cat "$O/kernel/um-stock/include/config/kernel.release")" \
		"$O/kernel/um-stock" "$O/kernel/um-all" || return
	run_um um-all || return
	# without what is mended
	run_um um-stock -x um/flush
}

stage_um_i386()
{
	SUBARCH=i386 CROSS_COMPILE=i686-linux-gnu- \
		"$s/kernel.sh" -u um-i386 >/dev/null || return
	file=$(LC_ALL=C readelf -h "$O/kernel/um-i386/linux") || return
	case $file in
	*ELF32*) ;;
	*) die "um-i386: not a 32-bit program" ;;
	esac
}

stage_um_host()
{
	# so that nothing is skipped for want of a driver
	LKL_DEVICES=1
	export LKL_DEVICES
	# shellcheck disable=SC2086
	build_and_run um-host um-host abi devices $behaviour
}

# The oldest version of linux-source-6.12, as a tarball in $O/oldest.
oldest_tarball()
{
	version=$(apt-cache madison linux-source-6.12 |
		awk -F '|' '{ gsub(/ /, "", $2); print $2 }' | sort -V | head -n 1)
	[ -n "$version" ] || return
	dir=$O/oldest/$version
	if [ ! -f "$dir/done" ]; then
		rm -rf "$dir"
		mkdir -p "$dir"
		(cd "$dir" && apt-get -qq download \
			"linux-source-6.12=$version" >&2) || return
		dpkg-deb -x "$dir"/*.deb "$dir" || return
		touch "$dir/done"
	fi
	find "$dir" -name 'linux-source-6.12.tar.*'
}

stage_oldest()
{
	KERNEL=$(oldest_tarball) || return
	[ -n "$KERNEL" ] || return
	export KERNEL
	say "oldest is $(basename "$(dirname "$(dirname "$(dirname \
		"$KERNEL")")")")"
	# shellcheck disable=SC2086
	build_and_run oldest "" $behaviour
}

stages="sparse tiny contexts outside address thread fuse copy clang arm64 debug
	kunit um um_i386 um_host oldest"
# shellcheck disable=SC2086 # one word a stage
[ $# -gt 0 ] || set -- $stages
mkdir -p "$O/test-logs"
failed=
for stage in "$@"; do
	grep -q "^stage_$stage()" "$0" || die "$stage: no such stage"
	start=$(now_ns)
	say "$stage"
	# In a subshell: a stage may set the environment.
	if ("stage_$stage"); then
		say "$stage: ok in $(seconds_since "$start") s"
	else
		say "$stage: FAILED in $(seconds_since "$start") s"
		failed="$failed $stage"
	fi
done
[ -z "$failed" ] || die "failed:$failed"
