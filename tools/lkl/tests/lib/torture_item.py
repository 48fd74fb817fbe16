# SPDX-License-Identifier: GPL-2.0
"""The list of items, and what they are made of."""

import struct
import zlib

KIB = 1 << 10
MIB = 1 << 20
GIB = 1 << 30
SECOND = 10 ** 9

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
