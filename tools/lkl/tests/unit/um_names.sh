#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The documentation of the drivers shared with User Mode Linux has each function
# of UML's host interface that the kernel imports, and no other; and the right
# number of imports.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 5

docs=$LKL_TOP/Documentation/arch/lkl
lists=$LKL_TOP/drivers/um-host/lkl

names()
{
	sed '/^#/d; /^$/d' "$lists/$1" | sort -u
}

# documented: the names of the table, which may be patterns.
documented()
{
	begin="^The host.s operations by two names"
	sed -n "/$begin/,/^So there is one of each/p" "$docs/drivers.rst" |
		grep -o '^``.*``' | tr -d '`' | tr -s ' ' '\n' |
		cut -d ' ' -f 1 | grep '^os_'
}

# like NAME: whether it is what one of the words of standard input means.
like()
{
	while read -r pattern; do
		# shellcheck disable=SC2254 # a pattern
		case $1 in
		$pattern) return 0 ;;
		esac
	done
	return 1
}

documented >"$tmp/table"
names imports >"$tmp/imports"
check "there is a table" test "$(wc -l <"$tmp/table")" -gt 10
for name in $(grep '^os_' "$tmp/imports"); do
	like "$name" <"$tmp/table" || echo "$name"
done >"$tmp/missing"
check_same "all imports are in it" "" "$(cat "$tmp/missing")"
while read -r pattern; do
	for name in $(cat "$tmp/imports"); do
		echo "$pattern" | like "$name" && continue 2
	done
	echo "$pattern"
done <"$tmp/table" >"$tmp/more"
check_same "and nothing else" "" "$(cat "$tmp/more")"
check_same "the number of imports" "$(wc -l <"$tmp/imports")" \
	"$(tr '\n' ' ' <"$docs/architecture.rst" | grep -o \
		'imports [0-9]* functions and tables' | tr -dc 0-9)"
check_same "and of exports" "$(names exports | wc -l)" \
	"$(tr '\n' ' ' <"$docs/architecture.rst" | tr -s ' ' | grep -o \
		'exports [0-9]* more names' | tr -dc 0-9)"
