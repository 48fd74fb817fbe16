#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Check the interfaces that are binary.
#
# usage: check-abi.sh layout [--update]	structs against layout.golden
#        check-abi.sh operations [LKL_O]	fewer than 40; prints their cost
#        check-abi.sh note LKL_O		.note.lkl against the headers
#        check-abi.sh stack FILE...		no executable stack
#        check-abi.sh textrel FILE...		no relocations in the text
#
# Says what is wrong on stderr and exits with 1.
set -eu
. "$(dirname -- "$0")/common.sh"

max_operations=40
uapi=$top/arch/lkl/include/uapi
abi_tests=$top/tools/lkl/tests/abi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# layout_of HEADER STRUCT...: offsets, sizes and types of the members.
layout_of()
{
	header=$1
	shift
	{
		echo "#include <$header>"
		for s in "$@"; do
			echo "struct $s the_$s;"
		done
	} >"$tmp/layout.c"
	"${CC:-gcc}" -g -c -o "$tmp/layout.o" -I "$uapi" \
		-I "$top/tools/lkl/include" -I "${LKL_INCLUDE:-$O/include}" \
		"$tmp/layout.c" ||
		die "$header: does not compile"
	for s in "$@"; do
		echo "$header: struct $s"
		gdb -nx -batch -ex 'set width 0' -ex "ptype /o struct $s" \
			"$tmp/layout.o" </dev/null 2>/dev/null |
			sed -e 1d -e 's,/\* X\{3\},/*,' -e 's/^/  /' \
				-e 's/[[:blank:]]*$//' |
			grep . || die "$s: gdb does not know it"
	done
}

layout()
{
	grep -v '^#' "$abi_tests/layout.structs" >"$tmp/structs"
	while read -r line; do
		# shellcheck disable=SC2086 # a header and structs
		layout_of $line
	done <"$tmp/structs" >"$tmp/golden"
	if [ "${1:-}" = --update ]; then
		cp "$tmp/golden" "$abi_tests/layout.golden"
	elif ! diff -u "$abi_tests/layout.golden" "$tmp/golden" >&2; then
		say "members may only be appended, with a new ABI number;" \
			"then check-abi.sh layout --update"
		return 1
	fi
}

# How many operations the host table has, and what the kernel pays for them:
# the places that use the table, and the text of arch/lkl.
operations()
{
	layout_of asm/host_ops.h lkl_host_table >"$tmp/table"
	n=$(grep -c '(\*[a-z_]*)(' "$tmp/table")
	echo "operations: $n"
	if [ $# -gt 0 ]; then
		arch=$(dirname "$1")/arch/lkl
		objects=$(find "$arch" -name '*.o' ! -path "$arch/*/tests/*" \
			! -path "$arch/boot/*")
		# shellcheck disable=SC2086 # names here have no blanks
		readelf -rW $objects >"$tmp/relocations"
		echo "uses: $(grep -cw lkl_host "$tmp/relocations" || :)"
		# shellcheck disable=SC2086
		echo "text bytes of arch/lkl: $(size $objects |
			awk 'NR > 1 { t += $1 } END { print t }')"
	fi
	[ "$n" -lt $max_operations ] ||
		die "$n operations, fewer than $max_operations are allowed"
}

header_number()
{
	awk -v name="$2" '$1 == "#define" && $2 == name { print $3 }' \
		"$uapi/asm/$1"
}

note()
{
	release=$(cat "$(dirname "$1")/include/config/kernel.release")
	{
		echo "host-abi $(header_number host_ops.h LKL_HOST_ABI)"
		echo "entry-abi $(header_number entry.h LKL_ENTRY_ABI)"
		echo "release $release"
	} >"$tmp/want"
	"$top/scripts/lkl/note.py" "$1" >"$tmp/got" || return 1
	diff -u "$tmp/want" "$tmp/got" >&2 || die "$1: wrong note"
}

# An object without .note.GNU-stack makes the stacks of its users executable.
stack()
{
	for f in "$@"; do
		readelf -hW "$f" >"$tmp/header" 2>&1 || die "$f: not ELF"
		if grep -q 'Type:.*REL' "$tmp/header"; then
			readelf -SW "$f" | grep '\.note\.GNU-stack' \
				>"$tmp/stack" || die "$f: no .note.GNU-stack"
			! grep -q '[[:blank:]]A\{0,1\}X' "$tmp/stack" ||
				die "$f: wants an executable stack"
		else
			readelf -lW "$f" | grep GNU_STACK >"$tmp/stack" ||
				die "$f: no GNU_STACK"
			! grep -q 'RWE' "$tmp/stack" ||
				die "$f: has an executable stack"
		fi
	done
}

textrel()
{
	for f in "$@"; do
		readelf -dW "$f" >"$tmp/dynamic" 2>&1 || die "$f: not ELF"
		! grep -q TEXTREL "$tmp/dynamic" || die "$f: has TEXTREL"
	done
}

[ $# -gt 0 ] || set -- usage
what=$1
shift
case $what:$# in
layout:[01]) layout "$@" ;;
operations:[01]) operations "$@" ;;
note:1) note "$@" ;;
stack:[1-9]*) stack "$@" ;;
textrel:[1-9]*) textrel "$@" ;;
*) die "usage: check-abi.sh layout|operations|note|stack|textrel [FILE...]" ;;
esac
