"""Losses: what a runbook says and a sheet of it does not, found by reading the sheet again and comparing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve, fields

from sopkit.definition.fault import Fault
from sopkit.definition.procedure import Procedure
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Step
from sopkit.frozen import frozen
from sopkit.phrase import Phrases
from sopkit.sheets.draft import Draft
from sopkit.sheets.reading import read_sheet
from sopkit.sheets.rows import settled, settled_procedure
from sopkit.sheets.sheet import Sheet

__all__ = ["Loss", "losses"]

_PARTS = ("params", "gates", "cues", "signals", "measures", "diagnoses", "scenarios")


@frozen
class Loss:
    """
    One thing that the sheet does not carry.

    ``place`` is the id of what has it (``hold-order/countdown``; empty for
    the whole runbook), ``what`` the name of its field; ``settled`` where a
    parameter was replaced by its value rather than left out.
    """

    place: str
    what: str
    settled: bool = False


def losses(book: Runbook, sheet: Sheet) -> tuple[Loss, ...]:
    """Return everything of *book* that reading *sheet* does not give back."""
    draft, _ = read_sheet(sheet.lines, "", book.roles, id=book.id, title=book.title)
    return tuple(_losses(book, draft))


def _losses(book: Runbook, draft: Draft) -> Iterator[Loss]:
    yield from (Loss("", name) for name in _PARTS if getattr(book, name))
    bare = Runbook(book.id, book.title, "0", {}, (), {})
    for name in ("version", "platform", "note", "min_people", "may"):
        if getattr(book, name) != getattr(bare, name):
            yield Loss("", name)
    back = {phase.title: phase for phase in draft.phases}
    for phase in book.phases:
        there = back.get(phase.title)
        if there is None:
            yield Loss(f"phase {phase.id}", "id")
        else:
            yield from _differing(f"phase {phase.id}", phase, evolve(there, title=phase.title))
    handled = {fault.handling.id for fault in book.faults.values()}
    for name, procedure in book.procedures.items():
        if name not in handled:
            yield from _procedure(book, procedure, draft.procedures.get(name))
    for name, fault in book.faults.items():
        yield from _fault(book, fault, draft.faults.get(name))


def _fault(book: Runbook, fault: Fault, back: Fault | None) -> Iterator[Loss]:
    if back is None:
        yield Loss(f"fault:{fault.id}", "id")
        return
    settled_lines = {role: Phrases(book).script(text) for role, text in fault.first_lines.items()}
    yield from _differing(f"fault:{fault.id}", evolve(fault, first_lines=settled_lines, handling=back.handling), back)
    for role, line in fault.first_lines.items():
        if settled_lines[role] != line:
            yield Loss(f"fault:{fault.id}", f"first_lines.{role}", settled=True)
    yield from _procedure(book, fault.handling, back.handling)


def _procedure(book: Runbook, procedure: Procedure, back: Procedure | None) -> Iterator[Loss]:
    if back is None:
        yield Loss(procedure.id, "id")
        return
    said = settled_procedure(book, procedure)
    for one in _differing(procedure.id, evolve(procedure, steps=()), evolve(back, steps=())):
        yield Loss(one.place, one.what, settled=getattr(said, one.what) == getattr(back, one.what))
    there = {step.id: step for step in back.steps}
    if [step.id for step in procedure.steps] != list(there):
        yield Loss(procedure.id, "steps")
    for step in procedure.steps:
        if step.id in there:
            yield from _step(f"{procedure.id}/{step.id}", step, settled(book, step), there[step.id])


def _step(place: str, step: Step, said: Step, back: Step) -> Iterator[Loss]:
    for one in _differing(place, step, back):
        yield Loss(one.place, one.what, settled=getattr(said, one.what) == getattr(back, one.what))


def _differing(place: str, one: Any, other: Any) -> Iterator[Loss]:
    """Yield a loss for each field in which two values of one class differ."""
    for field in fields(type(one)):
        if field.eq and getattr(one, field.name) != getattr(other, field.name):
            yield Loss(place, field.name)
