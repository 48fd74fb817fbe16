# SPDX-License-Identifier: GPL-2.0
"""Make files of every kind in a directory that is held by its descriptor.

Names are bytes or text; none is ever resolved from the root, so a place may be
deeper than PATH_MAX.
"""

import os
import stat


class Place:
    """A directory, and what can be made in it.

    kept is shared by all places below one root: (device, inode) -> the times
    that an entry has in the end.
    """

    def __init__(self, fd, kept=None):
        self.fd = fd
        self.kept = {} if kept is None else kept

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.fd)

    def open(self, name):
        """The place of a directory that exists."""
        fd = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW,
                     dir_fd=self.fd)
        return Place(fd, self.kept)

    def dir(self, name, mode=0o755):
        os.mkdir(name, dir_fd=self.fd)
        os.chmod(name, mode, dir_fd=self.fd)
        return self.open(name)

    def file(self, name, data=b"", mode=0o644):
        self.sparse(name, len(data), [(0, data)], mode)

    def sparse(self, name, size, pieces, mode=0o644):
        """A file of size bytes with (offset, data) pieces in it."""
        fd = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL,
                     dir_fd=self.fd)
        try:
            for offset, data in pieces:
                if os.pwrite(fd, data, offset) != len(data):
                    raise OSError("short write")
            os.ftruncate(fd, size)
            os.fchmod(fd, mode)
        finally:
            os.close(fd)

    def symlink(self, name, target):
        os.symlink(target, name, dir_fd=self.fd)

    def node(self, name, kind, rdev=(0, 0), mode=0o644):
        os.mknod(name, kind | 0o600, os.makedev(*rdev), dir_fd=self.fd)
        os.chmod(name, mode, dir_fd=self.fd)

    def fifo(self, name, mode=0o644):
        self.node(name, stat.S_IFIFO, mode=mode)

    def socket(self, name, mode=0o644):
        self.node(name, stat.S_IFSOCK, mode=mode)

    def link(self, name, old_name, old_place=None):
        """name is one more name of old_name in old_place, or here."""
        os.link(old_name, name, src_dir_fd=(old_place or self).fd,
                dst_dir_fd=self.fd, follow_symlinks=False)

    def chmod(self, name, mode):
        os.chmod(name, mode, dir_fd=self.fd)

    def owner(self, name, uid, gid):
        os.chown(name, uid, gid, dir_fd=self.fd, follow_symlinks=False)

    def xattr(self, name, key, value):
        os.setxattr(self._path(name), key, value, follow_symlinks=False)

    def times(self, name, atime_ns, mtime_ns):
        """Say which times settle() is to set."""
        st = self.lstat(name)
        self.kept[st.st_dev, st.st_ino] = (atime_ns, mtime_ns)

    def lstat(self, name):
        return os.stat(name, dir_fd=self.fd, follow_symlinks=False)

    def names(self):
        # Btrfs lists what was there when the descriptor was opened.
        fd = os.open(".", os.O_RDONLY | os.O_DIRECTORY, dir_fd=self.fd)
        try:
            return sorted(map(os.fsencode, os.listdir(fd)))
        finally:
            os.close(fd)

    def settle(self, time_of, path=b""):
        """Set the times of all that is below, if not kept to time_of(path).

        Directories come after what is in them.
        """
        for name in self.names():
            below = path + b"/" + name
            st = self.lstat(name)
            if stat.S_ISDIR(st.st_mode):
                with self.open(name) as place:
                    place.settle(time_of, below)
            ns = time_of(below)
            times = self.kept.get((st.st_dev, st.st_ino), (ns + 1, ns))
            os.utime(name, ns=times, dir_fd=self.fd, follow_symlinks=False)

    def _path(self, name):
        return b"/proc/self/fd/%d/%s" % (self.fd, os.fsencode(name))
