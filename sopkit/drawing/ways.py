"""Ways: every way on from a step of a procedure, as the engine takes it: order, answers, failures, limits."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from sopkit.definition.procedure import Order, Procedure
from sopkit.definition.step import Step, Target, TargetKind
from sopkit.frozen import frozen

__all__ = ["Way", "WayKind", "ways_of"]


class WayKind(StrEnum):
    """Why the flow takes a way."""

    ORDER = "order"
    AFTER = "after"
    ANSWER = "answer"
    BROKEN = "broken"
    FAILED = "failed"
    LIMIT = "limit"


@frozen
class Way:
    """
    A way from one step to another.

    ``start`` is empty for what a limit opens, ``end`` where no step of this
    procedure follows. ``words`` are the answers that lead here. ``outside``
    is a fault that is raised or a procedure that is opened on the way;
    ``ends`` says how the activity ends with it, where it does.
    """

    kind: WayKind
    start: str
    end: str
    words: tuple[str, ...] = ()
    outside: Target | None = None
    ends: str = ""


def ways_of(procedure: Procedure) -> tuple[Way, ...]:
    """Return the ways of *procedure*, in the order of its steps; answers that lead alike are one way."""
    known = {step.id for step in procedure.steps}
    found: list[Way] = []
    for place, step in enumerate(procedure.steps):
        follower = _follower(procedure, place)
        ordered = _ordered(procedure, step)
        found += _on(step, follower, ordered=ordered)
        found += [Way(WayKind.AFTER, one, step.id) for one in step.after if one in known]
    if procedure.limits is not None:
        found += [Way(WayKind.LIMIT, "", one) for one in procedure.limits.on_limit if one in known]
    return tuple(_without_the_obvious(procedure, found))


def _ordered(procedure: Procedure, step: Step) -> bool:
    """Whether the order of the procedure holds the step back; a way out and what comes back have no turn."""
    return procedure.order is Order.SEQUENCE and not (step.only or step.every)


def _follower(procedure: Procedure, place: int) -> str:
    """Return the step that has its turn after the one at *place*."""
    return next((step.id for step in procedure.steps[place + 1 :] if _ordered(procedure, step)), "")


def _on(step: Step, follower: str, *, ordered: bool) -> Iterator[Way]:
    """Yield the ways on from one step."""
    if step.outcomes:
        yield from _answers(step, follower, ordered=ordered)
    elif step.ends:
        yield Way(WayKind.ORDER, step.id, "", ends=step.ends)
    elif ordered:
        yield Way(WayKind.ORDER, step.id, follower, ends="" if follower else "finished")
    if step.otherwise is not None:
        yield _way(WayKind.BROKEN, step, step.otherwise, follower, passes=False)
    if step.on_fail is not None and step.on_fail.then is not None:
        yield _way(WayKind.FAILED, step, step.on_fail.then, follower, passes=False)


def _answers(step: Step, follower: str, *, ordered: bool) -> Iterator[Way]:
    groups: dict[tuple[TargetKind, str | None], list[str]] = {}
    for outcome in step.outcomes:
        groups.setdefault((outcome.target.kind, outcome.target.id), []).append(outcome.name)
    for (kind, name), words in groups.items():
        way = _way(WayKind.ANSWER, step, Target(kind, name), follower if ordered else "", passes=ordered)
        yield Way(way.kind, way.start, way.end, tuple(words), way.outside, way.ends)


def _way(kind: WayKind, step: Step, target: Target, follower: str, *, passes: bool) -> Way:
    """
    Return the way to *target*.

    An answer passes the step, so the flow goes on behind a fault that it
    raises or a procedure that it opens (*passes*); a failure leaves it open.
    """
    if target.kind is TargetKind.FINISH or (step.ends and kind is WayKind.ANSWER):
        outside = target if target.kind in (TargetKind.RAISE, TargetKind.OPEN) else None
        return Way(kind, step.id, "", outside=outside, ends=step.ends or "finished")
    if target.kind is TargetKind.STEP:
        return Way(kind, step.id, target.id or "")
    if target.kind is TargetKind.NEXT:
        return Way(kind, step.id, follower, ends="finished" if passes and not follower else "")
    ends = "" if follower or not passes else "finished"
    return Way(kind, step.id, follower if passes else "", outside=target, ends=ends)


def _without_the_obvious(procedure: Procedure, ways: list[Way]) -> Iterator[Way]:
    """Yield the ways, but in a sequence not the ``after`` that its order says already."""
    ordered = {step.id for step in procedure.steps if _ordered(procedure, step)}
    for way in ways:
        if way.kind is WayKind.AFTER and way.start in ordered and way.end in ordered:
            continue
        yield way
