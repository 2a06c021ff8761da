"""Edits: changes to a text by offset, those that get in each other's way told apart."""

from __future__ import annotations

from collections.abc import Iterable

from sopkit.finding import Edit, Fix

__all__ = ["apply", "compatible"]


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return *text* after *edits*, none of which may overlap; of two at one place the first stands first."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        assert edit.start >= at, "edits overlap"
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join((*parts, text[at:]))


def compatible(fixes: Iterable[Fix]) -> list[Fix]:
    """
    Return those of *fixes* that can be made together, the first that claims a place having it.

    A fix is made whole or not at all. The same edit, asked for twice, is no
    conflict; two that touch at one place are, since the order would matter.
    """
    taken: list[Edit] = []
    kept: list[Fix] = []
    for fix in fixes:
        fresh = [edit for edit in fix.edits if edit not in taken]
        if any(_touch(edit, other) for edit in fresh for other in taken):
            continue
        taken += fresh
        kept.append(fix)
    return kept


def _touch(one: Edit, other: Edit) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end
