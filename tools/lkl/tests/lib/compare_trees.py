#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Compare two trees entry by entry, and print a line for each difference.

usage: compare_trees.py [OPTION...] FOLDER FOLDER

Lines are "PATH: WHAT: HERE, THERE". WHAT is one of

  missing   only one tree has the entry
  type mode owner rdev target size content atime mtime
  holes     a range of 64 KiB or more is a hole in one file only
  links     it is a further name of another entry, or of none
  xattr     an extended attribute, POSIX ACLs and capabilities among them

Everything is reached by descriptors: paths may be of any length. The exit
status is 1 if there are differences.
"""

import argparse
import os
import stat
import sys

KINDS = {stat.S_IFREG: "file", stat.S_IFDIR: "directory",
         stat.S_IFLNK: "symlink", stat.S_IFIFO: "fifo",
         stat.S_IFSOCK: "socket", stat.S_IFCHR: "character device",
         stat.S_IFBLK: "block device"}
WHAT = ("missing type mode owner rdev target size content atime mtime holes "
        "links xattr").split()
# File systems allocate in units of their own; none of ours in larger ones.
GRAIN = 64 << 10
CHUNK = 1 << 20
# How XFS shows a POSIX ACL for a second time.
ALIASES = ("trusted.SGI_ACL_FILE", "trusted.SGI_ACL_DEFAULT")


def shown(name):
    """A name in printable ASCII."""
    return ascii(name)[2:-1]


class Entry:
    """A name in an open directory."""

    def __init__(self, dir_fd, name):
        self.dir_fd = dir_fd
        self.name = name
        self.st = os.stat(name, dir_fd=dir_fd, follow_symlinks=False)
        self.type = stat.S_IFMT(self.st.st_mode)

    def open(self, flags=0):
        flags |= os.O_RDONLY | os.O_NOFOLLOW | os.O_NOATIME
        return os.open(self.name, flags, dir_fd=self.dir_fd)

    def target(self):
        return os.readlink(self.name, dir_fd=self.dir_fd)

    def xattrs(self):
        path = b"/proc/self/fd/%d/%s" % (self.dir_fd, self.name)
        try:
            keys = os.listxattr(path, follow_symlinks=False)
        except OSError:
            # A file system that has none.
            return {}
        return {key: os.getxattr(path, key, follow_symlinks=False)
                for key in keys if key not in ALIASES}


def extents(fd, size):
    """The (start, end) of a file's data."""
    found = []
    end = 0
    while end < size:
        try:
            start = os.lseek(fd, end, os.SEEK_DATA)
        except OSError:
            # There is none behind it.
            break
        end = min(os.lseek(fd, start, os.SEEK_HOLE), size)
        found.append((start, end))
    return found


