# SPDX-License-Identifier: GPL-2.0
"""
Generate the public headers of LKL from those of the kernel.

usage: python3 -B scripts/lkl/headers SOURCE HEADERS OUT

SOURCE is the kernel source tree, HEADERS the usr/include that its "make
headers" has made, OUT the folder that gets an lkl/ with the result.
"""

import os
import sys

import borrow
import fixes
import syscalls
from names import Names
from rename import Renamer


def read_tree(root):
    """Return a dict from path to text of the headers below @root."""
    headers = {}
    for folder, _, files in os.walk(root):
        for name in files:
            if name.endswith(".h"):
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as file:
                    headers[os.path.relpath(path, root)] = file.read()
    return headers


def write_tree(root, headers):
    """Make @root hold exactly @headers; leave alone what is as it should."""
    old = read_tree(root)
    for path in old.keys() - headers.keys():
        os.unlink(os.path.join(root, path))
    for path, text in headers.items():
        if old.get(path) == text:
            continue
        path = os.path.join(root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def main(source, tree, out):
    """Generate."""
    headers = read_tree(tree)
    if not headers:
        sys.exit("headers: %s: no headers" % tree)
    names = Names()
    for text in headers.values():
        names.read(text)
    borrowed = borrow.values(source)
    names.objects.update(borrowed)
    names.ordinary.update(fixes.LKL_TYPES)
    renamer = Renamer(names, frozenset(headers))
    public = {path: renamer.header(path, text)
              for path, text in headers.items()}
    public["kernel_values.h"] = borrow.header(borrowed)
    public["asm/syscalls.h"] = syscalls.header(source, tree, names)
    write_tree(os.path.join(out, "lkl"), public)


if len(sys.argv) != 4:
    sys.exit(__doc__.strip())
main(*sys.argv[1:])
