#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The checker of binary interfaces finds what it is there for.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 10

# A copy of the checker and of what it reads, to be spoilt.
root=$tmp/root
mkdir -p "$root/scripts/lkl" "$root/tools/lkl/tests/abi" "$root/tools/lkl/include"
cp "$LKL_TOP"/scripts/lkl/*.sh "$LKL_TOP/scripts/lkl/note.py" \
	"$root/scripts/lkl"
uapi=$root/arch/lkl/include/uapi/asm
mkdir -p "$uapi"
cp "$LKL_TOP"/arch/lkl/include/uapi/asm/*.h "$uapi"
echo "asm/host_ops.h lkl_host_table" >"$root/tools/lkl/tests/abi/layout.structs"
checker=$root/scripts/lkl/check-abi.sh

"$checker" layout --update
check "good: the layout as it was" "$checker" layout
check "good: the operations are few" "$checker" operations
sed -i 's/^\tunsigned int abi;/\tunsigned long abi;/' "$uapi/host_ops.h"
check_fails 1 "bad: a member that has grown" "$checker" layout
cp "$LKL_TOP/arch/lkl/include/uapi/asm/host_ops.h" "$uapi"
{
	echo "struct lkl_host_table {"
	for n in a b c d; do
		for m in a b c d e f g h i j; do
			echo "void (*$n$m)(void);"
		done
	done
	echo "};"
} >"$uapi/host_ops.h"
check_fails 1 "bad: 40 operations" "$checker" operations
cp "$LKL_TOP/arch/lkl/include/uapi/asm/host_ops.h" "$uapi"

cd "$tmp" || exit 1
number()
{
	awk -v n="$2" '$2 == n { print $3 }' "$uapi/$1"
}
# a_note HOST_ABI: note.o, a kernel that says so.
a_note()
{
	mkdir -p include/config
	echo 6.12.345 >include/config/kernel.release
	cat >note.s <<END
	.section .note.lkl, "a", @note
	.long 4, 4, 1
	.asciz "LKL"
	.long $1
	.long 4, 4, 2
	.asciz "LKL"
	.long $(number entry.h LKL_ENTRY_ABI)
	.long 4, 9, 3
	.asciz "LKL"
	.asciz "6.12.345"
	.balign 4
	.section .note.GNU-stack, "", @progbits
END
	${CC:-cc} -c note.s -o note.o
}

a_note "$(number host_ops.h LKL_HOST_ABI)"
check "good: the note" "$checker" note note.o
a_note 99
check_fails 1 "bad: a note with another number" "$checker" note note.o
echo 'int main(void) { return 0; }' >main.c
${CC:-cc} main.c -o main
${CC:-cc} -z execstack main.c -o execmain
echo '.globl f; f: ret' >f.s
${CC:-cc} -c f.s -o f.o
check "good: stacks that are data" "$checker" stack main note.o
check_fails 1 "bad: a program with an executable stack" \
	"$checker" stack execmain
check_fails 1 "bad: an object that causes one" "$checker" stack f.o
check "good: no relocations in the text" "$checker" textrel main
