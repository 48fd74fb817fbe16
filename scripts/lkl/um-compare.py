#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Compare the code of two builds of one configuration, object by object.

usage: um-compare.py LISTS RELEASE STOCK MOVED

STOCK is the build folder of a stock tree, MOVED that of a prepared one, for
which LISTS (drivers/um-host) says what has moved and what is edited in a
kernel of RELEASE. Objects of edited sources may differ. Those that are linked
from others are not looked at, since the others are. Of the rest, instructions
and what they refer to are the same, or the object is printed and the exit
status is 1.
"""

import concurrent.futures
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
import move  # noqa: E402

SUFFIX = ".o"


def new_place(path, moves):
    """Where the lists put a source, or the object of one."""
    for old, new, _ in moves:
        if path.startswith(old + "/"):
            path = new + path[len(old):]
        elif os.path.splitext(old)[0] + SUFFIX == path:
            path = os.path.splitext(new)[0] + SUFFIX
    return path


def code(path):
    """The disassembly, without the lines that name the file."""
    done = subprocess.run(
        [os.environ.get("OBJDUMP", "objdump"), "-dr", "--no-show-raw-insn",
         path], stdout=subprocess.PIPE, text=True, check=True)
    lines = [line for line in done.stdout.split("\n")
             if "file format" not in line]
    # Where a string is depends on the paths among those before it.
    return re.sub(r"(\.rodata\.str\S*?)\+0x[0-9a-f]+", r"\1",
                  "\n".join(lines))


def is_linked(folder, name):
    """Whether kbuild has made an object of others."""
    try:
        with open(os.path.join(folder, ".%s.cmd" % name),
                  encoding="utf-8") as f:
            return " -r -o " in f.readline()
    except FileNotFoundError:
        return False


def objects(folder):
    for at, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.endswith(SUFFIX) and not is_linked(at, name):
                yield os.path.relpath(os.path.join(at, name), folder)


def compare(stock, moved, moves, edited):
    """Return (number of the same, edited ones, findings)."""
    def one(path):
        place = new_place(path, moves)
        if place in edited:
            return path, "edited"
        other = os.path.join(moved, place)
        if not os.path.exists(other):
            return path, "is not in the other build, as %s" % place
        if code(os.path.join(stock, path)) == code(other):
            return path, "same"
        return path, "differs from %s" % place

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(one, objects(stock)))
    here = {new_place(path, moves) for path, _ in results}
    results += [(path, "is not in the stock build")
                for path in objects(moved) if path not in here]
    same = [path for path, result in results if result == "same"]
    changed = [path for path, result in results if result == "edited"]
    return same, changed, ["%s %s" % r for r in results
                           if r[1] not in ("same", "edited")]


def main(arguments):
    if len(arguments) != 4:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    lists, release, stock, moved = arguments
    release = move.number(".".join(release.split(".")[:2]))
    moves = move.read_moves(os.path.join(lists, "moves"), release)
    edits = move.read_edits(os.path.join(lists, "edits"), release)
    edited = {os.path.splitext(e.file)[0] + SUFFIX for e in edits
              if e.file.endswith(".c")}
    same, changed, findings = compare(stock, moved, moves, edited)
    for finding in findings:
        print(finding)
    print("%d objects have the same code, %d are of edited sources" %
          (len(same), len(changed)))
    return 1 if findings or not same else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (move.ListError, OSError, subprocess.CalledProcessError) as error:
        print("um-compare: %s" % error, file=sys.stderr)
        sys.exit(1)
