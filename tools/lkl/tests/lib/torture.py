#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Make a tree of everything that a copy can lose.

usage: torture.py [--without ITEM,...] FOLDER

FOLDER must be empty; it gets a folder for each ITEM. What cannot be made is an
error: whoever uses a file system that cannot hold an item leaves it out.

The times of all entries are different and depend on their paths only, so two
trees of the same items are the same to compare_trees.py.
"""

import argparse
import os
import stat
import struct
import sys
import zlib

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from place import Place  # noqa: E402

KIB = 1 << 10
MIB = 1 << 20
GIB = 1 << 30
SECOND = 10 ** 9
# The year 2001, from where times of entries spread over 30 years.
EPOCH = 978307200
SPREAD = 30 * 365 * 86400

ITEMS = {}


def item(make):
    ITEMS[make.__name__] = make
    return make


def noise(size, seed=1):
    """Bytes that do not compress to nothing and are the same each time."""
    block = bytearray()
    while len(block) < size:
        seed = zlib.crc32(b"%d" % seed)
        block += struct.pack("<I", seed)
    return bytes(block[:size])


@item
def files(p):
    p.file("empty")
    p.file("one", b"1")
    p.file("block", noise(4096))
    p.file("block and one", noise(4097))
    p.file("large", noise(MIB // 4) * 12 + b"end")
    p.dir("empty dir")


@item
def modes(p):
    for mode in (0, 0o400, 0o111, 0o777, 0o1644, 0o2755, 0o4755, 0o6711,
                 0o7777):
        p.file("file %04o" % mode, b"x", mode)
    for mode in (0, 0o500, 0o1777, 0o2775, 0o4755, 0o7777):
        with p.dir("dir %04o" % mode) as d:
            d.file("below", b"x")
    p.fifo("fifo 0600", 0o600)


@item
def owners(p):
    for uid, gid in ((1000, 100), (0, 1), (65534, 65534), (65536, 70000),
                     (1 << 31, 1 << 31), ((1 << 32) - 2, (1 << 32) - 2)):
        name = "%d,%d" % (uid, gid)
        p.file(name, b"x")
        p.dir(name + " dir")
        p.symlink(name + " symlink", "nowhere")
        p.fifo(name + " fifo")
        for suffix in ("", " dir", " symlink", " fifo"):
            p.owner(name + suffix, uid, gid)
    # Giving a file away clears these bits: the mode has to come after.
    p.file("suid of a user")
    p.owner("suid of a user", 1000, 1000)
    p.chmod("suid of a user", 0o6755)


@item
def symlinks(p):
    p.symlink("dangling", "nowhere/at all")
    p.symlink("absolute", "/etc/passwd")
    p.symlink("itself", "itself")
    p.symlink("up", "../files/one")
    p.symlink("to a dir", "../files/")
    p.symlink("odd", b"new\nline \xff\xfe *")
    # As long as XFS takes them.
    p.symlink("long", ("x/" * 500).ljust(1023, "y"))


@item
def symlink_4095(p):
    p.symlink("longest", ("x/" * 2000).ljust(4095, "y"))


@item
def links(p):
    p.file("a", b"several names")
    p.fifo("fifo")
    p.symlink("symlink", "nowhere")
    with p.dir("b dir") as d, d.dir("deeper") as e:
        for number in range(20):
            e.link("a%d" % number, "a", p)
        d.link("fifo too", "fifo", p)
        d.link("symlink too", "symlink", p)
        d.file("z", b"its first name is below")
        e.link("zz", "z", d)
    p.file("empty")
    p.link("empty too", "empty")


@item
def links_of_special(p):
    p.node("device", stat.S_IFCHR, (1, 3))
    p.link("device too", "device")
    p.sparse("sparse", MIB, [(MIB // 2, b"data")])
    p.xattr("sparse", "user.of", b"all names")
    p.link("sparse too", "sparse")


@item
def fifos(p):
    p.fifo("fifo")
    p.fifo("fifo 0000", 0)


@item
def sockets(p):
    p.socket("socket")
    p.link("socket too", "socket")
    p.socket("socket 0755", 0o755)


@item
def sockets_xattrs(p):
    p.socket("socket")
    p.xattr("socket", "trusted.of", b"socket")


@item
def devices(p):
    for number in ((1, 3), (8, 1), (254, 255), (259, 256), (511, 262143)):
        p.node("char %d,%d" % number, stat.S_IFCHR, number)
        p.node("block %d,%d" % number, stat.S_IFBLK, number, 0o660)


@item
def devices_large(p):
    """Beyond the 9 and 18 bits that XFS has for the numbers."""
    p.node("char", stat.S_IFCHR, (4095, 1048575))
    p.node("block", stat.S_IFBLK, (4095, 1048575))


@item
def sparse(p):
    data = noise(64 * KIB)
    p.sparse("start", MIB + 64 * KIB, [(MIB, data)])
    p.sparse("middle", 2 * MIB, [(0, data), (2 * MIB - 64 * KIB, data)])
    p.sparse("end", MIB + 5, [(0, data)])
    p.sparse("only hole", MIB, [])
    p.sparse("less than a block", 100, [])
    p.sparse("many", 16 * MIB,
             [(n * 256 * KIB, data) for n in range(1, 64)])


@item
def sparse_huge(p):
    p.sparse("5 GiB", 5 * GIB, [(0, b"first"), (4 * GIB + 8192, b"behind"),
                                (5 * GIB - 4, b"last")])
    p.sparse("1 TiB", 1024 * GIB, [(512 * GIB, b"middle")])


def file_of_time(p, seconds, ns):
    name = "%d.%09d" % (seconds, ns)
    p.file(name)
    p.times(name, (seconds + 2) * SECOND, seconds * SECOND + ns)


@item
def times(p):
    """The ends of a second, before 1970, and after 2038 and 2106."""
    for seconds in (0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 5, 2 ** 33):
        for ns in (0, 1, 999999999):
            file_of_time(p, seconds, ns)
    for seconds in (-2 ** 31 + 100, -86400, -1):
        file_of_time(p, seconds, 0)
    with p.dir("dir") as d:
        d.file("below")
    p.symlink("symlink", "dir")
    p.times("dir", 5 * SECOND + 1, -5 * SECOND)
    p.times("symlink", 6 * SECOND + 1, -6 * SECOND)


@item
def times_early(p):
    """Fractions of seconds before 1970."""
    for seconds in (-2 ** 31 + 100, -2, -1):
        for ns in (1, 999999999):
            file_of_time(p, seconds, ns)


@item
def xattrs_user(p):
    p.file("file", b"x")
    with p.dir("dir") as d:
        d.file("below")
    for name in ("file", "dir"):
        p.xattr(name, "user.text", b"value")
        p.xattr(name, "user.empty", b"")
        p.xattr(name, "user.binary", bytes(range(256)))
        p.xattr(name, "user.newline", b"a\nb=c\n")
        p.xattr(name, "user." + "n" * 250, b"longest name")
    p.file("many")
    for number in range(40):
        p.xattr("many", "user.%d" % number, b"%d" % number * 4)
    p.file("not readable", b"x", 0)
    p.xattr("not readable", "user.text", b"value")
    p.file("3 KiB")
    p.xattr("3 KiB", "user.large", noise(3000))


@item
def xattrs_encoded(p):
    """A name that is written in another way in pax headers."""
    p.file("file")
    p.xattr("file", "user.a=b%3d!", b"1")


@item
def xattrs_names(p):
    p.file("file")
    p.xattr("file", b"user.odd \n%41\xff", b"odd name")


@item
def xattrs_64k(p):
    p.file("file", b"x")
    p.xattr("file", "user.largest", noise(65536))
    p.dir("dir")
    p.xattr("dir", "user.large", noise(60000))


@item
def xattrs_trusted(p):
    p.file("file", b"x")
    p.dir("dir")
    p.symlink("symlink", "file")
    p.fifo("fifo")
    for name in p.names():
        p.xattr(name, "trusted.of", name)
        p.xattr(name, "trusted.empty", b"")
        p.xattr(name, "security.test", b"label of " + name)


@item
def xattrs_special(p):
    p.node("device", stat.S_IFCHR, (1, 3))
    p.xattr("device", "trusted.of", b"device")


@item
def capabilities(p):
    plain = struct.pack("<5I", 0x02000001, 1 << 10, 1 << 10, 0, 0)
    of_root_1000 = struct.pack("<6I", 0x03000001, 1 << 12, 0, 0, 0, 1000)
    p.file("program", b"x", 0o755)
    p.file("of a user", b"x", 0o755)
    p.owner("of a user", 1000, 1000)
    p.file("namespaced", b"x", 0o755)
    p.xattr("program", "security.capability", plain)
    p.xattr("of a user", "security.capability", plain)
    p.xattr("namespaced", "security.capability", of_root_1000)


def acl(*entries):
    """The value of a POSIX ACL xattr, of (tag, permissions, id)."""
    return struct.pack("<I", 2) + b"".join(
        struct.pack("<HHI", tag, permissions, 0xffffffff if who is None
                    else who) for tag, permissions, who in entries)


USER_OBJ, USER, GROUP_OBJ, GROUP, MASK, OTHER = 1, 2, 4, 8, 0x10, 0x20


@item
def acls(p):
    extended = acl((USER_OBJ, 6, None), (USER, 5, 1000), (USER, 0, 2147483647),
                   (GROUP_OBJ, 4, None), (GROUP, 7, 70000), (MASK, 6, None),
                   (OTHER, 0, None))
    default = acl((USER_OBJ, 7, None), (USER, 7, 1001), (GROUP_OBJ, 5, None),
                  (MASK, 5, None), (OTHER, 1, None))
    plain_default = acl((USER_OBJ, 7, None), (GROUP_OBJ, 0, None),
                        (OTHER, 0, None))
    p.file("file", b"x")
    p.xattr("file", "system.posix_acl_access", extended)
    p.fifo("fifo")
    p.xattr("fifo", "system.posix_acl_access", extended)
    # What is below has none, whatever its parent wants for new files.
    with p.dir("dir") as d:
        d.file("below", b"x", 0o640)
        d.dir("dir below", 0o711)
        d.symlink("symlink", "below")
    p.xattr("dir", "system.posix_acl_access", extended)
    p.xattr("dir", "system.posix_acl_default", default)
    with p.dir("restricting") as d:
        d.file("below", b"x", 0o666)
        d.dir("dir below", 0o777)
    p.xattr("restricting", "system.posix_acl_default", plain_default)


@item
def acls_large_ids(p):
    p.file("file", b"x")
    p.xattr("file", "system.posix_acl_access", acl(
        (USER_OBJ, 6, None), (USER, 0, 4000000000), (GROUP_OBJ, 4, None),
        (MASK, 4, None), (OTHER, 0, None)))


@item
def names_plain(p):
    """Odd names that FAT can hold."""
    for name in ("-rf", "--", "--help", "-", "~", "~root", "[a-z]", "{a,b}",
                 "$HOME", "$(id)", "`id`", "a;b", "a&b", "it's", "#", "!", "@",
                 " blank first", "a%sb%n", "a=b", "...a", ".hidden", "n" * 255,
                 "\u00e9", "\u65e5\u672c", "\u00e9" * 120):
        p.file(name, os.fsencode(name))
    with p.dir("-C") as d:
        d.file("-f", b"x")


@item
def names_odd(p):
    """Names that only a file system without an opinion can hold."""
    for name in (b"*", b"?", b"\\", b"a\\nb", b"\\*", b"new\nline", b"\n",
                 b"tab\t", b"\x1b[31m", b"\x01\x7f", b'"', b"<a>|", b"a:b",
                 b"blank ", b" ", b"dot.", b"...", b"\xff\xfe", b"caf\xe9",
                 b"\xed\xa0\x80", b"\xff" * 255, b"Case", b"case",
                 "e\u0301".encode(), "\u00e9".encode()):
        p.file(name, name)
        p.symlink(name[:247] + b".symlink", name)
    with p.dir(b"dir \xff\n") as d:
        d.file(b"below \xfe")
        d.link(b"link \xfd", b"below \xfe")


@item
def deep(p):
    """Files whose paths are longer than PATH_MAX."""
    bottom(p, 20)


def bottom(p, levels):
    with p.dir("%02d" % levels + "d" * 248) as d:
        if levels:
            return bottom(d, levels - 1)
        d.file("file", b"at the bottom")
        d.link("linked", "file")
        d.symlink("symlink", "file")
        with d.dir("dir") as e:
            e.sparse("sparse", MIB, [(MIB // 2, b"data")])


@item
def many(p):
    for number in range(5000):
        p.file("%05d" % number, b"%d" % number * (number % 7))


def time_of(path):
    crc = zlib.crc32(path)
    return (EPOCH + crc % SPREAD) * SECOND + crc % (SECOND - 1)


def make(folder, without):
    with Place(os.open(folder, os.O_RDONLY | os.O_DIRECTORY)) as root:
        if root.names():
            sys.exit("torture: %s: not empty" % folder)
        for name, make_item in ITEMS.items():
            if name in without:
                continue
            with root.dir(name) as place:
                make_item(place)
        root.settle(time_of)
    os.utime(folder, ns=(time_of(b"") + 1, time_of(b"")))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--without", default="", metavar="ITEM,...")
    parser.add_argument("folder")
    args = parser.parse_args()
    without = set(filter(None, args.without.split(",")))
    if without - set(ITEMS):
        sys.exit("torture: no such item: %s" %
                 ", ".join(sorted(without - set(ITEMS))))
    os.umask(0o022)
    make(args.folder, without)


if __name__ == "__main__":
    main()
