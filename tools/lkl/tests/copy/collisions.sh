#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 120
#
# What is in the way in an existing directory of the target: files of all kinds
# are replaced and never written through, a directory is neither replaced nor
# replaces anything, and a symbolic link is not followed, whatever it leads to.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_mkfs ext4
plan 15

cd "$tmp" || exit 1
cptofs=$LKL_TOOLS/bin/cptofs
cpfromfs=$LKL_TOOLS/bin/cpfromfs

# Names say what is to be copied over what; "victim" and "other" are where the
# links lead to.
make_both()
{
	rm -rf in to
	mkdir -p in to/in to/other
	echo victim >to/victim
	for over in file dir link dangling fifo dir_link; do
		echo new >in/file_over_$over
		mkfifo in/fifo_over_$over
		ln -s new in/link_over_$over
		mkdir in/dir_over_$over
		echo new >in/dir_over_$over/below
		for from in file fifo link dir; do
			put_in_the_way to/in/${from}_over_$over $over
		done
	done
}

put_in_the_way()
{
	case $2 in
	file) echo old >"$1" ;;
	dir) mkdir "$1" && echo old >"$1/kept" ;;
	link) ln -s ../victim "$1" ;;
	dangling) ln -s ../missing "$1" ;;
	fifo) mkfifo "$1" ;;
	dir_link) ln -s ../other "$1" ;;
	esac
}

# What is to become of them, one a line: name, type and contents.
expected()
{
	for over in dangling dir dir_link fifo file link; do
		if [ $over = dir ]; then
			echo "dir_over_dir d below kept"
			echo "fifo_over_dir d kept"
			echo "file_over_dir d kept"
			echo "link_over_dir d kept"
			continue
		fi
		case $over in
		link | dangling | dir_link) echo "dir_over_$over l" ;;
		fifo) echo "dir_over_$over p" ;;
		file) echo "dir_over_$over f old" ;;
		esac
		echo "fifo_over_$over p"
		echo "file_over_$over f new"
		echo "link_over_$over l new"
	done | sort
}

# result FOLDER
result()
{
	for path in "$1"/in/*; do
		name=${path##*/}
		type=$(find "$path" -maxdepth 0 -printf %y)
		case $type in
		f) echo "$name f $(cat "$path")" ;;
		d) echo "$name d $(echo $(ls "$path"))" ;;
		l) case $name in
			link_*) echo "$name l $(readlink "$path")" ;;
			*) echo "$name l" ;;
			esac ;;
		*) echo "$name $type" ;;
		esac
	done | sort
}

# judge NAME FOLDER: of what was copied.
judge()
{
	check_same "$1: files replace files, directories nothing" \
		"$(expected)" "$(result "$2")"
	check_same "$1: nothing went through a link" "victim" \
		"$(cat "$2/victim")"
	check_same "$1: nor into a directory that one leads to" "" \
		"$(ls "$2/other")"
	check "$1: nor to where there was nothing" \
		test ! -e "$2/missing"
	check_same "$1: each of the others is named, once" \
		"$(expected | sed -n 's/^\([a-z]*_over_dir\) d kept$/\1/p
			s/^\(dir_over_[a-z_]*\) [lpf].*$/\1/p' | sort)" \
		"$(sed -n 's/.*in\/\([a-z_]*\): \(Is a\|Not a\) directory$/\1/p' \
			"$tmp/.fails" | sort)"
	check_same "$1: and nothing else is said but a summary" 9 \
		"$(wc -l <"$tmp/.fails")"
}

make_both
make_image ext4 image 64
"$cptofs" -i image to/. / >log
check_fails 1 "in" timeout 30 "$cptofs" -i image in /
mv "$tmp/.fails" said
check "in: the image is clean" is_clean image
"$cpfromfs" -i image / out >log
mv said "$tmp/.fails"
judge "in" out

make_both
make_image ext4 image 64
"$cptofs" -i image in / >log
check_fails 1 "out" timeout 30 "$cpfromfs" -i image /in to
judge "out" to
