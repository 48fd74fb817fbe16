#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Print what the .note.lkl section of an object says.

usage: note.py FILE

FILE is lkl.o, or a library or program that has one in it. One line a note:
host-abi NUMBER, entry-abi NUMBER, release TEXT.
"""

import os
import struct
import subprocess
import sys
import tempfile

SECTION = ".note.lkl"
OWNER = b"LKL\0"
# LKL_NOTE_* of uapi/asm/abi.h
KINDS = {1: "host-abi", 2: "entry-abi", 3: "release"}


def section(path):
    """The bytes of the section, as objcopy gives them."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "note")
        done = subprocess.run(
            [os.environ.get("OBJCOPY", "objcopy"),
             "--dump-section", SECTION + "=" + out, path,
             os.path.join(folder, "copy")],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            check=False)
        if done.returncode or not os.path.exists(out):
            raise ValueError("no section " + SECTION)
        with open(out, "rb") as f:
            return f.read()


def notes(data):
    """Yield (type, description) of our notes; sizes are padded to 4."""
    at = 0
    while at < len(data):
        if len(data) - at < 12:
            raise ValueError("truncated note")
        name_size, size, kind = struct.unpack_from("=III", data, at)
        at += 12
        name = data[at:at + name_size]
        at += (name_size + 3) & ~3
        if at + size > len(data):
            raise ValueError("truncated note")
        if name == OWNER:
            yield kind, data[at:at + size]
        at += (size + 3) & ~3


def text(kind, description):
    if KINDS[kind] == "release":
        return description.rstrip(b"\0").decode()
    return "%d" % struct.unpack("=I", description)


def main():
    if len(sys.argv) != 2:
        print("usage: note.py FILE", file=sys.stderr)
        return 2
    try:
        for kind, description in notes(section(sys.argv[1])):
            if kind in KINDS:
                print(KINDS[kind], text(kind, description))
    except (OSError, ValueError, struct.error) as e:
        print("note: %s: %s" % (sys.argv[1], e), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
