# SPDX-License-Identifier: GPL-2.0
"""The manual and the completion of each tool have the options of its --help."""

import glob
import os
import re
import shlex
import subprocess
import sys

top = os.environ.get("LKL_TOP") or os.path.abspath(
    os.path.join(os.path.dirname(__file__), "../../../.."))
tools = os.environ.get("LKL_TOOLS") or os.path.join(top, "build/tools")
runner = shlex.split(os.environ.get("LKL_EXEC", ""))

# "-t, --type=TYPE  what it is", and in a manual "-t TYPE, --type=TYPE".
OPTION = re.compile(r"(?<![\w-])(--[a-z][\w-]*|-[A-Za-z])(?:[ =]([A-Z]\w*))?")
HELP_LINE = re.compile(r"^ +(-.*?)(?:  .*)?$")
SECTION = re.compile(r"^=+$")


def options(text):
    """{option: argument or None} of the names of one option."""
    found = OPTION.findall(text)
    argument = next((word for _, word in found if word), None)
    return {name: argument for name, _ in found}


def of_help(text):
    found = {}
    for line in text.splitlines():
        match = HELP_LINE.match(line)
        if match:
            found.update(options(match.group(1)))
    return found


def of_manual(text):
    """The options of the section OPTIONS: lines that begin with one."""
    found = {}
    lines = text.splitlines()
    section = None
    for line, below in zip(lines, lines[1:] + [""]):
        if SECTION.match(below) and line.isupper():
            section = line
        elif section == "OPTIONS" and line.startswith("-"):
            found.update(options(line))
    return found


def completed(name, path):
    """What bash offers for "NAME -"."""
    script = ("source %s; compopt() { :; }; COMP_WORDS=(%s -); COMP_CWORD=1; "
              "$(complete -p %s | sed 's/.*-F \\([^ ]*\\).*/\\1/'); "
              "printf '%%s\\n' \"${COMPREPLY[@]}\"" %
              (shlex.quote(path), name, name))
    done = subprocess.run(["bash", "-c", script], stdout=subprocess.PIPE,
                          check=False)
    return {word.rstrip("=") for word in done.stdout.decode().split()}


class Results:
    def __init__(self):
        self.lines = []
        self.failed = False

    def equal(self, name, want, got):
        ok = want == got
        self.failed |= not ok
        self.lines.append("%s %d %s" % ("ok" if ok else "not ok",
                                        self.number(), name))
        if not ok:
            for key in sorted(set(want) | set(got)):
                self.compare(key, want, got)

    def compare(self, key, want, got):
        pair = [key not in d and "not there" or isinstance(d, dict) and d[key]
                for d in (want, got)]
        if pair[0] != pair[1]:
            self.lines.append("# %s: %s, %s" % (key, *pair))

    def skip(self, name, reason):
        self.lines.append("ok %d %s # SKIP %s" % (self.number(), name, reason))

    def number(self):
        return 1 + sum(not line.startswith("#") for line in self.lines)


def check(results, folder):
    name = os.path.basename(folder)
    program = os.path.join(tools, "bin", name)
    if not os.path.exists(program):
        results.skip(name, "package: it is not built")
        return
    pages = glob.glob(os.path.join(folder, name + ".[1-9].rst"))
    results.equal("%s: one manual" % name, {name}, {name for _ in pages})
    done = subprocess.run(runner + [program, "--help"], check=False,
                          stdout=subprocess.PIPE)
    helped = of_help(done.stdout.decode())
    results.equal("%s: --help" % name, {"--help", "--version"},
                  {"--help", "--version"} & set(helped))
    for page in pages:
        with open(page, encoding="utf-8") as f:
            results.equal("%s: its manual" % name, helped,
                          of_manual(f.read()))
    results.equal("%s: its completion" % name, set(helped),
                  completed(name, os.path.join(folder, name + ".bash")))


def tool_folders():
    """Those whose build.mk says that they are of a tool of their name."""
    for makefile in sorted(glob.glob(os.path.join(top, "tools/lkl/*/build.mk"))):
        folder = os.path.dirname(makefile)
        with open(makefile, encoding="utf-8") as f:
            if re.search(r"^tools \+= %s$" % os.path.basename(folder),
                         f.read(), re.MULTILINE):
                yield folder


def check_self(results):
    """That differences are found."""
    text = "OPTIONS\n=======\n\n-a FILE, --all=FILE\n    Text.\n\n--by\n"
    helped = "  -a, --all=FILE   what\n      --by         -c is no option\n"
    want = {"-a": "FILE", "--all": "FILE", "--by": None}
    results.equal("options of a manual", want, of_manual(text))
    results.equal("options of --help", want, of_help(helped))


def main():
    results = Results()
    check_self(results)
    for folder in tool_folders():
        check(results, folder)
    print("TAP version 14")
    print("1..%d" % (results.number() - 1))
    print("\n".join(results.lines))
    sys.exit(1 if results.failed else 0)


if __name__ == "__main__":
    main()
