#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# On a terminal, a copy that takes long shows how far it is, on a line that is
# gone at the end; in a pipe or a file, and if it is quick, there is none.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires program script bsdutils
plan 11

cd "$tmp" || exit 1
mkdir in
head -c 200M /dev/zero >in/large
for i in $(seq 300); do
	echo "$i" >"in/$i"
done
make_image ext4 image 512

# It takes more than a second, whatever the machine: it stands still for one.
cat >slowly <<'END'
"$@" &
pid=$!
sleep 0.03
kill -STOP $pid
sleep 1.3
kill -CONT $pid
wait $pid
END

# Lines as a terminal gets them, with the progress line in between.
on_terminal()
{
	script -qec "$*" /dev/null </dev/null | tr '\r' '\n' |
		sed "s/$(printf '\033')\\[K/<clear>/g"
}

count='[0-9]+ (files|members)'
size='[0-9.]+ (bytes|[KMG]iB)'

# shows NAME COMMAND
shows()
{
	name=$1
	shift
	on_terminal "sh slowly $*" >shown
	check "$name: how far it is" grep -qE "^$count, $size<clear>" shown
	check_same "$name: cleared before the last line" "<clear>" \
		"$(sed -n '/<clear>/h; ${x;s/^<clear>.*/<clear>/p;}' shown)"
}

cptofs=$LKL_TOOLS/bin/cptofs
cpfromfs=$LKL_TOOLS/bin/cpfromfs
shows "in" "'$cptofs' -i image in /"
shows "out" "'$cpfromfs' -i image /in out"
on_terminal "'$cptofs' -i image in/1 /" >shown
check_same "quick: nothing but the summary" \
	"1 files and directories, 2 bytes copied" "$(tr -d '\n' <shown)"

sh slowly "$cptofs" -i image in /again >out.log 2>err.log
check_same "to files: the summary" "302 files and directories, 200.0 MiB copied" \
	"$(sed 's/^302 .*, 20.*MiB/302 files and directories, 200.0 MiB/' out.log)"
check_same "to files: nothing else" "" "$(cat err.log)"
{ sh slowly "$cpfromfs" -i image /in out2 2>&1; } | cat >piped
check_same "in a pipe: one line" 1 "$(wc -l <piped)"
check_same "in a pipe: without control characters" "" \
	"$(tr -d '[:print:]\n' <piped)"

if [ -x "$LKL_TOOLS/bin/fs2tar" ]; then
	shows "fs2tar" "'$LKL_TOOLS/bin/fs2tar' image a.tar"
else
	skip "fs2tar" "package: it is not built (package libarchive-dev)"
	skip "fs2tar" "package: it is not built (package libarchive-dev)"
fi
