"""Changes as a pass: what a runbook changes of those that it extends and uses."""

from __future__ import annotations

from collections.abc import Iterator

from sopkit.finding import Finding, Related
from sopkit.lint.subject import Subject
from sopkit.loader import rules
from sopkit.loader.origin import changes_of
from sopkit.loader.variant import PARTS

__all__ = ["changes"]

_HOW = {
    "override": ("整个换掉了", "replaced"),
    "change": ("改了几处", "changed"),
    "remove": ("去掉了", "taken away"),
}


def changes(subject: Subject) -> Iterator[Finding]:
    """Yield what was changed in this file, each with the place of the original."""
    assert subject.built is not None
    for change in changes_of(subject.built):
        if change.there is None or change.here.file != subject.text.shown:
            continue
        how, how_en = _HOW[change.how]
        what, what_en = ("步骤", "step") if change.step else PARTS[change.part]
        place = f"{change.there.file}:{change.there.line}"
        there = Related(change.there, "原来的在这里", "the original")
        name = f"{change.id}.{change.step}" if change.step else change.id
        yield rules.CHANGED.at(
            change.here, there, what=what, what_en=what_en, id=name, how=how, how_en=how_en, place=place
        )
