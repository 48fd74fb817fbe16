#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# README.md shows the program that it names, and names what exists.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 6

readme=$LKL_TOP/README.md

# The first program, and the second.
sed -n '/^```c$/,/^```$/p' "$readme" | sed '1d;/^```$/,$d' >"$tmp/shown.c"
sed -n '/^```c$/,/^```$/p' "$readme" | sed '1,/^```$/d' | sed '1d;$d' \
	>"$tmp/network.c"
sed 1d "$LKL_TOP/tools/lkl/examples/hello.c" >"$tmp/hello.c"
sed -n '/^```json$/,/^```$/p' "$readme" | sed '1d;$d' >"$tmp/network.json"
check "the program is examples/hello.c" diff "$tmp/hello.c" "$tmp/shown.c"
check "the network program has at most ten lines of C" sh -c "
	[ \$(wc -l <'$tmp/network.c') -le 10 ]"
check "it compiles as it is, and runs" sh -c "
	cd '$tmp' && cc -Wall -Werror -I'$LKL_TOP/tools/lkl/include' \
		-I'$LKL_INCLUDE' -o network network.c \
		'$LKL_TOOLS/liblkl.so' -Wl,-rpath,'$LKL_TOOLS' &&
	./network 2>&1 | grep -qE '^socket [0-9]+$'"

missing=
for target in $(grep -oE '^    (sudo )?make [a-z-]+' "$readme" |
		awk '{ print $NF }' | sort -u) \
	      $(grep -oE '`make [a-z-]+' "$readme" | cut -d ' ' -f 2); do
	grep -q "^$target:" "$LKL_TOP/Makefile" || missing="$missing $target"
done
check_same "every target exists" "" "$missing"

missing=
for path in $(grep -oE '`(arch|tools|scripts|Documentation)/[^` ]*' \
		"$readme" | tr -d '\140' | sort -u); do
	[ -e "$LKL_TOP/$path" ] || missing="$missing $path"
done
check_same "every path exists" "" "$missing"

check "CI runs the test command" sh -c "
	grep -qx '    make check' '$readme' &&
	grep -qx 'exec make check' '$LKL_TOP/.ci/run' &&
	test -x '$LKL_TOP/.ci/run'"
