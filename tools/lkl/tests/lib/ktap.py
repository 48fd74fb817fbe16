# SPDX-License-Identifier: GPL-2.0
"""Judge the KTAP output of one test program."""

import re

SKIP_CLASSES = ("root:", "package:", "host:")

_PLAN = re.compile(r"^1\.\.(\d+)(?:\s+#\s*SKIP\s*(.*))?$")
_RESULT = re.compile(r"^(not )?ok(?:\s+(\d+))?(?:\s+(?:-\s+)?(.*?))?"
                     r"(?:\s+#\s*SKIP\b\s*(.*))?$")


class Report:
    """What a program's output says: counts, skips and complaints."""

    def __init__(self):
        self.plan = None
        self.passed = 0
        self.failed = []
        self.skipped = []       # (name or None for the whole program, reason)
        self.errors = []

    def results(self):
        return self.passed + len(self.failed) + len(self.skipped)

    def skipped_whole(self):
        return self.plan == 0 and not self.errors


def _add_result(report, match):
    negated, number, name, reason = match.groups()
    name = name or "unnamed"
    if number and int(number) != report.results() + 1:
        report.errors.append("result %s where %d was due" %
                             (number, report.results() + 1))
    if negated:
        report.failed.append(name)
    elif reason is not None:
        report.skipped.append((name, reason))
    else:
        report.passed += 1


def parse(text):
    """Return the Report of a program's standard output.

    Only lines that are not indented count: the others are subtests, whose
    outcome their parent has. What is no KTAP is ignored.
    """
    report = Report()
    for line in text.splitlines():
        plan = _PLAN.match(line)
        if plan:
            if report.plan is not None:
                report.errors.append("two plans")
            report.plan = int(plan.group(1))
            if report.plan == 0:
                report.skipped.append((None, plan.group(2) or ""))
            continue
        if line.startswith("Bail out!"):
            report.errors.append(line)
            continue
        result = _RESULT.match(line)
        if result:
            _add_result(report, result)
    _check_plan(report)
    return report


def _check_plan(report):
    if report.plan is None:
        report.errors.append("no plan")
    elif report.plan and report.plan != report.results():
        report.errors.append("%d results, %d planned" %
                             (report.results(), report.plan))
    for name, reason in report.skipped:
        if not reason.startswith(SKIP_CLASSES):
            report.errors.append("skip without a known reason: %s: %s" %
                                 (name or "all", reason or "none"))
