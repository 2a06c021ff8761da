"""Play: what may be done in a procedure from where it stands, and where it stands then. The engine's flow, in small."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod

from sopkit.definition.step import Target, TargetKind
from sopkit.verify.conditions import Truth
from sopkit.verify.layout import Answer, Layout
from sopkit.verify.stand import Ended, Move, Position, is_calling, over, uncalled

__all__ = ["begin", "calm_move", "finishable", "moves", "passing", "returned"]


def begin(layout: Layout) -> list[Position | Ended]:
    """Return where the activity may stand once it is opened."""
    return _advance(layout, _settled(layout, Position()), None, human=False)


def finishable(layout: Layout, here: Position) -> bool:
    """Whether nothing is left that holds the activity up."""
    return not layout.blocks & ~here.passed


def moves(layout: Layout, here: Position) -> Iterator[Move]:
    """Yield what may be done now; what a call comes to is left to who knows the procedures."""
    for place in _ready(layout, here):
        gates = layout.gates[place]
        if not layout.steps[place].call:
            yield from _doing(layout, here, place)
        elif not gates or layout.holds(gates, here.seen).may_hold:
            yield Move(place, "call", "", [])
        yield from passing(layout, here, place)
    if finishable(layout, here):
        yield Move(-1, "finish", "", [Ended("finished", here.outcome)])
    if layout.timed and not here.late and not here.discharged:
        yield Move(-1, "wait", "", [here._replace(late=True)])


def calm_move(layout: Layout, here: Position) -> Move | None:
    """Return a move that may as well be made at once, if there is one."""
    if layout.calm & ~here.passed:
        for place in _ready(layout, here):
            if layout.calm >> place & 1 and not here.passed >> place & 1:
                return next(_doing(layout, here, place), None)
    return None


def returned(layout: Layout, here: Position, place: int, how: Ended) -> list[Position | Ended]:
    """Return where it stands once what the step called has ended."""
    here = uncalled(here, 1 << place)
    answers = {answer.name: answer for answer in layout.answers[place]}
    named = {outcome.name for outcome in layout.steps[place].outcomes}
    if not named:
        return [one for answer in layout.answers[place] for one in _done(layout, here, place, answer)]
    given = how.outcome if how.outcome in named else how.status if how.status in named else None
    if given is None:
        return [here]
    target = answers[given].target
    if _too_often(layout, here, place, target):
        return _sent(layout, here, place, target)
    return _done(layout, here, place, answers[given])


def passing(layout: Layout, here: Position, place: int) -> Iterator[Move]:
    """Yield the ways in which a step is passed without being done."""
    step = layout.steps[place]
    if step.optional or step.skip:
        yield Move(place, "skip", "", _passed(layout, here, place))
    if step.not_applicable:
        yield Move(place, "na", "", _passed(layout, here, place))
    then = layout.fallback[place]
    if then is not None:
        yield from _failing(layout, uncalled(here, 1 << place), place, then, "fail")


def _ready(layout: Layout, here: Position) -> Iterator[int]:
    """Yield the places that may be taken, as far as order, ``after`` and limits go."""
    passed = here.passed
    if here.bound or (layout.timed and here.late and not here.discharged):
        done = passed & ~layout.every
        yield from (p for p in layout.exits if not done >> p & 1 and not is_calling(here, p))
        return
    left = ~(passed & ~layout.every) & ~layout.only & ((1 << layout.size) - 1)
    if layout.sequence:
        window = ((1 << (here.front + 1)) - 1) & ~((1 << here.floor) - 1)
        left &= ~layout.ordered | window
    while left:
        low = left & -left
        left ^= low
        place = low.bit_length() - 1
        if not layout.after[place] & ~passed and not (here.calls and is_calling(here, place)):
            yield place


def _doing(layout: Layout, here: Position, place: int) -> Iterator[Move]:
    """Yield the ways in which doing the step may come out."""
    gates = layout.gates[place]
    if gates and layout.steps[place].asked_by and not layout.holds(gates, here.seen).may_hold:
        return
    for answer in layout.answers[place]:
        if gates and not layout.holds(gates, here.seen | answer.bits).may_hold:
            continue
        if not _too_often(layout, here, place, answer.target):
            yield Move(place, "do", answer.name, _done(layout, here, place, answer))
    broken = layout.broken(place)
    if broken is not None:
        yield from _failing(layout, here, place, broken, "broken")


def _failing(layout: Layout, here: Position, place: int, then: Target, verb: str) -> Iterator[Move]:
    if then.kind is TargetKind.NEXT:
        passed = _settled(layout, over(here, 1 << place))
        yield Move(place, verb, "", _advance(layout, passed, None, human=False))
    elif then.kind in (TargetKind.STEP, TargetKind.FINISH):
        yield Move(place, verb, "", _sent(layout, here, place, then))


def _passed(layout: Layout, here: Position, place: int) -> list[Position | Ended]:
    return _advance(layout, _settled(layout, over(here, 1 << place)), place, human=True)


def _done(layout: Layout, here: Position, place: int, answer: Answer) -> list[Position | Ended]:
    """Return where it stands after the step was done with that answer."""
    step = layout.steps[place]
    outcome = answer.name if answer.name and layout.answered else here.outcome
    if step.ends is not None:
        return [Ended(step.ends, outcome)]
    target = answer.target
    if target.kind is TargetKind.FINISH:
        return [Ended("finished", outcome)]
    here = here._replace(passed=here.passed | 1 << place, seen=here.seen | answer.bits, outcome=outcome)
    if place in layout.exits:
        here = here._replace(discharged=True, bound=False, late=False)
    here = _settled(layout, here)
    if target.kind is TargetKind.STEP:
        there = layout.place[target.id or ""]
        if there <= place or _between(layout, here, 0, there):
            return _sent(layout, here, place, target)
    return _advance(layout, here, place, human=True)


def _too_often(layout: Layout, here: Position, place: int, target: Target) -> bool:
    return (
        layout.rounds is not None
        and target.kind is TargetKind.STEP
        and layout.place[target.id or ""] <= place
        and here.round >= layout.rounds
    )


def _between(layout: Layout, here: Position, start: int, stop: int) -> int:
    return ((1 << stop) - 1) & ~((1 << start) - 1) & (layout.blocks | layout.ordered) & ~here.passed


def _sent(layout: Layout, here: Position, place: int, target: Target) -> list[Position | Ended]:
    """Return where it stands after the flow was sent to *target*."""
    if target.kind is TargetKind.FINISH:
        return [Ended("finished", here.outcome)]
    there = layout.place[target.id or ""]
    if _too_often(layout, here, place, target):
        return [here._replace(bound=True)] if layout.exits else [here]
    if there <= place:
        before = (1 << there) - 1
        anew = uncalled(here, ~before)._replace(
            passed=here.passed & before,
            floor=there,
            front=there,
            round=min(here.round + 1, layout.rounds) if layout.rounds is not None else 1,
            late=False,
            bound=False,
            discharged=False,
        )
        return _advance(layout, _settled(layout, anew), None, human=False)
    left = _between(layout, here, 0, there)
    return _advance(layout, _settled(layout, over(here, left)), None, human=False) if left else [here]


def _settled(layout: Layout, here: Position) -> Position:
    """Move the two fronts of a sequence past what no longer holds it."""
    if not layout.sequence:
        return here
    open_ = layout.blocks & ~here.passed & -(1 << here.front)
    front = (open_ & -open_).bit_length() - 1 if open_ else layout.size
    left = layout.ordered & ~here.passed & -(1 << here.floor)
    floor = min((left & -left).bit_length() - 1 if left else layout.size, front)
    floor = max(floor, here.floor)
    return here if (front, floor) == (here.front, here.floor) else here._replace(front=front, floor=floor)


def _advance(layout: Layout, here: Position, place: int | None, *, human: bool) -> list[Position | Ended]:
    """Go on after *place* was passed: what is left behind, what no longer applies, the end."""
    if place is not None and human and here.floor < place and layout.ordered >> place & 1:
        left = _between(layout, here, here.floor, place)
        if left:
            return _advance(layout, _settled(layout, over(here, left)), None, human=False)
    if not layout.conditional:
        return [_ended(layout, here)]
    found: list[Position | Ended] = []
    for judged in _judged(layout, here, place):
        stand: list[Position | Ended] = [here] if judged else [_ended(layout, here)]
        for one in judged:
            stand = [after for p in stand for after in _without(layout, p, one)]
        found += stand
    return list(dict.fromkeys(found))


def _without(layout: Layout, here: Position | Ended, place: int) -> list[Position | Ended]:
    """Return where it stands after a step that does not apply was passed by itself."""
    if isinstance(here, Ended) or here.passed >> place & 1:
        return [here]
    return _advance(layout, _settled(layout, over(here, 1 << place)), place, human=False)


def _ended(layout: Layout, here: Position) -> Position | Ended:
    waits = (layout.blocks | layout.spares) & ~here.passed
    return here if waits or layout.every else Ended("finished", here.outcome)


def _judged(layout: Layout, here: Position, place: int | None) -> list[tuple[int, ...]]:
    """Return the sets of steps that may stop applying now: one set for each way in which the open conditions fall."""
    choices: list[tuple[tuple[int, bool], ...]] = []
    aside = [p for p in layout.conditional if not layout.ordered >> p & 1]
    asked = [p for p in aside if place is None or layout.after[p] >> place & 1]
    if layout.sequence and here.front < layout.size:
        asked += [p for p in layout.conditional if layout.ordered >> p & 1 and here.floor <= p <= here.front]
    for one in asked:
        if here.passed >> one & 1 or layout.after[one] & ~here.passed or is_calling(here, one):
            continue
        truth = layout.holds((layout.steps[one].when or "",), here.seen)
        if truth is Truth.NEVER:
            choices.append(((one, True),))
        elif truth is not Truth.ALWAYS:
            choices.append(((one, True), (one, False)))
    # Every second way in which conditions may fall is one to be looked at; there can be very many.
    layout.pay(prod(len(ways) for ways in choices) - 1)
    found: dict[tuple[int, ...], None] = {}
    for falls in product(*choices):
        gone: list[int] = []
        for one, away in falls:
            if away:
                gone.append(one)
                if layout.ordered >> one & 1:
                    break
        found[tuple(gone)] = None
    return list(found)
