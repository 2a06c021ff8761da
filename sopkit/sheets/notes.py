"""Notes: what is told of a sheet, each at its cell, and ids made of titles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from sopkit.finding import Finding
from sopkit.lineup.table import place
from sopkit.loader.rules import Rule
from sopkit.near import near
from sopkit.sheets import rules
from sopkit.sheets.sheet import Line

__all__ = ["Notes", "slug"]

_BARRED = re.compile(r"[\s$:{}\[\],#&*!|>'\"%@`/\\，、；：［］【】｛｝()（）。？！“”‘’…]+")
_RESERVED = frozenset(("next", "finish", "raise", "open"))


def slug(title: str) -> str:
    """Return an id made of a title; empty where nothing of it may stand in one."""
    made = _BARRED.sub("-", "".join(c if c.isprintable() else " " for c in title)).strip("-")[:40].strip("-")
    return f"{made}-1" if made in _RESERVED else made


class Notes:
    """The findings of one sheet."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def add(self, rule: Rule, row: int, column: int = 0, /, **args: str) -> None:
        """Note *rule* at a cell, once; rows count from 1, columns from 0."""
        found = rule.at(place(self.file, row, column + 1), **args)
        if found not in self.findings:
            self.findings.append(found)

    def hint(self, name: str, known: Iterable[str]) -> Mapping[str, str]:
        """Return the did-you-mean clauses."""
        hints = near(name, tuple(known))
        if not hints:
            return {"hint": "", "hint_en": ""}
        return {"hint": f"（是不是“{hints[0]}”？）", "hint_en": f" (did you mean “{hints[0]}”?)"}

    def fitting(self, name: str, line: Line, column: int) -> str:
        """Return *name* where it may be an id; else note what it was made."""
        if name and not _BARRED.search(name) and name not in _RESERVED and name.isprintable() and len(name) <= 80:
            return name
        made = slug(name) or "x"
        self.add(rules.BAD_ID, line.number, column, text=name, new=made)
        return made

    def fresh(self, title: str, taken: Collection[str], spare: str) -> str:
        """Return an id made of *title* that is not taken yet."""
        base = slug(title) or spare
        name, number = base, 1
        while name in taken or f"fault:{name}" in taken:
            number += 1
            name = f"{base}-{number}"
        return name
