#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# What drivers put into UML's tables, with __initcall(), __uml_setup() and
# __uml_exitcall(), is all there: in UML's program, in the kernel, and in the
# library, whose host halves have no linker script.
. "$(dirname -- "$0")/../lib/ktap.sh"

um=$LKL_O/kernel/um-all
requires program objdump binutils

# The kernel's own have other names in the same table.
host_initcall='__initcall_[a-z]'

# bytes SECTION OBJECT...: of all sections of this name.
bytes()
{
	section=$1
	shift
	[ $# -gt 0 ] || { echo 0; return; }
	LC_ALL=C objdump -h "$@" | awk -v section="$section" \
		'$2 == section { print "0x" $3 }' | {
		sum=0
		while read -r size; do
			sum=$((sum + size))
		done
		echo $sum
	}
}

# single FOLDER...: objects that are not made of others.
single()
{
	find "$@" -name '*.o' | while read -r o; do
		cmd=$(dirname "$o")/.$(basename "$o").cmd
		grep -q ' -r -o ' "$cmd" 2>/dev/null || echo "$o"
	done
}

# between PROGRAM START END: what is between two symbols.
between()
{
	LC_ALL=C nm "$1" | awk -v a="$2" -v b="$3" '
		$3 == a { start = $1 }
		$3 == b { end = $1 }
		END { print "0x" start, "0x" end }' | {
		read -r start end
		echo $((end - start))
	}
}

# compare NAME WHERE OBJECTS EXPECTED FOUND
compare()
{
	diag "$1: $2"
	if [ "$2" -gt 0 ] || [ "${4:-}" = maybe ]; then
		check_same "$1" "$2" "$3"
	else
		not_ok "$1" "no object adds to it"
	fi
}

check_um()
{
	if [ ! -x "$um/linux" ]; then
		for what in parameters exitcalls initcalls; do
			skip "UML: $what" "host: there is no $um/linux: make um"
		done
		return
	fi
	# shellcheck disable=SC2046 # one word an object
	set -- $(single "$um/drivers/um-host" "$um/arch/um" "$um/fs/hostfs")
	compare "UML: parameters" "$(bytes .uml.setup.init "$@")" \
		"$(between "$um/linux" __uml_setup_start __uml_setup_end)"
	compare "UML: exitcalls" "$(bytes .uml.exitcall.exit "$@")" \
		"$(between "$um/linux" __uml_exitcall_begin __uml_exitcall_end)"
	compare "UML: initcalls of the host" \
		"$(LC_ALL=C nm "$@" | grep -c " $host_initcall")" \
		"$(LC_ALL=C nm -n "$um/linux" | sed -n \
			'/ __initcall1_start$/,/ __initcall2_start$/p' |
			grep -c " $host_initcall")"
}

check_kernel()
{
	# shellcheck disable=SC2046
	set -- $(single "$LKL_KERNEL/drivers/um-host" \
		$([ ! -d "$LKL_KERNEL/fs/hostfs" ] || echo "$LKL_KERNEL/fs/hostfs"))
	compare "the kernel: parameters" "$(bytes .uml.setup.init "$@")" \
		"$(between "$LKL_KERNEL/vmlinux" __uml_setup_start \
			__uml_setup_end)" maybe
	compare "the kernel: exitcalls" "$(bytes .uml.exitcall.exit "$@")" \
		"$(between "$LKL_KERNEL/vmlinux" __uml_exitcall_begin \
			__uml_exitcall_end)"
}

check_library()
{
	# shellcheck disable=SC2046
	set -- $(find "$LKL_TOOLS/obj/um" -name '*.o')
	for section in um_setup um_initcall um_exitcall; do
		compare "the library: $section" "$(bytes $section "$@")" \
			"$(bytes $section "$LKL_TOOLS/liblkl.so")" maybe
	done
	check_same "the library: nothing under other names" 0 \
		"$(LC_ALL=C objdump -h "$@" | grep -cE ' \.(uml\.setup|uml\.exitcall|initcall)')"
}

grep -qx CONFIG_UM_HOST=y "$LKL_KERNEL/.config" ||
	skip_all "host: this kernel has none of these drivers"
plan 9
check_um
check_kernel
check_library
