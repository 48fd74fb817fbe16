#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Make HTML of the pages in a folder: docs.py FOLDER OUTPUT

The exit status is 1 if docutils finds something to complain about.
"""

import glob
import os
import sys

import rst


def main():
    if len(sys.argv) != 3:
        print(__doc__.splitlines()[0], file=sys.stderr)
        return 2
    folder, output = sys.argv[1:]
    os.makedirs(output, exist_ok=True)
    pages = sorted(glob.glob(os.path.join(folder, "*.rst")))
    complaints = []
    for page in pages:
        html, said = rst.to_html(page)
        complaints += said
        name = os.path.splitext(os.path.basename(page))[0] + ".html"
        with open(os.path.join(output, name), "wb") as f:
            f.write(html)
    for line in complaints:
        print(line, file=sys.stderr)
    if not pages:
        print("docs: no pages in %s" % folder, file=sys.stderr)
    return 1 if complaints or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
