"""Text: a report for people, each finding with its frame, and a closing line that says how it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from sopkit.finding import Finding, Severity
from sopkit.lint.report import Report

__all__ = ["SEVERITIES", "closing", "lines_of"]

Paint = Callable[[str, str], str]

SEVERITIES = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("警告", "warning"),
    Severity.INFO: ("提示", "info"),
}


def lines_of(report: Report, *, lang: str = "zh", width: int = 80, paint: Paint | None = None) -> Iterator[str]:
    """Yield the lines of every finding; *paint* colours a piece by its style, see `sopkit.lint.frame.frame`."""
    paint = paint or (lambda piece, _: piece)
    if report.findings:
        from sopkit.lint.frame import frame
    for finding in report.findings:
        yield _head(finding, lang, paint)
        yield from frame(report.texts.get(finding.span.file, ""), finding, lang=lang, width=width, paint=paint)
        yield ""
    for cut in report.cut_short:
        yield paint(f"{cut.file}: {cut.en if lang == 'en' else cut.zh}", "warning")


def _head(finding: Finding, lang: str, paint: Paint) -> str:
    span = finding.span
    zh, en = SEVERITIES[finding.severity]
    severity = f"{en}: " if lang == "en" else f"{zh}："
    place = paint(f"{span.file}:{span.line}:{span.column}", "place")
    return f"{place} {paint(f'{finding.code} {severity}', finding.severity.value)}{_printable(finding.text(lang))}"


def _printable(text: str) -> str:
    """Take out control characters: a name from a file cannot steer the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def closing(report: Report, lang: str = "zh") -> str:
    """Return the last line: how many of what, and what was not looked at."""
    many = Counter(finding.severity for finding in report.findings)
    counted = [(many[severity], *words) for severity, words in SEVERITIES.items() if many[severity]]
    files = len(report.files)
    if lang == "en":
        said = ", ".join(f"{count} {en}{'s' if count > 1 and en != 'info' else ''}" for count, _, en in counted)
        text = f"{files} file{'s' if files != 1 else ''}: {said or 'nothing to mend'}"
        text += f" ({report.hidden} silenced)" if report.hidden else ""
        text += "; not every search went to its end" if not report.exhausted else ""
        return text + ("; sop explain CODE tells more" if counted else "")
    said = "，".join(f"{count} 个{zh}" for count, zh, _ in counted)
    text = f"{files} 个文件：{said or '没有要改的'}"
    text += f"（另有 {report.hidden} 个已注明忽略）" if report.hidden else ""
    text += "；有的检查没有做完" if not report.exhausted else ""
    return text + ("。详细说明：sop explain 代码" if counted else "。")
