#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The manual page and --help name the same options, and all are taken, and
# completed by bash.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse.sh"

requires program rst2man python3-docutils
plan 5

folder=$LKL_TOP/tools/lkl/lklfuse
# Names before "=" at the start of a line, and lists of them.
sed -n '/^OPTIONS/,/^EXIT/p' "$folder/lklfuse.1.rst" |
	grep -E '^[a-z_]+(=[A-Z]+)?(, [a-z_]+(=[A-Z]+)?)*$' |
	tr ',' '\n' | sed 's/^ *//; s/=.*//' | sort >"$tmp/manual"
"$lklfuse" --help | sed -n '/after -o/,/^and those/p' |
	grep -E '^  [a-z]' | sed 's/^  //; s/  .*//' |
	tr ',' '\n' | sed 's/^ *//; s/=.*//' | sort >"$tmp/help"
echo default_permissions >>"$tmp/help"
sort -o "$tmp/help" "$tmp/help"
check_same "options behind -o" "$(cat "$tmp/help")" "$(cat "$tmp/manual")"

sed -n '/^OPTIONS/,/^type=/p' "$folder/lklfuse.1.rst" |
	grep -oE '^-[-a-zV]+(, --[a-z]+)?' | grep -vx -e '-o' |
	sort >"$tmp/manual"
"$lklfuse" --help | grep -oE '^  -[-a-zV]+(, --[a-z]+)?' | sed 's/^ *//' |
	sort >"$tmp/help"
check_same "words" "$(cat "$tmp/help")" "$(cat "$tmp/manual")"

taken()
{
	while read -r name; do
		grep -q "{ \"$name\"," "$folder/options_mount.c" ||
			echo "$name"
	done <<-END
	$("$lklfuse" --help | sed -n '/after -o/,/^and those/p' |
		grep -oE '^  [a-z_]+' | sed 's/^ *//')
	END
}
check_same "all of them are known" "" "$(taken)"
# completed WORD: what bash makes of "lklfuse -o ro,WORD".
completed()
{
	bash -c 'compopt() { :; }
		source "$1"
		COMP_LINE="lklfuse -o ro,$2" COMP_POINT=${#COMP_LINE}
		COMP_WORDS=(lklfuse -o "ro,$2") COMP_CWORD=2
		_lklfuse
		printf "%s\n" "${COMPREPLY[@]}"' bash "$folder/lklfuse.bash" "$1"
}

not_completed()
{
	"$lklfuse" --help | sed -n '/after -o/,/^and those/p' |
		grep -E '^  [a-z]' | sed 's/^  //; s/  .*//' | tr ',' '\n' |
		sed 's/^ *//; s/=.*/=/' | while read -r name; do
		completed "${name%?}" | grep -qFx "ro,$name" || echo "$name"
	done
}
check_same "all of them are completed" "" "$(not_completed)"
check "the manual page is sound" rst2man --halt=warning \
	"$folder/lklfuse.1.rst" "$tmp/lklfuse.1"
