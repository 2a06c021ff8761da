"""Data: a report as one JSON object, lines and columns from 1, columns in code points."""

from __future__ import annotations

import json
from typing import Any

from sopkit.finding import Finding, Fix, Span
from sopkit.lint.report import Report
from sopkit.loader.text import Text

__all__ = ["VERSION", "data_of", "write"]

VERSION = 1
"""Raised when a key changes its meaning or goes; a new key does not raise it."""


def write(report: Report, lang: str = "zh") -> str:  # noqa: ARG001 -- both languages are always in it
    """Return the report as JSON."""
    return json.dumps(data_of(report), ensure_ascii=False, indent=1)


def data_of(report: Report) -> dict[str, Any]:
    """Return the report as plain data."""
    texts = {name: Text(name, text) for name, text in report.texts.items()}
    return {
        "version": VERSION,
        "profile": report.profile.value,
        "files": list(report.files),
        "unread": list(report.unread),
        "exhausted": report.exhausted,
        "cut_short": [{"file": cut.file, "search": cut.search, "zh": cut.zh, "en": cut.en} for cut in report.cut_short],
        "hidden": report.hidden,
        "findings": [_finding(one, texts) for one in report.findings],
    }


def _finding(finding: Finding, texts: dict[str, Text]) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        **_place(finding.span),
        "zh": finding.zh,
        "en": finding.en,
        "args": dict(finding.args),
        "fixes": [_fix(fix, texts.get(finding.span.file)) for fix in finding.fixes],
        "related": [{**_place(one.span), "zh": one.zh, "en": one.en} for one in finding.related],
    }


def _place(span: Span) -> dict[str, Any]:
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _fix(fix: Fix, text: Text | None) -> dict[str, Any]:
    edits = []
    for edit in fix.edits if text else ():
        assert text is not None
        place = _place(text.span(edit.start, edit.end))
        del place["file"]
        edits.append({**place, "text": edit.text})
    return {"zh": fix.zh, "en": fix.en, "safe": fix.safe, "edits": edits}
