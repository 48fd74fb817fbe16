#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Moving stock files: lists that fit are applied, others are refused with a
# line that says which record does not.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 43

lists=$tmp/lists
tree=$tmp/tree

move()
{
	python3 "$LKL_TOP/scripts/lkl/move.py" "$@"
}

# fresh: a tree and lists without any record.
fresh()
{
	rm -rf "$tree" "$lists"
	mkdir -p "$tree/a/sub" "$lists"
	echo one >"$tree/a/one.c"
	echo two >"$tree/a/sub/two.c"
	printf 'x\n\ty y\nz\nx\n' >"$tree/Makefile"
	: >"$lists/moves"
	: >"$lists/edits"
}

# edit FILE ACTION TEXT ANCHOR: appends a record; TEXT and ANCHOR may be empty,
# and are formats of printf.
edit()
{
	{
		printf 'file: %s\nseries: 6.12-\nreason: why\nanchor:\n' "$1"
		[ -z "$4" ] || printf "$4\n" | sed 's/^/	|/'
		printf '%s:\n' "$2"
		[ -z "$3" ] || printf "$3\n" | sed 's/^/	|/'
		echo
	} >>"$lists/edits"
}

applies()
{
	check "$1" move apply "$lists" "${2:-6.12.5}" "$tree"
}

# refused NAME TEXT: with a line that has TEXT in it.
refused()
{
	check_fails 1 "$1" move apply "$lists" 6.12.5 "$tree"
	check_same "$1: says so" "move: $2" "$(cat "$tmp/.fails")"
}

# edited NAME ACTION TEXT ANCHOR RESULT: RESULT is a format, too.
edited()
{
	fresh
	edit Makefile "$2" "$3" "$4"
	applies "$1"
	check_same "$1: as it shall" "$(printf "$5")" "$(cat "$tree/Makefile")"
}

fresh
cat >"$lists/moves" <<'END'
# comment
6.12-		a		new/a	# all of it
6.12-6.13	new/a/one.c	new/b/1.c
6.12		gone		new/c	legacy
6.13-		a/sub		new/d
END
applies "files and folders move"
check_same "contents are as before" "one two" \
	"$(cat "$tree/new/b/1.c" "$tree/new/a/sub/two.c" | paste -sd ' ')"
check_fails 1 "nothing stays" test -e "$tree/a"
check_same "touched names what the lists name" "a gone new/a/one.c" \
	"$(move touched "$lists" 6.12.5 | paste -sd ' ')"
refused "applied twice" "a: not there to be moved"

fresh
echo "6.12 none new" >"$lists/moves"
refused "a file to move is absent" "none: not there to be moved"
fresh
echo "6.12 a/one.c Makefile" >"$lists/moves"
refused "the new place is taken" "Makefile: is there already"
fresh
echo "6.12 a/one.c ../out" >"$lists/moves"
refused "a place outside the tree" "../out: not a path in the tree"
fresh
echo "6.12 a b old" >"$lists/moves"
refused "an unknown word" "$lists/moves:1: not SERIES FROM TO [legacy]"
fresh
echo "next a b" >"$lists/moves"
refused "an unknown series" "next: not a kernel series"
fresh
printf '6.13- a b\n6.6-6.11 a b\n' >"$lists/moves"
applies "other kernels' moves do not matter"
check "they are not made" test -d "$tree/a"

edited "replace" replace 'n1\nn2' '\ty y' 'x\nn1\nn2\nz\nx'
edited "an anchor of two lines" replace 'n' 'z\nx' 'x\n\ty y\nn'
edited "before" before 'n' 'z' 'x\n\ty y\nn\nz\nx'
edited "after" after '\tn' 'z' 'x\n\ty y\nz\n\tn\nx'
edited "delete" delete '' 'z' 'x\n\ty y\nx'

fresh
edit Makefile after n x
refused "an anchor that is there twice" \
	"$lists/edits:1: Makefile: the anchor is there 2 times, not once"
check_same "the file stays" 'x' "$(head -n 1 "$tree/Makefile")"
fresh
edit Makefile after n 'y y'
refused "an anchor that differs in blanks" \
	"$lists/edits:1: Makefile: the anchor is there 0 times, not once"
fresh
edit none after n x
refused "a file to edit is absent" \
	"$lists/edits:1: none: No such file or directory"
fresh
edit Makefile after '' x
refused "no text" "$lists/edits:1: no text, or text to delete"

fresh
printf 'file: Makefile\nfor: 6.12\n' >"$lists/edits"
refused "an unknown field" "$lists/edits:1: \"for: 6.12\""
fresh
printf 'file: Makefile\nseries: 6.12\nanchor:\n\t|x\ndelete:\n' \
	>"$lists/edits"
refused "no reason" "$lists/edits:1: no reason"

fresh
touch -d 2001-01-01 "$tree/Makefile"
edit Makefile after n z
edit Makefile delete '' n
touch -d 2002-02-02 "$lists/moves" "$lists/edits"
check_same "lines are counted" \
	"moved 0 files and folders, edited 2 lines in 1 stock files" \
	"$(move apply "$lists" 6.12.5 "$tree")"
check_same "an edited file is as new as the lists" 2002 \
	"$(date -r "$tree/Makefile" +%Y)"
