"""Wording: the scripts of a runbook, held against the wording rules of its team."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sopkit.errors import DefinitionError
from sopkit.finding import Finding
from sopkit.lint.subject import Subject
from sopkit.loader.spoken import check_item, scripts_of
from sopkit.loader.wording import load_wording

__all__ = ["wording"]


def wording(subject: Subject) -> Iterator[Finding]:
    """
    Yield what may not be said as it is written.

    Mistakes in the team's own rules come instead, since without them nothing
    can be said of the scripts.
    """
    draft = subject.draft
    if draft is None or draft.item is None or next(scripts_of(draft.item), None) is None:
        return
    try:
        rules = load_wording(folders=(Path(subject.text.shown).parent,))
    except DefinitionError as error:
        yield from error.findings
        return
    named = draft.item.get("platform") or subject.platform or ""
    yield from check_item(draft.item, rules=rules, platform=rules.platform(named))
