"""Checks of who does what: seats that nobody needs or covers, checks by the doer, two things at once."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import timedelta

from sopkit.definition.product import RELEASED
from sopkit.definition.step import Step
from sopkit.definition.value import Anchor
from sopkit.verify.look import Look
from sopkit.verify.rules import crew as rules

__all__ = ["check_crew"]


def check_crew(look: Look) -> None:
    """Note what the crew cannot do, or need not."""
    _roles(look)
    _told(look)
    for name, step in look.steps():
        _second(look, name, step)
        bare = _bare(look, name, step)
        why = _final(step) if not (step.verify or step.asked_by or step.seats.all) else None
        if not (bare or why) or not look.places.own(span := look.places.step(name, step.id)):
            continue
        if bare:
            look.note(rules.NOTHING_SAID, span, step=step.id)
        if why:
            look.note(rules.NO_SECOND, span, step=step.id, why=why[0], why_en=why[1])
    for name in look.book.procedures:
        _overlaps(look, name)


def _bare(look: Look, name: str, step: Step) -> bool:
    """Whether nothing but an id says what to do, though the other steps have titles."""
    if step.title != step.id or step.say or step.note or step.record or step.ask or step.call or step.outcomes:
        return False
    return any(one.title != one.id for one in look.book.procedures[name].steps)


def _named(look: Look) -> Iterator[str]:
    """Yield every role that something in the runbook names."""
    book = look.book
    for _, step in look.steps():
        yield from (*step.seats.roles, *step.skip)
        yield from (one for one in (step.asked_by, step.verify and step.verify.role) if one)
        yield from (owed.owner for owed in step.owes if owed.owner)
    for fault in book.faults.values():
        yield from (fault.first, *fault.noticed_by, *fault.first_lines)
        yield from (owed.owner for owed in fault.owes if owed.owner)
    for procedure in book.procedures.values():
        yield from procedure.opened_by
    yield from (role for cue in book.cues.values() for role in cue.to)
    yield from (role for gate in book.gates.values() for role in gate.waived_by)
    yield from (role for phase in book.phases for role in phase.entered_by)
    yield from (diagnosis.owner for diagnosis in book.diagnoses if diagnosis.owner)
    yield from (role for one in book.roles.values() for role in one.covered_by)


def _needed(look: Look) -> set[str]:
    """Return the roles without which a step that must be done cannot be."""
    found: set[str] = set()
    for _, step in look.steps():
        if step.blocks and (step.seats.all or len(step.seats.roles) == 1):
            found |= set(step.seats.roles)
    return found


def _roles(look: Look) -> None:
    named, needed = set(_named(look)), _needed(look)
    for role in look.book.roles.values():
        span = look.places.part("roles", role.id)
        if not look.places.own(span):
            continue
        if role.id not in named:
            look.note(rules.UNUSED_ROLE, span, role=role.title)
        covers = [one for one in role.covered_by if one in look.book.roles]
        if role.id in needed and not covers and not role.minimum and 1 < look.book.min_people < len(look.book.roles):
            look.note(rules.NOT_COVERED, span, role=role.title)


def _told(look: Look) -> None:
    """Note what is said to a seat that may well be empty."""
    manned = {seat for _, step in look.steps() if step.blocks for seat in step.seats.roles}
    manned |= {role.id for role in look.book.roles.values() if role.minimum}
    manned |= {role.id for role in look.book.roles.values() if manned & set(role.covered_by)}
    for cue in look.book.cues.values():
        for role in cue.to:
            if role not in manned:
                args = {"what": f"提示“{cue.id}”", "what_en": f"cue “{cue.id}”", "role": look.role(role)}
                look.note(rules.EMPTY_SEAT, look.places.part("cues", cue.id, "to"), **args)
    for fault in look.book.faults.values():
        if fault.noticed_by and not manned & set(fault.noticed_by):
            roles = "、".join(look.role(one) for one in fault.noticed_by)
            args = {"what": f"故障“{fault.id}”", "what_en": f"fault “{fault.id}”", "role": roles}
            look.note(rules.EMPTY_SEAT, look.places.part("faults", fault.id, "noticed_by"), **args)
        for role in dict.fromkeys((fault.first, *fault.first_lines)):
            if role not in manned:
                args = {"what": f"故障“{fault.id}”", "what_en": f"fault “{fault.id}”", "role": look.role(role)}
                key = "first" if role == fault.first else "first_lines"
                look.note(rules.EMPTY_SEAT, look.places.part("faults", fault.id, key), **args)


def _second(look: Look, name: str, step: Step) -> None:
    seats = step.seats.roles
    if step.asked_by is not None and seats == (step.asked_by,):
        span = look.places.step(name, step.id, "asked_by")
        look.note(rules.ASKS_ITSELF, span, step=step.id, role=look.role(seats[0]))
    if step.asked_by is not None and step.ask and not step.answer:
        span = look.places.step(name, step.id, "ask")
        if look.places.own(span):
            look.note(rules.NO_ANSWER, span, step=step.id)
    if step.verify is None:
        return
    span = look.places.step(name, step.id, "verify")
    checker = step.verify.role
    if checker is not None and seats == (checker,):
        role = look.book.roles.get(checker)
        if role is not None and role.minimum < 2 and not (role.cover == "always" and role.covered_by):
            look.note(rules.CHECKS_ITSELF, span, step=step.id, role=look.role(checker))
    if look.book.min_people < 2 and step.blocks and look.places.own(look.places.step(name, step.id)):
        look.note(rules.ALONE, span, step=step.id, count=str(look.book.min_people))


def _final(step: Step) -> tuple[str, str] | None:
    """Return why what the step does cannot be taken back, if it cannot."""
    if any(one.id == RELEASED for one in step.record):
        return "放出了库存", "stock is put on sale"
    if step.owes:
        return "许下了播后要兑现的事", "a promise is made"
    return None


def _overlaps(look: Look, name: str) -> None:
    """Note two planned stretches of one seat that overlap, where both count from the same moment."""
    planned: dict[tuple[str, Anchor], list[tuple[timedelta, timedelta, Step]]] = {}
    for step in look.book.procedures[name].steps:
        if step.plan is None or step.plan.start is None or not (step.seats.all or len(step.seats.roles) == 1):
            continue
        start, length = look.length(step.plan.start.by), look.length(step.plan.duration)
        if start is None or length is None:
            continue
        for role in step.seats.roles:
            planned.setdefault((role, step.plan.start.of), []).append((start, start + length, step))
    for (role, _), several in planned.items():
        several.sort(key=lambda one: one[:2])
        for (_, end, first), (start, _, second) in itertools.pairwise(several):
            if start < end:
                span = look.places.step(name, second.id, "plan")
                look.note(rules.TWICE, span, role=look.role(role), step=second.id, other=first.id)
