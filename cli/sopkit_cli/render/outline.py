"""Outline: a runbook as a person reads it: phases, procedures, steps, faults, cues, parameters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sopkit.definition.procedure import Order, ProductUse
from sopkit.definition.value import Duration
from sopkit.script import show
from sopkit_cli.language import language, t
from sopkit_cli.plain import plain
from sopkit_cli.render.wording import head, listed, roles_of

if TYPE_CHECKING:
    from sopkit.definition.fault import Fault
    from sopkit.definition.procedure import Procedure
    from sopkit.definition.runbook import Runbook
    from sopkit.definition.step import Step
    from sopkit_cli.terminal import Terminal

__all__ = ["book_data", "print_book", "print_procedure"]

PARTS = ("phases", "procedures", "faults", "gates", "cues", "params", "signals", "measures", "diagnoses", "roles")


def book_data(book: Runbook, procedure: str | None) -> dict[str, Any]:
    """Return a runbook, or one procedure of it, as data."""
    if procedure is not None:
        return {"runbook": book.id, "procedure": plain(book.procedures[procedure])}
    data = {name: plain(getattr(book, name)) for name in ("id", "title", "version", "platform", "note", "digest")}
    return {"runbook": data | {name: plain(getattr(book, name)) for name in PARTS}}


def print_book(terminal: Terminal, book: Runbook) -> None:
    """Print a runbook as an outline."""
    terminal.line(f"{book.title} [{book.id}]", "head")
    terminal.line(t("show.version", version=book.version, people=book.min_people, roles=roles_of(book, book.roles)))
    if book.note:
        terminal.line(book.note, "dim")
    terminal.line(head(t("show.phases"), terminal.width), "head")
    for phase in book.phases:
        opens = listed(book.procedures[one].title for one in phase.opens)
        terminal.line(
            f"{phase.title} [{phase.id}]" + (" · " + t("show.opens", procedures=opens) if opens else ""),
            first="  ",
            rest="    ",
        )
    terminal.line(head(t("show.procedures"), terminal.width), "head")
    for procedure in book.procedures.values():
        if not procedure.id.startswith("fault:"):
            print_procedure(terminal, book, procedure)
    _print_faults(terminal, book)
    _print_cues(terminal, book)
    if book.params:
        terminal.line(head(t("show.params"), terminal.width), "head")
    for param in book.params.values():
        text = f"{param.id} = {show(param.default, language())}{param.unit}"
        terminal.line(text + (f" · {param.title}" if param.title else ""), first="  ", rest="    ")


def _print_faults(terminal: Terminal, book: Runbook) -> None:
    if book.faults:
        terminal.line(head(t("show.faults"), terminal.width), "head")
    for fault in book.faults.values():
        terminal.line(f"{fault.title} [{fault.id}] · {_fault(book, fault)}", first="  ", rest="    ")
        steps = listed(step.title for step in fault.handling.steps)
        terminal.line(steps, "dim", first="    " + t("show.handling"))


def _fault(book: Runbook, fault: Fault) -> str:
    what = t(f"interrupts.{fault.interrupts.value}")
    text = t("show.fault", severity=fault.severity.value, first=roles_of(book, (fault.first,)), what=what)
    owes = listed(book.procedures[owed.procedure].title for owed in fault.owes)
    return text + (" · " + t("show.owes", procedures=owes) if owes else "")


def _print_cues(terminal: Terminal, book: Runbook) -> None:
    if book.cues:
        terminal.line(head(t("show.cues"), terminal.width), "head")
    for cue in book.cues.values():
        text = t("show.cue", to=roles_of(book, cue.to), say=cue.say or cue.title)
        terminal.line(f"{cue.title} [{cue.id}] · {text}", first="  ", rest="    ")


def print_procedure(terminal: Terminal, book: Runbook, procedure: Procedure, *, full: bool = False) -> None:
    """Print a procedure and its steps; *full* with every word that goes with them."""
    traits = list(_traits(book, procedure))
    terminal.line(f"{procedure.title} [{procedure.id}] · " + " · ".join(traits), "head", first="  ", rest="    ")
    if full:
        _words(terminal, "    ", procedure.note, procedure.caution)
    for place, step in enumerate(procedure.steps, 1):
        number = f"{place:>4}. " if procedure.order is Order.SEQUENCE else "   ·  "
        text = f"{step.title} [{step.id}] · {' · '.join(_step_traits(book, step))}"
        terminal.line(text, first=number, rest="      ")
        if full:
            for label, lines in (("say", step.say), ("ask", (step.ask,)), ("answer", (step.answer,))):
                for line in filter(None, lines):
                    terminal.line(line, "say", first="      " + t(f"board.{label}"))
            _words(terminal, "      ", step.note, step.caution)


def _words(terminal: Terminal, blank: str, note: str, caution: str) -> None:
    if note:
        terminal.line(note, "dim", first=blank + t("board.note"))
    if caution:
        terminal.line(caution, "warn", first=blank + t("board.caution"))


def _traits(book: Runbook, procedure: Procedure) -> Iterator[str]:
    yield t("show.sequence" if procedure.order is Order.SEQUENCE else "show.checklist")
    if procedure.for_each:
        yield t("show.each")
    elif procedure.product is not ProductUse.NONE:
        yield t("show.product")
    if procedure.opened_by:
        yield t("show.by", roles=roles_of(book, procedure.opened_by))
    limits = procedure.limits
    if limits is not None:
        bounds = [_length(book, limits.duration)] if limits.duration is not None else []
        if limits.rounds is not None:
            count = limits.rounds if isinstance(limits.rounds, int) else book.params[limits.rounds.name].default
            bounds.append(t("show.rounds", count=count))
        titles = {step.id: step.title for step in procedure.steps}
        yield t("show.limit", bounds=listed(bounds), exits=listed(titles[one] for one in limits.on_limit))


def _step_traits(book: Runbook, step: Step) -> Iterator[str]:
    joint = " + " if step.seats.all else "/"
    yield joint.join(roles_of(book, (role,)) for role in step.seats.roles)
    if step.asked_by:
        yield t("show.asked", role=roles_of(book, (step.asked_by,)))
    if step.verify:
        yield t("show.verify", who=roles_of(book, (step.verify.role,)) if step.verify.role else t("show.second"))
    if step.record:
        yield t("show.records", names=listed(field.title or field.id for field in step.record))
    if step.outcomes:
        yield t("show.outcomes", names=listed(outcome.name for outcome in step.outcomes))
    for key, value in (("within", step.within), ("every", step.every.interval if step.every else None)):
        if value is not None:
            yield t(f"show.{key}", length=_length(book, value))
    if step.call:
        yield t("show.calls", procedure=book.procedures[step.call].title)
    if step.when:
        yield t("show.when", when=step.when)
    for key, holds in (
        ("word.optional", step.optional),
        ("show.na", step.not_applicable),
        ("show.on-limit", bool(step.only)),
    ):
        if holds:
            yield t(key)


def _length(book: Runbook, length: Duration) -> str:
    value = length if isinstance(length, timedelta) else book.params[length.name].default
    return show(value, language())
