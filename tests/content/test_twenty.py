"""The twenty faults of a live room: how bad, who notices, who acts first, first lines at one second, what is owed."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sopkit import events as ev
from sopkit.clock import HandClock
from sopkit.definition.runbook import Runbook
from sopkit.loader import load
from sopkit.run import start
from tests.content.cited import ROOT
from tests.content.walker import alone, full_crew, three_people

SHOWS = ("standard-live", "weixin-channels-live", "taobao-live")
NOW = datetime(2026, 3, 8, 12, 0, tzinfo=UTC)


def twenty() -> list[dict[str, str]]:
    """Return the rows of the table."""
    with Path(__file__).with_name("twenty.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def books() -> Mapping[str, Runbook]:
    """Return the three whole streams."""
    return {name: load(ROOT / "runbooks" / f"{name}.yaml") for name in SHOWS}


def test_the_table_has_twenty_numbers() -> None:
    """Nothing of the twenty is missing, and each row is another fault."""
    assert {int(row["number"]) for row in twenty()} == set(range(1, 21))
    assert len({row["fault"] for row in twenty()}) == len(twenty())


@pytest.mark.parametrize("row", twenty(), ids=lambda row: row["fault"])
@pytest.mark.parametrize("show", SHOWS)
def test_a_fault_is_as_the_table_says(books: Mapping[str, Runbook], row: dict[str, str], show: str) -> None:
    """Each stream has it, as severe, noticed by these seats among others, begun by that seat, owing at least this."""
    fault = books[show].faults[row["fault"]]
    assert fault.severity.value == row["severity"]
    assert set(row["notices"].split()) <= set(fault.noticed_by)
    assert fault.first == row["first"]
    assert set(row["owes"].split()) <= {owed.procedure for owed in fault.owes}
    assert fault.recovered
    assert fault.source
    assert len(fault.first_lines) > 1


@pytest.mark.parametrize("row", twenty(), ids=lambda row: row["fault"])
@pytest.mark.parametrize("crew", [three_people, full_crew], ids=["three", "full"])
def test_first_lines_come_at_the_same_second(books: Mapping[str, Runbook], row: dict[str, str], crew: object) -> None:
    """Whoever notices raises it; every seat that has a line gets its own, to be acknowledged, in the same instant."""
    book = books["standard-live"]
    fault = book.faults[row["fault"]]
    assert callable(crew)
    run = start(alone(book, ("live",), live=True), crew=crew(book), clock=HandClock(NOW))
    by = next(person for person, able in run.state.acting.items() if able.intersection(row["notices"].split()))
    raised = run.raise_fault(fault.id, by=by)
    given = [e.event for e in run.history() if isinstance(e.event, ev.CueGiven) and e.event.fault == raised]
    assert {cue.role for cue in given} == set(fault.first_lines)
    assert {cue.at for cue in given} == {NOW}
