"""SARIF: a report as SARIF 2.1.0, which code hosts read; rules in both languages, fixes as replacements."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from sopkit.finding import Finding, Fix, Severity, Span
from sopkit.lint.report import Report
from sopkit.loader.rules import RULES, Rule
from sopkit.loader.text import Text

__all__ = ["write"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: Report, lang: str = "zh") -> str:
    """Return the log of one run."""
    codes = sorted({one.code for one in report.findings})
    texts = {name: Text(name, text) for name, text in report.texts.items()}
    notes = [_notice(cut.file, cut.en if lang == "en" else cut.zh) for cut in report.cut_short]
    run = {
        "tool": {
            "driver": {"name": "sop lint", "language": _language(lang), "rules": [_rule(RULES[c], lang) for c in codes]}
        },
        "columnKind": "unicodeCodePoints",
        "language": _language(lang),
        "invocations": [{"executionSuccessful": not report.unread, "toolExecutionNotifications": notes}],
        "artifacts": [{"location": {"uri": _uri(name)}, "encoding": "utf-8"} for name in report.files],
        "results": [_result(one, codes, texts, lang) for one in report.findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _language(lang: str) -> str:
    return "en-US" if lang == "en" else "zh-CN"


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    from sopkit.lint.pages import page_of

    page = page_of(rule.code)
    name = "".join(part.capitalize() for part in rule.slug.split("-"))
    described = {
        "id": rule.code,
        "name": name,
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "shortDescription": {"text": rule.slug.replace("-", " ")},
    }
    if page is not None:
        described["fullDescription"] = {"text": page.en if lang == "en" else page.zh}
    return described


def _result(finding: Finding, codes: list[str], texts: dict[str, Text], lang: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.text(lang)},
        "locations": [{"physicalLocation": _location(finding.span)}],
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": one.en if lang == "en" else one.zh},
                "physicalLocation": _location(one.span),
            }
            for number, one in enumerate(finding.related, 1)
        ]
    text = texts.get(finding.span.file)
    fixes = [_fix(fix, finding.span.file, text, lang) for fix in finding.fixes if fix.edits] if text else []
    if fixes:
        result["fixes"] = fixes
    return result


def _fix(fix: Fix, file: str, text: Text, lang: str) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(text.span(edit.start, edit.end)), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
    ]
    change = {"artifactLocation": {"uri": _uri(file)}, "replacements": replacements}
    return {"description": {"text": fix.en if lang == "en" else fix.zh}, "artifactChanges": [change]}


def _location(span: Span) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(span.file)}, "region": _region(span)}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _notice(file: str, text: str) -> dict[str, Any]:
    location = {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}}}
    return {"level": "warning", "message": {"text": text}, "locations": [location]}


def _uri(name: str) -> str:
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
