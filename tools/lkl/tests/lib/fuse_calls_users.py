# SPDX-License-Identifier: GPL-2.0
"""What users may do, and what is theirs then."""

import errno
import os
import struct

from fuse_calls_base import meta, put, xattrs


def as_user(function):
    """What a user without rights gets."""
    here, there = os.pipe()
    pid = os.fork()
    if not pid:
        os.setgroups([1002])
        os.setgid(1000)
        os.setuid(1000)
        try:
            result = repr(function())
        except OSError as e:
            result = errno.errorcode[e.errno]
        os.write(there, result.encode())
        os._exit(0)
    os.close(there)
    result = os.read(here, 65536)
    os.close(here)
    os.waitpid(pid, 0)
    return result


def setid():
    put("setid")
    os.chown("setid", 1000, 1000)
    os.chmod("setid", 0o6755)
    pid = os.fork()
    if not pid:
        os.setgid(1000)
        os.setuid(1000)
        put("setid", b"changed")
        os._exit(0)
    os.waitpid(pid, 0)
    written = meta("setid")
    os.chmod("setid", 0o6755)
    os.chown("setid", 1001, 1001)
    return written, meta("setid")


def user_dir():
    os.mkdir("users")
    os.chmod("users", 0o2775)
    os.chown("users", 0, 1002)
    return as_user(lambda: (put("users/mine"), os.mkdir("users/sub"),
                            os.symlink("x", "users/link"),
                            meta("users/mine"), meta("users/sub"),
                            meta("users/link")))


def masked():
    old = os.umask(0o027)
    try:
        put("masked")
        os.mkdir("masked_dir", 0o777)
        os.mkfifo("masked_fifo", 0o666)
        return meta("masked"), meta("masked_dir"), meta("masked_fifo")
    finally:
        os.umask(old)


def acls():
    acl = struct.pack("<I", 2) + b"".join(
        struct.pack("<HHI", *e) for e in (
            (1, 7, 0xffffffff), (2, 5, 1000), (4, 5, 0xffffffff),
            (16, 5, 0xffffffff), (32, 0, 0xffffffff)))
    os.mkdir("acl")
    os.setxattr("acl", "system.posix_acl_default", acl)
    put("acl/file")
    os.mkdir("acl/dir")
    os.setxattr("acl/file", "system.posix_acl_access", acl)
    return (xattrs("acl"), xattrs("acl/file"), xattrs("acl/dir"),
            meta("acl/file"), meta("acl/dir"))
