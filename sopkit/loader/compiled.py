"""Compiled: the shipped wording rules as they are once read, so that a lint need not read them anew each time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import asdict

from sopkit.content import Entry, library_beside
from sopkit.wording import Exemption, Level, Rule, Rules
from sopkit.wording.pattern import Matcher

__all__ = ["FILE", "dump", "read"]

FILE = "compiled.json"
"""
Beside the rules. ``python -m sopkit.loader.compiled`` writes it anew.

It bears the digest of the files that it was made from: where they have
changed it is left aside, and the files themselves are read.
"""

_MATCHERS = ("find", "before", "after", "near", "unless", "but")


def dump(rules: Rules, entries: Sequence[Entry]) -> str:
    """Return *rules*, which were made from *entries*, as text."""
    exemptions = {one.id: _plain(one) for rule in rules.all for one in rule.exempt}
    data = {
        "digest": _digest(entries),
        "platforms": rules.platforms,
        "exemptions": exemptions,
        "rules": [{**_plain(rule), "exempt": [one.id for one in rule.exempt]} for rule in rules.all],
    }
    return json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def read(entries: Sequence[Entry]) -> Rules | None:
    """Return the rules of *entries* as they were written down, or nothing where that is not of these files."""
    shelf = entries[0].shelf if entries else None
    if shelf is None:
        return None
    try:
        data = json.loads(shelf.folder.joinpath(FILE).read_bytes())
        if data["digest"] != _digest(entries):
            return None
    except (OSError, ValueError, KeyError):
        return None
    exemptions = {name: Exemption(**_restored(one)) for name, one in data["exemptions"].items()}
    found = []
    for one in data["rules"]:
        exempt = tuple(exemptions[name] for name in one.pop("exempt"))
        level = Level(one.pop("level"))
        found.append(Rule(**_restored(one), level=level, exempt=exempt))
    return Rules(tuple(found), {name: tuple(others) for name, others in data["platforms"].items()})


def _digest(entries: Sequence[Entry]) -> str:
    whole = sha256()
    for entry in entries:
        whole.update(entry.id.encode() + b"\0" + entry.read() + b"\0")
    return whole.hexdigest()


def _plain(value: Rule | Exemption) -> dict[str, Any]:
    plain = asdict(value, recurse=False)
    plain.pop("exempt", None)
    for name in _MATCHERS:
        one = plain.pop(name, None)
        if one is not None:
            told = ("".join(_spread(one.openings)), "".join(sorted(one.musts))) if name == "find" else ()
            plain[name] = [one.patterns, one.source, *told]
    return {name: one for name, one in plain.items() if one not in ("", ())}


def _spread(openings: frozenset[str]) -> list[str]:
    """Return openings in pairs of characters, a single one filled up with a blank."""
    return [opening.ljust(2) for opening in sorted(openings)]


def _restored(plain: dict[str, Any]) -> dict[str, Any]:
    for name in _MATCHERS:
        if name in plain:
            patterns, source, openings, musts = (*plain[name], "", "")[:4]
            pairs = (openings[at : at + 2].rstrip() for at in range(0, len(openings), 2))
            plain[name] = Matcher(tuple(patterns), source, frozenset(pairs), frozenset(musts))
    return {name: tuple(one) if isinstance(one, list) else one for name, one in plain.items()}


def main() -> None:
    """Write the shipped rules down anew."""
    from sopkit.loader.files import DiskFile
    from sopkit.loader.wordbook import Page, Wordbook

    entries = library_beside(None).wording()
    book = Wordbook(Page(DiskFile(entry)) for entry in entries)
    assert not book.findings, book.findings
    place = entries[0].place
    assert isinstance(place, Path)
    (place.parent / FILE).write_text(dump(book.rules, entries), encoding="utf-8")


if __name__ == "__main__":
    main()
