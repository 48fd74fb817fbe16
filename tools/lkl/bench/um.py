#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""User Mode Linux from the prepared tree against that of the stock tree.

usage: um.py [ROUNDS]

Both have the same configuration. A round boots the stock one, the moved one and
the stock one again, in any order; NAME.ratio is the moved one to the first
stock one, and NAME.noise the second stock one to the first: what the first
ratio is to be held against. Needs kernel/um-all and kernel/um-stock below the
build folder, which "check-long.sh um" builds; ubd's image is in
LKL_BENCH_IMAGES or the temporary folder. In memory, it costs nothing that the
moved one flushes where the stock one does not.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

NAMES = ("boot", "getpid", "page_fault", "ubd_write", "ubd_read_cold")
HERE = os.path.dirname(os.path.realpath(sys.argv[0]))
BUILD = os.environ.get("O") or os.path.join(HERE, "../../../build")


def make_image(folder):
    """An ext4 root whose only program is the measuring one."""
    root = os.path.join(folder, "root")
    image = os.path.join(folder, "image")
    os.makedirs(os.path.join(root, "dev"))
    subprocess.run(["gcc", "-O2", "-static", "-o", os.path.join(root, "init"),
                    os.path.join(HERE, "guest/um.c")], check=True)
    with open(image, "wb") as f:
        f.truncate(256 << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", "-d", root, image], check=True)
    return image


def boot(program, folder, image):
    """Return its figures in microseconds."""
    os.sync()
    start = time.monotonic()
    figures = {}
    command = [program, "mem=128M", "uml_dir=" + folder + "/", "umid=uml",
               "ubd0=" + image, "root=/dev/ubda", "rw", "init=/init",
               "con0=fd:0,fd:1", "con=null", "ssl=null", "quiet"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env=dict(os.environ, TMPDIR=folder)) as uml:
        for line in uml.stdout:
            words = line.decode(errors="replace").split()
            if words[:1] != ["guest:"]:
                continue
            if words[1] == "up":
                figures["boot"] = (time.monotonic() - start) * 1e6
            elif words[1] == "failed:":
                sys.exit("um: %s: %s" % (program, " ".join(words[1:])))
            else:
                figures[words[1]] = float(words[2])
    if uml.returncode or set(figures) != set(NAMES):
        sys.exit("um: %s: status %d, only %s" %
                 (program, uml.returncode, sorted(figures)))
    return figures


def one_round(programs, folder, image):
    """Return the figures of the stock one, the moved one, the stock one."""
    names = ("um-stock", "um-all", "um-stock")
    figures = {}
    for at in random.sample(range(3), 3):
        figures[at] = boot(programs[names[at]], folder, image)
    return [figures[at] for at in range(3)]


def show(name, values, unit):
    print("%s %.4g %s n=%d min=%.4g median=%.4g max=%.4g" %
          (name, statistics.median(values), unit, len(values), min(values),
           statistics.median(values), max(values)), flush=True)


def main(arguments):
    rounds = int(arguments[0]) if arguments else 25
    programs = {name: os.path.join(BUILD, "kernel", name, "linux")
                for name in ("um-stock", "um-all")}
    for program in programs.values():
        if not os.path.exists(program):
            print("um: no %s" % program, file=sys.stderr)
            return 0
    runs = []
    with tempfile.TemporaryDirectory(
            dir=os.environ.get("LKL_BENCH_IMAGES")) as folder:
        image = make_image(folder)
        boot(programs["um-stock"], folder, image)
        for _ in range(rounds):
            runs.append(one_round(programs, folder, image))
    for name in NAMES:
        show("um_%s.stock" % name, [r[0][name] for r in runs], "us")
        show("um_%s.moved" % name, [r[1][name] for r in runs], "us")
        show("um_%s.ratio" % name,
             [r[1][name] / r[0][name] for r in runs], "x")
        show("um_%s.noise" % name,
             [r[2][name] / r[0][name] for r in runs], "x")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
