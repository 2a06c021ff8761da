"""Lanes: a procedure or the handling of a fault, its roles as lanes, its steps from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sopkit.definition.fault import Fault, Interrupts
from sopkit.definition.procedure import Order, Procedure, ProductUse
from sopkit.definition.runbook import Runbook
from sopkit.drawing.lane_sheet import LaneSheet, Note
from sopkit.drawing.shape import Drawing
from sopkit.phrase import Phrases

__all__ = ["draw_fault", "draw_procedure", "header_of", "interrupting"]


def draw_procedure(book: Runbook, procedure: str, lang: str = "zh") -> Drawing:
    """Return the picture of one procedure: roles as lanes, every way on, the limits, the faults beside it."""
    found = book.procedures[procedure]
    phrases = Phrases(book, lang)
    notes = [
        Note(
            f"{fault.severity.value} {fault.title}",
            phrases.word(f"then-{fault.resume.value}")
            + phrases.word("comma")
            + phrases.word(f"clock-{fault.clock.value}"),
            "fault",
            fault.id,
        )
        for fault in interrupting(book, found)
    ]
    sheet = LaneSheet(phrases, found, found.title, header_of(phrases, found))
    return sheet.draw({}, notes, phrases.word("interrupted-by") if notes else "")


def draw_fault(book: Runbook, fault: str, lang: str = "zh") -> Drawing:
    """Return the picture of one fault: what each role says at once, the handling, what it leaves owed."""
    found = book.faults[fault]
    phrases = Phrases(book, lang)
    notes = [Note(phrases.word("recovered"), found.recovered, "good")] if found.recovered else []
    notes += [Note(phrases.word("owed-after"), phrases.owed(owed), "owed") for owed in found.owes]
    title = f"{phrases.word('fault')} {found.severity.value}{phrases.word('colon')}{found.title}"
    sheet = LaneSheet(phrases, found.handling, title, tuple(_fault_header(phrases, found)))
    at_once = {role: phrases.script(text) for role, text in found.first_lines.items()}
    return sheet.draw(at_once, notes, phrases.word("afterwards"), first=found.first)


def interrupting(book: Runbook, procedure: Procedure) -> tuple[Fault, ...]:
    """Return the faults that may suspend an activity of *procedure*: none beside the show or off the air."""
    handled = {fault.handling.id for fault in book.faults.values()}
    if procedure.beside or procedure.id in handled:
        return ()
    live = {phase.id for phase in book.phases if phase.live}
    phases = {phase.id for phase in book.phases if procedure.id in phase.opens} | set(procedure.phases)
    if phases and not phases & live:
        return ()
    return tuple(fault for fault in book.faults.values() if fault.interrupts is not Interrupts.NOTHING)


def header_of(phrases: Phrases, procedure: Procedure) -> tuple[str, ...]:
    """Return what is said of a procedure as a whole, a phrase each."""
    return tuple(_header(phrases, procedure))


def _header(phrases: Phrases, procedure: Procedure) -> Iterator[str]:
    yield phrases.word("steps", count=len(procedure.steps))
    yield phrases.word("sequence" if procedure.order is Order.SEQUENCE else "checklist")
    if procedure.for_each:
        yield phrases.word("each-product")
    elif procedure.product is not ProductUse.NONE:
        yield phrases.word(f"product-{procedure.product.value}")
    if procedure.beside:
        yield phrases.word("beside")
    if procedure.opened_by:
        yield phrases.word("opened-by", roles=phrases.roles(procedure.opened_by))
    titles: Mapping[str, str] = {phase.id: phase.title for phase in phrases.book.phases}
    if procedure.phases:
        yield phrases.word("in-phases", phases=phrases.listed(titles.get(one, one) for one in procedure.phases))
    if procedure.when:
        yield phrases.word("trait.when") + phrases.word("colon") + phrases.condition(procedure.when, {})
    if procedure.gates:
        gates = phrases.book.gates
        yield phrases.word("first-check", gates=phrases.listed(gates[one].title for one in procedure.gates))
    if procedure.limits is not None:
        yield phrases.bounds(procedure.limits)
    if procedure.at_most is not None:
        yield phrases.word("at-most", count=procedure.at_most)
    if procedure.plan is not None:
        yield phrases.word("planned", length=phrases.length(procedure.plan.duration))


def _fault_header(phrases: Phrases, fault: Fault) -> Iterator[str]:
    if fault.noticed_by:
        yield phrases.word("noticed-by", roles=phrases.roles(fault.noticed_by))
    yield phrases.word("first", role=phrases.role(fault.first))
    if fault.within is not None:
        yield phrases.word("acknowledge", length=phrases.length(fault.within))
    yield phrases.word(f"of-{fault.interrupts.value}")
    if fault.interrupts is not Interrupts.NOTHING:
        yield phrases.word(f"then-{fault.resume.value}")
        yield phrases.word(f"clock-{fault.clock.value}")
    yield from (one for one in _header(phrases, fault.handling))
