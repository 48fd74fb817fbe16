# SPDX-License-Identifier: GPL-2.0
"""The same system calls in two folders: which results differ?

usage: fuse_calls.py FOLDER FOLDER LINKS

Each call is one that a program may well make, or one that has to fail; what is
compared is its result or errno. Prints what differs. LINKS is how many links
of a file to make.
"""

import ctypes
import errno
import fcntl
import os
import stat
import struct
import sys

libc = ctypes.CDLL(None, use_errno=True)
RENAME_NOREPLACE, RENAME_EXCHANGE = 1, 2
GETFLAGS, SETFLAGS, FSGETXATTR = 0x80086601, 0x40086602, 0x801c581f
LINKS = int(sys.argv[3])
IMMUTABLE, APPEND, NODUMP = 0x10, 0x20, 0x40
PUNCH, KEEP, ZERO = 2, 1, 16


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


def many_links():
    put("linked")
    os.mkdir("links")
    n = 0
    try:
        while n < LINKS:
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


def listing():
    return sorted((e.name, e.is_dir(follow_symlinks=False),
                   e.inode() == os.lstat(e.path).st_ino)
                  for e in os.scandir("."))


def hard_links():
    put("h1")
    os.link("h1", "h2")
    os.rename("h1", "h3")
    same = os.stat("h2").st_ino == os.stat("h3").st_ino
    os.rename("h2", "h3")           # the same file: nothing happens
    return same, meta("h2"), meta("h3")


