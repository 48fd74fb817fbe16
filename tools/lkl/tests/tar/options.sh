#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# What the options of fs2tar do.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_tool fs2tar libarchive-dev
requires_mkfs ext4
plan 22

cd "$tmp" || exit 1
mkdir -p files/dir
echo text >files/dir/text
echo other >"files/other name"
truncate -s 16M image
mkfs.ext4 -q -d files image
uid=$(id -u)
gid=$(id -g)

fs2tar()
{
	$LKL_EXEC "$LKL_TOOLS/bin/fs2tar" "$@"
}

# owner NAME: of a member of out.tar.
owner()
{
	tar -tvf out.tar --numeric-owner "$1" | awk '{ print $2; exit }'
}

fs2tar image out.tar >printed 2>errors
check_same "a line sums up" "5 members," "$(cut -d ' ' -f -2 printed)"
check_same "and nothing else is printed" "1 0" \
	"$(wc -l <printed) $(wc -l <errors)"
check_same "owners are those of the image" "$uid/$gid" "$(owner dir/text)"

check "-o, -g" fs2tar -o 1234 -g 2345 image out.tar
check_same "all is theirs" "1234/2345" "$(owner dir/text)"
printf '# a map\nu %s 77\ng 0-4000000000 100000\n' "$uid" >map
check "--map-owner" fs2tar --map-owner map image out.tar
check_same "owners are mapped" "77/$((100000 + gid))" "$(owner dir/text)"
check_fails 2 "no such user" fs2tar --owner=no-such-user image out.tar
echo nonsense >map
check_fails 2 "a map of nonsense" fs2tar --map-owner map image out.tar
check_same "its line is named" \
	'fs2tar: map, line 1: not a rule such as "u 1000 0"' \
	"$(cat "$tmp/.fails")"

fs2tar -v image - 2>listed >out.tar
check_same "-v names the members, on standard error beside an archive" \
	"$(tar -tf out.tar | sed 's,\(.\)/$,\1,; s,^\.$,./,')" \
	"$(sed '$d' listed)"
check "-p shows the kernel's messages" \
	sh -c "$LKL_EXEC '$LKL_TOOLS/bin/fs2tar' -p image out.tar 2>&1 |
		grep -q 'Linux version'"
check "--mem, --mount-options, -t" fs2tar --mem=64M \
	--mount-options=noload,errors=continue -t ext4 image out.tar
check_fails 2 "a size that is none" fs2tar --mem=much image out.tar
check_fails 2 "an unknown option" fs2tar --none image out.tar
check_fails 2 "no archive" fs2tar image
check_fails 2 "an argument more" fs2tar image out.tar more
check "--help" fs2tar --help
check "--version" fs2tar --version

printf 'ea_set /dir security.selinux "u:object_r:t"\n%s\n' \
	'ea_set "/other name" security.selinux "u:o:other"' >commands
debugfs -w -f commands image >/dev/null 2>&1
check "-s" fs2tar -s contexts image out.tar
check_same "paths and contexts" "/dir u:object_r:t
/other\\040name u:o:other" "$(cat contexts)"
check_fails 1 "where they cannot be written" \
	fs2tar -s /dev/full image out.tar
