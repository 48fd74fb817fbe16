# SPDX-License-Identifier: GPL-2.0
"""What happens to files, step by step: each returns what is to be compared."""

import fcntl
import os
import stat

from fuse_calls_base import fallocate, flags, meta, opened, put

FSGETXATTR = 0x801c581f
IMMUTABLE, APPEND, NODUMP = 0x10, 0x20, 0x40
PUNCH, KEEP, ZERO = 2, 1, 16


def holes():
    def work(fd):
        os.ftruncate(fd, 1 << 20)
        os.pwrite(fd, b"x" * 4096, 65536)
        fallocate(fd, PUNCH | KEEP, 65536 + 1024, 1024)
        found = [os.lseek(fd, 0, os.SEEK_DATA), os.lseek(fd, 0, os.SEEK_HOLE),
                 os.lseek(fd, 65536, os.SEEK_HOLE)]
        fallocate(fd, KEEP, 1 << 20, 65536)
        fallocate(fd, 0, 2 << 20, 65536)
        found.append(os.fstat(fd).st_size)
        found.append(os.fstat(fd).st_blocks)
        fallocate(fd, ZERO, 65536, 4096)
        found.append(os.pread(fd, 8192, 65536))
        return found
    return opened("holes", os.O_CREAT | os.O_RDWR, work)


def unlinked():
    def work(fd):
        os.write(fd, b"still here")
        os.unlink("gone")
        os.fchmod(fd, 0o600)
        os.ftruncate(fd, 5)
        os.setxattr(fd, "user.x", b"y")
        again = os.open("/proc/self/fd/%d" % fd, os.O_RDONLY)
        data = os.pread(again, 100, 0)
        os.close(again)
        return (os.fstat(fd).st_nlink, os.fstat(fd).st_size,
                stat.S_IMODE(os.fstat(fd).st_mode), data, os.listxattr(fd))
    return opened("gone", os.O_CREAT | os.O_RDWR, work)


def removed_dir():
    os.mkdir("left")
    fd = os.open("left", os.O_RDONLY)
    os.rmdir("left")
    try:
        found = [os.fstat(fd).st_nlink]
        try:
            os.open("x", os.O_CREAT, dir_fd=fd)
        except OSError as e:
            found.append(e.errno)
        return found
    finally:
        os.close(fd)


def copies():
    def work(src):
        dst = os.open("copied", os.O_CREAT | os.O_RDWR)
        try:
            done = os.copy_file_range(src, dst, 50000, 1000, 0)
            return done, os.fstat(dst).st_size, os.pread(dst, 5, 0)
        finally:
            os.close(dst)
    put("source", bytes(range(256)) * 400)
    return opened("source", os.O_RDONLY, work)


def byte_locks():
    def work(fd):
        other = os.open("locked", os.O_RDWR)
        fcntl.flock(fd, fcntl.LOCK_EX)
        try:
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return "both"
        except OSError as e:
            fcntl.lockf(fd, fcntl.LOCK_EX, 10, 5)
            return e.errno
        finally:
            os.close(other)
    return opened("locked", os.O_CREAT | os.O_RDWR, work)


def protected():
    put("protected")

    def work(fd):
        flags(fd, IMMUTABLE)
        found = []
        for call in (lambda: put("protected"), lambda: os.unlink("protected"),
                     lambda: os.chmod("protected", 0),
                     lambda: os.rename("protected", "p"),
                     lambda: os.link("protected", "p")):
            try:
                found.append(call())
            except OSError as e:
                found.append(e.errno)
        flags(fd, IMMUTABLE)
        flags(fd, APPEND)
        for how in (os.O_WRONLY, os.O_WRONLY | os.O_APPEND,
                    os.O_WRONLY | os.O_APPEND | os.O_TRUNC):
            try:
                found.append(opened("protected", how,
                                    lambda f: os.write(f, b"x")))
            except OSError as e:
                found.append(e.errno)
        flags(fd, APPEND)
        flags(fd, NODUMP)
        # The highest flag is that of attributes, which a security module of
        # one side may have made.
        return found, flags(fd), fcntl.ioctl(fd, FSGETXATTR, b"\0" * 28)[:3]
    return opened("protected", os.O_RDONLY, work), flags_of_dir()


def flags_of_dir():
    return opened(".", os.O_RDONLY, lambda fd: flags(fd))


def many_links(most):
    put("linked")
    os.mkdir("links")
    n = 0
    try:
        while n < most:
            os.link("linked", "links/%d" % n)
            n += 1
    except OSError as e:
        return n, e.errno, os.stat("linked").st_nlink
    finally:
        for i in range(n):
            os.unlink("links/%d" % i)
    return n


def appended():
    def work(fd):
        other = os.open("appended", os.O_WRONLY | os.O_APPEND)
        os.write(fd, b"aaa")
        os.write(other, b"bbb")
        os.write(fd, b"ccc")
        os.close(other)
        return os.pread(fd, 100, 0)
    return opened("appended", os.O_CREAT | os.O_RDWR | os.O_APPEND, work)


def times():
    put("times")
    os.utime("times", ns=(123456789012345678, 987654321098765432))
    st = os.stat("times")
    os.symlink("nowhere", "tlink")
    os.utime("tlink", ns=(1, 2000000000), follow_symlinks=False)
    lt = os.lstat("tlink")
    return st.st_atime_ns, st.st_mtime_ns, lt.st_mtime_ns


def hard_links():
    put("h1")
    os.link("h1", "h2")
    os.rename("h1", "h3")
    same = os.stat("h2").st_ino == os.stat("h3").st_ino
    os.rename("h2", "h3")           # the same file: nothing happens
    return same, meta("h2"), meta("h3")


def listing():
    return sorted((e.name, e.is_dir(follow_symlinks=False),
                   e.inode() == os.lstat(e.path).st_ino)
                  for e in os.scandir("."))
