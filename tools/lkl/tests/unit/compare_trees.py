# SPDX-License-Identifier: GPL-2.0
"""The comparer of trees finds each kind of difference, and nothing else."""

import os
import stat
import struct
import subprocess
import sys
import tempfile

lib = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lib")
sys.dont_write_bytecode = True
sys.path.insert(0, lib)
from place import Place  # noqa: E402

MIB = 1 << 20
NS = 1000000000 * 10 ** 9


def base(p):
    p.file("file", b"content")
    p.sparse("sparse", 4 * MIB, [(2 * MIB, b"x" * MIB)])
    p.symlink("symlink", "target")
    p.fifo("fifo")
    p.file("b name", b"linked")
    p.link("c name", "b name")
    p.file("d name", b"linked")
    with p.dir("dir") as d, d.dir("below") as e:
        e.file("deep", b"deep")
    p.file("long \n\xff" + "n" * 240)


def replace_file(p, name, data):
    os.unlink(name, dir_fd=p.fd)
    p.file(name, data)


def relink(p, name, to):
    os.unlink(name, dir_fd=p.fd)
    p.link(name, to)


def write(p, name, offset, data):
    fd = os.open(name, os.O_WRONLY, dir_fd=p.fd)
    os.pwrite(fd, data, offset)
    os.close(fd)


def fill(p):
    write(p, "sparse", 0, bytes(MIB))


def dig(p):
    os.unlink("sparse", dir_fd=p.fd)
    p.sparse("sparse", 4 * MIB, [(2 * MIB, b"x" * MIB)])


def deep(change):
    def changed(p):
        with p.open("dir") as d, d.open("below") as e:
            change(e)
    return changed


def to_fifo(p):
    os.unlink("file", dir_fd=p.fd)
    p.fifo("file")


def to_socket(p):
    os.unlink("fifo", dir_fd=p.fd)
    p.socket("fifo")


def retarget(p):
    os.unlink("symlink", dir_fd=p.fd)
    p.symlink("symlink", "targes")


def device(p):
    p.node("device", stat.S_IFCHR, (1, 3))


def other_device(p):
    os.unlink("device", dir_fd=p.fd)
    p.node("device", stat.S_IFCHR, (1, 5))


def with_acl(p):
    p.xattr("dir", "system.posix_acl_default", struct.pack(
        "<I9H", 2, 1, 7, 0xffff, 0xffff, 4, 0, 0xffff, 0xffff, 0x20) +
            struct.pack("<HI", 0, 0xffffffff))


def trusted_on_symlink(p):
    p.xattr("symlink", "trusted.of", b"symlink")


def nothing(_):
    pass


# (what is changed, how both trees are, how the second one is, what is printed)
CASES = [
    ("nothing", nothing, nothing, []),
    ("an entry more", nothing, lambda p: p.file("more"), ["more: missing"]),
    ("an entry less", nothing, lambda p: os.unlink("fifo", dir_fd=p.fd),
     ["fifo: missing"]),
    ("a type", nothing, to_fifo, ["file: type"]),
    ("a fifo that is a socket", nothing, to_socket, ["fifo: type"]),
    ("a mode", nothing, lambda p: p.chmod("file", 0o4644), ["file: mode"]),
    ("a directory's mode", nothing, lambda p: p.chmod("dir", 0o1755),
     ["dir: mode"]),
    ("a size", nothing, lambda p: write(p, "file", 7, b"s"), ["file: size"]),
    ("content", nothing, lambda p: write(p, "file", 6, b"s"),
     ["file: content"]),
    ("content behind a hole", nothing,
     lambda p: write(p, "sparse", 3 * MIB - 1, b"y"), ["sparse: content"]),
    ("a hole less", nothing, fill, ["sparse: holes"]),
    ("a hole more", fill, dig, ["sparse: holes"]),
    ("a target", nothing, retarget, ["symlink: target"]),
    ("a link less", nothing,
     lambda p: replace_file(p, "c name", b"linked"), ["c name: links"]),
    ("a link more", nothing, lambda p: relink(p, "d name", "b name"),
     ["d name: links"]),
    ("a link to another", nothing, lambda p: relink(p, "c name", "d name"),
     ["c name: links", "d name: links"]),
    ("a modification time", nothing,
     lambda p: p.times("file", NS + 1, NS + 1), ["file: mtime"]),
    ("an access time", nothing,
     lambda p: p.times("file", NS, NS), ["file: atime"]),
    ("a directory's time", nothing,
     lambda p: p.times("dir", NS + 1, NS - 10 ** 9), ["dir: mtime"]),
    ("a symlink's time", nothing,
     lambda p: p.times("symlink", NS + 1, 0), ["symlink: mtime"]),
    ("something deep", nothing, deep(lambda p: p.chmod("deep", 0o400)),
     ["dir/below/deep: mode"]),
    ("the root", nothing, lambda p: os.fchmod(p.fd, 0o700), [".: mode"]),
]
XATTR_CASES = [
    ("an xattr more", nothing, lambda p: p.xattr("file", "user.a", b""),
     ["file: xattr: user.a"]),
    ("an xattr's value", lambda p: p.xattr("dir", "user.a", b"1"),
     lambda p: p.xattr("dir", "user.a", b"2"), ["dir: xattr: user.a"]),
]
ROOT_CASES = [
    ("an owner", nothing, lambda p: p.owner("symlink", 1, 0),
     ["symlink: owner"]),
    ("a group", nothing, lambda p: p.owner("dir", 0, 1), ["dir: owner"]),
    ("a device number", device, other_device, ["device: rdev"]),
    ("an ACL", nothing, with_acl, ["dir: xattr: system.posix_acl_default"]),
    ("a symlink's xattr", nothing, trusted_on_symlink,
     ["symlink: xattr: trusted.of"]),
]


