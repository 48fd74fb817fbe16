# SPDX-License-Identifier: GPL-2.0
"""What entries can be called, how deep they can be, and how many."""

import os

from torture_item import MIB, item


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
