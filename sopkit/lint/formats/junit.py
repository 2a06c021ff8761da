"""JUnit: a report as XML, a test case for each file or finding, for build servers."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from sopkit.finding import Finding
from sopkit.lint.report import Report

__all__ = ["write"]

# XML 1.0 has no way to write these.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(report: Report, lang: str = "zh") -> str:
    """Return the XML; a finding that does not fail the check is written out beside its case."""
    failing = set(map(id, report.failing))
    cases: list[str] = []
    for file in dict.fromkeys((*report.files, *(one.span.file for one in report.findings))):
        own = [one for one in report.findings if one.span.file == file]
        cases += [_case(one, lang, failing=id(one) in failing) for one in own]
        if not own:
            cases.append(f"    <testcase classname={_attribute(file)} name={_attribute('sop lint')}/>")
    head = f'tests="{len(cases)}" failures="{len(failing)}" errors="0" skipped="0"'
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="sop lint" {head}>',
            f'  <testsuite name="sop lint" {head}>',
            *cases,
            "  </testsuite>",
            "</testsuites>",
        )
    )


def _case(finding: Finding, lang: str, *, failing: bool) -> str:
    span = finding.span
    name = f"{finding.code} {span.line}:{span.column}"
    inner = "failure" if failing else "system-out"
    line = escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", finding.line_text(lang)))
    text = finding.text(lang)
    attributes = f" message={_attribute(text)} type={_attribute(finding.severity.value)}" if failing else ""
    case = f"    <testcase classname={_attribute(span.file)} name={_attribute(name)}>"
    return f"{case}\n      <{inner}{attributes}>{line}</{inner}>\n    </testcase>"


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text), {"\n": "&#10;"})
