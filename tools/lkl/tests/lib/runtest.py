# SPDX-License-Identifier: GPL-2.0
"""Run one test program: own process group, own folder, a time limit."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

import ktap

DEFAULT_TIMEOUT = 60
# How long gdb may look at one process.
GDB_S = 60
# The groups of the tests that run now.
active = set()
INTERPRETERS = {".sh": "sh", ".py": "python3"}


class Test:
    """A source file that is a test, and what its first lines ask for."""

    def __init__(self, top, source):
        self.source = source
        self.name, self.kind = os.path.splitext(os.path.relpath(source, top))
        self.timeout = DEFAULT_TIMEOUT
        self.alone = False
        with open(source, encoding="utf-8") as f:
            head = [f.readline() for _ in range(40)]
        for line in head:
            match = re.match(r"^\s*(?:#|/\*|\*)\s*(timeout|alone):\s*(\S+)", line)
            if match and match.group(1) == "timeout":
                self.timeout = int(match.group(2))
            elif match:
                self.alone = True

    def command(self, environment):
        if self.kind == ".c":
            return (environment["LKL_EXEC"].split() +
                    [os.path.join(environment["LKL_TOOLS"], "tests",
                                  self.name)])
        return [INTERPRETERS[self.kind], self.source]


class Outcome:
    """How a test went; problems is empty if it passed."""

    def __init__(self, test, report, problems, seconds, logs):
        self.test = test
        self.report = report
        self.problems = problems
        self.seconds = seconds
        self.logs = logs


def group_members(pgid):
    """The processes of a group that have not ended."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/stat" % pid, encoding="latin-1") as f:
                state, _, group = f.read().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(group) == pgid and state not in "ZX":
            found.append(int(pid))
    return found


def backtraces(pgid, log):
    """Where a test hangs, for the log; as far as gdb can say.

    It cannot stop what waits for something that does not come, such as the
    answer of a dead file server, and would wait as well.
    """
    if not shutil.which("gdb"):
        return
    for pid in group_members(pgid):
        try:
            subprocess.run(["gdb", "-batch", "-nx", "-p", str(pid),
                            "-ex", "thread apply all bt 30"],
                           stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                           timeout=GDB_S, check=False)
        except subprocess.TimeoutExpired as e:
            log.write(b"%s\n" % str(e).encode())


def lasts(pgid, seconds):
    """Whether a group is there for so long."""
    deadline = time.monotonic() + seconds
    while group_members(pgid):
        if time.monotonic() >= deadline:
            return True
        time.sleep(0.02)
    return False


def kill_group(pgid):
    """End what is left of a group."""
    if group_members(pgid):
        os.killpg(pgid, signal.SIGTERM)
        if lasts(pgid, 2):
            os.killpg(pgid, signal.SIGKILL)


def kill_all():
    """End all tests that run now: the runner itself is to end."""
    for pgid in list(active):
        kill_group(pgid)


def wait(process, timeout, err):
    """Wait for the end of a test; return what is wrong with how it ended."""
    problems = []
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        problems.append("timed out after %g s" % timeout)
        backtraces(process.pid, err)
        kill_group(process.pid)
        process.wait()
        return problems
    if process.returncode < 0:
        problems.append("killed by %s" %
                        signal.Signals(-process.returncode).name)
    elif process.returncode:
        problems.append("exit status %d" % process.returncode)
    # What a test has killed at its end may take a moment.
    if lasts(process.pid, 1):
        kill_group(process.pid)
        problems.append("left processes behind")
    return problems


def run(test, environment, log_dir, timeout_factor=1.0):
    """Run a test and return its Outcome."""
    base = os.path.join(log_dir, test.name)
    os.makedirs(os.path.dirname(base), exist_ok=True)
    logs = (base + ".out", base + ".err")
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lkl-test-") as tmp, \
         open(logs[0], "wb") as out, open(logs[1], "wb") as err:
        try:
            process = subprocess.Popen(
                test.command(environment), cwd=tmp, stdin=subprocess.DEVNULL,
                stdout=out, stderr=err, start_new_session=True,
                env=dict(environment, TMPDIR=tmp))
        except OSError as e:
            problems = ["cannot run %s: %s" % (e.filename, e.strerror)]
        else:
            active.add(process.pid)
            problems = wait(process, test.timeout * timeout_factor, err)
            active.discard(process.pid)
    with open(logs[0], encoding="utf-8", errors="replace") as f:
        report = ktap.parse(f.read())
    if not (problems and report.plan is None):
        problems += report.errors
    return Outcome(test, report, problems, time.monotonic() - start, logs)
