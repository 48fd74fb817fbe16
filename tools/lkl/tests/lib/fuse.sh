# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2034
#
# What tests of lklfuse share: mounting an image, unmounting it, comparing it.
#
# A test sources ktap.sh, then this. It may mount at $mnt, where nothing is left
# at its end, and at $loop what the host itself can mount.

# A namespace that somebody else makes meanwhile would keep our mounts, and so
# the processes behind them.
if [ "$(id -u)" = 0 ] && [ -z "$LKL_FUSE_NAMESPACE" ]; then
	rm -rf "$tmp"
	LKL_FUSE_NAMESPACE=1 exec unshare -m --propagation private sh "$0"
fi

lklfuse=$LKL_TOOLS/bin/lklfuse
mnt=$tmp/mnt
loop=$tmp/loop
mkdir "$mnt" "$loop"

[ -x "$lklfuse" ] || skip_all "package: lklfuse is not built (libfuse3-dev)"
requires file /dev/fuse
[ -r /dev/fuse ] && [ -w /dev/fuse ] ||
	skip_all "host: /dev/fuse is closed to this user"
requires program fusermount3 fuse3

# Whatever a test has left behind.
take_down()
{
	for ktap_at in "$mnt" "$loop"; do
		umount "$ktap_at" 2>/dev/null ||
			fusermount3 -u -z -q "$ktap_at" 2>/dev/null
		mountpoint -q "$ktap_at" && umount -l "$ktap_at"
	done
	"$lklfuse" --wait "$mnt" 2>/dev/null
}
cleanup take_down

# up IMAGE [OPTIONS...]: mount it at $mnt.
up()
{
	"$lklfuse" "$1" "$mnt" ${2:+-o "$2"}
}

# down: unmount it, and wait until it is in the image.
down()
{
	fusermount3 -u "$mnt" && "$lklfuse" --wait "$mnt"
}

# servers: the processes that serve $mnt, not those that guard it.
servers()
{
	for ktap_p in /proc/[0-9]*; do
		cat "$ktap_p/cmdline" 2>/dev/null | tr '\0' ' ' |
			grep -q "^$lklfuse .*$mnt" || continue
		case $(cat "$ktap_p/comm" 2>/dev/null) in
		lklfuse) basename "$ktap_p" ;;
		esac
	done
}

# make_tree FOLDER: names, sizes and depths of many kinds.
make_tree()
{
	mkdir -p "$1/many" "$1/deep/er/est" "$1/empty folder" || return
	seq 200000 >"$1/numbers" || return
	: >"$1/empty"
	head -c 3000001 /dev/urandom >"$1/random" || return
	for ktap_i in $(seq 300); do
		echo "file $ktap_i" >"$1/many/a file of some name $ktap_i" ||
			return
	done
	echo text >"$1/deep/er/est/a name with blanks"
}

# make_unix FOLDER: what file systems of Unix have besides.
make_unix()
{
	ln -s ../nowhere "$1/deep/link" &&
		ln "$1/numbers" "$1/deep/hard" &&
		chmod 640 "$1/numbers" && chmod 1777 "$1/deep" &&
		touch -d '2001-02-03 04:05:06' "$1/many" &&
		mkfifo "$1/fifo"
}

# same_tree A B: the same contents; what() is for what has none.
same_tree()
{
	diff -r --no-dereference -x lost+found -x fifo -x .nilfs "$1" "$2"
}

# what FOLDER: types, modes, owners, links, sizes and times of all its files.
what()
{
	(cd "$1" && find . -name lost+found -prune -o ! -name . \
		\( -type d -printf '%p %y %m %U:%G %Ts\n' -o \
		-printf '%p %y %m %U:%G %n %s %l %Ts\n' \) | sort)
}

# can_loop TYPE: whether the host's kernel mounts such an image.
can_loop()
{
	[ "$(id -u)" = 0 ] && grep -qw "$1" /proc/filesystems &&
		[ -e /dev/loop-control ]
}