def make(folder, *changes):
    os.mkdir(folder, 0o755)
    with Place(os.open(folder, os.O_RDONLY | os.O_DIRECTORY)) as p:
        for change in changes:
            change(p)
        p.settle(lambda _: NS)
    os.utime(folder, ns=(NS, NS))


def compare(*args):
    done = subprocess.run(
        [sys.executable, "-B", os.path.join(lib, "compare_trees.py"), *args],
        stdout=subprocess.PIPE, check=False)
    return done.returncode, done.stdout.decode().splitlines()


def found_all(status, lines, expected):
    return (status == (1 if expected else 0) and len(lines) == len(expected)
            and all(line.startswith(start)
                    for line, start in zip(lines, expected)))


class Results:
    def __init__(self):
        self.number = 0
        self.failed = 0

    def result(self, name, ok, shown=()):
        self.number += 1
        self.failed += not ok
        print("%s %d %s" % ("ok" if ok else "not ok", self.number, name))
        if not ok:
            for line in shown:
                print("# | " + line)

    def skip(self, name, reason):
        self.number += 1
        print("ok %d %s # SKIP %s" % (self.number, name, reason))


def run_case(results, tmp, case):
    name, before, after, expected = case
    folders = [os.path.join(tmp, "%d.%d" % (results.number, n))
               for n in range(2)]
    make(folders[0], base, before)
    make(folders[1], base, before, after)
    status, lines = compare(*folders)
    results.result(name, found_all(status, lines, expected), lines)


def has_xattrs(folder):
    try:
        os.setxattr(folder, "user.test", b"")
        return True
    except OSError:
        return False


def check_options(results, tmp):
    folders = [os.path.join(tmp, name) for name in ("one", "other")]
    make(folders[0], base)
    make(folders[1], base, lambda p: p.chmod("file", 0o400),
         lambda p: p.times("dir", NS + 1, NS + 10 ** 9))
    status, lines = compare("--ignore", "mode", "--granularity", "2000000000",
                            *folders)
    results.result("what is to be ignored", found_all(status, lines, []),
                   lines)


def main():
    os.umask(0o022)
    results = Results()
    print("TAP version 14")
    print("1..%d" % (len(CASES) + len(XATTR_CASES) + len(ROOT_CASES) + 1))
    with tempfile.TemporaryDirectory() as tmp:
        for case in CASES:
            run_case(results, tmp, case)
        for case in XATTR_CASES:
            if has_xattrs(tmp):
                run_case(results, tmp, case)
            else:
                results.skip(case[0], "host: %s has no xattrs" % tmp)
        for case in ROOT_CASES:
            if os.geteuid() == 0:
                run_case(results, tmp, case)
            else:
                results.skip(case[0], "root: needs to be root")
        check_options(results, tmp)
    sys.exit(1 if results.failed else 0)


if __name__ == "__main__":
    main()
