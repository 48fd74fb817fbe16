#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Comparing two builds finds code that differs, and objects that one has alone.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 11

lists=$tmp/lists
stock=$tmp/stock
moved=$tmp/moved

object()
{
	mkdir -p "$(dirname "$1")"
	echo "$2" | gcc -x c -O1 -c -o "$1" -
}

compare()
{
	python3 "$LKL_TOP/scripts/lkl/um-compare.py" "$lists" 6.12.3 \
		"$stock" "$moved"
}

differs()
{
	check_fails 1 "$1" compare
	check_same "$1: is named" "$2" "$(head -n 1 "$tmp/.fails")"
}

mkdir "$lists"
printf '6.12- a/d new\n6.12- a/one.c new/os/one.c\n' >"$lists/moves"
: >"$lists/edits"
for where in "$stock/a/d/x.o" "$moved/new/x.o"; do
	object "$where" 'int f(int a) { return a + 1; }'
done
for where in "$stock/a/one.o" "$moved/new/os/one.o"; do
	object "$where" 'int g(int a) { return a - 1; }'
done
object "$stock/a/all.o" 'int first;'
object "$moved/a/all.o" 'int h(void) { return 2; }'
echo 'savedcmd_a/all.o := ld -r -o a/all.o a/d/x.o a/one.o' \
	>"$stock/a/.all.o.cmd"
cp "$stock/a/.all.o.cmd" "$moved/a/.all.o.cmd"
check "objects that moved, and one that is linked of them" compare
check_same "they are counted" \
	"2 objects have the same code, 0 are of edited sources" "$(compare)"

object "$moved/new/x.o" 'int f(int a) { return a + 2; }'
differs "other code" "a/d/x.o differs from new/x.o"
printf 'file: new/x.c\nseries: 6.12\nreason: r\nanchor:\n\t|a\ndelete:\n' \
	>"$lists/edits"
check "unless its source is edited" compare
object "$moved/a/more.o" 'int k;'
differs "an object more" "a/more.o is not in the stock build"
rm "$moved/a/more.o" "$moved/new/os/one.o"
differs "an object less" \
	"a/one.o is not in the other build, as new/os/one.o"
rm -r "$stock"
mkdir "$stock"
rm -r "$moved"
mkdir "$moved"
check_fails 1 "nothing to compare" compare
check_fails 2 "no arguments" python3 "$LKL_TOP/scripts/lkl/um-compare.py"
