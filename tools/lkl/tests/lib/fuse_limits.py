# SPDX-License-Identifier: GPL-2.0
"""What programs get when there is no room, in two folders: which errors differ?

usage: fuse_limits.py full|quota|read_only FOLDER FOLDER

"full" fills the file system, first with files, then with data; "quota" fills
the folder "limited"; "read_only" finds "file" and "dir" and may not write.
Prints what differs. That the errors are those that are meant is tested, too.
"""

import ctypes
import errno
import os
import sys

libc = ctypes.CDLL(None, use_errno=True)
libc.fallocate.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_long,
                           ctypes.c_long]


def fallocate(path, length):
    fd = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        if libc.fallocate(fd, 0, 0, length):
            raise OSError(ctypes.get_errno(), "")
    finally:
        os.close(fd)


def put(path, length, flags=0):
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | flags, 0o644)
    try:
        done = 0
        while done < length:
            done += os.write(fd, b"x" * min(65536, length - done))
        os.fsync(fd)
    finally:
        os.close(fd)


def many(folder):
    """More files than there are inodes."""
    os.mkdir(folder)
    for i in range(100000):
        os.mknod("%s/%d" % (folder, i))


def remove_many(folder):
    for name in os.listdir(folder):
        os.unlink("%s/%s" % (folder, name))
    os.rmdir(folder)


FULL = [
    ("too many files", lambda: many("many"), "ENOSPC"),
    ("another folder", lambda: os.mkdir("none"), "ENOSPC"),
    ("another link", lambda: os.symlink("x", "link"), "ENOSPC"),
    ("another node", lambda: os.mkfifo("fifo"), "ENOSPC"),
    ("less files", lambda: remove_many("many"), None),
    ("a reservation that is too large", lambda: fallocate("all", 1 << 40),
     "ENOSPC"),
    ("no more data", lambda: put("data", 1 << 40), "ENOSPC"),
    ("not a byte", lambda: put("byte", 200000), "ENOSPC"),
    ("a byte direct", lambda: put("byte", 200000, os.O_SYNC), "ENOSPC"),
    ("truncate longer", lambda: os.truncate("data", 1 << 33), None),
    ("room again", lambda: (os.truncate("data", 0), os.unlink("all")), None),
    ("data again", lambda: put("data", 65536), None),
]

QUOTA = [
    ("up to the limit", lambda: put("limited/data", 1 << 30), "EDQUOT"),
    ("behind it", lambda: put("limited/more", 1 << 20), "EDQUOT"),
    ("elsewhere", lambda: put("data", 1 << 20), None),
]

READ_ONLY = [(name, call, "EROFS") for name, call in (
    ("create", lambda: put("new", 1)),
    ("mkdir", lambda: os.mkdir("new")),
    ("mkdir over", lambda: os.mkdir("new2")),
    ("symlink", lambda: os.symlink("x", "new")),
    ("link", lambda: os.link("file", "new")),
    ("mknod", lambda: os.mkfifo("new")),
    ("rename", lambda: os.rename("file", "new")),
    ("unlink", lambda: os.unlink("file")),
    ("rmdir", lambda: os.rmdir("dir")),
    ("open for writing", lambda: os.open("file", os.O_RDWR)),
    ("open with O_TRUNC", lambda: os.open("file", os.O_RDONLY | os.O_TRUNC)),
    ("truncate", lambda: os.truncate("file", 1)),
    ("chmod", lambda: os.chmod("file", 0o600)),
    ("chown", lambda: os.chown("file", 1, 1)),
    ("utime", lambda: os.utime("file")),
    ("setxattr", lambda: os.setxattr("file", "user.x", b"y")),
    ("removexattr", lambda: os.removexattr("file", "user.x")),
    ("access", lambda: None if os.access("file", os.W_OK) else
     (_ for _ in ()).throw(OSError(errno.EROFS, ""))),
)]


def result(folder, call):
    os.chdir(folder)
    try:
        call()
        return None
    except OSError as e:
        return errno.errorcode.get(e.errno, str(e.errno))


def main():
    bad = 0
    calls = {"full": FULL, "quota": QUOTA, "read_only": READ_ONLY}
    for name, call, want in calls[sys.argv[1]]:
        results = [result(folder, call) for folder in sys.argv[2:4]]
        if results != [want, want]:
            bad = 1
            print("%s: %s and %s, expected %s" % (name, *results, want))
    os.chdir("/")
    return bad


if __name__ == "__main__":
    sys.exit(main())
