# SPDX-License-Identifier: GPL-2.0
"""Many files: made, found, and then opened, moved and removed at random.

usage: fuse_many.py make FOLDER FILES
       fuse_many.py use FOLDER FILES SEED [renumbered]

A file system that is "renumbered" has numbers in its folders that mean nothing.

The host knows all of them when the random part begins. Any error ends this.
"""

import os
import random
import sys

PER_FOLDER = 500
USES = 20000


def name(i):
    return "%d/a file of many %d" % (i // PER_FOLDER, i)


def make(files):
    for i in range(files):
        if i % PER_FOLDER == 0:
            os.mkdir(str(i // PER_FOLDER))
        with open(name(i), "w", encoding="ascii") as f:
            f.write(str(i))


def find():
    """All files, by number; those that are shown with their numbers."""
    found = 0
    numbers = set()
    for folder in os.scandir("."):
        if folder.name == "lost+found":
            continue
        for entry in os.scandir(folder.path):
            st = entry.stat(follow_symlinks=False)
            numbers.add(st.st_ino)
            found += 1
            if len(sys.argv) < 6 and entry.inode() != st.st_ino:
                sys.exit("%s: two inode numbers" % entry.path)
    if len(numbers) != found:
        sys.exit("%d files have %d inode numbers" % (found, len(numbers)))
    return found


def check(path, i):
    with open(path, encoding="ascii") as f:
        if f.read() != str(i):
            sys.exit("%s: is not file %d" % (path, i))


def use(files, seed):
    rng = random.Random(seed)
    now = {i: name(i) for i in range(files)}
    opened = {}
    for turn in range(min(USES, files)):
        i = rng.randrange(files)
        if i not in now:
            continue
        what = rng.randrange(5)
        if what == 0:
            new = "%d/moved %d %d" % (rng.randrange(files // PER_FOLDER), i,
                                      turn)
            os.rename(now[i], new)
            now[i] = new
        elif what == 1:
            if len(opened) < 200:
                opened[i] = os.open(now[i], os.O_RDWR)
            os.unlink(now.pop(i))
        elif what == 2:
            os.chmod(now[i], 0o600 + rng.randrange(2) * 0o40)
            check(now[i], i)
        elif what == 3 and rng.randrange(20) == 0:
            d = rng.randrange(files // PER_FOLDER)
            if os.path.isdir(str(d)):
                os.rename(str(d), "%d-moved" % d)
                os.rename("%d-moved" % d, str(d))
        else:
            check(now[i], i)
    for i, fd in opened.items():
        if os.pread(fd, 100, 0) != str(i).encode():
            sys.exit("file %d, removed: is something else" % i)
        os.ftruncate(fd, 1)
        if os.fstat(fd).st_size != 1:
            sys.exit("file %d, removed: is not cut" % i)
        os.close(fd)
    return len(now)


def main():
    os.chdir(sys.argv[2])
    files = int(sys.argv[3])
    if sys.argv[1] == "make":
        make(files)
        return
    found = find()
    if found != files:
        sys.exit("%d files found, not %d" % (found, files))
    left = use(files, int(sys.argv[4]))
    found = find()
    if found != left:
        sys.exit("%d files left, not %d" % (found, left))


if __name__ == "__main__":
    main()
