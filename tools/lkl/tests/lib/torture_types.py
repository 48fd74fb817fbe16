# SPDX-License-Identifier: GPL-2.0
"""What entries can be, and be linked to."""

import stat

from torture_item import GIB, KIB, MIB, item, noise


@item
def files(p):
    p.file("empty")
    p.file("one", b"1")
    p.file("block", noise(4096))
    p.file("block and one", noise(4097))
    p.file("large", noise(MIB // 4) * 12 + b"end")
    p.dir("empty dir")


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
