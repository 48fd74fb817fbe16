#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# timeout: 240
#
# What a format cannot hold is named, counted and makes the exit status 1, but
# with --lossy; the rest is in the archive.
. "$(dirname -- "$0")/../lib/ktap.sh"
. "$LKL_TOP/tools/lkl/tests/lib/image.sh"

requires_tool fs2tar libarchive-dev
requires program bsdtar libarchive-tools
requires_mkfs ext4
requires_loop
plan 27

cd "$tmp" || exit 1
# Most formats write every zero of a hole.
torture_image ext4 image many,sparse_huge || exit 1
mount_image image in ro
make_image ext4 out.image 1024
mount_image out.image out || exit 1

fs2tar()
{
	"$LKL_TOOLS/bin/fs2tar" "$@" >printed
}

# named WHAT TEXT: standard error has it.
named()
{
	check "$format: names $1" grep -qF "$2" "$tmp/.fails"
}

# left_out PATTERN...: of all entries of the image, only these are not in the
# archive.
left_out()
{
	rm -rf out/x
	mkdir out/x
	bsdtar -C out/x --exclude deep --numeric-owner -xpf archive 2>log
	same_trees in out/x | sed -n 's/: missing: there, not there$//p' |
		grep -v "$@" -e '^deep$' >missing
	check_same "$format: all else is there" "" "$(cat missing)"
}

# some_loss FORMAT
some_loss()
{
	format=$1
	check_fails 1 "$format: fails" fs2tar --format="$1" image archive
	cp "$tmp/.fails" failures
	check "$format: each line says what and why" \
		sh -c '! grep -v "^fs2tar: image:/.*: the target cannot hold " \
			failures'
	check "$format: a sum" grep -q "members, .* [0-9]* times something" \
		printed
}

# no_loss FORMAT: with --lossy the archive is the same, and there is no word.
no_loss()
{
	mv archive archive.loud
	check_fails 0 "$format: --lossy succeeds" \
		fs2tar --lossy --format="$1" image archive
	check_same "$format: without a word" "" "$(cat "$tmp/.fails")"
	check "$format: and writes the same" cmp archive archive.loud
}

some_loss pax
named "a socket" "image:/sockets/socket too: socket"
named "times" "image:/times_early/-1.000000001 and 5 more"
named "attributes" "image:/acls_large_ids/file: system.posix_acl_access and 1"
left_out -e '^sockets'
check_same "pax: a path beyond PATH_MAX" "at the bottom" \
	"$(tar -xOf archive --wildcards 'deep/*/file')"
no_loss pax

some_loss gnutar
named "attributes" "image:/acls/dir: system.posix_acl_access and"
named "holes" "/deep/20ddd"
left_out -e '^sockets' -e '^devices_large/'
no_loss gnutar

some_loss cpio
left_out -e '^$'
no_loss cpio
