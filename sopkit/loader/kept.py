"""Kept: files that others use, as they were once read, for as long as their texts stay the same."""

from __future__ import annotations

from functools import lru_cache

from sopkit.finding import Finding
from sopkit.loader.draft import Draft
from sopkit.loader.files import File
from sopkit.loader.nodes import Kind, Node, parse
from sopkit.loader.text import Text
from sopkit.loader.trees import pairs_of

__all__ = ["keep", "kept_of", "parsed", "tree_of", "uses_of"]

_MOST = 128
"""How many files are kept, the latest ones."""

_kept: dict[tuple[str, Text], Draft] = {}


def parsed(text: Text) -> tuple[Node | None, tuple[Finding, ...]]:
    """Return the tree of *text*, and everything that is wrong with its characters and its YAML."""
    root, findings = parse(text)
    return root, (*text.findings, *findings)


tree_of = lru_cache(maxsize=_MOST)(parsed)
"""The same, kept: for a text that is shared. Trees are never changed once they are made."""


def keep(draft: Draft) -> None:
    """
    Keep *draft* as it is now, before it is held against the rest of a runbook.

    Not one that extends another or that uses what is not there: how it reads
    hangs on more than its text, its seats and what it uses.
    """
    if draft.item is None or draft.bases or len(_names(draft)) != len(draft.used):
        return
    used = [one.origin for one in draft.used if one.origin is not None]
    if len(used) < len(draft.used):
        return
    while len(_kept) >= _MOST:
        del _kept[next(iter(_kept))]
    draft.origin = _kept[draft.file.name, draft.text] = draft.again(draft.file, used)


def kept_of(file: File, text: Text) -> Draft | None:
    """Return what is kept of *file* where it has this very text."""
    return _kept.get((file.name, text))


def uses_of(kept: Draft) -> list[tuple[str, Draft]]:
    """Return each name under which it uses another, and what was kept of that one."""
    return list(zip(_names(kept), kept.used, strict=True))


def _names(draft: Draft) -> list[str]:
    use = pairs_of(draft.root).get("use")
    if use is None:
        return []
    nodes = use[1].value if use[1].kind is Kind.LIST else [use[1]]
    return [one.value for one in nodes if one.kind is Kind.TEXT and not one.empty]
