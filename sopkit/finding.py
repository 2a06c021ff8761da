"""Finding: one thing that is wrong or doubtful in a file, where it is and how to mend it."""

from __future__ import annotations

from enum import StrEnum

from attrs import field

from sopkit.frozen import frozen

__all__ = ["Edit", "Finding", "Fix", "Related", "Severity", "Span"]


class Severity(StrEnum):
    """How bad a finding is. Only an ``error`` keeps a file from being used."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@frozen
class Span:
    """
    A stretch of a file. Lines and columns count from 1, columns in code points.

    ``start`` and ``end`` are offsets into the text, in code points from 0;
    ``end`` is exclusive.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int = 0
    end: int = 0


@frozen
class Edit:
    """Replace the text from ``start`` to ``end`` (code points) with ``text``."""

    start: int
    end: int
    text: str


@frozen
class Fix:
    """A way to mend a finding; an unsafe one may change what the file means."""

    zh: str
    en: str
    edits: tuple[Edit, ...]
    safe: bool = True


@frozen
class Related:
    """A second place that a finding talks about, such as the first of two equal keys."""

    span: Span
    zh: str
    en: str


@frozen
class Finding:
    """
    One problem. ``code`` is stable and never reused; ``zh`` and ``en`` say the same.

    ``args`` are the values in the text, for programs.
    """

    code: str
    severity: Severity
    span: Span
    zh: str
    en: str
    args: dict[str, str] = field(factory=dict)
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()

    def text(self, lang: str) -> str:
        """Return the message in *lang* (``"zh"`` or ``"en"``)."""
        return self.en if lang == "en" else self.zh

    def line_text(self, lang: str) -> str:
        """Return ``file:line:column: CODE message`` on one line."""
        span = self.span
        return f"{span.file}:{span.line}:{span.column}: {self.code} {self.text(lang)}"
