#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 300
#
# gdb works as Documentation/arch/lkl/debugging.rst says.
. "$(dirname -- "$0")/../lib/ktap.sh"

requires program gdb gdb
[ -z "$LKL_EXEC" ] || skip_all "host: programs run in an emulator"
plan 12

boot=$LKL_TOOLS/examples/boot
out=$tmp/out

# debug PROGRAM [OPTION...]: run standard input's commands on a program.
debug()
{
	{
		echo "set pagination off"
		echo "set width 0"
		cat
	} >"$tmp/commands"
	gdb -nx -batch -x "$tmp/commands" --args "$@" >"$out" 2>&1 </dev/null
}

# says NAME PATTERN: a line of gdb's matches.
says()
{
	if grep -qE "$2" "$out"; then
		ok "$1"
	else
		not_ok "$1" "nothing like: $2"
		diag "$(tail -n 40 "$out")"
	fi
}

# The frame function, from the line of a backtrace: "#1  0x... in first_run ()".
frame="0x[0-9a-f]+ in"

debug "$boot" mem=32M loglevel=0 <<'END'
break lkl_boot
break kernel_init
break make_init
run
bt
continue
bt
continue
delete
finish
x/64a $sp
continue
END
says "a breakpoint where the host enters the kernel" "^#0 .*lkl_boot"
says "the library's frames are below it" "^#[0-9]+ .*lkl_start_kernel"
says "and the program's" "^#[0-9]+ .*main \(.*boot.c"
says "a breakpoint in kernel code" "^#0 .*kernel_init \("
says "its caller is on the same stack" "^#1  $frame first_run"
says "the callers of a function are on the stack" "<kernel_init_freeable\+"
says "up to where the stack begins" "<first_run\+"
says "the program goes on" "exited normally"

debug "$boot" mem=32M loglevel=0 <<'END'
break kernel_halt
run
bt
END
says "a breakpoint beyond the end of boot" "^#0 .*kernel_halt"

debug "$LKL_TOOLS/tests/boot/faults" <<'END'
handle SIGSEGV nostop noprint pass
run
END
says "faults are the kernel's to handle" "exited normally"

debug "$LKL_TOOLS/tests/boot/load" <<'END'
set breakpoint pending on
break kernel_init
commands
bt 1
continue
end
run
END
check_same "a breakpoint in each of four kernels" 4 \
	"$(grep -c '^#0 .*kernel_init' "$out")"
says "which are files of the process" \
	"^#0 .*kernel_init .*from /proc/[0-9]+/fd/[0-9]+"
