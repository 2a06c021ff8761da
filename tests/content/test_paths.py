"""Every shipped procedure and fault, played to its end along every outcome, by three people and by a full crew."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sopkit.definition.runbook import Runbook
from sopkit.loader import load
from tests.content.cited import ROOT
from tests.content.driven import Driven, Names, shipped, wanted_of, watched
from tests.content.walker import Subject, full_crew, three_people, walk_everywhere


def subjects() -> dict[str, Subject]:
    """Return every procedure and fault, each once in the smallest runbook that has it; an overridden one again."""
    books = sorted((load(path) for path in (ROOT / "runbooks").glob("*.yaml")), key=lambda b: len(b.procedures))
    found: dict[str, Subject] = {}
    for book in books:
        for name, procedure in book.procedures.items():
            before = found.get(name)
            if before is None:
                found[name] = Subject(book, name)
            elif before.book.procedures[name] != procedure:
                found[f"{book.id}/{name}"] = Subject(book, name)
    return found


SUBJECTS = subjects()
NAMES = Names(shipped())


@pytest.mark.parametrize("crew", [full_crew, three_people], ids=["full", "three"])
@pytest.mark.parametrize("name", SUBJECTS)
def test_every_outcome_comes_to_an_end(name: str, crew: Callable[[Runbook], dict[str, str]]) -> None:
    """From opening to the closed run: each outcome, each broken expectation, each pass; what is owed is met."""
    subject = SUBJECTS[name]
    driven = Driven(NAMES)
    with watched(driven, name):
        left = walk_everywhere(subject, crew(subject.book))
    assert left == set()
    # The same again, from what the journals hold; to fail and to try once more is told in the scenarios.
    wanted = {mark for mark in wanted_of(subject.book, subject.name, NAMES) if mark.kind != "broken"}
    assert sorted(wanted - driven.told.keys()) == []