CALLS = [
    ("put", lambda: put("file")),
    ("meta", lambda: meta("file")),
    ("exclusive", lambda: opened("file", os.O_CREAT | os.O_EXCL, os.fstat)),
    ("no such", lambda: os.open("none", os.O_RDONLY)),
    ("no such folder", lambda: os.open("none/x", os.O_CREAT)),
    ("not a folder", lambda: os.open("file/x", os.O_CREAT)),
    ("is a folder", lambda: os.open(".", os.O_WRONLY)),
    ("long name", lambda: put("n" * 255)),
    ("too long a name", lambda: put("n" * 256)),
    ("a name that is not UTF-8", lambda: put(os.fsdecode(b"\xff\xfe"))),
    ("mkdir", lambda: os.mkdir("dir", 0o751)),
    ("mkdir again", lambda: os.mkdir("dir")),
    ("mkdir over a file", lambda: os.mkdir("file")),
    ("rmdir of a file", lambda: os.rmdir("file")),
    ("unlink of a folder", lambda: os.unlink("dir")),
    ("rmdir of one that is not empty", lambda: (put("dir/x"),
                                                os.rmdir("dir"))),
    ("rmdir .", lambda: os.rmdir("dir/.")),
    ("rename file over folder", lambda: os.rename("file", "dir")),
    ("rename folder over file", lambda: os.rename("dir", "file")),
    ("rename into itself", lambda: os.rename("dir", "dir/sub")),
    ("rename what is not", lambda: os.rename("none", "x")),
    ("rename over full folder", lambda: (os.mkdir("dir2"),
                                         os.rename("dir2", "dir"))),
    ("rename noreplace", lambda: rename2("file", "dir", RENAME_NOREPLACE)),
    ("rename noreplace to new", lambda: rename2("file", "file2",
                                                RENAME_NOREPLACE)),
    ("rename exchange", lambda: (rename2("file2", "dir", RENAME_EXCHANGE),
                                 meta("file2"), meta("dir"),
                                 os.listdir("file2"))),
    ("exchange with nothing", lambda: rename2("dir", "x", RENAME_EXCHANGE)),
    ("both flags", lambda: rename2("dir", "x", 3)),
    ("symlink", lambda: os.symlink("target/of/it", "symlink")),
    ("readlink", lambda: (os.readlink("symlink"), meta("symlink"))),
    ("readlink of a file", lambda: os.readlink("dir")),
    ("long symlink", lambda: (os.symlink("y" * 3000, "long"),
                              len(os.readlink("long")))),
    ("too long a symlink", lambda: os.symlink("z" * 5000, "longer")),
    ("a loop", lambda: (os.symlink("loop", "loop"), os.open("loop", 0))),
    ("link", hard_links),
    ("link of a folder", lambda: os.link("file2", "l")),
    ("link over a name", lambda: os.link("dir", "symlink")),
    ("link of a symlink", lambda: (os.link("symlink", "l2",
                                           follow_symlinks=False),
                                   meta("l2"))),
    ("mkfifo", lambda: (os.mkfifo("fifo", 0o640), meta("fifo"))),
    ("mknod", lambda: (os.mknod("node", 0o600 | stat.S_IFCHR,
                                os.makedev(300, 70000)),
                       os.lstat("node").st_rdev, meta("node"))),
    ("socket", lambda: os.mknod("sock", 0o600 | stat.S_IFSOCK)),
    ("access", lambda: [os.access(p, how) for p in ("dir", "file2", "fifo")
                        for how in range(8)]),
    ("access without bits", lambda: (os.chmod("dir", 0), [
        os.access("dir", how) for how in range(8)])),
    ("chmod", lambda: (os.chmod("dir", 0o4711), meta("dir"))),
    ("chown", lambda: (os.chown("dir", 12, 34), meta("dir"))),
    ("lchown", lambda: (os.lchown("symlink", 5, 6), meta("symlink"))),
    ("times", times),
    ("truncate", lambda: (os.truncate("dir", 100), meta("dir"))),
    ("truncate too far", lambda: os.truncate("dir", 1 << 62)),
    ("truncate below 0", lambda: os.truncate("dir", -1)),
    ("truncate a folder", lambda: os.truncate("file2", 0)),
    ("setxattr", lambda: (os.setxattr("dir", "user.a", b"1"),
                          xattrs("dir"))),
    ("setxattr create", lambda: os.setxattr("dir", "user.a", b"2",
                                            os.XATTR_CREATE)),
    ("setxattr replace", lambda: os.setxattr("dir", "user.b", b"2",
                                             os.XATTR_REPLACE)),
    ("getxattr none", lambda: os.getxattr("dir", "user.none")),
    ("setxattr too big", lambda: os.setxattr("dir", "user.c", b"x" * 65536)),
    ("setxattr bad name", lambda: os.setxattr("dir", "bad.c", b"x")),
    ("setxattr trusted on symlink",
     lambda: (os.setxattr("symlink", "trusted.x", b"v",
                          follow_symlinks=False), xattrs("symlink"))),
    ("setxattr user on symlink",
     lambda: os.setxattr("symlink", "user.x", b"v", follow_symlinks=False)),
    ("removexattr", lambda: (os.removexattr("dir", "user.a"),
                             xattrs("dir"))),
    ("removexattr none", lambda: os.removexattr("dir", "user.a")),
    ("acl", acls),
    ("holes", holes),
    ("seek behind the end", lambda: opened(
        "holes", os.O_RDONLY, lambda fd: os.lseek(fd, 1 << 40,
                                                  os.SEEK_DATA))),
    ("fallocate on read-only", lambda: opened(
        "holes", os.O_RDONLY, lambda fd: fallocate(fd, 0, 0, 10))),
    ("fallocate nothing", lambda: opened(
        "holes", os.O_RDWR, lambda fd: fallocate(fd, 0, 0, 0))),
    ("copy_file_range", copies),
    ("unlinked", unlinked),
    ("removed folder", removed_dir),
    ("locks", byte_locks),
    ("append", appended),
    ("set-id bits", setid),
    ("umask", masked),
    ("of a user, in a set-gid folder", user_dir),
    ("not of a user", lambda: as_user(lambda: put("users2"))),
    ("chmod by a user", lambda: as_user(lambda: os.chmod("dir", 0o777))),
    ("chown by a user", lambda: as_user(
        lambda: os.chown("users/mine", 0, 0))),
    ("chgrp by a user", lambda: as_user(
        lambda: (os.chown("users/mine", -1, 1000), meta("users/mine")))),
    ("trusted by a user", lambda: as_user(lambda: xattrs("symlink"))),
    ("flags", protected),
    ("too many links", many_links),
    ("listing", listing),
    ("read at once", lambda: opened("source", os.O_RDONLY,
                                    lambda fd: os.read(fd, 1 << 22))),
    ("sync", lambda: opened("source", os.O_RDONLY, lambda fd:
                            (os.fsync(fd), os.fdatasync(fd)))),
    ("sync of a folder", lambda: opened(".", os.O_RDONLY, os.fsync)),
]


def result(folder, call):
    os.chdir(folder)
    try:
        return repr(call())
    except OSError as e:
        return errno.errorcode.get(e.errno, str(e.errno))


def main():
    bad = 0
    for name, call in CALLS:
        first, second = (result(folder, call) for folder in sys.argv[1:3])
        if first != second:
            bad = 1
            print("%s:\n  %s\n  %s" % (name, first[:300], second[:300]))
    print("%d calls" % len(CALLS))
    os.chdir("/")
    return bad


if __name__ == "__main__":
    sys.exit(main())
