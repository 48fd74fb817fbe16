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
import sys
import zlib

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import torture_meta  # noqa: E402, F401
import torture_names  # noqa: E402, F401
import torture_types  # noqa: E402, F401
from place import Place  # noqa: E402
from torture_item import ITEMS, SECOND  # noqa: E402

# The year 2001, from where times of entries spread over 30 years.
EPOCH = 978307200
SPREAD = 30 * 365 * 86400


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
