#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The symbol checker finds what it is there for, and nothing in good files.
. "$(dirname -- "$0")/../lib/ktap.sh"

plan 13

checker=$LKL_TOP/scripts/lkl/check-symbols.sh
cd "$tmp" || exit 1

cat >one.c <<'END'
int lkl_boot(void) { return 0; }
int lkl_halt(void) { return 0; }
END
cat >two.c <<'END'
int host_call(void);
int lkl_boot(void) { return host_call(); }
int lkl_halt(void) { return 0; }
int schedule(void) { return 0; }
END
for f in one two; do
	${CC:-cc} -c "$f.c" -o "$f.o"
	${AR:-ar} rc "$f.a" "$f.o"
done
printf '# entries\nlkl_boot\nlkl_halt\n' >exports
printf '# none\n' >imports
printf 'lkl_boot\nlkl_halt\nlkl_missing\n' >longer
printf 'LKL_1 { global: lkl_boot; lkl_h*; local: *; };\n' >map
printf 'LKL_1 { global: lkl_boot; local: *; };\n' >narrow
printf 'LKL_1 { global: lkl_boot; lkl_halt; lkl_more; local: *; };\n' >wide
${CC:-cc} -shared -fPIC -Wl,--version-script=map one.c -o good.so

check "good: lkl.o as listed" "$checker" kernel one.o exports imports
check_fails 1 "bad: other symbols" "$checker" kernel two.o exports imports
check "the extra definition is named" \
	grep -q 'defined symbol schedule is not listed' .fails
check "the undefined one is named" \
	grep -q 'undefined symbol host_call is not listed' .fails
check_fails 1 "bad: an entry is missing" "$checker" kernel one.o longer imports
printf 'schedule\n' >layer-exports
printf 'host_call # why\n' >layer-imports
check "good: what is listed for the drivers" "$checker" kernel two.o \
	exports imports layer-exports layer-imports
check "good: a library as mapped" "$checker" shared good.so map
check_fails 1 "bad: an export beyond the map" \
	"$checker" shared good.so narrow
check_fails 1 "bad: a mapped name that is not there" \
	"$checker" shared good.so wide
check "good: an archive in our name space" "$checker" static one.a
check_fails 1 "bad: one outside" "$checker" static two.a
check_fails 1 "no such file" "$checker" static three.a
echo text >text.a
check_fails 1 "not an object" "$checker" static text.a
