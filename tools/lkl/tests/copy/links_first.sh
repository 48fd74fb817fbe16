#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# If the first name of a file with several links cannot be made, or the first
# directory that has one, all of its other names are made nevertheless.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
requires_mkfs vfat
plan 22

cd "$tmp" || exit 1
cptofs=$LKL_TOOLS/bin/cptofs
cpfromfs=$LKL_TOOLS/bin/cpfromfs

# make_links KIND: five names in one directory, and two more elsewhere.
make_links()
{
	rm -rf in to out
	mkdir -p in/dir in/other to/in/dir
	case $1 in
	file) echo data >in/dir/1 ;;
	fifo) mkfifo in/dir/1 ;;
	esac
	touch -d @1000000000 in/dir/1
	for i in 2 3 4 5; do
		ln in/dir/1 in/dir/$i
	done
	ln in/dir/1 in/other/6
	ln in/dir/1 in/other/7
	first=$(ls -U in/dir | head -n 1)
}

# others WHAT LINKS NAME...: those are in out, and links of each other.
others()
{
	what=$1
	nr=$2
	shift 2
	check_same "$what: the others are there" "$(echo "$@")" \
		"$(cd out/in && echo $(ls -d ./*/[1-7] | sed 's,^\./,,'))"
	check_same "$what: and links of each other" "$nr" \
		"$(cd out/in && stat -c %h "$@" | sort -u)"
	check_same "$what: with their time" 1000000000 \
		"$(cd out/in && stat -c %Y "$@" | sort -u)"
	check_same "$what: and nothing else is at the top" "in lost+found" \
		"$(echo $(ls -A out))"
}

for kind in file fifo; do
	make_links $kind
	mkdir "to/in/dir/$first"
	make_image ext4 image 64
	"$cptofs" -i image to/. / >log
	check_fails 1 "$kind: in" "$cptofs" -i image in /
	check_same "$kind: what cannot be made is named" \
		"cptofs: image:/in/dir/$first: Is a directory" \
		"$(head -n 1 "$tmp/.fails")"
	"$cpfromfs" -i image / out >log
	rmdir "out/in/dir/$first"
	# shellcheck disable=SC2046
	others "$kind" 6 $(cd in && ls -d ./*/[1-7] | sed 's,^\./,,' |
		grep -v "/$first$")
	check "$kind: the image is clean" is_clean image
done

# The directory with most of the names cannot be made.
make_links file
rmdir to/in/dir
echo old >to/in/dir
touch -d @1234567890 to
make_image ext4 image 64
"$cptofs" -i image to/. / >log
check_fails 1 "a directory: in" "$cptofs" -i image in/dir in/other /in
"$cpfromfs" -i image / out >log
others "a directory" 2 other/6 other/7
check "a directory: the image is clean" is_clean image

# FAT cannot hold all names, and has no links.
rm -rf in out
mkdir in
echo data >in/a:b
ln in/a:b in/c?d
ln in/a:b in/dot.
ln in/a:b in/plain
echo more >in/e.
ln in/e. in/e
make_image vfat image 64
check_fails 0 "vfat: in" "$cptofs" --lossy -i image in /
"$cpfromfs" --lossy -i image /in out >log
check_same "vfat: what has a name for it is there" "e plain more data" \
	"$(echo $(ls -A out) $(cat out/e out/plain))"
