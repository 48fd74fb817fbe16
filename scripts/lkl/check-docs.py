#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Check that what the documentation names exists.

usage: check-docs.py [--top DIR] [--tree DIR] [--kernel DIR] [--include DIR]
                     [FOLDER]

FOLDER (Documentation/arch/lkl) has the pages, TOP is the repository, TREE the
kernel's source, KERNEL its build folder, INCLUDE the generated headers. Looked
at are literals: paths, file names, functions, options of Kconfig, errors, make
targets, fragments, and everything else that looks like a name in C. Names of
lkl_ functions are also looked for in the text around.

Prints "file: what" for each finding and exits with 1 if there is one.
"""

import argparse
import glob
import os
import re
import sys

import docutils.nodes

import rst

WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
PATH = re.compile(r"^(arch|tools|scripts|Documentation)/[\w./*-]*$")
FILE = re.compile(r"^[\w.-]+\.(c|h|S|sh|py|rst|config|exports|imports)$")
CALL = re.compile(r"^(\w+)\(.*\)$")
OWN_CALL = re.compile(r"\b(lkl_\w+|host_\w+)\(\)")
OPTION = re.compile(r"\bCONFIG_[A-Z0-9_]+")
ERROR = re.compile(r"^-(LKL_)?(E[A-Z0-9]+)$")
NAME = re.compile(r"^(?:struct )?(\w*_\w*)$")
FRAGMENT = re.compile(r"^(?:make lkl )?CONFIG=([a-z]+)$")
TARGET = re.compile(r"^\s*(?:\$ )?(?:sudo )?make ([a-z][a-z-]*)", re.M)
ROW = re.compile(r'\bROW\("([^"]+)",\s*(-LKL_(\w+))?')
# Names of the reader's own.
EXAMPLES = {"CONFIG_FOO_FS"}


def read(path):
    with open(path, encoding="utf-8", errors="replace") as f:
        return f.read()


def files_below(folder, suffixes):
    for where, folders, names in os.walk(folder):
        folders[:] = [d for d in folders
                      if d not in (".git", "build", "Documentation")]
        for name in names:
            if name.endswith(suffixes):
                yield os.path.join(where, name)


class Known:
    """All that exists."""

    def __init__(self, args):
        self.top = args.top
        self.tree = args.tree
        own = list(files_below(args.top, ""))
        self.base_names = {os.path.basename(f) for f in own}
        self.words = set()
        for f in own:
            self.add(f)
        for f in files_below(args.include, ".h"):
            self.base_names.add(os.path.basename(f))
            self.add(f)
        for f in files_below(args.tree + "/include", ".h"):
            self.add(f)
        self.add(args.kernel + "/System.map")
        self.options = set()
        for f in files_below(args.tree, ("Kconfig", "Kconfig.debug",
                                         "Kconfig.hardening", "Kconfig.hz",
                                         "Kconfig.preempt")):
            self.options.update(re.findall(
                r"^\s*(?:menu)?config (\w+)", read(f), re.M))
        self.options.update(re.findall(
            r"^config (\w+)", "".join(map(read, glob.glob(
                args.top + "/arch/lkl/Kconfig*"))), re.M))
        self.targets = set(re.findall(
            r"^\.PHONY: ([\w-]+)", read(args.top + "/Makefile"), re.M))

    def add(self, path):
        self.words.update(WORD.findall(read(path)))

    def path(self, text):
        return any(glob.glob(os.path.join(d, text))
                   for d in (self.top, self.tree))

    def word(self, text):
        """A name, or what names begin or end with."""
        if text in self.words:
            return True
        if text.endswith("_"):
            return any(w.startswith(text) for w in self.words)
        if text.startswith("_"):
            return any(w.endswith(text) for w in self.words)
        return False


def wrong_literal(known, text):
    """What is wrong with a literal, or None."""
    if PATH.match(text):
        return None if known.path(text) else "no such file"
    if FILE.match(text):
        return None if text in known.base_names else "no such file"
    match = FRAGMENT.match(text)
    if match:
        path = "arch/lkl/configs/%s.config" % match.group(1)
        return None if known.path(path) else "no such fragment"
    match = ERROR.match(text)
    if match:
        return None if match.group(2) in known.words else "no such error"
    match = CALL.match(text) or NAME.match(text)
    if match and not match.group(1).startswith("CONFIG_"):
        return None if known.word(match.group(1)) else "no such name"
    return None


def check_text(known, text):
    """Findings about what is recognised anywhere in a text."""
    for option in sorted(set(OPTION.findall(text)) - EXAMPLES):
        if option[len("CONFIG_"):] not in known.options:
            yield "%s: no such option" % option
    for name in sorted(set(OWN_CALL.findall(text))):
        if not known.word(name):
            yield "%s(): no such function" % name


def check_targets(known, text):
    for target in TARGET.findall(text):
        if target not in known.targets and target != "menuconfig":
            yield "make %s: no such target" % target


def check_page(known, document):
    yield from check_text(known, document.astext())
    for node in document.findall(docutils.nodes.literal):
        text = " ".join(node.astext().split())
        wrong = wrong_literal(known, text)
        if wrong:
            yield "%s: %s" % (text, wrong)
        yield from check_targets(known, text)
    for node in document.findall(docutils.nodes.literal_block):
        yield from check_targets(known, node.astext())


def table_rows(document):
    """What and result of each row; a row may be continued in the next."""
    for body in document.findall(docutils.nodes.tbody):
        for row in body.findall(docutils.nodes.row):
            what, result = (" ".join(e.astext().split())
                            for e in row.children[:2])
            yield what, result


def check_features(known, document):
    """Each row has a test, and each test a row, and they agree."""
    rows = dict(table_rows(document))
    tests = {}
    for f in glob.glob(known.top + "/tools/lkl/tests/sys/features_*.c"):
        for name, _, error in ROW.findall(read(f)):
            tests[name] = "-" + error if error else "works"
    for name in sorted(rows.keys() | tests.keys()):
        if rows.get(name) != tests.get(name):
            yield "%s: is %s here and %s in the test" % (
                name, rows.get(name, "not there"),
                tests.get(name, "not there"))


def check_toctree(names, document):
    listed = {r["page"] for pages in document.findall(
                  docutils.nodes.bullet_list) if pages.get("toctree")
              for r in pages.findall(docutils.nodes.reference)}
    for name in sorted(names - listed - {"index"}):
        yield "%s: not in the toctree" % name


def check(known, folder):
    pages = sorted(glob.glob(os.path.join(folder, "*.rst")))
    names = {os.path.splitext(os.path.basename(p))[0] for p in pages}
    for page in pages:
        shown = os.path.relpath(page, folder)
        document, said = rst.parse(page)
        found = list(said) + list(check_page(known, document))
        if shown == "index.rst":
            found += check_toctree(names, document)
        if shown == "features.rst":
            found += check_features(known, document)
        for line in found:
            yield "%s: %s" % (shown, line)
    if "index" not in names:
        yield "%s: no index.rst" % folder


def arguments():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--top", default=os.path.dirname(os.path.dirname(here)))
    parser.add_argument("--tree")
    parser.add_argument("--kernel")
    parser.add_argument("--include")
    parser.add_argument("folder", nargs="?")
    args = parser.parse_args()
    build = os.environ.get("O", args.top + "/build")
    args.tree = args.tree or build + "/src/linux"
    args.kernel = args.kernel or build + "/kernel/lkl"
    args.include = args.include or build + "/include"
    args.folder = args.folder or args.top + "/Documentation/arch/lkl"
    return args


def main():
    args = arguments()
    bad = 0
    for finding in check(Known(args), args.folder):
        print(finding)
        bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main())
