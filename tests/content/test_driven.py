"""What the shipped scenarios drive, by their journals: every answer, fault, cue, gate, measure and diagnosis."""

from __future__ import annotations

import pytest

from sopkit.definition.runbook import Runbook
from tests.content.driven import Driven, Mark, Names, drive_scenarios, shipped, wanted

# To pass a step over is walked (test_paths.py), by three people and by a full crew.
WALKED = {"na", "skip"}
KINDS = WALKED | {"outcome", "broken", "done", "ended", "limit", "raised", "recovered", "cue", "held", "passed"}
KINDS |= {"measured", "said"}


@pytest.fixture(scope="module")
def books() -> list[Runbook]:
    """Return every shipped runbook."""
    return shipped()


@pytest.fixture(scope="module")
def names(books: list[Runbook]) -> Names:
    """Return a name for each thing of the shipped files."""
    return Names(books)


@pytest.fixture(scope="module")
def driven(books: list[Runbook], names: Names) -> Driven:
    """Return what came about on the runs of every scenario."""
    driven = Driven(names)
    drive_scenarios(books, driven)
    return driven


@pytest.fixture(scope="module")
def asked(books: list[Runbook], names: Names) -> set[Mark]:
    """Return everything that must come about."""
    return wanted(books, names)


def test_every_answer_and_step_is_taken(asked: set[Mark], driven: Driven) -> None:
    """Each outcome of each decision is given, each expectation broken once, each step done, each procedure ended."""
    kinds = {"outcome", "broken", "done", "ended", "limit"}
    assert sorted(mark for mark in asked - driven.told.keys() if mark.kind in kinds) == []


def test_every_fault_is_raised_and_recovered(asked: set[Mark], driven: Driven) -> None:
    """No fault is only written down: somebody raises it, and its handling brings it to an end."""
    assert sorted(mark for mark in asked - driven.told.keys() if mark.kind in {"raised", "recovered"}) == []


def test_every_cue_fires(asked: set[Mark], driven: Driven) -> None:
    """Each cue is given once, by signals that somebody feeds."""
    assert sorted(mark for mark in asked - driven.told.keys() if mark.kind == "cue") == []


def test_every_gate_holds_somebody_and_lets_somebody_by(asked: set[Mark], driven: Driven) -> None:
    """Each gate bars somebody once, and once lets somebody by who was not waived through."""
    assert sorted(mark for mark in asked - driven.told.keys() if mark.kind in {"held", "passed"}) == []


def test_every_measure_comes_to_a_value_and_every_diagnosis_speaks(asked: set[Mark], driven: Driven) -> None:
    """Each number of the review is measured once, and each sentence over the numbers is said once."""
    assert sorted(mark for mark in asked - driven.told.keys() if mark.kind in {"measured", "said"}) == []


def test_the_account_is_whole(asked: set[Mark], driven: Driven) -> None:
    """Nothing else is asked for, and the account names nothing that the files do not have."""
    assert {mark.kind for mark in asked - driven.told.keys()} <= WALKED
    # A step whose condition does not hold, and one that failed by itself, are told too; nobody asks for them.
    told = {mark for mark in driven.told if mark.kind not in {"na", "broken"}}
    assert sorted(told - asked) == []
    assert {mark.kind for mark in asked} == KINDS


def test_the_account_misses_what_nothing_drives(books: list[Runbook], names: Names, asked: set[Mark]) -> None:
    """Without the scenarios of one file, what only they drive is missing from the account."""
    bare = Driven(names)
    drive_scenarios([book for book in books if book.id != "bad-review"], bare)
    left = {mark.about.partition("/")[0] for mark in asked - bare.told.keys() if mark.kind not in WALKED}
    assert left == {"bad-review", "improve", "review-proof-on-platform"}
