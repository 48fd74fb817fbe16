#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Move stock files of a kernel tree, and edit the few that name them.

usage: move.py apply LISTS RELEASE TREE
       move.py touched LISTS RELEASE

LISTS is a folder with the files "moves" and "edits", whose heads describe the
formats; of both, what holds for RELEASE is taken. apply changes TREE and prints
how much. touched prints the stock files and folders that apply would change.

A list that does not fit the tree exactly is an error, and the tree is then not
to be used: what of it was done stays.
"""

import os
import re
import sys

ACTIONS = ("replace", "before", "after", "delete")
FIELDS = ("file", "series", "reason", "anchor") + ACTIONS


class ListError(Exception):
    """A list is malformed, or does not fit the tree."""


def number(series):
    """6.12 as a pair of numbers."""
    match = re.fullmatch(r"(\d+)\.(\d+)", series)
    if not match:
        raise ListError("%s: not a kernel series" % series)
    return tuple(map(int, match.groups()))


def holds(series, release):
    """Whether "6.12", "6.12-6.15" or "6.12-" is about a pair of numbers."""
    first, dash, last = series.partition("-")
    if number(first) > release:
        return False
    if dash and not last:
        return True
    return release <= number(last or first)


def check_path(path):
    if os.path.isabs(path) or ".." in path.split("/"):
        raise ListError("%s: not a path in the tree" % path)
    return path


def read_moves(path, release):
    """Return what moves in a kernel of this release: (from, to, legacy)."""
    moves = []
    with open(path, encoding="utf-8") as f:
        for at, line in enumerate(f, 1):
            words = line.split("#")[0].split()
            if not words:
                continue
            if len(words) < 3 or words[3:] not in ([], ["legacy"]):
                raise ListError("%s:%d: not SERIES FROM TO [legacy]" %
                                (path, at))
            if holds(words[0], release):
                moves.append((check_path(words[1]), check_path(words[2]),
                              len(words) == 4))
    return moves


class Edit:
    """One record: lines of a stock file, and ours."""

    def __init__(self, where, fields):
        actions = [a for a in ACTIONS if a in fields]
        for name in ("file", "series", "reason", "anchor"):
            if not fields.get(name):
                raise ListError("%s: no %s" % (where, name))
        if len(actions) != 1:
            raise ListError("%s: not one action" % where)
        self.where = where
        self.file = check_path(fields["file"])
        self.series = fields["series"]
        self.anchor = fields["anchor"]
        self.action = actions[0]
        self.text = fields[self.action]
        if bool(self.text) == (self.action == "delete"):
            raise ListError("%s: no text, or text to delete" % where)

    def touched(self):
        """The number of lines it removes and adds."""
        removed = self.action in ("replace", "delete")
        return len(self.text) + (len(self.anchor) if removed else 0)

    def apply(self, lines):
        """Return the lines of the file after it."""
        size = len(self.anchor)
        found = [at for at in range(len(lines) - size + 1)
                 if lines[at:at + size] == self.anchor]
        if len(found) != 1:
            raise ListError("%s: %s: the anchor is there %d times, not once" %
                            (self.where, self.file, len(found)))
        start, end = found[0], found[0] + size
        if self.action == "before":
            end = start
        elif self.action == "after":
            start = end
        return lines[:start] + self.text + lines[end:]


def read_record(where, lines):
    fields = {}
    name = None
    for line in lines:
        if line.startswith("\t|"):
            if name not in ("anchor",) + ACTIONS:
                raise ListError("%s: a line of text without a place" % where)
            fields[name].append(line[2:])
            continue
        name, colon, value = line.partition(":")
        value = value.strip()
        if not colon or name not in FIELDS or name in fields:
            raise ListError("%s: \"%s\"" % (where, line))
        if name in ("file", "series", "reason"):
            fields[name] = value
        elif value:
            raise ListError("%s: text belongs on lines of its own" % where)
        else:
            fields[name] = []
    return Edit(where, fields)


def read_edits(path, release):
    with open(path, encoding="utf-8") as f:
        lines = f.read().split("\n")
    edits = []
    record = []
    start = 0
    for at, line in enumerate(lines + [""], 1):
        if line.startswith("#"):
            continue
        if line:
            start = start if record else at
            record.append(line)
        elif record:
            edits.append(read_record("%s:%d" % (path, start), record))
            record = []
    return [e for e in edits if holds(e.series, release)]


def apply_moves(moves, tree):
    """Return how many there were."""
    done = 0
    for old, new, legacy in moves:
        source, target = os.path.join(tree, old), os.path.join(tree, new)
        if not os.path.lexists(source):
            if legacy:
                continue
            raise ListError("%s: not there to be moved" % old)
        if os.path.lexists(target):
            raise ListError("%s: is there already" % new)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.rename(source, target)
        done += 1
    return done


def apply_edits(edits, tree, newest):
    """An edited file is as new as the newer of it and the lists are: applying
    the same lists again gives the same file, for those who look at times."""
    texts = {}
    for edit in edits:
        path = os.path.join(tree, edit.file)
        if path not in texts:
            try:
                with open(path, encoding="utf-8") as f:
                    texts[path] = f.read().split("\n")
            except OSError as e:
                raise ListError("%s: %s: %s" % (edit.where, edit.file,
                                                e.strerror)) from e
        texts[path] = edit.apply(texts[path])
    for path, lines in texts.items():
        info = os.stat(path)
        # Not written in place: the tree may be one of links to another.
        with open(path + ".new", "w", encoding="utf-8") as f:
            f.write("\n".join(lines))
        os.chmod(path + ".new", info.st_mode & 0o777)
        when = max(info.st_mtime_ns, newest)
        os.utime(path + ".new", ns=(when, when))
        os.rename(path + ".new", path)
    return len(texts)


def main(arguments):
    usage = {"apply": 4, "touched": 3}
    if not arguments or len(arguments) != usage.get(arguments[0]):
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    lists = [os.path.join(arguments[1], n) for n in ("moves", "edits")]
    release = number(".".join(arguments[2].split(".")[:2]))
    moves = read_moves(lists[0], release)
    edits = read_edits(lists[1], release)
    if arguments[0] == "touched":
        moved = [new for _, new, _ in moves]
        stock = {e.file for e in edits
                 if not any((e.file + "/").startswith(m + "/") for m in moved)}
        print("\n".join(sorted(stock | {old for old, _, _ in moves})))
        return 0
    done = apply_moves(moves, arguments[3])
    newest = max(os.stat(path).st_mtime_ns for path in lists)
    files = apply_edits(edits, arguments[3], newest)
    print("moved %d files and folders, edited %d lines in %d stock files" %
          (done, sum(e.touched() for e in edits), files))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (ListError, OSError) as error:
        print("move: %s" % error, file=sys.stderr)
        sys.exit(1)
