"""Checks of times: reminders, windows, gaps, due times and plans that contradict each other."""

from __future__ import annotations

from datetime import timedelta

from sopkit.definition.procedure import Order, Procedure
from sopkit.definition.step import Plan, Step
from sopkit.definition.value import Anchor, Offset
from sopkit.finding import Span
from sopkit.verify.look import Look, brief
from sopkit.verify.rules import time as rules

__all__ = ["check_times", "shown"]

_NONE = timedelta(0)


def check_times(look: Look) -> None:
    """Note times that contradict each other; a param counts with its default."""
    before, after = _sides(look)
    for name, procedure in look.book.procedures.items():
        if procedure.plan is not None:
            _plan(look, procedure.plan, look.at_procedure(name, "plan"))
        _fits(look, name, procedure)
        for step in procedure.steps:
            if step.plan is not None:
                _plan(look, step.plan, look.places.step(name, step.id, "plan"))
            _window(look, name, step)
            _recurs(look, name, step)
            _due(look, name, procedure, step)
            if step.at is not None and step.blocks and (name in before or name in after):
                _phase(look, name, step, step.at, early=name in after)


def _plan(look: Look, plan: Plan, span: Span) -> None:
    whole, warn, danger = look.length(plan.duration), look.length(plan.warn), look.length(plan.danger)
    for key, length in (("warn", warn), ("danger", danger)):
        if whole is not None and length is not None and length > whole:
            look.note(rules.WARNS_EARLY, span, key=key, length=brief(length), whole=brief(whole))
    if warn is not None and danger is not None and danger > warn:
        look.note(rules.GRAVE_BEFORE_WARN, span, warn=brief(warn), danger=brief(danger))


def _between(look: Look, opens: Offset | None, closes: Offset | None) -> timedelta | None:
    """Return how long it is from one moment to the other; ``None`` where they hang on different things."""
    if opens is None or closes is None or opens.of is not closes.of:
        return None
    start, end = look.length(opens.by), look.length(closes.by)
    return None if start is None or end is None else end - start


def shown(look: Look, offset: Offset) -> str:
    """Return an offset as a file would write it."""
    length = look.length(offset.by) or _NONE
    sign = "-" if length < _NONE else "+"
    if offset.of is Anchor.GO_LIVE:
        return f"T{sign}{brief(abs(length))}" if length else "T"
    return f"{offset.of.value} {sign} {brief(abs(length))}" if length else offset.of.value


def _window(look: Look, name: str, step: Step) -> None:
    if step.window is None:
        return
    length = _between(look, step.window.opens, step.window.closes)
    if length is None or step.window.opens is None or step.window.closes is None:
        return
    span = look.places.step(name, step.id, "window")
    if length <= _NONE:
        opens, closes = shown(look, step.window.opens), shown(look, step.window.closes)
        look.note(rules.WINDOW, span, key="window", opens=opens, closes=closes)
    elif step.gap is not None and (gap := look.length(step.gap.at_least)) is not None and gap > length:
        args = {"step": step.id, "after": step.gap.after, "gap": brief(gap), "window": brief(length)}
        look.note(rules.GAP, look.places.step(name, step.id, "gap"), **args)


def _recurs(look: Look, name: str, step: Step) -> None:
    every = step.every
    if every is None or every.start is None or every.until is None:
        return
    length, interval = _between(look, every.start, every.until), look.length(every.interval)
    span = look.places.step(name, step.id, "every")
    if length is None or interval is None:
        return
    if length <= _NONE:
        opens, closes = shown(look, every.start), shown(look, every.until)
        look.note(rules.WINDOW, span, key="every", opens=opens, closes=closes)
    elif interval > length:
        look.note(rules.NEVER_BACK, span, step=step.id, interval=brief(interval), window=brief(length))


