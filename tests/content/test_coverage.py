"""The coverage of the source documents: each id is carried by something that runs, or stands in a short list."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Target, TargetKind
from sopkit.diagrams import runbook_mermaid
from sopkit.expression import names_in
from sopkit.lint import lint
from sopkit.loader import check, load
from sopkit.scenario import play_all
from tests.content.cited import ROOT, carriers, coverage, known_ids, uncarried

RUNBOOKS = sorted((ROOT / "runbooks").glob("*.yaml"))
SHOWS = ("standard-live", "weixin-channels-live", "taobao-live")
KINDS = {"原则", "OCR 缺字", "反例"}


@pytest.fixture(scope="module")
def books() -> list[Runbook]:
    """Return every shipped runbook."""
    return [load(path) for path in RUNBOOKS]


@pytest.fixture(scope="module", params=SHOWS)
def show(request: pytest.FixtureRequest, books: list[Runbook]) -> Runbook:
    """Return a whole stream."""
    return next(book for book in books if book.id == request.param)


def test_every_id_is_carried_or_listed(books: list[Runbook]) -> None:
    """The report, made from the content, has a line for each of the 362 ids and none is missing."""
    lines = list(coverage(books))
    assert [line for line in lines if line.endswith("MISSING")] == []
    assert len(lines) == len(known_ids()) + 1 == 363
    assert lines[-1] == "352 carried, 10 listed, 362 ids"


def test_the_list_is_short_and_not_stale(books: list[Runbook]) -> None:
    """What is listed is known, gives one of three kinds of reason, and nothing carries it after all."""
    carried = carriers(books)
    for name, (kind, reason) in uncarried().items():
        assert name in carried
        assert carried[name] == [], name
        assert kind in KINDS, name
        assert reason, name


def test_a_doubtful_practice_is_a_guard_or_a_counter_example(books: list[Runbook]) -> None:
    """Each of the 21 ids with a caution is cited only by what says the caution, or is listed as a counter-example."""
    carried, listed = carriers(books), uncarried()
    doubtful = {name for name, caution in known_ids().items() if caution}
    assert len(doubtful) == 21
    for name in doubtful:
        assert carried[name] or listed[name][0] == "反例", name
        assert [item.id for item in carried[name] if not item.guarded] == [], name


@pytest.mark.parametrize("path", RUNBOOKS, ids=lambda path: path.stem)
def test_every_file_is_clean(path: Path) -> None:
    """Nothing at all is found in a shipped file, not even a warning."""
    assert check(path) == ()


# What a strict reading still notes, each for a reason: a variant does change things; a promise is written down by one
# person on air; a failed check stays with people, who mend it and try again; what is evidence is only kept.
NOTED = {"SOP215", "SOP617", "SOP644", "SOP653"}


@pytest.mark.parametrize("path", RUNBOOKS, ids=lambda path: path.stem)
def test_every_file_is_clean_to_a_strict_reader(path: Path) -> None:
    """The strict profile finds nothing but notes of four kinds, none of them a warning."""
    found = lint(path, profile="strict").findings
    assert {finding.code for finding in found} <= NOTED
    assert {finding.severity.value for finding in found} <= {"info"}


def test_every_file_draws(books: list[Runbook]) -> None:
    """Every shipped runbook has a picture, with each of its procedures and faults in it."""
    for book in books:
        drawing = runbook_mermaid(book)
        assert all(procedure.title.removesuffix("：处理") in drawing for procedure in book.procedures.values()), book.id


def _targets(book: Runbook) -> set[Target]:
    steps = [step for procedure in book.procedures.values() for step in procedure.steps]
    found = {outcome.target for step in steps for outcome in step.outcomes}
    found |= {step.otherwise for step in steps if step.otherwise}
    return found | {step.on_fail.then for step in steps if step.on_fail and step.on_fail.then}


def test_what_is_defined_can_come_about(show: Runbook) -> None:
    """In each show a procedure is opened by a phase, by hand, by an answer, or owed; a gate holds; a signal is read."""
    steps = [step for procedure in show.procedures.values() for step in procedure.steps]
    opened = {name for phase in show.phases for name in phase.opens}
    opened |= {target.id for target in _targets(show) if target.kind is TargetKind.OPEN and target.id}
    opened |= {step.call for step in steps if step.call}
    opened |= {owed.procedure for step in steps for owed in step.owes}
    opened |= {owed.procedure for fault in show.faults.values() for owed in fault.owes}
    opened |= {name for cue in show.cues.values() for name in cue.offers}
    opened |= {procedure.id for procedure in show.procedures.values() if procedure.opened_by}
    opened |= {f"fault:{name}" for name in show.faults}
    assert set(show.procedures) - opened == set()
    gates = {gate for step in steps for gate in step.gates}
    gates |= {gate for procedure in show.procedures.values() for gate in procedure.gates}
    gates |= {gate for phase in show.phases for gate in phase.gates}
    assert set(show.gates) - gates == set()
    read = {name for cue in show.cues.values() for name in names_in(cue.when)}
    read |= {measure.signal for measure in show.measures.values() if measure.signal}
    assert set(show.signals) - read == set()


def _spoken(text: dict[str, Any]) -> list[str]:
    """Return every line of the file that somebody says aloud."""
    faults = (text.get("faults") or {}).values()
    holders = [*(text.get("procedures") or {}).values(), *(fault["handling"] for fault in faults)]
    lines: list[str] = []
    for step in (step for holder in holders for step in holder.get("steps") or ()):
        say = step.get("say") or []
        lines += [say] if isinstance(say, str) else say
        lines += [step[key] for key in ("ask", "answer") if key in step]
    return lines + [fault["first_lines"]["host"] for fault in faults if "host" in fault.get("first_lines", {})]


@pytest.mark.parametrize("path", RUNBOOKS, ids=lambda path: path.stem)
def test_every_script_is_a_quotation_or_called_a_draft(path: Path) -> None:
    """A line that is said aloud is word for word in the sources, or its file says that such lines are drafts."""
    with Path(__file__).with_name("quotes.csv").open(encoding="utf-8", newline="") as file:
        quotes = [row["text"] for row in csv.DictReader(file)]
    text = yaml.safe_load(path.read_text(encoding="utf-8"))
    own = [line for line in _spoken(text) if not any(quote in line for quote in quotes)]
    assert not own or "拟稿" in text.get("note", ""), own


def _words(data: object) -> Iterator[str]:
    """Yield every text in plain data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield key
            yield from _words(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _words(value)


def test_every_procedure_and_fault_has_a_scenario(books: list[Runbook]) -> None:
    """Of what the shipped files define, at least a step is taken in a scenario of some shipped file."""
    told = {word for book in books for scenario in book.scenarios for word in _words(scenario.do)}
    silent = {
        name
        for book in books
        for name, procedure in book.procedures.items()
        if not told.intersection(step.id for step in procedure.steps)
    }
    assert sorted(silent) == []


def test_every_scenario_passes(books: list[Runbook]) -> None:
    """Every scenario of every shipped file goes as it says."""
    failures = [
        f"{book.id} {result.title}: {result.failure.text('zh')}"
        for book in books
        for result in play_all(book)
        if result.failure
    ]
    assert failures == []
