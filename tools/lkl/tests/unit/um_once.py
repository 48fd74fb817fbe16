# SPDX-License-Identifier: GPL-2.0
"""No code of User Mode Linux is there a second time for the library.

Three lines in a row with a statement in each, spaces apart, are taken for a
copy; how types and functions are declared is no code.
"""

import glob
import os
import re
import sys
import tempfile

top = os.environ.get("LKL_TOP") or os.path.abspath(
    os.path.join(os.path.dirname(__file__), "../../../.."))
tree = os.environ.get("LKL_TREE") or os.path.join(top, "build/src/linux")

OURS = ("drivers/um-host/lkl", "tools/lkl/lib", "arch/lkl")
STOCK = ("arch/um", "arch/x86/um", "drivers/um-host", "fs/hostfs")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
LINES = 3
# Shorter ones, such as "return fd;", are everybody's.
LEAST = 12


def sources(root, folders):
    for folder in folders:
        for path in sorted(glob.glob(os.path.join(root, folder, "**/*.[ch]"),
                                     recursive=True)):
            # The preparation links ours into the tree.
            if os.path.realpath(path).startswith(os.path.realpath(root)):
                yield path


def statements(path):
    """The statements of a file, without blanks."""
    with open(path, encoding="utf-8", errors="replace") as f:
        lines = COMMENT.sub("", f.read()).split("\n")
    return [line for line in (re.sub(r"\s+", "", text) for text in lines)
            if line.endswith(";") and len(line) >= LEAST
            and not line.startswith(("typedef", "extern"))]


def runs(path):
    lines = statements(path)
    for at in range(len(lines) - LINES + 1):
        yield tuple(lines[at:at + LINES])


def copies(ours, stock):
    """Pairs of files that have a run in common, with its first line."""
    known = {}
    for path in stock:
        for run in runs(path):
            known.setdefault(run, path)
    for path in ours:
        for run in runs(path):
            if run in known:
                yield path, known[run], run[0]


def check_self(stock):
    """A copy is found."""
    with tempfile.NamedTemporaryFile("w", suffix=".c") as f:
        with open(stock, encoding="utf-8") as whole:
            f.write(whole.read().replace("\t", "    "))
        f.flush()
        return len(list(copies([f.name], [stock])))


def main():
    stock = list(sources(tree, STOCK))
    ours = list(sources(top, OURS))
    line = next((p for p in stock if p.endswith("um-host/line.c")), None)
    found = ["# %s: %s: %s" % copy for copy in copies(ours, stock)]
    results = [
        ("there are files", len(stock) > 100 and len(ours) > 100),
        ("a copy is found", line is not None and check_self(line) > 50),
        ("no code is there twice", not found),
    ]
    print("TAP version 14\n1..%d" % len(results))
    for number, (name, good) in enumerate(results, 1):
        print("%sok %d %s" % ("" if good else "not ", number, name))
    print("\n".join(found))
    sys.exit(0 if all(good for _, good in results) else 1)


if __name__ == "__main__":
    main()
