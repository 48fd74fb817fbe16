#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Copy real files of this machine into an ext4 image, list them, copy them out,
# make an archive of them, compare all with what they were, and let e2fsck judge
# the image.
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
bin=$O/tools/bin

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

# What cp -a keeps of all files of a folder but their contents.
attributes()
{
	(cd "$1" && find . -printf '%y %m %U:%G %s %T@ %n %p -> %l\n' |
		sed 's/^d \([^ ]* [^ ]*\) [0-9]*/d \1/' | sort -k 7)
}

list_image()
{
	"$bin/fs2tar" "$tmp/image" - | tar -tv >"$tmp/listed"
}

compare()
{
	attributes "$tmp/in" >"$tmp/in.attributes"
	attributes "$tmp/out" >"$tmp/out.attributes"
	diff "$tmp/in.attributes" "$tmp/out.attributes" &&
		diff -r --no-dereference "$tmp/in" "$tmp/out"
}

compare_archive()
{
	mkdir "$tmp/unpacked"
	tar -C "$tmp/unpacked" -xpf "$tmp/files.tar" demo
	mv "$tmp/unpacked/demo" "$tmp/out"
	compare
}

for tool in cptofs cpfromfs fs2tar; do
	[ -x "$bin/$tool" ] || die "no $bin/$tool: run make demo"
done
[ -d "$source" ] || die "$source: not a folder"
choose_files || die "$source: no readable files"
step "choose files of $source" copy_files
count=$(wc -l <"$tmp/list")
mib=$(find "$tmp/in" -type f -printf '%s\n' |
	awk '{ b += $1 } END { printf "%.1f", b / 1048576 }')
step "make an ext4 image of $image_mib MiB with mkfs.ext4" make_image
step "cptofs: copy $count files, $mib MiB, into the image" \
	"$bin/cptofs" -i "$tmp/image" "$tmp/in" /demo
step "fs2tar | tar -tv: list the image" list_image
step "cpfromfs: copy them out of the image" \
	"$bin/cpfromfs" -i "$tmp/image" /demo "$tmp/out"
step "compare contents, owners, modes, times and links" compare
rm -rf "$tmp/out"
step "fs2tar: make an archive of the image" \
	"$bin/fs2tar" "$tmp/image" "$tmp/files.tar"
step "unpack it with tar, and compare" compare_archive
step "check the image with e2fsck -fn" e2fsck -fn "$tmp/image"
echo "listed: $(grep -c ' demo/' "$tmp/listed") entries, such as"
echo "  $(grep '^-.* demo/' "$tmp/listed" | head -n 1)"
echo "e2fsck: $(tail -n 1 "$tmp/log" | sed "s,^$tmp/,,")"
