# SPDX-License-Identifier: GPL-2.0
"""What the host keeps of a file in its page cache.

usage: fuse_pages.py forget FILE    nothing, from here on
       fuse_pages.py large FILE     say how many pages are parts of large folios
"""

import ctypes
import mmap
import os
import struct
import sys

PAGE = mmap.PAGESIZE
# Bits of /proc/kpageflags.
COMPOUND_HEAD = 1 << 15
COMPOUND_TAIL = 1 << 16
FRAME = (1 << 55) - 1
PRESENT = 1 << 63


def forget(path):
    fd = os.open(path, os.O_RDWR)
    os.fsync(fd)
    os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(fd)


def word(f, nr):
    f.seek(nr * 8)
    return struct.unpack("Q", f.read(8))[0]


def cached(start, nr):
    """A byte for each page of a mapping: whether it is in memory."""
    libc = ctypes.CDLL(None, use_errno=True)
    vec = (ctypes.c_ubyte * nr)()
    if libc.mincore(ctypes.c_void_p(start), ctypes.c_size_t(nr * PAGE), vec):
        sys.exit(os.strerror(ctypes.get_errno()))
    return vec


def large(path):
    """Pages that are not in memory are not touched: it would read them."""
    with open(path, "r+b") as f:
        pages = mmap.mmap(f.fileno(), 0)
    pages.madvise(mmap.MADV_RANDOM)
    start = ctypes.addressof(ctypes.c_char.from_buffer(pages))
    nr = len(pages) // PAGE
    count = 0
    with open("/proc/self/pagemap", "rb") as frames, \
            open("/proc/kpageflags", "rb") as flags:
        for i, here in enumerate(cached(start, nr)):
            if not here & 1:
                continue
            assert pages[i * PAGE] >= 0
            entry = word(frames, start // PAGE + i)
            if entry & PRESENT and word(flags, entry & FRAME) & \
                    (COMPOUND_HEAD | COMPOUND_TAIL):
                count += 1
    print(count)


{"forget": forget, "large": large}[sys.argv[1]](sys.argv[2])
