# SPDX-License-Identifier: GPL-2.0
"""Change files through mappings of them, and see what becomes of it.

usage: fuse_mapped.py append FILE       one that is open for appending only
       fuse_mapped.py forbidden FILE    one that can only be appended to
       fuse_mapped.py full FOLDER       without room for all of it
       fuse_mapped.py reserve FOLDER    with root's reserve left only
"""

import errno
import mmap
import os
import sys

PAGES = 1 << 20
USER = 1234


def written_back(change):
    """The error of bringing it to the file, or None."""
    try:
        change.flush()
        return None
    except OSError as e:
        return errno.errorcode[e.errno]


def append(path):
    with open(path, "wb") as f:
        f.write(b"a" * 8192)
    fd = os.open(path, os.O_RDWR | os.O_APPEND)
    change = mmap.mmap(fd, 8192)
    change[0:4] = b"page"
    os.write(fd, b"end")
    if written_back(change):
        sys.exit("cannot be written back")
    os.close(fd)


def forbidden(path):
    fd = os.open(path, os.O_RDWR | os.O_APPEND)
    os.write(fd, b"end")
    try:
        change = mmap.mmap(fd, 4)
    except PermissionError:
        return
    change[0:4] = b"page"
    if not written_back(change):
        sys.exit("is written back")


def sparse(path):
    fd = os.open(path, os.O_RDWR | os.O_CREAT)
    os.ftruncate(fd, PAGES)
    change = mmap.mmap(fd, PAGES)
    os.close(fd)
    return change


def fill(folder, left):
    st = os.statvfs(folder)
    fd = os.open(os.path.join(folder, "filler"), os.O_WRONLY | os.O_CREAT)
    os.posix_fallocate(fd, 0, st.f_bfree * st.f_bsize - left)
    os.close(fd)


def full(folder):
    change = sparse(os.path.join(folder, "mapped"))
    fill(folder, PAGES // 2)
    change[:] = b"x" * PAGES
    got = written_back(change)
    if got != "ENOSPC":
        sys.exit("%s, not ENOSPC" % got)


def as_user(function, *args):
    child = os.fork()
    if not child:
        os.setgroups([])
        os.setgid(USER)
        os.setuid(USER)
        try:
            function(*args)
        except OSError:
            os._exit(1)
        os._exit(0)
    return not os.waitpid(child, 0)[1]


def reserve(folder):
    """Who asked for something else before does not matter."""
    theirs = sparse(os.path.join(folder, "theirs"))
    os.chown(os.path.join(folder, "theirs"), USER, USER)
    roots = sparse(os.path.join(folder, "roots"))
    fill(folder, PAGES * 2)
    theirs[:] = b"x" * PAGES
    roots[:] = b"x" * PAGES
    os.chmod(folder, 0o777)
    got = written_back(theirs)
    if got != "ENOSPC":
        sys.exit("a user's: %s, not ENOSPC" % got)
    if not as_user(os.chmod, os.path.join(folder, "theirs"), 0o600):
        sys.exit("the user was not let in")
    got = written_back(roots)
    if got:
        sys.exit("root's: %s" % got)


if __name__ == "__main__":
    globals()[sys.argv[1]](sys.argv[2])
