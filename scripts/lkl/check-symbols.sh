#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Compare the symbols of what was built with the lists of what they may be.
#
# usage: check-symbols.sh kernel LKL_O EXPORTS IMPORTS [EXPORTS IMPORTS]
#        check-symbols.sh shared LIBLKL_SO MAP
#        check-symbols.sh static LIBLKL_A
#
# kernel: lkl.o defines and misses exactly what is listed; the second two lists
# are those of drivers/um-host. "ld -r" does not report undefined symbols, so
# nothing else does.
# shared: the library exports what its map file lists, and every name there
# without a wildcard.
# static: every global name begins with lkl_.
# Says nothing and exits with 0 if all is well.
set -eu
. "$(dirname -- "$0")/common.sh"

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

# The first word of each line of the files that is not a comment.
names()
{
	sed 's/#.*//' "$@" | awk 'NF { print $1 }' | sort -u
}

# symbols NM_OPTIONS FILE. nm's status counts, so there is no pipe behind it.
symbols()
{
	"${NM:-nm}" "$@" >"$tmp/nm" 2>"$tmp/err" ||
		die "$(head -n 1 "$tmp/err")"
	awk 'NF >= 2 && $0 !~ /:$/ { sub(/@.*/, "", $NF); print $NF }' \
		"$tmp/nm" | sort -u
}

# compare WHAT LISTED FOUND: both sorted.
compare()
{
	for s in $(comm -13 "$2" "$3"); do
		say "$1 $s is not listed"
		bad=1
	done
	for s in $(comm -23 "$2" "$3"); do
		say "$1 $s is listed but not there"
		bad=1
	done
}

check_kernel()
{
	symbols -g --defined-only "$1" >"$tmp/defined"
	symbols -g --undefined-only "$1" >"$tmp/undefined"
	names "$2" ${4:+"$4"} >"$tmp/exports"
	names "$3" ${5:+"$5"} >"$tmp/imports"
	compare "defined symbol" "$tmp/exports" "$tmp/defined"
	compare "undefined symbol" "$tmp/imports" "$tmp/undefined"
}

# What stands between "global:" and "local:" of a linker version script.
map_names()
{
	sed -e 's,/\*[^*]*\*/,,g' -e 's/#.*//' "$1" | tr ';{}' '[\n*]' | awk '
		/^[[:space:]]*global:/ { on = 1; sub(/.*global:/, "") }
		/^[[:space:]]*local:/ { on = 0 }
		on && NF == 1 { print $1 }' | sort -u
}

# Version symbols, such as LKL_1, are absolute and no interface.
check_shared()
{
	symbols -D --defined-only "$1" >"$tmp/all"
	awk '$2 == "A" { sub(/@.*/, "", $3); print $3 }' "$tmp/nm" |
		sort -u >"$tmp/versions"
	comm -23 "$tmp/all" "$tmp/versions" >"$tmp/exported"
	map_names "$2" >"$tmp/map"
	[ -s "$tmp/map" ] || die "$2: no global names"
	while read -r s; do
		matches "$s" || { say "$s is exported, not in $2"; bad=1; }
	done <"$tmp/exported"
	grep -v '[*?]' "$tmp/map" >"$tmp/plain" || :
	for s in $(comm -23 "$tmp/plain" "$tmp/exported"); do
		say "$s is in $2, not exported"
		bad=1
	done
}

# Whether a name is in the map, where * and ? are wildcards.
matches()
{
	while read -r pattern; do
		# shellcheck disable=SC2254 # it is a pattern
		case $1 in $pattern) return 0 ;; esac
	done <"$tmp/map"
	return 1
}

check_static()
{
	symbols -g --defined-only "$1" >"$tmp/defined"
	grep -v "^lkl_" "$tmp/defined" >"$tmp/foreign" || :
	while read -r s; do
		say "$s does not begin with lkl_"
		bad=1
	done <"$tmp/foreign"
}

[ $# -gt 1 ] || die "usage: check-symbols.sh kernel|shared|static FILE..."
kind=$1
shift
for f in "$@"; do
	[ -f "$f" ] || die "$f: no such file"
done
case $kind:$# in
kernel:3 | kernel:5) check_kernel "$@" ;;
shared:2) check_shared "$@" ;;
static:1) check_static "$@" ;;
*) die "usage: check-symbols.sh kernel|shared|static FILE..." ;;
esac
exit $bad
