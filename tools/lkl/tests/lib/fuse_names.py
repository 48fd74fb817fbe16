# SPDX-License-Identifier: GPL-2.0
"""Random operations on names in two folders: the first that differs.

usage: fuse_names.py FOLDER FOLDER OPERATIONS SEED

After each, result or errno are compared; from time to time, and at the end, the
two trees.
"""

import ctypes
import errno
import os
import random
import stat
import sys

libc = ctypes.CDLL(None, use_errno=True)
NAMES = 12
DEPTH = 3


def renameat2(a, b, flags):
    if libc.renameat2(-100, os.fsencode(a), -100, os.fsencode(b), flags):
        raise OSError(ctypes.get_errno(), "")


def path(rng):
    return "/".join("n%d" % rng.randrange(NAMES)
                    for _ in range(rng.randint(1, DEPTH)))


def write(p, data, flags):
    fd = os.open(p, flags | os.O_NONBLOCK, 0o644)
    try:
        return os.write(fd, data)
    finally:
        os.close(fd)


def read(p):
    fd = os.open(p, os.O_RDONLY | os.O_NONBLOCK)
    try:
        return os.read(fd, 1 << 16)
    finally:
        os.close(fd)


def meta(p):
    st = os.lstat(p)
    return (st.st_mode, st.st_nlink, st.st_uid, st.st_gid,
            0 if stat.S_ISDIR(st.st_mode) else st.st_size)


def operation(rng):
    """One operation, to be done in the current folder."""
    a, b = path(rng), path(rng)
    n = rng.randrange(10000)
    return rng.choice([
        lambda: os.mkdir(a), lambda: os.mkdir(a), lambda: os.mkdir(a),
        lambda: os.rmdir(a), lambda: os.unlink(a),
        lambda: write(a, b"%d" % n, os.O_CREAT | os.O_WRONLY | os.O_TRUNC),
        lambda: write(a, b"%d" % n, os.O_CREAT | os.O_WRONLY),
        lambda: write(a, b"%d" % n, os.O_CREAT | os.O_WRONLY | os.O_EXCL),
        lambda: write(a, b"%d" % n, os.O_WRONLY | os.O_APPEND),
        lambda: os.link(a, b, follow_symlinks=False),
        lambda: os.link(a, b, follow_symlinks=False),
        lambda: os.symlink(b, a), lambda: os.readlink(a),
        lambda: os.rename(a, b), lambda: os.rename(a, b),
        lambda: renameat2(a, b, 1), lambda: renameat2(a, b, 2),
        lambda: os.mkfifo(a), lambda: os.chmod(a, n & 0o777 | 0o700),
        lambda: os.lchown(a, n, n // 2), lambda: os.truncate(a, n),
        lambda: read(a), lambda: meta(a), lambda: sorted(os.listdir(a)),
        lambda: os.setxattr(a, "user.n%d" % (n % 3), b"%d" % n,
                            follow_symlinks=False),
        lambda: sorted(os.listxattr(a, follow_symlinks=False)),
        lambda: os.getxattr(a, "user.n%d" % (n % 3), follow_symlinks=False),
    ])


def done(folder, op):
    os.chdir(folder)
    try:
        return repr(op())
    except OSError as e:
        return errno.errorcode.get(e.errno, str(e.errno))


def tree(folder):
    found = []
    links = {}
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f != "lost+found")
        for name in sorted(folders + files):
            p = os.path.join(top, name)
            st = os.lstat(p)
            same = links.setdefault(st.st_ino, os.path.relpath(p, folder))
            data = b""
            if stat.S_ISREG(st.st_mode):
                data = read(p)
            found.append((os.path.relpath(p, folder), same, meta(p), data))
    return found


def main():
    first, second = sys.argv[1:3]
    nr, seed = int(sys.argv[3]), int(sys.argv[4])
    rng = random.Random(seed)
    for i in range(nr):
        state = rng.getstate()
        one = done(first, operation(rng))
        rng.setstate(state)
        two = done(second, operation(rng))
        if one != two:
            sys.exit("operation %d of seed %d: %s, not %s" %
                     (i, seed, one[:200], two[:200]))
        if (i + 1) % 2000 == 0 or i + 1 == nr:
            if tree(first) != tree(second):
                sys.exit("after operation %d of seed %d: other trees" %
                         (i, seed))
    os.chdir("/")


if __name__ == "__main__":
    main()
