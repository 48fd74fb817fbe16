#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 240
#
# FAT, exFAT and NTFS through lklfuse.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/fuse_fs.sh"

requires program mkfs.vfat dosfstools
requires program mkfs.exfat exfatprogs
requires program mkntfs ntfs-3g
plan $((4 * round_trip_results + 23))

# Names that are one to these file systems.
one_name()
{
	echo text >"$mnt/Some Long Name.txt" &&
		[ "$(cat "$mnt/some long name.TXT")" = text ] &&
		[ "$(stat -c %i "$mnt/some long name.TXT")" = \
			"$(stat -c %i "$mnt/Some Long Name.txt")" ] &&
		echo more >>"$mnt/SOME LONG NAME.TXT" &&
		[ "$(wc -l <"$mnt/Some Long Name.txt")" = 2 ] &&
		rm "$mnt/SOME LONG name.txt" &&
		[ ! -e "$mnt/Some Long Name.txt" ] &&
		[ ! -e "$mnt/some long name.TXT" ] &&
		echo new >"$mnt/SOME long name.txt" &&
		[ "$(cat "$mnt/Some Long Name.txt")" = new ]
}

short_name()
{
	mkdir "$mnt/A folder of long name" &&
		echo text >"$mnt/AFOLDE~1/file" &&
		[ "$(cat "$mnt/A folder of long name/file")" = text ] &&
		[ "$(stat -c %i "$mnt/AFOLDE~1")" = \
			"$(stat -c %i "$mnt/A folder of long name")" ]
}

# Linux leaves a name as it is when only its case would change; by way of a
# third name it does.
other_case()
{
	echo text >"$mnt/some case" &&
		python3 -c 'import os, sys; os.rename(*sys.argv[1:])' \
			"$mnt/some case" "$mnt/Some CASE" &&
		[ "$(cat "$mnt/Some CASE")" = text ] &&
		[ "$(find "$mnt" -iname 'some case' -printf %f)" = \
			"some case" ] &&
		mv "$mnt/some case" "$mnt/third" &&
		mv "$mnt/third" "$mnt/Some CASE" &&
		[ "$(cat "$mnt/some case")" = text ] &&
		[ "$(find "$mnt" -iname 'some case' -printf %f)" = "Some CASE" ]
}

umlauts()
{
	echo text >"$mnt/$(printf '\303\204rger')" &&
		[ "$(ls "$mnt" | grep -c "$(printf '\303\204rger')")" = 1 ] &&
		mv "$mnt/$(printf '\303\204rger')" \
			"$mnt/$(printf '\342\202\254uro')" &&
		[ "$(cat "$mnt/$(printf '\342\202\254uro')")" = text ]
}

# Lower case of a large sharp s is a small one, but not to these file systems.
alike()
{
	large=$mnt/$(printf '\341\272\236') small=$mnt/$(printf '\303\237')
	echo one >"$large" && echo two >"$small" &&
		[ "$(cat "$large" "$small" | tr '\n' ' ')" = "one two " ] &&
		mv "$small" "$small.txt" && [ "$(cat "$large")" = one ] &&
		[ ! -e "$small" ] && rm "$large" &&
		[ "$(cat "$small.txt")" = two ]
}

sources
truncate -s 128M "$tmp/vfat" "$tmp/exfat" "$tmp/ntfs"
truncate -s 8M "$tmp/fat12"
mkfs.vfat -F 32 "$tmp/vfat" >/dev/null
mkfs.vfat -F 12 "$tmp/fat12" >/dev/null
mkfs.exfat "$tmp/exfat" >/dev/null
mkntfs -q -F -f "$tmp/ntfs" >/dev/null 2>&1
round_trip vfat vfat "$tmp/vfat" "" "$tmp/plain" fsck.vfat -n
round_trip fat12 vfat "$tmp/fat12" "" "$tmp/plain" fsck.vfat -n
round_trip exfat exfat "$tmp/exfat" "" "$tmp/plain" fsck.exfat -n
round_trip ntfs3 ntfs3 "$tmp/ntfs" "" "$tmp/plain" ntfsfix -n

for type in vfat exfat; do
	check "$type: mount it" up "$tmp/$type"
	check "$type: a name in capitals" one_name
	check "$type: a name in another case" other_case
	check "$type: letters that are not ASCII" umlauts
	check "$type: letters that are not the same" alike
	[ $type = exfat ] || check "$type: a short name" short_name
	check "$type: unmount it" down
	check "$type: still sound" "fsck.$type" -n "$tmp/$type"
done

# NTFS-3G packs what is written to such a folder; ntfs3 unpacks it.
pack()
{
	ntfs-3g -o compression "$tmp/ntfs" "$loop" &&
		mkdir "$loop/packed" &&
		python3 -c 'import os, sys; os.setxattr(sys.argv[1],
			"system.ntfs_attrib", (0x810).to_bytes(4, "little"))' \
			"$loop/packed" &&
		cp "$tmp/plain/numbers" "$tmp/plain/random" "$tmp/zeros" \
			"$loop/packed"
	packed=$?
	umount "$loop"
	return $packed
}

# again_and_again FILE LIKE: by requests that have pieces of units in common,
# several at a time, and nothing in memory.
again_and_again()
{
	for round in $(seq 20); do
		up "$tmp/ntfs" && timeout 20 cmp "$@"
		same=$?
		down
		[ $same = 0 ] || return
	done
}

# is_smaller FILE: it takes less than half of its size.
is_smaller()
{
	[ $(($(stat -c %b "$1") * 1024)) -lt "$(stat -c %s "$1")" ]
}

{
	head -c 100000 /dev/zero
	seq 1000
	head -c 2000000 /dev/zero
} >"$tmp/zeros"
if [ "$(id -u)" = 0 ]; then
	check "ntfs3: files are packed" pack
	check "ntfs3: mount it" up "$tmp/ntfs"
	for file in plain/numbers plain/random zeros; do
		check "ntfs3: $file" cmp "$tmp/$file" \
			"$mnt/packed/$(basename "$file")"
	done
	check "ntfs3: one is smaller than it seems" is_smaller \
		"$mnt/packed/zeros"
	check "ntfs3: unmount it" down
	check "ntfs3: again and again" again_and_again "$mnt/packed/random" \
		"$tmp/plain/random"
else
	for i in 1 2 3 4 5 6 7 8; do
		skip "ntfs3, packed: $i" "root: NTFS-3G mounts for root only"
	done
fi
