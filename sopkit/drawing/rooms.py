"""Rooms: in which phase, and for what reason, each procedure of a runbook may be opened."""

from __future__ import annotations

from collections.abc import Iterator

from sopkit.definition.procedure import Procedure
from sopkit.definition.runbook import Phase, Runbook
from sopkit.frozen import frozen

__all__ = ["Group", "groups_of"]


@frozen
class Group:
    """Procedures that are opened for the same reason; ``word`` is the key of the phrase that says it."""

    word: str
    procedures: tuple[Procedure, ...]


def groups_of(book: Runbook, phase: Phase | None) -> tuple[Group, ...]:
    """Return what stands in *phase*, or in none, by how it is opened; every procedure stands somewhere."""
    groups: dict[str, list[Procedure]] = {}
    for procedure, where, word in _places(book):
        if where == (phase.id if phase else ""):
            groups.setdefault(word, []).append(procedure)
    return tuple(Group(word, tuple(found)) for word, found in groups.items())


def _places(book: Runbook) -> Iterator[tuple[Procedure, str, str]]:
    """Yield each procedure with its phase and the reason, what a phase opens itself first."""
    handled = {fault.handling.id for fault in book.faults.values()}
    called = {step.call for procedure in book.procedures.values() for step in procedure.steps}
    owed = {one.procedure for fault in book.faults.values() for one in fault.owes}
    owed |= {one.procedure for p in book.procedures.values() for step in p.steps for one in step.owes}
    receiving = next((phase.id for phase in book.phases if phase.receives), "")
    placed: set[str] = set()
    for phase in book.phases:
        for name in phase.opens:
            if name in book.procedures:
                placed.add(name)
                yield book.procedures[name], phase.id, "opens-itself"
    for procedure in book.procedures.values():
        if procedure.id in handled:
            continue
        by_hand = [phase for phase in procedure.phases if any(one.id == phase for one in book.phases)]
        if by_hand:
            yield from ((procedure, phase, "opens-by-hand") for phase in by_hand)
        elif procedure.id in owed and not procedure.opened_by:
            yield procedure, receiving, "opens-owed"
        elif procedure.id in placed:
            continue
        elif procedure.id in called:
            yield procedure, "", "opens-called"
        else:
            yield procedure, "", "opens-anywhere"
