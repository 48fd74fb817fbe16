#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""lklfuse against what FUSE costs by itself, and against fuse2fs.

usage: fuse.py [-r ROUNDS] [-t TYPE] [-c CONTENDER] [-w WORK]

All do the same works on images on the same disk, by turns: lklfuse ("lkl"),
libfuse's example passthrough_ll over a loop mount ("pass"), on ext4 fuse2fs
("fuse2fs"), and the loop mount by itself ("loop"). A figure is a median of
milliseconds; NAME.ratio is lkl to pass, NAME.ratio2fs is lkl to fuse2fs, both
of the same round. Needs root, and takes the images' folder from
LKL_BENCH_IMAGES.

passthrough_ll opens files below as they are opened above, and has buffers that
O_DIRECT does not take: it refuses small O_DIRECT writes. For random writes it
is built without that one flag below. So both take O_DIRECT requests, and both
write them to the caches of a kernel: that inside of lklfuse, or the host's.
"""

import argparse
import io
import os
import random
import resource
import shutil
import subprocess
import sys
import tarfile
import time

MIB = 1 << 20
BIG = 1024 * MIB
RANDOM_BYTES = 512 * MIB
FILES = 20000
EXAMPLE = "/usr/share/doc/libfuse3-dev/examples"
FLAGS_BELOW = "fi->flags & ~O_NOFOLLOW"
NOT_DIRECT = "fi->flags & ~(O_NOFOLLOW | O_DIRECT)"
TOOLS = os.environ.get("LKL_TOOLS") or os.path.dirname(
    os.path.dirname(os.path.realpath(sys.argv[0])))


def start(command):
    return subprocess.run(command, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, check=False)


def try_run(*command):
    done = start(command)
    return None if done.returncode else done.stdout


def run(*command):
    done = start(command)
    if done.returncode:
        sys.exit("fuse: %s: %s" % (" ".join(command), done.stdout[:500]))
    return done.stdout


class Contender:
    """A way to mount an image, and to unmount it with all safe in it."""

    def __init__(self, name, folder, kind):
        self.name = name
        self.kind = kind
        self.image = os.path.join(folder, name)
        self.mnt = os.path.join(folder, "mnt-" + name)
        self.loop = os.path.join(folder, "loop-" + name)
        self.pid = None
        os.mkdir(self.mnt)
        os.mkdir(self.loop)

    def make(self):
        with open(self.image, "wb") as f:
            f.truncate(4096 * MIB)
        run("mkfs." + self.kind, "-q", self.image)

    def mount(self, program="passthrough_ll"):
        if self.name == "lkl":
            run(os.path.join(TOOLS, "bin/lklfuse"), self.image, self.mnt)
        elif self.name == "fuse2fs":
            run("fuse2fs", "-o", "fakeroot", self.image, self.mnt)
        elif self.name == "loop":
            run("mount", "-o", "loop", self.image, self.mnt)
        else:
            run("mount", "-o", "loop", self.image, self.loop)
            run(os.path.join(os.path.dirname(self.image), program), "-o",
                "cache=always,source=" + self.loop, self.mnt)
        for p in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open("/proc/%s/cmdline" % p, encoding="latin-1") as f:
                    if self.mnt in f.read():
                        self.pid = p
                        break
            except OSError:
                continue

    def unmount(self):
        run("umount", self.mnt)
        while self.pid and os.path.exists("/proc/" + self.pid):
            time.sleep(0.005)
        self.pid = None
        if self.name == "lkl":
            run(os.path.join(TOOLS, "bin/lklfuse"), "--wait", self.mnt)
        if self.name == "pass":
            run("umount", self.loop)

    def remount(self):
        """With nothing cached, neither of the file system nor its image."""
        self.unmount()
        fd = os.open(self.image, os.O_RDWR)
        os.fsync(fd)
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(fd)
        self.mount()

    def resident_mb(self):
        with open("/proc/%s/status" % self.pid, encoding="ascii") as f:
            for line in f:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) / 1024
        return 0


def timed(function, *args):
    start = time.monotonic()
    function(*args)
    return time.monotonic() - start


def write_big(path):
    buf = bytes(range(256)) * (MIB // 256)
    fd = os.open(path, os.O_WRONLY | os.O_CREAT)
    for _ in range(BIG // MIB):
        os.write(fd, buf)
    os.fsync(fd)
    os.close(fd)


def read_big(path):
    fd = os.open(path, os.O_RDONLY)
    buf = bytearray(MIB)
    while os.readv(fd, [buf]):
        pass
    os.close(fd)


def fio(path, how, depth):
    """Seconds for each of them; None if it is refused."""
    out = try_run("fio", "--name=x", "--filename=" + path, "--rw=" + how,
              "--bs=4k", "--direct=1", "--ioengine=libaio", "--iodepth=%d" % depth,
              "--size=%d" % RANDOM_BYTES, "--runtime=3", "--time_based",
              "--minimal")
    if out is None:
        return None
    fields = out.strip().splitlines()[-1].split(";")
    iops = float(fields[7 if how == "randread" else 48])
    return 1 / iops


def make_tar(path, nr):
    rng = random.Random(1)
    data = rng.randbytes(MIB)
    with tarfile.open(path, "w") as tar:
        for i in range(nr):
            info = tarfile.TarInfo("tree/%d/%d/file-%d" %
                                   (i // 1000, i // 20, i))
            info.size = min(int(rng.lognormvariate(8, 1.3)), MIB)
            info.mtime = 1700000000 + i
            tar.addfile(info, io.BytesIO(data[:info.size]))


def works(c, tar, results, chosen):
    """All works of one contender in one round; results[work] gets seconds."""
    def put(work, seconds):
        if seconds is not None:
            results.setdefault(work, []).append(seconds)

    tree = os.path.join(c.mnt, "tree")
    big = os.path.join(c.mnt, "big")
    c.make()
    c.mount()
    if not chosen or "tree" in chosen:
        put("untar", timed(run, "tar", "-xf", tar, "-C", c.mnt))
        c.remount()
        put("find_cold", timed(run, "find", tree, "-ls"))
        put("find_warm", timed(run, "find", tree, "-ls"))
        c.remount()
        put("read_tree", timed(run, "sh", "-c",
                               "tar -cf - -C %s tree | cat >/dev/null" %
                               c.mnt))
        put("rm", timed(run, "rm", "-rf", tree))
    if not chosen or "big" in chosen:
        put("write", timed(write_big, big))
        c.remount()
        put("read_cold", timed(read_big, big))
        put("read_warm", timed(read_big, big))
    if not chosen or "random" in chosen:
        if not os.path.exists(big):
            write_big(big)
        for how in "randread", "randwrite":
            if c.name == "pass" and how == "randwrite":
                c.unmount()
                c.mount("passthrough_nd")
            for depth in 1, 16:
                put("%s_qd%d" % (how, depth), fio(big, how, depth))
    if c.name != "loop":
        results.setdefault("resident", []).append(c.resident_mb())
    c.unmount()
    if not chosen or "mount" in chosen:
        start = time.monotonic()
        c.mount()
        os.listdir(c.mnt)
        put("mount", time.monotonic() - start)
        c.unmount()
    os.unlink(c.image)


def show(name, unit, values):
    values = sorted(values)
    n = len(values)
    median = (values[(n - 1) // 2] + values[n // 2]) / 2
    print("%s %.4g %s n=%d min=%.4g median=%.4g max=%.4g" %
          (name, median, unit, n, values[0], median, values[-1]), flush=True)


def show_all(kind, results):
    for work in results["lkl"]:
        name = "fuse_%s_%s" % (kind, work)
        for who, by_work in results.items():
            if work in by_work:
                show("%s.%s" % (name, who),
                     "MB" if work == "resident" else "ms",
                     [v if work == "resident" else v * 1000
                      for v in by_work[work]])
        for other, suffix in (("pass", "ratio"), ("fuse2fs", "ratio2fs")):
            if work in results.get(other, {}) and work != "resident":
                show("%s.%s" % (name, suffix), "x",
                     [a / b for a, b in zip(results["lkl"][work],
                                            results[other][work])])


def raise_limit():
    """passthrough_ll has a descriptor for every file that is known."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    try:
        hard = max(hard, 1 << 17)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    except ValueError:
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def build_examples(folder):
    """passthrough_ll as it comes, and passthrough_nd: not direct below."""
    flags = run("pkg-config", "--cflags", "--libs", "fuse3").split()
    with open(os.path.join(EXAMPLE, "passthrough_ll.c"),
              encoding="utf-8") as f:
        code = f.read()
    changed = code.replace(FLAGS_BELOW, NOT_DIRECT)
    if changed == code:
        sys.exit("fuse: passthrough_ll.c: opens files in another way")
    for name, text in (("passthrough_ll", code), ("passthrough_nd", changed)):
        path = os.path.join(folder, name)
        with open(path + ".c", "w", encoding="utf-8") as f:
            f.write(text)
        run("gcc", "-O2", "-D_GNU_SOURCE", "-I" + EXAMPLE, "-o", path,
            path + ".c", *flags)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-r", type=int, default=3)
    parser.add_argument("-t", action="append")
    parser.add_argument("-c", action="append")
    parser.add_argument("-w", action="append")
    args = parser.parse_args()
    limit = raise_limit()
    folder = os.path.join(os.environ.get("LKL_BENCH_IMAGES", "."), "fuse")
    os.mkdir(folder)
    build_examples(folder)
    tar = os.path.join(folder, "tree.tar")
    make_tar(tar, min(FILES, int(limit * 0.9)))
    try:
        for kind in args.t or ["ext4", "xfs", "btrfs"]:
            names = args.c or ["lkl", "pass", "loop"] + (
                ["fuse2fs"] if kind == "ext4" else [])
            contenders = [Contender(n, folder, kind) for n in names]
            results = {n: {} for n in names}
            for _ in range(args.r):
                for c in contenders:
                    works(c, tar, results[c.name], args.w)
            show_all(kind, results)
            for c in contenders:
                os.rmdir(c.mnt)
                os.rmdir(c.loop)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
