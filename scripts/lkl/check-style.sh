#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Check how our files are written.
#
# usage: check-style.sh [-t TREE] [ROOT]
#
# TREE is a kernel source tree (default: the prepared one); its checkpatch.pl
# and kernel-doc do most of the work. Prints "file:line: what" for each
# finding, and exits with 1 if there is one.
set -eu
. "$(dirname -- "$0")/common.sh"

tree=
if [ "${1:-}" = -t ]; then
	tree=$2
	shift 2
fi
root=${1:-$top}
[ -n "$tree" ] || tree=$("$top/scripts/lkl/prepare.sh")
cd "$root"

# What checkpatch says that does not hold here, and why.
ignored="
AVOID_EXTERNS		symbols of assembly and linker scripts have no header
CONFIG_DESCRIPTION	the length of a help text says nothing of its worth
CONST_STRUCT		stock tables get functions of ours at run time
EMBEDDED_FILENAME	\"Makefile\" is a word like others
ENOSYS			entry code and absent operations are what it is for
FILE_PATH_CHANGES	MAINTAINERS names folders
NEW_TYPEDEFS		the kernel's ABI and lkl.h's old names are typedefs
SPDX_LICENSE_TAG	checked below, on every kind of file
VOLATILE		prototypes of generic code have it
"
# The port fills in what generic code asks for by name, in its shape.
ignored_arch="
BRACKET_SPACE		macros that are designated initializers
COMPLEX_MACRO		macros that are functions or asm statements
DEFINE_ARCH_HAS		asm-generic headers are told so
MACRO_ARG_UNUSED	generic hooks have more arguments than are used
MACRO_WITH_FLOW_CONTROL	asm goto
PRINTK_WITHOUT_KERN_LEVEL	show_stack() gets the level as a string
REPEATED_WORD		#define ioremap ioremap
VSPRINTF_SPECIFIER_PX	an oops shows addresses
"
# Host code has libc, not the kernel's headers.
ignored_host="
ARRAY_SIZE			there is no such macro
COMPLEX_MACRO			macros that declare functions
MULTISTATEMENT_MACRO_USE_DO_WHILE	macros that define functions
SPLIT_STRING			commands and JSON are longer than a line
EMBEDDED_FUNCTION_NAME		results are named after what they test
PREFER_DEFINED_ATTRIBUTE_MACRO	there is no __printf
STRCPY				not every libc has strscpy()
"
# Files that checkpatch cannot read: it takes macro parameters for operators.
unreadable="
arch/lkl/include/asm/atomic.h
"

words()
{
	printf '%s' "$*" | awk 'NF { print $1 }' | paste -sd ,
}

files()
{
	find . \( -name .git -o -name build -o -name __pycache__ \
		-o -name '.checkpatch-*' \) -prune \
		-o -type f "$@" -print | sed 's,^\./,,' | sort
}

bad=0
finding()
{
	echo "$*"
	bad=1
}

# Each line of $out is one.
report()
{
	[ -s "$out" ] || return 0
	cat "$out"
	bad=1
}

# Source files whose names match an expression, as options for checkpatch.
sources()
{
	files \( -name '*.[chS]' -o -name 'Kconfig*' -o -name 'Makefile*' \
		-o -name Kbuild \) | grep "$@" | grep -vxF "$unreadable" |
		sed 's/^/-f /'
}

# checkpatch OPTION VALUE [-f FILE]...
checkpatch()
{
	[ $# -gt 3 ] || return 0
	"$tree/scripts/checkpatch.pl" --no-tree --terse --no-summary \
		--show-types "$@" >"$out" 2>&1 || :
	report
}

check_code()
{
	# shellcheck disable=SC2046 # names here have no blanks
	checkpatch --ignore "$(words "$ignored$ignored_arch")" \
		$(sources '^arch/')
	# shellcheck disable=SC2046
	checkpatch --ignore "$(words "$ignored$ignored_host")" \
		$(sources -v '^arch/')
}

# Every file says its licence in its first three lines, as far as its format
# has comments.
check_licences()
{
	for f in $(files); do
		case $f in
		COPYING | CREDITS | MAINTAINERS | *.md | LICENSES/* | \
			*.golden | arch/lkl/lkl.* | arch/lkl/configs/* | \
			arch/lkl/.kunitconfig)
			continue
			;;
		esac
		head -n 3 "$f" | grep -q 'SPDX-License-Identifier: ' ||
			finding "$f:1: no SPDX-License-Identifier"
	done
}

# Words that have no place: paths of one machine, and work left undone.
check_words()
{
	me=scripts/lkl/check-style.sh
	# shellcheck disable=SC2046
	grep -nE '(^|[^A-Za-z0-9_.$})/])/(work|home|root|Users|tmp)/[a-z]' \
		$(files | grep -v -e "^$me$" -e '^LICENSES/') /dev/null |
		sed 's/^\([^:]*:[0-9]*\):.*/\1: path of one machine/' \
		>"$out" || :
	report
	# shellcheck disable=SC2046
	grep -nwE 'TODO|FIXME|XXX|#[[:space:]]*if 0' \
		$(files | grep -v -e "^$me$" -e '^LICENSES/') /dev/null |
		sed 's/^\([^:]*:[0-9]*\):.*/\1: unfinished/' >"$out" || :
	report
}

# 80 columns; a string is not broken for that.
check_columns()
{
	for f in $(files -name '*.[ch]') $(files -name '*.sh') \
		$(files -name '*.py'); do
		expand "$f" | awk -v f="$f" 'length($0) > 80 && !/"/ {
			print f ":" NR ": " length($0) " columns" }'
	done >"$out"
	report
}

# Blanks at line ends, and files that do not end with one newline.
check_blanks()
{
	# shellcheck disable=SC2046
	grep -nE '[[:blank:]]+$' $(files | grep -v '^LICENSES/') /dev/null |
		sed 's/^\([^:]*:[0-9]*\):.*/\1: trailing blanks/' \
		>"$out" || :
	report
	for f in $(files); do
		[ ! -s "$f" ] || [ -z "$(tail -c 1 "$f")" ] ||
			finding "$f: no newline at the end"
	done
}

# The public headers are documented, and kernel-doc understands them.
check_doc()
{
	for f in arch/lkl/include/uapi/asm/host_ops.h \
		 arch/lkl/include/uapi/asm/entry.h \
		 arch/lkl/include/uapi/asm/abi.h tools/lkl/include/*.h; do
		[ -f "$f" ] || continue
		"$tree/scripts/kernel-doc" -none -Wall -Werror "$f" \
			>"$out" 2>&1 || finding "$f: kernel-doc fails"
		report
	done
}

check_python()
{
	for f in $(files -name '*.py') tools/lkl/tests/run; do
		[ -f "$f" ] || continue
		python3 -c 'import ast; ast.parse(open(0).read())' \
			<"$f" 2>/dev/null || finding "$f: not Python"
	done
}

check_shell()
{
	for f in $(files -name '*.sh') .ci/run; do
		[ -f "$f" ] || continue
		sh -n "$f" 2>"$out" || finding "$f: not a shell script"
		report
	done
}

out=$(mktemp)
trap 'rm -f "$out"' EXIT
check_code
check_licences
check_words
check_columns
check_blanks
check_doc
check_python
check_shell
exit $bad
