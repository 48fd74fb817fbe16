# SPDX-License-Identifier: GPL-2.0
"""Write files, as one who wants them to be safe; and see whether they are.

usage: fuse_load.py write FOLDER LOG THREADS
       fuse_load.py check FOLDER LOG

"write" goes on until an error, which is that the file system goes away; it
keeps to the folder that it has opened, whatever is there by that name later.
The log has a line for each file whose fsync has returned, and another one from
before it was removed.
"""

import os
import random
import sys
import threading


def content(name, size):
    return random.Random(name).randbytes(size)


def size_of(name):
    return random.Random(name + "size").randrange(1, 200000)


def put(folder, name):
    fd = os.open(name, os.O_CREAT | os.O_WRONLY, 0o600, dir_fd=folder)
    try:
        data = content(name, size_of(name))
        for at in range(0, len(data), 30000):
            os.pwrite(fd, data[at:at + 30000], at)
        os.fsync(fd)
    finally:
        os.close(fd)


def worker(folder, log, number):
    start = os.urandom(4).hex()
    safe = []
    try:
        for i in range(1 << 30):
            name = "%d-%s-%d" % (number, start, i)
            put(folder, name)
            os.write(log, b"+%s\n" % name.encode())
            safe.append(name)
            # Some that nobody waits for, and some that are removed.
            fd = os.open("unsafe-%d" % number, os.O_CREAT | os.O_WRONLY |
                         os.O_APPEND, 0o600, dir_fd=folder)
            os.write(fd, b"x" * 5000)
            os.close(fd)
            if len(safe) > 10:
                old = safe.pop(0)
                os.write(log, b"-%s\n" % old.encode())
                os.unlink(old, dir_fd=folder)
    except OSError:
        pass


def write(folder, path, threads):
    log = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    folder = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    running = [threading.Thread(target=worker, args=(folder, log, i))
               for i in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()


def check(folder, path):
    safe = set()
    with open(path, encoding="ascii") as f:
        for line in f:
            if line[0] == "+":
                safe.add(line[1:-1])
            else:
                safe.discard(line[1:-1])
    for name in safe:
        with open(os.path.join(folder, name), "rb") as f:
            if f.read() != content(name, size_of(name)):
                sys.exit("%s: is not what was written" % name)
    print("%d files" % len(safe))


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        check(sys.argv[2], sys.argv[3])
