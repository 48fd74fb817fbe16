# SPDX-License-Identifier: GPL-2.0
"""The same system calls in two folders: which results differ?

usage: fuse_calls.py FOLDER FOLDER LINKS

Each call is one that a program may well make, or one that has to fail; what is
compared is its result or errno. Prints what differs. LINKS is how many links
of a file to make.
"""

import errno
import os
import stat
import sys

from fuse_calls_base import (fallocate, meta, opened, put, rename2,
                             xattrs)
from fuse_calls_files import (appended, byte_locks, copies, hard_links, holes,
                              listing, many_links, protected, removed_dir,
                              times, unlinked)
from fuse_calls_users import acls, as_user, masked, setid, user_dir

RENAME_NOREPLACE, RENAME_EXCHANGE = 1, 2
LINKS = int(sys.argv[3])

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
    ("too many links", lambda: many_links(LINKS)),
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
