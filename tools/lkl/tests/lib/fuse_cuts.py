# SPDX-License-Identifier: GPL-2.0
"""A load on a file system whose writes are on record, and the disk at each flush.

usage: fuse_cuts.py load FOLDER LOG NOTES STEPS SEED
       fuse_cuts.py cut IMAGE LOG NOTES MOUNTPOINT OPTIONS CHECKER...

"load" writes, renames and removes files, with an fsync from time to time; when
that has returned, NOTES gets the length of LOG, which is fuse_record's, and the
file. "cut" begins with IMAGE as it was before. At each flush in LOG it takes a
copy of what the writes so far make, has the host mount it, looks for the files
that were safe by then, unmounts it, and runs CHECKER on it.
"""

import os
import random
import shutil
import struct
import subprocess
import sys

WRITE, FLUSH, PUNCH = range(3)
HEAD = struct.Struct("=QQQ")
SAFE = "safe"


def content(name):
    rng = random.Random(name)
    return rng.randbytes(rng.choice((10, 5000, rng.randrange(300000))))


def put_safely(folder, name):
    path = os.path.join(folder, SAFE, name)
    fd = os.open(path + ".new", os.O_CREAT | os.O_WRONLY, 0o644)
    os.write(fd, content(name))
    os.fsync(fd)
    os.close(fd)
    os.rename(path + ".new", path)
    fd = os.open(os.path.dirname(path), os.O_RDONLY)
    os.fsync(fd)
    os.close(fd)


def churn(folder, rng):
    """What nobody waits for."""
    path = os.path.join(folder, "churn%d" % rng.randrange(8))
    what = rng.randrange(6)
    if what == 0:
        shutil.rmtree(path, ignore_errors=True)
        return
    os.makedirs(os.path.join(path, "sub"), exist_ok=True)
    names = os.listdir(path)
    some = os.path.join(path, rng.choice(names))
    if what == 1 and some != os.path.join(path, "sub"):
        os.unlink(some)
    elif what == 2:
        os.rename(some, os.path.join(path, "n%d" % rng.randrange(100)))
    else:
        name = os.path.join(path, "sub", "f%d" % rng.randrange(30))
        with open(name, rng.choice(("ab", "wb", "ab"))) as f:
            f.write(b"x" * rng.randrange(100000))
            f.truncate(rng.randrange(200000))


def load(folder, log, notes, steps, seed):
    rng = random.Random(seed)
    os.mkdir(os.path.join(folder, SAFE))
    with open(notes, "w", encoding="ascii", buffering=1) as out:
        for i in range(int(steps)):
            for _ in range(rng.randrange(6)):
                try:
                    churn(folder, rng)
                except (IsADirectoryError, NotADirectoryError,
                        FileExistsError):
                    pass    # a folder was renamed to be a file, or so
            name = "%s-%d" % (seed, i)
            put_safely(folder, name)
            out.write("%d %s\n" % (os.path.getsize(log), name))


def records(path):
    """What is in the log: kind, offset, length, data, end in the log."""
    with open(path, "rb") as f:
        while True:
            head = f.read(HEAD.size)
            if not head:
                return
            kind, at, length = HEAD.unpack(head)
            data = f.read(length) if kind == WRITE else None
            yield kind, at, length, data, f.tell()


def run(*command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False)
    if done.returncode:
        sys.exit("%s: exit status %d: %s" %
                 (" ".join(command), done.returncode, done.stdout[-2000:]))


def look(mnt, safe):
    for name in safe:
        with open(os.path.join(mnt, SAFE, name), "rb") as f:
            if f.read() != content(name):
                sys.exit("%s is not what was written" % name)


def look_at_cut(disk, mnt, options, checker, safe):
    copy = disk + ".cut"
    run("cp", "--sparse=always", disk, copy)
    run("mount", "-o", "loop," + options, copy, mnt)
    try:
        look(mnt, safe)
    finally:
        run("umount", mnt)
    run(*checker, copy)
    os.unlink(copy)


def cut(disk, log, notes, mnt, options, *checker):
    with open(notes, encoding="ascii") as f:
        noted = [line.split() for line in f]
    fd = os.open(disk, os.O_RDWR)
    cuts = 0
    changed = True
    for kind, at, length, data, end in records(log):
        if kind == WRITE:
            os.pwrite(fd, data, at)
        elif kind == PUNCH:
            os.pwrite(fd, bytes(length), at)
        elif changed:
            safe = [name for where, name in noted if int(where) <= end]
            try:
                look_at_cut(disk, mnt, options, checker, safe)
            except (SystemExit, OSError) as e:
                sys.exit("cut at byte %d of the log, %d files: %s" %
                         (end, len(safe), e))
            cuts += 1
        changed = kind != FLUSH
    os.close(fd)
    print("%d cuts, %d files" % (cuts, len(noted)))
    if cuts < len(noted):
        sys.exit("there are fewer flushes than files that were synced")


if __name__ == "__main__":
    {"load": load, "cut": cut}[sys.argv[1]](*sys.argv[2:])