def _due(look: Look, name: str, procedure: Procedure, step: Step) -> None:
    """Note due times behind the bound of a round, past which only the ways out may be taken."""
    limits = procedure.limits
    limit = look.length(limits.duration) if limits is not None else None
    if limits is None or limit is None or step.id in limits.on_limit or not step.blocks:
        return
    times: list[tuple[str, timedelta | None]] = [("within", look.length(step.within))]
    if step.at is not None and step.at.of in (Anchor.ROUND, Anchor.ACTIVITY):
        times.append(("at", look.length(step.at.by)))
    for key, due in times:
        if due is not None and due > limit:
            span = look.places.step(name, step.id, key)
            look.note(rules.DUE_AFTER_LIMIT, span, step=step.id, key=key, due=brief(due), limit=brief(limit))


def _fits(look: Look, name: str, procedure: Procedure) -> None:
    """Note where the longest chain of planned steps is longer than the plan, or the bound, of the whole."""
    total = _critical(look, procedure)
    if not total:
        return
    plan = look.length(procedure.plan.duration) if procedure.plan else None
    limit = look.length(procedure.limits.duration) if procedure.limits else None
    if plan is not None and total > plan:
        args = {"what": "流程的计划用时", "what_en": "what the procedure is planned for", "whole": brief(plan)}
        look.note(rules.DOES_NOT_FIT, look.at_procedure(name, "plan"), sum=brief(total), **args)
    elif limit is not None and total > limit:
        args = {"what": "每轮的上限", "what_en": "the limit of a round", "whole": brief(limit)}
        look.note(rules.DOES_NOT_FIT, look.at_procedure(name, "limits"), sum=brief(total), **args)


def _critical(look: Look, procedure: Procedure) -> timedelta:
    """Return the length of the longest chain of steps that must be done one after the other."""
    own = {
        step.id: (look.length(step.plan.duration) or _NONE) if step.plan and step.blocks and not step.when else _NONE
        for step in procedure.steps
    }
    if procedure.order is Order.SEQUENCE:
        if any(outcome.target.id for step in procedure.steps for outcome in step.outcomes):
            return _NONE  # which steps are taken depends on the answers
        return sum(own.values(), _NONE)
    ends: dict[str, timedelta] = {}
    for step in _in_order(procedure):
        ends[step.id] = own[step.id] + max((ends.get(one, _NONE) for one in step.after), default=_NONE)
    return max(ends.values(), default=_NONE)


def _in_order(procedure: Procedure) -> list[Step]:
    """Return the steps so that each comes after those that it waits for."""
    by_id = {step.id: step for step in procedure.steps}
    done: dict[str, Step] = {}
    for first in procedure.steps:
        stack = [first]
        while stack:
            step = stack[-1]
            waits = [by_id[one] for one in step.after if one in by_id and one not in done and by_id[one] not in stack]
            if waits:
                stack += waits
            else:
                done.setdefault(stack.pop().id, step)
    return list(done.values())


def _sides(look: Look) -> tuple[set[str], set[str]]:
    """Return the procedures that only phases before the live ones open, and those that only live or later ones do."""
    phases = look.book.phases
    first = next((n for n, phase in enumerate(phases) if phase.live), None)
    if first is None:
        return set(), set()
    early = {name for phase in phases[:first] for name in phase.opens}
    late = {name for phase in phases[first:] for name in phase.opens}
    return early - late, late - early


def _phase(look: Look, name: str, step: Step, at: Offset, *, early: bool) -> None:
    length = look.length(at.by)
    if at.of is not Anchor.GO_LIVE or length is None:
        return
    span = look.places.step(name, step.id, "at")
    if early and length < _NONE:
        zh, en = (
            "在开播以前，流程却是开播后才打开的：一打开就已经超时",
            "is before going live, but the procedure opens only then: it is late from the start",
        )
    elif not early and length > _NONE:
        zh, en = (
            "在开播以后，流程却要在开播前做完：等到那时就开不了播",
            "is after going live, but the procedure must be finished before: waiting for it would keep the show from starting",
        )
    else:
        return
    look.note(rules.OTHER_PHASE, span, step=step.id, at=shown(look, at), why=zh, why_en=en)
