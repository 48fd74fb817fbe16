#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# Sources that are missing, cannot be read, change or vanish are named, and all
# else is copied.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires root
requires_mkfs ext4
requires program setpriv util-linux
plan 17

cd "$tmp" || exit 1
chmod 755 .
cptofs=$LKL_TOOLS/bin/cptofs
mkdir -p in/closed
echo text >in/open
echo text >in/secret
echo text >in/closed/below
chmod 600 in/secret
chmod 700 in/closed
make_image ext4 image 512
chmod 666 image

as_nobody()
{
	setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
}

check_fails 1 "missing: fails" "$cptofs" -i image in/none in/open /
check_same "missing: is named" \
	"cptofs: in/none: No such file or directory" \
	"$(head -n 1 "$tmp/.fails")"
check "missing: the other is there" \
	"$LKL_TOOLS/bin/cpfromfs" -i image /open out1

check_fails 1 "unreadable: fails" as_nobody "$cptofs" -i image in /
check_same "unreadable: both are named" "in/closed in/secret" \
	"$(echo $(sed -n 's/^cptofs: \(.*\): Permission denied$/\1/p' \
		"$tmp/.fails" | sort))"
check "unreadable: out" "$LKL_TOOLS/bin/cpfromfs" -i image /in out2
check_same "unreadable: the others are there" "closed open" \
	"$(echo $(ls out2))"
check_same "unreadable: permissions are" 700 "$(stat -c %a out2/closed)"

# changing NAME COMMAND: while COMMAND goes on and on.
changing()
{
	name=$1
	head -c 200M /dev/zero >grows
	(while [ ! -e stop ]; do
		eval "$2"
	done) 2>/dev/null &
	check_fails 1 "$name: fails" "$cptofs" -i image grows in/open /
	: >stop
	wait
	rm stop
	check_same "$name: is named" "cptofs: grows: changed while it was copied" \
		"$(head -n 1 "$tmp/.fails")"
	check "$name: the image is clean" is_clean image
}

changing "grows" 'printf x >>grows'
changing "shrinks" 'truncate -s -100K grows'

# Whichever of them the copy meets.
mkdir comes_and_goes
(while [ ! -e stop ]; do
	mkdir comes_and_goes/d && echo x >comes_and_goes/d/f
	rm -r comes_and_goes/d
done) &
odd=
for i in $(seq 20); do
	"$cptofs" -i image comes_and_goes "/$i" >log 2>&1
	status=$?
	[ $status -le 1 ] || odd="$odd $status"
	grep -v -e ': No such file or directory$' -e ' copied$' log &&
		odd="$odd $i"
done >>odd
: >stop
wait
check_same "vanishes: nothing worse than a line that says so" "" "$odd"
check_same "vanishes: and nothing else" "" "$(cat odd)"
check "vanishes: the image is clean" is_clean image
