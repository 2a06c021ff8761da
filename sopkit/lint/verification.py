"""Verification as a pass: what `sopkit.verify` finds of a runbook that loads."""

from __future__ import annotations

from collections.abc import Iterable

from sopkit.finding import Finding
from sopkit.lint.report import CutShort
from sopkit.lint.subject import Subject
from sopkit.loader.places import ItemPlaces
from sopkit.verify import verify

__all__ = ["verification"]


def verification(subject: Subject) -> Iterable[Finding]:
    """Return what cannot work on air; a search that was cut short is noted with the subject."""
    assert subject.book is not None
    assert subject.names is not None
    result = verify(subject.book, ItemPlaces(subject.names))
    for cut in result.cuts:
        zh = f"“{cut.what}”的走法太多，看了 {cut.looked} 种局面就停了"
        en = f"“{cut.what}” can be played in too many ways; it was left after {cut.looked} situations"
        subject.cut_short.append(CutShort(subject.text.shown, "standstill", zh, en))
    return result.findings
