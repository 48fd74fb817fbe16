# SPDX-License-Identifier: GPL-2.0
"""Random operations on the data of files in two folders: the first that differs.

usage: fuse_data.py FOLDER FOLDER OPERATIONS SEED

The result of each, errno or what was read, and the size of the file after it
are compared; from time to time all the data, once more when the first side's
host has forgotten it. Files are left as data0, data1, ... for who looks at the
images.
"""

import collections
import ctypes
import errno
import mmap
import os
import random
import sys

FILES = 3
PAGE = 4096
SIZE_MAX = 512 * 1024
IO_MAX = 64 * 1024
CHECK_EVERY = 2000
KEEP, PUNCH, ZERO = 1, 2, 16

libc = ctypes.CDLL(None, use_errno=True)
libc.fallocate.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_long,
                           ctypes.c_long]


class Side:
    """One of the folders; the operations are its methods."""

    def __init__(self, folder, pattern):
        self.folder = folder
        self.pattern = pattern
        self.buffer = mmap.mmap(-1, IO_MAX)
        self.fds = [self.open(i, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
                    for i in range(FILES)]
        self.direct = [self.open(i, os.O_RDWR | os.O_DIRECT)
                       for i in range(FILES)]
        self.maps = [None] * FILES

    def open(self, i, flags):
        return os.open(os.path.join(self.folder, "data%d" % i), flags, 0o644)

    def size(self, i):
        return os.fstat(self.fds[i]).st_size

    def bytes(self, at, length):
        return self.pattern[at:at + length]

    def read(self, i, at, length):
        return os.pread(self.fds[i], length, at)

    def write(self, i, at, length, which):
        return os.pwrite(self.fds[i], self.bytes(which, length), at)

    def append(self, i, length, which):
        fd = self.open(i, os.O_WRONLY | os.O_APPEND)
        try:
            return os.write(fd, self.bytes(which, length))
        finally:
            os.close(fd)

    def direct_read(self, i, at, length):
        view = memoryview(self.buffer)[:length]
        got = os.preadv(self.direct[i], [view], at)
        return bytes(view[:got])

    def direct_write(self, i, at, length, which):
        view = memoryview(self.buffer)[:length]
        view[:] = self.bytes(which, length)
        return os.pwritev(self.direct[i], [view], at)

    def truncate(self, i, size):
        os.ftruncate(self.fds[i], size)

    def truncate_path(self, i, size):
        os.truncate(os.path.join(self.folder, "data%d" % i), size)

    def fallocate(self, i, mode, at, length):
        if libc.fallocate(self.fds[i], mode, at, length):
            raise OSError(ctypes.get_errno(), "")

    def map_read(self, i, at, length):
        start = at % PAGE
        with mmap.mmap(self.fds[i], start + length, mmap.MAP_SHARED,
                       mmap.PROT_READ, offset=at - start) as m:
            return m[start:start + length]

    def map_write(self, i, at, length, which, how):
        """The last one stays mapped, and perhaps dirty, until the next."""
        start = at % PAGE
        m = mmap.mmap(self.fds[i], start + length, offset=at - start)
        m[start:start + length] = self.bytes(which, length)
        if how == "sync":
            m.flush()
        if how == "close":
            m.close()
        else:
            self.maps[i] = m

    def copy(self, i, at, j, to, length):
        done = 0
        while done < length:
            n = os.copy_file_range(self.fds[i], self.fds[j], length - done,
                                   at + done, to + done)
            if not n:
                break
            done += n
        return done

    def reopen(self, i, flags):
        self.maps[i] = None
        os.close(self.fds[i])
        os.close(self.direct[i])
        self.fds[i] = self.open(i, os.O_RDWR | flags)
        self.direct[i] = self.open(i, os.O_RDWR | os.O_DIRECT)

    def sync(self, i, data_only):
        (os.fdatasync if data_only else os.fsync)(self.fds[i])

    def forget(self, i):
        """Have the next read ask the file system."""
        self.maps[i] = None
        os.fsync(self.fds[i])
        os.posix_fadvise(self.fds[i], 0, 0, os.POSIX_FADV_DONTNEED)

    def all(self, i):
        return os.pread(self.fds[i], SIZE_MAX * 2, 0)


def span(rng, size):
    """Somewhere in the first @size bytes: where, and how much."""
    at = rng.randrange(size)
    if rng.random() < 0.3:
        at -= at % PAGE
    return at, min(rng.randint(1, rng.choice((100, PAGE, IO_MAX))), size - at)


def aligned(rng):
    at = rng.randrange(SIZE_MAX // PAGE)
    return at * PAGE, min(rng.randint(1, IO_MAX // PAGE),
                          SIZE_MAX // PAGE - at) * PAGE


def on_mapping(rng, i, size):
    if not size:
        return ("read", i, 0, 10)
    at, length = span(rng, size)
    if rng.random() < 0.5:
        return ("map_read", i, at, length)
    return ("map_write", i, at, length, rng.randrange(SIZE_MAX),
            rng.choice(("sync", "close", "stay", "stay")))


def on_space(rng, i):
    at, length = span(rng, SIZE_MAX)
    if rng.random() < 0.4:
        size = rng.choice((at, at, length, 0)) if rng.random() < 0.5 else at
        return (rng.choice(("truncate", "truncate_path")), i, size)
    return ("fallocate", i,
            rng.choice((0, KEEP, PUNCH | KEEP, ZERO, ZERO | KEEP)), at, length)


def on_open(rng, i):
    n = rng.randrange(100)
    if n < 40:
        return ("reopen", i, os.O_TRUNC if n == 0 else 0)
    if n < 70:
        return ("sync", i, n % 2)
    return ("forget", i)


def operation(rng, sizes):
    """The name of a method, and what it gets."""
    i = rng.randrange(FILES)
    n = rng.randrange(100)
    at, length = span(rng, SIZE_MAX)
    which = rng.randrange(SIZE_MAX)
    if n < 25:
        return ("read", i, at, length)
    if n < 50:
        return ("write", i, at, length, which)
    if n < 53:
        if sizes[i] + length <= SIZE_MAX:
            return ("append", i, length, which)
        return ("truncate", i, at)
    if n < 58:
        return ("direct_read", i) + aligned(rng)
    if n < 63:
        return ("direct_write", i) + aligned(rng) + (which,)
    if n < 78:
        return on_mapping(rng, i, sizes[i])
    if n < 90:
        return on_space(rng, i)
    if n < 96:
        to = rng.randrange(SIZE_MAX - length + 1)
        return ("copy", i, at, rng.randrange(FILES), to, length)
    return on_open(rng, i)


def done(side, op):
    try:
        result = getattr(side, op[0])(*op[1:])
    except OSError as e:
        result = errno.errorcode.get(e.errno, str(e.errno))
    return result, [side.size(i) for i in range(FILES)]


def describe(one, two):
    """Where data differs, or what results are."""
    if isinstance(one, bytes) and isinstance(two, bytes):
        if len(one) != len(two):
            return "%d bytes, not %d" % (len(one), len(two))
        bad = [i for i, (a, b) in enumerate(zip(one, two)) if a != b]
        return "%d bytes differ, from %d to %d" % (len(bad), bad[0], bad[-1])
    return "%s, not %s" % (str(one)[:100], str(two)[:100])


def main():
    nr, seed = int(sys.argv[3]), int(sys.argv[4])
    rng = random.Random(seed)
    pattern = rng.randbytes(SIZE_MAX + IO_MAX)
    first, second = (Side(folder, pattern) for folder in sys.argv[1:3])
    last = collections.deque(maxlen=20)

    refused = 0

    def compare(op):
        nonlocal refused
        last.append(op)
        one, two = done(first, op), done(second, op)
        # XFS of Linux 6.18 was seen to refuse direct reads now and then, of
        # what it reads all right through its cache.
        if op[0] == "direct_read" and two[0] == "EIO" != one[0]:
            refused += 1
            two = done(second, ("read",) + op[1:])
        if one != two:
            print("\n".join(map(str, last)))
            what = describe(one[0], two[0]) if one[0] != two[0] else \
                "sizes %s, not %s" % (one[1], two[1])
            sys.exit("operation %d of seed %d: %s" % (i, seed, what))
        return two[1]

    sizes = [0] * FILES
    for i in range(nr):
        sizes = compare(operation(rng, sizes))
        if (i + 1) % CHECK_EVERY == 0 or i + 1 == nr:
            for f in range(FILES):
                compare(("all", f))
                compare(("forget", f))
                compare(("all", f))
    if refused:
        print("the second refused %d direct reads" % refused)
    if refused > nr / 1000:
        sys.exit("these are too many of them")


if __name__ == "__main__":
    main()
