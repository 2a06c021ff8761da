"""Round trips: runbook to sheet to runbook keeps every step; sheet to runbook to sheet keeps every cell."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from attrs import fields as fields_of
from hypothesis import given, settings

import sopkit
from sopkit.content import library_beside
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Step
from sopkit.finding import Severity
from sopkit.lint import lint
from sopkit.sheets import Draft, csv_bytes, excel_bytes, lines_of, losses, read_sheet, sheet_of, yaml_of
from sopkit.sheets.rows import settled
from tests.sheets.books import books, known_roles

SHIPPED = [entry.id for entry in library_beside(None, ()).runbooks()]

load = cache(sopkit.load)


def draft_of(book: Runbook) -> Draft:
    """Return what the sheet of *book* says, all of it understood."""
    draft, findings = read_sheet(sheet_of(book).lines, "sheet.csv", book.roles, id=book.id, title=book.title)
    assert findings == ()
    return draft


def loaded(draft: Draft) -> Runbook:
    """Return the runbook that the text of *draft* is."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{draft.id}.yaml"
        path.write_text(yaml_of(draft), encoding="utf-8")
        return sopkit.load(path)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_runbook_comes_back_with_its_steps(name: str) -> None:
    """Whatever of a step does not come back is in the list of losses, and nothing else is."""
    book = load(name)
    draft = draft_of(book)
    sheet = sheet_of(book)
    if not draft.steps:
        return
    back = loaded(draft)
    lost = {(loss.place, loss.what) for loss in losses(book, sheet) if not loss.settled}
    handled = {fault.handling.id for fault in book.faults.values()}
    assert [one for one in book.procedures if one not in back.procedures] == []
    for procedure in book.procedures.values():
        there = {step.id: step for step in back.procedures[procedure.id].steps}
        assert list(there) == [step.id for step in procedure.steps]
        for step in procedure.steps:
            kept, place = settled(book, step), f"{procedure.id}/{step.id}"
            for field in fields_of(Step):
                if (place, field.name) not in lost:
                    assert getattr(there[step.id], field.name) == getattr(kept, field.name), (place, field.name)
    assert handled <= back.procedures.keys()
    assert sheet_of(back) == sheet


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_made_of_a_sheet_is_clean(name: str) -> None:
    """The text loads, and the linter has nothing against it."""
    draft = draft_of(load(name))
    if draft.steps:
        report = lint(yaml_of(draft), name=Path(f"{draft.id}.yaml"))
        assert [one.line_text("zh") for one in report.findings if one.severity is not Severity.INFO] == []


@given(books())
@settings(max_examples=120, deadline=None, derandomize=True)
def test_what_a_sheet_can_carry_comes_back_whole(book: Runbook) -> None:
    """A runbook that uses only what has a column is the same after sheet and YAML, and so is its sheet."""
    sheet = sheet_of(book)
    assert [loss for loss in losses(book, sheet) if "/" in loss.place or loss.place in book.procedures] == []
    back = loaded(draft_of(book))
    assert dict(back.procedures) == dict(book.procedures)
    assert dict(back.faults) == dict(book.faults)
    assert sheet_of(back) == sheet


@given(books())
@settings(max_examples=30, deadline=None, derandomize=True)
def test_files_keep_every_cell(book: Runbook) -> None:
    """CSV and Excel give back the cells that were written, whatever they begin with."""
    sheet = sheet_of(book)
    for raw in (csv_bytes(sheet), excel_bytes(sheet)):
        lines, findings = lines_of(raw, "sheet")
        assert findings == ()
        width = len(sheet.heads)
        assert tuple((line.cells + ("",) * width)[:width] for line in lines) == (sheet.heads, *sheet.rows)


def test_the_roles_of_the_tests_are_the_shipped_ones() -> None:
    """The generated runbooks name seats that every room has."""
    assert {"host", "floor", "control", "operations"} <= known_roles().keys()
