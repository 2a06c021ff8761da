"""Again: a plan laid out anew from now: what is over is fixed, the rest shifts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import timedelta

from attrs import evolve

from sopkit.planner.offers import offers_for
from sopkit.planner.plan import ZERO, Plan, Slot, SlotState
from sopkit.planner.rules import notes_on, violations_of
from sopkit.title import forbidden_in

__all__ = ["past_by_plan", "replan"]

_NOTHING: Mapping[str, str] = {}


def past_by_plan(plan: Plan, now: timedelta) -> tuple[Slot, ...]:
    """Return the slots that are over or under way at *now*, had all gone as planned."""
    return tuple(
        evolve(slot, state=SlotState.DONE if slot.end <= now else SlotState.RUNNING)
        for slot in plan.slots
        if slot.start < now
    )


def replan(
    plan: Plan,
    now: timedelta,
    past: Sequence[Slot] | None = None,
    *,
    out: Collection[str] = (),
    into: Mapping[str, str] = _NOTHING,
    shorten: bool = False,
    forbidden: Callable[[str], Sequence[str]] = forbidden_in,
) -> Plan:
    """
    Lay out again what is still to come, from *now* (since the go-live).

    Args:
        plan: What was planned before.

        now: The time of the show.

        past: What really was shown, and what is under way (`sopkit.planner.played`); as planned, if none is given.

        out: Products to leave out.

        into: For a product to come, the one that takes its place.

        shorten: Whether every slot to come is shortened to the least that the terms allow.

        forbidden: Says which words a title may not have.
    """
    fixed = _fixed(past_by_plan(plan, now) if past is None else past, plan, now)
    seen = {slot.product for slot in fixed}
    rest = _coming(plan, seen, set(out), into)
    if shorten:
        least = plan.terms.length("slot_min")
        rest = [evolve(slot, length=min(slot.length, least)) for slot in rest]
    at = max(now, fixed[-1].end if fixed else ZERO)
    shifted: list[Slot] = []
    for slot in rest:
        shifted.append(evolve(slot, start=at, state=SlotState.PLANNED))
        at += slot.length
    fits = [slot for slot in shifted if slot.end <= plan.length]
    late = tuple(slot.product for slot in shifted[len(fits) :])
    placed = {slot.product for slot in (*fixed, *fits)} | set(late)
    made = evolve(
        plan,
        slots=(*fixed, *fits),
        links=_links(plan, fits),
        late=late,
        cut=tuple(one for one in plan.products if one not in placed and one != plan.info),
        over=max(ZERO, at - plan.length),
        behind=plan.behind + at - plan.ends - sum((_length(plan, one, _usual(plan)) for one in plan.late), ZERO),
    )
    return evolve(
        made, violations=violations_of(made, forbidden), notes=tuple(notes_on(made)), offers=offers_for(made, shifted)
    )


def _links(plan: Plan, coming: Sequence[Slot]) -> Mapping[str, int]:
    """Return the plan's links, and the next numbers for what had no place before."""
    links = dict(plan.links)
    for slot in coming:
        links.setdefault(slot.product, max(links.values(), default=1) + 1)
    return links


def _fixed(past: Sequence[Slot], plan: Plan, now: timedelta) -> tuple[Slot, ...]:
    """Return what was shown, in order, one after the other; what is under way lasts as planned, or till now."""
    planned = {slot.product: slot.length for slot in plan.slots}
    shown = sorted((slot for slot in past if slot.product in plan.products), key=lambda slot: slot.start)
    fixed: list[Slot] = []
    for place, slot in enumerate(shown):
        end = slot.end
        if slot.state is SlotState.RUNNING:
            end = max(now, slot.start + planned.get(slot.product, slot.length))
        if place + 1 < len(shown):
            end = min(end, shown[place + 1].start)
        fixed.append(evolve(slot, length=end - slot.start))
    return tuple(fixed)


def _coming(plan: Plan, seen: Collection[str], out: Collection[str], into: Mapping[str, str]) -> list[Slot]:
    """Return what is still to come, in order: the slots planned, then those that had become late."""
    usual = _usual(plan)
    waiting = [Slot(product, ZERO, _length(plan, product, usual)) for product in plan.late]
    coming: list[Slot] = []
    for slot in (*plan.slots, *waiting):
        product = into.get(slot.product, slot.product)
        if slot.product in seen or product in seen or product in out or product not in plan.products:
            continue
        if any(product == other.product for other in coming):
            continue
        length = slot.length if product == slot.product else _length(plan, product, usual)
        coming.append(evolve(slot, product=product, length=length))
    return coming


def _usual(plan: Plan) -> timedelta:
    """Return the length that the plan gives to products without one of their own."""
    lengths = [s.length for s in plan.slots if s.state is SlotState.PLANNED and not _own(plan, s.product)]
    return lengths[0] if lengths else plan.terms.length("slot_length")


def _length(plan: Plan, product: str, usual: timedelta) -> timedelta:
    return _own(plan, product) or usual


def _own(plan: Plan, product: str) -> timedelta | None:
    own = plan.products[product].get("slot")
    return own if isinstance(own, timedelta) and own > ZERO else None
