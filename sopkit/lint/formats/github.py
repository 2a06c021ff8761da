"""GitHub: a report as workflow commands, which GitHub shows beside the lines of a change."""

from __future__ import annotations

from sopkit.finding import Finding, Severity
from sopkit.lint.report import Report

__all__ = ["LIMIT", "write"]

LIMIT = 10
"""How many annotations of one level GitHub shows for a step; the rest it drops without a word."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(report: Report, lang: str = "zh") -> str:
    """Return one command a line, the worst first, since GitHub drops the last ones."""
    ranked = sorted(report.findings, key=lambda one: list(_LEVELS).index(one.severity))
    lines = [_command(one, lang) for one in ranked]
    for severity, level in _LEVELS.items():
        over = sum(one.severity is severity for one in ranked) - LIMIT
        if over > 0:
            zh = f"还有 {over} 条没有显示在这里（GitHub 每步每级最多显示 {LIMIT} 条），请看日志"
            en = f"{over} more are not shown here (GitHub shows {LIMIT} of each level for a step); see the log"
            # Said as the first of its level, for the last are those that go unseen.
            at = next(i for i, one in enumerate(lines) if one.startswith(f"::{level} "))
            lines.insert(at, f"::{level} title=sop lint::{_message(en if lang == 'en' else zh)}")
    lines += [
        f"::warning file={_property(cut.file)}::{_message(cut.en if lang == 'en' else cut.zh)}"
        for cut in report.cut_short
    ]
    return "\n".join(lines)


def _command(finding: Finding, lang: str) -> str:
    span = finding.span
    end = max(span.end_column - 1, span.column) if span.end_line == span.line else span.column
    place = f"file={_property(span.file)},line={span.line},endLine={span.end_line},col={span.column}"
    # GitHub takes an end column only where it is on the same line.
    place += f",endColumn={end}" if span.end_line == span.line else ""
    return f"::{_LEVELS[finding.severity]} {place},title={_property(finding.code)}::{_message(finding.text(lang))}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
