#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Check that files include and call only what their layer may.

usage: check-layers.py [ROOT]

The layers are those of Documentation/arch/lkl/architecture.rst. A rule names
files, an expression that their code may not match, and why; the comments of a
file are no code. Prints "file:line: why" for each finding, and exits with 1.
"""

import fnmatch
import os
import re
import sys

SUFFIXES = (".c", ".h", ".S")

# What is behind libc's doors to files, devices, threads and signals. The
# library above the host side does without: it has lkl_sys_*().
HOST_HEADERS = (r"(pthread|semaphore|signal|fcntl|unistd|poll|sched|termios|"
                r"dlfcn|ucontext|sys/\w+|linux/\w+|net/\w+|netinet/\w+|"
                r"arpa/\w+|blkid/\w+)\.h")

LIBC_HEADERS = (r"(stdio|stdlib|string|unistd|errno|pthread|signal|fcntl|"
                r"assert|stdint|sys/mman|sys/types|sys/stat)\.h")

# (files, files that are exempt, what code may not match, why)
RULES = [
    (["arch/lkl/*"], ["arch/lkl/include/asm/host.h"],
     r"\blkl_host\s*(\.|->)\s*(?!abi\b|size\b)\w+\s*\(|\bops\s*->\s*\w+\s*\(",
     "the host table is called in asm/host.h only"),
    (["arch/lkl/kernel/*", "arch/lkl/mm/*", "arch/lkl/lib/*",
      "arch/lkl/include/asm/*"], [],
     r"^\s*#\s*include\s*<" + LIBC_HEADERS + ">",
     "kernel code does not include libc's headers"),
    (["arch/lkl/include/uapi/asm/host_ops.h",
      "arch/lkl/include/uapi/asm/entry.h",
      "arch/lkl/include/uapi/asm/abi.h"], [],
     r"^\s*#\s*include\s+(?!<asm/(host_ops|entry|abi)\.h>)",
     "the boundary includes only itself"),
    (["arch/lkl/include/uapi/*"], [],
     r"\bCONFIG_\w+|\bjiffies\b|\bHZ\b",
     "the boundary knows no configuration and no ticks"),
    (["tools/lkl/lib/boot.c", "tools/lkl/lib/fs/*", "tools/lkl/lib/net/*",
      "tools/lkl/lib/config/*"], [],
     r"^\s*#\s*include\s*<" + HOST_HEADERS + ">",
     "above the host side only the API and C's own headers are included"),
    (["tools/lkl/lklfuse/*", "tools/lkl/copy/*", "tools/lkl/fs2tar/*",
      "tools/lkl/cptofs/*", "tools/lkl/cpfromfs/*",
      "tools/lkl/hijack/*", "tools/lkl/examples/*"], [],
     r"\blkl__\w+|^\s*#\s*include\s*\"(\.\./)+lib/|"
     r"^\s*#\s*include\s*<asm/(host_ops|entry|abi)\.h>",
     "programs use the public API only"),
    (["tools/lkl/include/*"], [],
     r"\blkl__\w+|^\s*#\s*include\s*[<\"](?!lkl)(?!(stdint|stddef|stdarg|"
     r"stdbool|limits)\.h|sys/uio\.h)",
     "public headers include only public headers and C's types"),
    (["tools/lkl/lib/*"], ["tools/lkl/lib/log.c"],
     r"\b(v?f?printf|perror|puts|fputs|putchar|abort|assert|exit|_exit)\s*\(",
     "the library neither prints nor ends the program"),
    (["drivers/um-host/*_user.c"], [],
     r"\bprintk\s*\(|^\s*#\s*include\s*<(linux/(module|kernel|init|slab)|"
     r"asm/host)\.h>",
     "the host half of a driver knows no kernel"),
    (["drivers/um-host/*_kern.c"], [],
     r"\berrno\b|^\s*#\s*include\s*<" + LIBC_HEADERS + ">",
     "the kernel half of a driver knows no libc"),
]

_NO_CODE = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\\n])+'|"
                      r"\"(?:\\.|[^\"\\\n])*\"", re.DOTALL)
_INCLUDE = re.compile(r"\s*#\s*include\b")


def _blank(match):
    """Comments and strings vanish, but not what #include names."""
    text = match.group(0)
    start = match.string.rfind("\n", 0, match.start()) + 1
    if text[0] == "\"" and _INCLUDE.match(match.string, start):
        return text
    return " " + "\n" * text.count("\n")


def code_lines(path):
    with open(path, encoding="utf-8") as f:
        return _NO_CODE.sub(_blank, f.read()).split("\n")


def matches(name, patterns):
    return any(fnmatch.fnmatch(name, p) for p in patterns)


def source_files(root):
    for top in ("arch/lkl", "drivers/um-host", "tools/lkl"):
        for folder, folders, names in os.walk(os.path.join(root, top)):
            folders.sort()
            for name in sorted(names):
                if name.endswith(SUFFIXES):
                    yield os.path.relpath(os.path.join(folder, name), root)


def check(root):
    """Return the findings, and how many files were looked at."""
    findings = []
    count = 0
    for name in source_files(root):
        count += 1
        rules = [(re.compile(expression), why)
                 for files, exempt, expression, why in RULES
                 if matches(name, files) and not matches(name, exempt)]
        if not rules:
            continue
        for number, line in enumerate(code_lines(os.path.join(root, name)), 1):
            findings += ["%s:%d: %s" % (name, number, why)
                         for expression, why in rules
                         if expression.search(line)]
    return findings, count


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "../..")
    findings, count = check(root)
    for finding in findings:
        print(finding)
    if not count:
        print("check-layers: %s: no source files" % root, file=sys.stderr)
    return 1 if findings or not count else 0


if __name__ == "__main__":
    sys.exit(main())
