#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The style checker finds what it is there for, and nothing in good files.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 8

checker=$LKL_TOP/scripts/lkl/check-style.sh
root=$tmp/root
# Words that the checker would find in this file.
home=home
todo="TO"DO
spdx="SPDX-License-Identifier: GPL-2.0"

# sample FILE: standard input is the only file of a tree.
sample()
{
	rm -rf "$root"
	mkdir -p "$root/$(dirname "$1")"
	cat >"$root/$1"
}

# bad NAME FILE WHAT: the finding in standard input's file is WHAT.
bad()
{
	sample "$2"
	if "$checker" -t "$LKL_TREE" "$root" >"$tmp/found" 2>&1; then
		not_ok "bad: $1" "nothing found"
	elif grep -q "^$2.*$3" "$tmp/found"; then
		ok "bad: $1"
	else
		not_ok "bad: $1" "$(cat "$tmp/found")"
	fi
}

sample tools/lkl/lib/good.c <<END
// $spdx
/*
 * A file in which nothing is to be found.
 */
int lkl__good_value(int x)
{
	return x + 1;
}
END
check "good: a C file" "$checker" -t "$LKL_TREE" "$root"
bad "spaces for tabs" a.c CODE_INDENT <<END
// $spdx
int f(void)
{
        return 1;
}
END
bad "a long line" a.c "84 columns" <<END
// $spdx
int a_function_with_a_name(int a_parameter, int another_one, \
int and_the_very_last);
END
bad "no licence" a.h "no SPDX" <<END
/* A file. */
END
bad "a path of one machine" a.sh "path of one machine" <<END
# $spdx
cd /$home/somebody
END
bad "work left undone" a.h unfinished <<END
/* $spdx */
/* $todo: write it */
END
bad "blanks at the end" a.txt "trailing blanks" <<END
# $spdx
a$(printf ' ')
END
bad "an undocumented member" tools/lkl/include/lkl_a.h "not described" <<END
/* $spdx */
/**
 * struct lkl_a - an a
 */
struct lkl_a {
	int b;
};
END
