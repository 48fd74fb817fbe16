#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 300
#
# The documentation is valid and names what exists; the checker finds what it
# is there for.
. "$(dirname -- "$0")/../lib/ktap.sh"

python3 -c 'import docutils' 2>/dev/null ||
	skip_all "package: Python has no docutils (package python3-docutils)"
plan 20

pages=$tmp/pages
# Parts of names: a name that stands here exists.
no=no
nowhere=where
none=NONE

check_docs()
{
	python3 -B "$LKL_TOP/scripts/lkl/check-docs.py" --tree "$LKL_TREE" \
		--kernel "$LKL_KERNEL" --include "$LKL_INCLUDE" "$@"
}

# sample: standard input is a page beside an index.
sample()
{
	rm -rf "$pages"
	mkdir "$pages"
	printf '=====\nIndex\n=====\n\n.. toctree::\n\n   page\n' \
		>"$pages/index.rst"
	{
		printf '====\nPage\n====\n\n'
		cat
	} >"$pages/page.rst"
}

# bad WHAT: the only finding in standard input's page.
bad()
{
	sample
	check_docs "$pages" >"$tmp/found" 2>&1
	if [ "$(grep -c "^page.rst: .*: " "$tmp/found")" = 1 ] &&
	   grep -q "$1" "$tmp/found"; then
		ok "bad: $1"
	else
		not_ok "bad: $1" "$(cat "$tmp/found")"
	fi
}

check "the documentation" check_docs
check "is made" env O="$tmp/build" "$LKL_TOP/scripts/lkl/docs.sh"
check "with links between the pages" \
	grep -q 'href="threads.html"' "$tmp/build/docs/index.html"
operations=$("$LKL_TOP/scripts/lkl/check-abi.sh" operations |
	awk '/^operations:/ { print $2 }')
check "it knows how many operations there are" grep -q \
	"has $operations operations" \
	"$LKL_TOP/Documentation/arch/lkl/host-abi.rst"

sample <<END
See :doc:\`index\`, \`\`arch/lkl/kernel\`\`, \`\`entry.c\`\`,
\`\`lkl_boot()\`\`, \`\`CONFIG_LKL_STACK_SIZE\`\`, \`\`-ENOSYS\`\`,
\`\`struct lkl_disk\`\`,
\`\`make check\`\`, \`\`CONFIG=debug\`\`.
END
check "good: what exists" check_docs "$pages"
bad "no such file" <<END
\`\`arch/lkl/${no}${nowhere}.c\`\`
END
bad "no such file" <<END
\`\`${no}${nowhere}.c\`\`
END
bad "no such name" <<END
\`\`${no}_${nowhere}()\`\`
END
bad "no such name" <<END
\`\`struct lkl_${no}_${nowhere}\`\`
END
bad "no such function" <<END
The function lkl_${no}_${nowhere}() is not in quotes.
END
bad "no such option" <<END
\`\`CONFIG_LKL_${nowhere}NO=y\`\`
END
bad "no such error" <<END
\`\`-E$none\`\`
END
bad "no such target" <<END
\`\`make ${no}${nowhere}\`\`
END
bad "no such target" <<END
::

    make ${no}${nowhere} X=y
END
bad "no such fragment" <<END
\`\`CONFIG=${no}${nowhere}\`\`
END
bad "No such file" <<END
:doc:\`${no}${nowhere}\`
END
bad "Title underline too short" <<END
A section
=====
END
sample </dev/null
cp "$pages/page.rst" "$pages/other.rst"
check_docs "$pages" >"$tmp/found" 2>&1
check "bad: a page that is in no list" \
	grep -q 'other: not in the toctree' "$tmp/found"

features=$LKL_TOP/Documentation/arch/lkl/features.rst
sample </dev/null
sed '/^brk() /d' "$features" | sed 's/:doc:`[a-z]*`/it/' >"$pages/features.rst"
check_docs "$pages" >"$tmp/found" 2>&1
check "bad: a test without a row" \
	grep -q 'brk(): is not there here' "$tmp/found"
sed 's/^brk() /mkr() /; s/:doc:`[a-z]*`/it/' "$features" >"$pages/features.rst"
check_docs "$pages" >"$tmp/found" 2>&1
check "bad: a row without a test" \
	grep -q 'mkr(): .* not there in the test' "$tmp/found"
