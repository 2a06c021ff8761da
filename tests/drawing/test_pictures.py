"""Pictures: everything that the runbook holds is there, legible, and nothing lies on anything else."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings

import sopkit
from sopkit.content import library_beside
from sopkit.definition.procedure import Procedure
from sopkit.definition.runbook import Runbook
from sopkit.drawing import Drawing, draw_fault, draw_procedure, draw_runbook
from sopkit.drawing.metrics import plain
from sopkit.drawing.ways import WayKind, ways_of
from tests.drawing.books import book_of, procedures
from tests.drawing.geometry import faults_of

SHIPPED = [entry.id for entry in library_beside(None, ()).runbooks()]

load = cache(sopkit.load)


def words_in(drawing: Drawing) -> str:
    """Return all words of a picture in a row, spaces left out, since lines break anywhere."""
    texts = [label.text for box in (*drawing.areas, *drawing.boxes) for label in box.labels]
    return "".join("".join(texts).split())


def squeezed(text: str) -> str:
    """Return *text* as `words_in` would show it."""
    return "".join(plain(text).split())


@pytest.mark.parametrize("name", SHIPPED)
def test_the_overview_shows_the_whole_runbook(name: str) -> None:
    """Every phase, procedure, fault and cue is on the overview by its title, and nothing overlaps."""
    book = load(name)
    drawing = draw_runbook(book)
    assert faults_of(drawing) == []
    shown = {box.id for box in drawing.boxes}
    handled = {fault.handling.id for fault in book.faults.values()}
    wanted = {phase.id for phase in book.phases} | book.procedures.keys() - handled
    assert wanted | book.faults.keys() | book.cues.keys() <= shown
    words = words_in(drawing)
    titles = [one.title for one in book.phases] + [one.title for one in book.faults.values()]
    titles += [one.title for one in book.cues.values()]
    assert [title for title in titles if squeezed(title) not in words] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_procedure_is_drawn_with_its_lanes(name: str, lang: str) -> None:
    """Each procedure shows every step by its title, each role as a lane, each way on as a line; nothing overlaps."""
    book = load(name)
    for procedure in book.procedures.values():
        drawing = draw_procedure(book, procedure.id, lang)
        assert faults_of(drawing) == [], procedure.id
        check(book, procedure, drawing, lang)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_fault_is_drawn_with_its_first_lines(name: str) -> None:
    """Each fault shows what every role says at once, the handling, and what it leaves owed."""
    book = load(name)
    for fault in book.faults.values():
        drawing = draw_fault(book, fault.id)
        assert faults_of(drawing) == [], fault.id
        check(book, fault.handling, drawing, "zh")
        said = [box for box in drawing.boxes if box.kind == "say"]
        assert len(said) == len(fault.first_lines)
        assert len({box.y for box in said}) <= 1
        assert len([box for box in drawing.boxes if box.kind == "owed"]) == len(fault.owes)


def check(book: Runbook, procedure: Procedure, drawing: Drawing, lang: str) -> None:
    """Assert that the steps, lanes and ways of *procedure* are all in *drawing*."""
    words = words_in(drawing)
    assert [step.id for step in procedure.steps if squeezed(step.title) not in words] == []
    heads = {label.text for area in drawing.areas if area.kind == "lane-head" for label in area.labels}
    roles = {role for step in procedure.steps for role in step.seats.roles}
    assert {book.roles[role].title if lang == "zh" else book.roles[role].title_en for role in roles} <= heads
    ways = ways_of(procedure)
    for kind in WayKind:
        led = [line for line in drawing.lines if line.kind == kind.value]
        assert len(led) == len([way for way in ways if way.kind is kind and way.end]), kind


@given(procedures())
@settings(max_examples=80, deadline=None, derandomize=True)
def test_a_procedure_of_any_shape_can_be_drawn(procedure: Procedure) -> None:
    """Whatever leads wherever, no box lies on another, no text leaves its box, no line goes through or lies on one."""
    book = book_of(procedure)
    drawing = draw_procedure(book, "p")
    assert faults_of(drawing) == []
    words = words_in(drawing)
    assert [step.id for step in procedure.steps if squeezed(step.title) not in words] == []
    assert faults_of(draw_runbook(book)) == []
