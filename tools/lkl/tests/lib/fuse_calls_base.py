# SPDX-License-Identifier: GPL-2.0
"""Calls that Python has not, and what the others of these scripts need."""

import ctypes
import fcntl
import os
import stat
import struct

libc = ctypes.CDLL(None, use_errno=True)
GETFLAGS, SETFLAGS = 0x80086601, 0x40086602


def must(ret):
    if ret < 0:
        raise OSError(ctypes.get_errno(), "")
    return ret


def rename2(a, b, flags):
    return must(libc.renameat2(-100, a.encode(), -100, b.encode(), flags))


def fallocate(fd, mode, at, length):
    return must(libc.fallocate(fd, mode, ctypes.c_long(at),
                               ctypes.c_long(length)))


def flags(fd, change=0):
    old = struct.unpack("i", fcntl.ioctl(fd, GETFLAGS, b"\0" * 4))[0]
    if change:
        fcntl.ioctl(fd, SETFLAGS, struct.pack("i", old ^ change))
    return old


def opened(path, how, function):
    fd = os.open(path, how, 0o644)
    try:
        return function(fd)
    finally:
        os.close(fd)


def put(path, data=b"text"):
    return opened(path, os.O_CREAT | os.O_WRONLY, lambda fd:
                  os.write(fd, data))


def meta(path):
    st = os.lstat(path)
    return (stat.S_IFMT(st.st_mode), stat.S_IMODE(st.st_mode), st.st_nlink,
            st.st_uid, st.st_gid, 0 if stat.S_ISDIR(st.st_mode) else st.st_size)


def xattrs(path):
    return sorted((n, os.getxattr(path, n, follow_symlinks=False))
                  for n in os.listxattr(path, follow_symlinks=False))