def union(a, b):
    """What is in either list of extents, in order."""
    merged = []
    for start, end in sorted(a + b):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def coarse(ranges):
    """The grains that ranges touch, as extents."""
    return union([(start // GRAIN * GRAIN, -(-end // GRAIN) * GRAIN)
                  for start, end in ranges], [])


def first_of_one(a, b):
    """Where the first extent is that lists a and b disagree on, or None."""
    for one, other in zip(a + [(None, None)], b + [(None, None)]):
        if one != other:
            return min(e[0] for e in (one, other) if e[0] is not None)
    return None


def first_difference(fd_a, fd_b, ranges):
    """The offset of the first byte in ranges that differs, or None."""
    for start, end in ranges:
        for offset in range(start, end, CHUNK):
            length = min(CHUNK, end - offset)
            a = os.pread(fd_a, length, offset)
            b = os.pread(fd_b, length, offset)
            if a != b:
                same = len(os.path.commonprefix([a, b]))
                return offset + same
    return None


class Comparison:
    """Two trees, and what has been found so far."""

    def __init__(self, ignored, granularity_ns):
        self.ignored = ignored
        self.granularity_ns = granularity_ns
        self.differences = 0
        # (device, inode) -> the first path, of each tree.
        self.first_names = ({}, {})

    def report(self, path, what, here, there):
        if what not in self.ignored:
            self.differences += 1
            print("%s: %s: %s, %s" % (shown(path), what, here, there))

    def check(self, path, what, here, there):
        if here != there:
            self.report(path, what, here, there)

    def directories(self, fd_a, fd_b, path):
        """Compare what is in two directories; closes them."""
        names = [set(map(os.fsencode, os.listdir(fd))) for fd in (fd_a, fd_b)]
        for name in sorted(names[0] | names[1]):
            below = path + b"/" + name if path else name
            if name in names[0] and name in names[1]:
                self.entries(Entry(fd_a, name), Entry(fd_b, name), below)
            else:
                self.report(below, "missing",
                            *("there" if name in n else "not there"
                              for n in names))
        os.close(fd_a)
        os.close(fd_b)

    def entries(self, a, b, path):
        self.attributes(a, b, path)
        self.links(a, b, path)
        if a.type != b.type:
            return
        if a.type == stat.S_IFDIR:
            flags = os.O_DIRECTORY
            self.directories(a.open(flags), b.open(flags), path)
        elif a.type == stat.S_IFREG:
            self.files(a, b, path)
        elif a.type == stat.S_IFLNK:
            self.check(path, "target", shown(a.target()), shown(b.target()))
        elif a.type in (stat.S_IFCHR, stat.S_IFBLK):
            self.check(path, "rdev", *("%d:%d" % (os.major(r), os.minor(r))
                                       for r in (a.st.st_rdev, b.st.st_rdev)))

    def attributes(self, a, b, path):
        self.check(path, "type", KINDS[a.type], KINDS[b.type])
        self.check(path, "mode", *("%04o" % stat.S_IMODE(e.st.st_mode)
                                   for e in (a, b)))
        self.check(path, "owner", *("%d:%d" % (e.st.st_uid, e.st.st_gid)
                                    for e in (a, b)))
        self.time(path, "atime", a.st.st_atime_ns, b.st.st_atime_ns)
        self.time(path, "mtime", a.st.st_mtime_ns, b.st.st_mtime_ns)
        if "xattr" not in self.ignored:
            self.xattrs(a.xattrs(), b.xattrs(), path)

    def time(self, path, what, here, there):
        if here // self.granularity_ns != there // self.granularity_ns:
            self.report(path, what, *("%d.%09d" % divmod(ns, 10 ** 9)
                                      for ns in (here, there)))

    def xattrs(self, a, b, path):
        for key in sorted(set(a) | set(b)):
            if a.get(key) != b.get(key):
                what = [value if value is None else
                        "%s (%d bytes)" % (value[:32].hex(), len(value))
                        for value in (a.get(key), b.get(key))]
                self.report(path, "xattr", shown(os.fsencode(key)) + " " +
                            str(what[0]), what[1])

    def links(self, a, b, path):
        """An entry is known by the first of its names, in both trees."""
        firsts = []
        for entry, names in zip((a, b), self.first_names):
            first = path
            if entry.st.st_nlink > 1 and entry.type != stat.S_IFDIR:
                key = (entry.st.st_dev, entry.st.st_ino)
                first = names.setdefault(key, path)
            firsts.append("alone" if first == path else shown(first))
        self.check(path, "links", *firsts)

    def files(self, a, b, path):
        if a.st.st_size != b.st.st_size:
            self.report(path, "size", a.st.st_size, b.st.st_size)
            return
        fd_a, fd_b = a.open(), b.open()
        data = [extents(fd, a.st.st_size) for fd in (fd_a, fd_b)]
        offset = first_of_one(*map(coarse, data))
        if offset is not None:
            self.report(path, "holes", *(
                "data" if any(s < offset + GRAIN and e > offset for s, e in d)
                else "hole at %d" % offset for d in data))
        offset = first_difference(fd_a, fd_b, union(*data))
        if offset is not None:
            self.report(path, "content", "differs",
                        "from byte %d on" % offset)
        os.close(fd_a)
        os.close(fd_b)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--ignore", default="", metavar="WHAT,...",
                        help="what the file systems cannot hold")
    parser.add_argument("--granularity", type=int, default=1, metavar="NS",
                        help="the unit of times, in nanoseconds")
    parser.add_argument("folders", nargs=2, metavar="FOLDER")
    args = parser.parse_args()
    ignored = set(filter(None, args.ignore.split(",")))
    if ignored - set(WHAT):
        parser.error("no such WHAT: " + ", ".join(ignored - set(WHAT)))
    comparison = Comparison(ignored, args.granularity)
    roots = [Entry(os.open(folder, os.O_RDONLY | os.O_DIRECTORY), b".")
             for folder in args.folders]
    comparison.attributes(roots[0], roots[1], b".")
    comparison.directories(roots[0].open(), roots[1].open(), b"")
    sys.exit(1 if comparison.differences else 0)


if __name__ == "__main__":
    main()
