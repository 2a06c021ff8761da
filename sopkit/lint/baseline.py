"""Baseline: the warnings that a team has decided to live with for now, told apart by what their lines say."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePath

from attrs import evolve

from sopkit.finding import Finding
from sopkit.lint.report import Report
from sopkit.loader.rules import RULES

__all__ = ["VERSION", "baseline_of", "read_baseline", "without"]

VERSION = 1

Print = tuple[str, str, str]
"""File, code, and the line without the blanks around it: what stays when lines are added above."""


def baseline_of(report: Report) -> str:
    """Return the baseline that silences what *report* holds now; errors, and what is about safety, are not in it."""
    counted = Counter(_print(one, report.texts) for one in report.findings if RULES[one.code].suppressable)
    listed = [
        {"file": file, "code": code, "line": line, "count": count}
        for (file, code, line), count in sorted(counted.items())
    ]
    return json.dumps({"version": VERSION, "findings": listed}, ensure_ascii=False, indent=1) + "\n"


def read_baseline(text: str) -> Counter[Print] | None:
    """Return the baseline that *text* holds; ``None`` if it holds none."""
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            return None
        rows = data["findings"]
        return Counter({(str(row["file"]), str(row["code"]), str(row["line"])): int(row["count"]) for row in rows})
    except (ValueError, KeyError, TypeError):
        return None


def without(report: Report, baseline: Counter[Print]) -> Report:
    """Return *report* without what the baseline holds; a new finding on an equal line still shows."""
    left = Counter(baseline)
    kept: list[Finding] = []
    for one in report.findings:
        key = _print(one, report.texts)
        if RULES[one.code].suppressable and left[key] > 0:
            left[key] -= 1
        else:
            kept.append(one)
    return evolve(report, findings=tuple(kept), hidden=report.hidden + len(report.findings) - len(kept))


def _print(finding: Finding, texts: Mapping[str, str]) -> Print:
    lines = texts.get(finding.span.file, "").split("\n")
    line = lines[finding.span.line - 1].strip() if finding.span.line <= len(lines) else ""
    return PurePath(finding.span.file).as_posix(), finding.code, line
