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
plan $((4 * round_trip_results + 14))

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

umlauts()
{
	echo text >"$mnt/$(printf '\303\204rger')" &&
		[ "$(ls "$mnt" | grep -c "$(printf '\303\204rger')")" = 1 ] &&
		mv "$mnt/$(printf '\303\204rger')" \
			"$mnt/$(printf '\342\202\254uro')" &&
		[ "$(cat "$mnt/$(printf '\342\202\254uro')")" = text ]
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
	check "$type: letters that are not ASCII" umlauts
	[ $type = exfat ] || check "$type: a short name" short_name
	check "$type: unmount it" down
	check "$type: still sound" "fsck.$type" -n "$tmp/$type"
done

# ntfs-3g's own tool packs a file; ntfs3 unpacks it.
check "ntfs3: mount it" up "$tmp/ntfs"
check "ntfs3: numbers" cmp "$tmp/plain/numbers" "$mnt/numbers"
check "ntfs3: unmount it" down
