"""Offers: what would bring a show that runs over back into its time, and how much each saves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sopkit.definition.product import ProductClass
from sopkit.planner.plan import ZERO, Offer, OfferKind, Plan, Slot, SlotState, kind_of
from sopkit.planner.saying import few, named
from sopkit.script import show

__all__ = ["offers_for"]

_FLASH = ProductClass.FLASH.value


def offers_for(plan: Plan, coming: Sequence[Slot]) -> tuple[Offer, ...]:
    """
    Return the ways to save time, if the show runs over.

    *coming* are all the slots to come, those that no longer fit, too. What
    is enough by itself stands first, the smallest such first.
    """
    if plan.over <= ZERO:
        return ()
    kept = _opening(plan)
    offers = [*_shorten(plan, coming), *_drop(plan, coming), *_cut(plan, coming, kept), *_swap(plan, coming)]
    return tuple(sorted(offers, key=lambda offer: _worth(offer, plan.over)))


def _worth(offer: Offer, over: timedelta) -> tuple[bool, timedelta]:
    enough = offer.saves >= over
    return (not enough, offer.saves if enough else -offer.saves)


def _opening(plan: Plan) -> frozenset[str]:
    """Return the 秒杀 to come that the opening still needs."""
    stretch, least = plan.terms.length("first_stretch"), plan.terms.count("flash_least")
    flash = [s for s in plan.slots if kind_of(plan.products[s.product]) == _FLASH and s.start < stretch]
    return frozenset(s.product for s in flash[:least] if s.state is SlotState.PLANNED)


def _shorten(plan: Plan, coming: Sequence[Slot]) -> Iterator[Offer]:
    least = plan.terms.length("slot_min")
    saves = sum((slot.length - least for slot in coming if slot.length > least), ZERO)
    if saves > ZERO:
        yield Offer(
            OfferKind.SHORTEN,
            saves,
            f"后面 {len(coming)} 个品都压到 {show(least)}，省 {show(saves)}。",
            f"Shorten the {len(coming)} slots to come to {show(least, 'en')}: saves {show(saves, 'en')}.",
        )


def _drop(plan: Plan, coming: Sequence[Slot]) -> Iterator[Offer]:
    """Offer to leave out the fewest last ones that it takes: what happens if nobody chooses anything else."""
    dropped = tuple(slot for slot in coming if slot.product in plan.late)
    if len(dropped) < 2:
        return  # one is a cut
    saves = sum((slot.length for slot in dropped), ZERO)
    zh, en = few([slot.product for slot in dropped])
    yield Offer(
        OfferKind.DROP,
        saves,
        f"最后 {len(dropped)} 个不过了（{zh}），省 {show(saves)}。",
        f"Leave out the last {len(dropped)} ({en}): saves {show(saves, 'en')}.",
        tuple(slot.product for slot in dropped),
    )


def _cut(plan: Plan, coming: Sequence[Slot], kept: frozenset[str]) -> Iterator[Offer]:
    """Each slot to come that the opening does not need, from the end of the show."""
    for slot in reversed(coming):
        if slot.product not in kept:
            product = plan.products[slot.product]
            kind = f"（{kind_of(product)}）" if kind_of(product) else ""
            yield Offer(
                OfferKind.CUT,
                slot.length,
                f"不过 {named(product)}{kind}，省 {show(slot.length)}。",
                f"Leave out {named(product)}: saves {show(slot.length, 'en')}.",
                (slot.product,),
            )


def _swap(plan: Plan, coming: Sequence[Slot]) -> Iterator[Offer]:
    """For a long slot, the shortest product without a place, of the same class and with a length of its own."""
    for slot in coming:
        kind = kind_of(plan.products[slot.product])
        shorter = [
            (own, product)
            for product in plan.cut
            if kind_of(plan.products[product]) == kind
            and isinstance(own := plan.products[product].get("slot"), timedelta)
            and ZERO < own < slot.length
        ]
        if shorter:
            own, best = min(shorter, key=lambda one: one[0])
            old, new = named(plan.products[slot.product]), named(plan.products[best])
            saves = slot.length - own
            yield Offer(
                OfferKind.SWAP,
                saves,
                f"{old}换成同类的 {new}（{show(own)}），省 {show(saves)}。",
                f"Swap {old} for {new} of the same class ({show(own, 'en')}): saves {show(saves, 'en')}.",
                (slot.product,),
                best,
            )
