#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Owners are kept, or replaced as the command line and a file of rules say.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires root
requires_mkfs ext4
requires program setpriv util-linux
plan 26

cd "$tmp" || exit 1
mkdir in
for id in 0 5 1000 1005 2000; do
	: >in/$id
	chown "$id:$id" in/$id
done
ln -s nowhere in/link
chown -h 1000:5 in/link
chmod 6755 in/1000

# owners FOLDER: in the order of names.
owners()
{
	echo $(cd "$1" && stat -c '%u:%g' 0 5 1000 1005 2000 link)
}

# becomes NAME OWNERS OPTION...
becomes()
{
	name=$1
	want=$2
	shift 2
	rm -rf out
	make_image ext4 image 16
	check "$name: in" "$LKL_TOOLS/bin/cptofs" "$@" -i image in /
	"$LKL_TOOLS/bin/cpfromfs" -i image /in out >log
	check_same "$name" "$want" "$(owners out)"
	check_same "$name: permissions are kept" 6755 "$(stat -c %a out/1000)"
}

becomes "kept" "0:0 5:5 1000:1000 1005:1005 2000:2000 1000:5"
becomes "--owner" "7:0 7:5 7:1000 7:1005 7:2000 7:5" --owner 7
becomes "names" "0:0 0:0 0:0 0:0 0:0 0:0" -o root --group root
cat >rules <<'END'
# users, then groups
u 5 50

u 1000-1999 0
g 1000 9
 g * 77
END
becomes "--map-owner" "0:77 50:77 0:9 5:77 2000:77 0:77" --map-owner rules

make_image ext4 image 16
"$LKL_TOOLS/bin/cptofs" -i image in / >log
rm -rf out
check "out, with rules" "$LKL_TOOLS/bin/cpfromfs" --map-owner rules -g 3 \
	-i image /in out
check_same "rules for the host's files" \
	"0:3 50:3 0:3 5:3 2000:3 0:3" "$(owners out)"

echo "u 1 2 3" >wrong
check_fails 2 "a wrong rule" "$LKL_TOOLS/bin/cptofs" --map-owner wrong \
	-i image in /
check_same "names its line" \
	'cptofs: wrong, line 1: not a rule such as "u 1000 0"' \
	"$(cat "$tmp/.fails")"
for rule in "u 10-20 4294967290" "g 0-4294967294 1" "u 5-4 1"; do
	echo "$rule" >wrong
	check_fails 2 "a range that ends nowhere: $rule" \
		"$LKL_TOOLS/bin/cptofs" --map-owner wrong -i image in /
done
echo "u 1000-1009 4294967285" >last
check "a range that ends with the last" \
	"$LKL_TOOLS/bin/cptofs" --map-owner last -i image in/1000 /last
check_fails 2 "no such user" "$LKL_TOOLS/bin/cptofs" -o no-such-user \
	-i image in /
check_fails 2 "no such file" "$LKL_TOOLS/bin/cptofs" --map-owner none \
	-i image in /
check_fails 2 "a number too large" "$LKL_TOOLS/bin/cptofs" -o 4294967295 \
	-i image in /

chmod 755 .
mkdir -m 777 theirs
check_fails 1 "out, as a user who cannot give files away" \
	setpriv --reuid 65534 --regid 65534 --clear-groups \
	"$LKL_TOOLS/bin/cpfromfs" -i image /in theirs
check_same "is told once" 1 \
	"$(grep -c 'and [0-9]* more: the target cannot hold owner' "$tmp/.fails")"
check_same "nothing has rights that it is not to have" "65534 755" \
	"$(stat -c '%u %a' theirs/in/1000)"
