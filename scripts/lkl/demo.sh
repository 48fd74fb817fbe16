#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Write real files of this machine into an ext4 image with Linux as a library,
# read them back, compare, and let e2fsck judge the image.
#
# usage: demo.sh [SOURCE]	(default: /usr/share/doc)
#
# At most 64 MiB and 5000 files and symbolic links of SOURCE are taken, in the
# order of their names. No root, no loop device, no mount of the host.
set -eu
. "$(dirname -- "$0")/common.sh"

max_bytes=$((64 << 20))
max_files=5000
image_mib=256
source=${1:-/usr/share/doc}
tree=$O/tools/examples/tree

tmp=$(mktemp -d "${TMPDIR:-/tmp}/lkl-demo.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# step WHAT COMMAND...: do it, say what it was and how long it took. Its output
# is shown if it fails, and stays in $tmp/log.
step()
{
	what=$1
	shift
	begin=$(now_ns)
	if ! "$@" >"$tmp/log" 2>&1 </dev/null; then
		cat "$tmp/log" >&2
		die "$what: failed"
	fi
	printf '%-58s %8s s\n' "$what" "$(seconds_since "$begin")"
}

choose_files()
{
	(cd "$source" && find . \( -type f -o -type l \) -readable \
		! -name '*
*' -printf '%s %p\n') 2>/dev/null | sort -k 2 | awk \
		-v max_bytes="$max_bytes" -v max_files="$max_files" '
		{ bytes += $1 }
		bytes > max_bytes || ++files > max_files { exit }
		{ sub(/^[0-9]+ /, ""); print }' >"$tmp/list"
	[ -s "$tmp/list" ]
}

copy_files()
{
	mkdir "$tmp/in"
	tar -C "$source" --no-recursion -cf "$tmp/tar" -T "$tmp/list"
	tar -C "$tmp/in" -xf "$tmp/tar"
	rm "$tmp/tar"
}

make_image()
{
	truncate -s "${image_mib}M" "$tmp/image"
	mkfs.ext4 -q "$tmp/image"
}

[ -x "$tree" ] || die "no $tree: run make demo"
[ -d "$source" ] || die "$source: not a folder"
choose_files || die "$source: no readable files"
step "choose files of $source" copy_files
count=$(wc -l <"$tmp/list")
mib=$(find "$tmp/in" -type f -printf '%s\n' |
	awk '{ b += $1 } END { printf "%.1f", b / 1048576 }')
step "make an ext4 image of $image_mib MiB with mkfs.ext4" make_image
step "write $count files, $mib MiB, into the image" \
	"$tree" in "$tmp/image" "$tmp/in" /demo
step "read them out of the image" \
	"$tree" out "$tmp/image" /demo "$tmp/out"
step "compare with diff -r" diff -r --no-dereference "$tmp/in" "$tmp/out"
step "check the image with e2fsck -fn" e2fsck -fn "$tmp/image"
echo "e2fsck: $(tail -n 1 "$tmp/log" | sed "s,^$tmp/,,")"
