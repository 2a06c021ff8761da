"""Report: what a lint found in one file or several, and whether it looked everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field

from sopkit.finding import Finding, Severity
from sopkit.frozen import frozen
from sopkit.loader.rules import Profile

__all__ = ["CutShort", "Report"]


@frozen
class CutShort:
    """A search that was ended by its budget: what it did not find may still be there."""

    file: str
    search: str
    zh: str
    en: str


@frozen
class Report:
    """
    The findings, in the order of files and lines, those that the profile hides left out.

    ``texts`` holds each file's text as it was read, for frames and fixes.
    ``unread`` are the files that could not be read at all. ``hidden`` counts
    what a comment or a baseline silenced.
    """

    findings: tuple[Finding, ...]
    profile: Profile = Profile.STANDARD
    cut_short: tuple[CutShort, ...] = ()
    texts: Mapping[str, str] = field(factory=dict, repr=False)
    files: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    hidden: int = 0

    @property
    def exhausted(self) -> bool:
        """Whether every search went to its end, so that silence means something."""
        return not self.cut_short

    @property
    def failing(self) -> tuple[Finding, ...]:
        """Those findings that fail a check: errors; with ``standard`` warnings, with ``strict`` all."""
        return tuple(one for one in self.findings if one.severity in _FAILING[self.profile])

    @property
    def clean(self) -> bool:
        """Whether the check passes."""
        return not self.failing and not self.unread

    @property
    def exit_code(self) -> int:
        """0 clean, 1 findings, 3 a file could not be read."""
        return 3 if self.unread else int(bool(self.failing))


_FAILING = {
    Profile.NOVICE: (Severity.ERROR,),
    Profile.STANDARD: (Severity.ERROR, Severity.WARNING),
    Profile.STRICT: tuple(Severity),
}
