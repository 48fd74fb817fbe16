#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Programs written for lkl/linux's lkl.h compile, as C and as C++.
. "$(dirname -- "$0")/../lib/ktap.sh"

requires program g++ g++
plan 13

programs=$LKL_TOP/tools/lkl/tests/abi/programs
flags="-D_GNU_SOURCE -Wall -Wextra -Werror -fsyntax-only
	-I$LKL_TOP/tools/lkl/include -I$LKL_INCLUDE"

for p in signatures network copy names; do
	# shellcheck disable=SC2086
	check "$p, C99" gcc -std=c99 $flags "$programs/$p.c"
	# shellcheck disable=SC2086
	check "$p, C++11" g++ -std=c++11 $flags -x c++ "$programs/$p.c"
	# shellcheck disable=SC2086
	check "$p, C++20" g++ -std=c++20 $flags -x c++ "$programs/$p.c"
done

check "names, linked" gcc -std=gnu99 -D_GNU_SOURCE \
	-I"$LKL_TOP/tools/lkl/include" -I"$LKL_INCLUDE" \
	-o "$tmp/names" "$programs/names.c" "$LKL_TOOLS/liblkl.so"
