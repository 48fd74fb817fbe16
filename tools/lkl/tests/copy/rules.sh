#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 180
#
# Names of sources and targets mean what they mean to cp(1), in and out.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
plan 66

cd "$tmp" || exit 1
cptofs=$LKL_TOOLS/bin/cptofs
cpfromfs=$LKL_TOOLS/bin/cpfromfs

# names FOLDER: what is below it.
names()
{
	(cd "$1" && find . -mindepth 1 | sort)
}

mkdir -p in/sub
echo one >in/one
echo two >in/sub/two
ln -s sub in/link
echo star >'in/*'
echo dash >in/-n

# Each case runs cp on one copy of a folder, the tool on an image with the
# same, and compares. same_as_cp NAME SOURCE... TARGET; targets are below
# "to/", which is the root of the image.
same_as_cp()
{
	name=$1
	shift
	rm -rf to && mkdir -p to/dir && echo old >to/file
	make_image ext4 image 16
	"$cptofs" -i image to/dir to/file / >log
	want=0
	cp -a -- "$@" 2>/dev/null || want=1
	into_image "$@"
	check_same "$name: the same status" "$want" "$got"
	rm -rf out
	"$cpfromfs" -i image / out >log || diag "cannot copy out"
	rmdir out/lost+found
	check "$name: the same files" diff -r --no-dereference to out
}

# The last argument without its "to" is the path in the image.
into_image()
{
	nr=$#
	for arg; do
		nr=$((nr - 1))
		[ $nr -gt 0 ] || arg=/${arg#to/}
		set -- "$@" "$arg"
		shift
	done
	got=0
	"$cptofs" -i image -- "$@" >log 2>&1 || got=$?
}

same_as_cp "a file into a directory" in/one to/dir
same_as_cp "a file with a name" in/one to/new
same_as_cp "a file over a file" in/one to/file
same_as_cp "a directory into a directory" in to/dir
same_as_cp "a directory with a name" in to/new
same_as_cp "a directory over a file" in to/file
same_as_cp "what is in a directory" in/. to/dir
same_as_cp "what is in a directory, with a name" in/. to/new
same_as_cp "a directory that ends with a slash" in/ to/dir
same_as_cp "several" in/one in/sub to/dir
same_as_cp "several into what is not there" in/one in/sub to/new
same_as_cp "several over a file" in/one in/sub to/file
same_as_cp "one that is missing" in/none in/one to/dir
same_as_cp "a link" in/link to/dir
same_as_cp "a link that ends with a slash" in/link/ to/new
same_as_cp "a file into no directory" in/one to/none/new
same_as_cp "a pattern is a name" 'in/*' to/dir
same_as_cp "a name like an option" in/-n to/dir

make_image ext4 image 16
check "in" "$cptofs" -i image in /
check "again, merged and replaced" "$cptofs" -i image in /
check "the image is clean" is_clean image
check "out" "$cpfromfs" -i image /in out2
check "the same" diff -r --no-dereference in out2
check "out, again" "$cpfromfs" -i image /in/. out2
check_same "nothing more" "$(names in)" "$(names out2)"
check "a file out, with a name" "$cpfromfs" -i image /in/one new
check_same "its contents" one "$(cat new)"
ln -s /in/sub absolute
"$cptofs" -i image absolute / >log
check "a link in the image leads to the image" \
	"$cpfromfs" -i image /absolute/two new
check_same "and not out of it" two "$(cat new)"
check "an image that is a symbolic link" sh -c \
	"ln -s image alias && '$cptofs' -i alias in/one /alias"
# missing WHAT LINE COMMAND...: the first line of two names the side.
missing()
{
	what=$1
	line=$2
	shift 2
	check_fails 1 "$what: fails" "$@"
	check_same "$what: is named" "$line" "$(head -n 1 "$tmp/.fails")"
	check_same "$what: and nothing else" 2 "$(wc -l <"$tmp/.fails")"
}

missing "no such directory, in" \
	"cptofs: image:/none/new: No such file or directory" \
	"$cptofs" -i image in/one /none/new
missing "several, in" "cptofs: image:/none: No such file or directory" \
	"$cptofs" -i image in/one in/sub /none
missing "no such directory, out" \
	"cpfromfs: none/new: No such file or directory" \
	"$cpfromfs" -i image /in/one none/new
missing "several, out" "cpfromfs: none: No such file or directory" \
	"$cpfromfs" -i image /in/one /in/sub none
missing "a source, out" "cpfromfs: image:/none: No such file or directory" \
	"$cpfromfs" -i image /none new
check "the image is clean after it" is_clean image
check_fails 2 "no target" "$cptofs" -i image in
check_same "usage is one line" 1 "$(wc -l <"$tmp/.fails")"
