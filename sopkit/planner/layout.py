"""Layout: a line-up laid on the show's clock from its start."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from sopkit.definition.product import Product
from sopkit.errors import UsageError
from sopkit.planner.order import admitted, in_order
from sopkit.planner.plan import ZERO, Note, Plan, Slot, kind_of, price_of
from sopkit.planner.rules import notes_on, violations_of
from sopkit.planner.terms import Terms, terms_of
from sopkit.script import show
from sopkit.title import forbidden_in

__all__ = ["lay_out", "lengths_of"]

_STEP = timedelta(seconds=30)
_INFO = ("尺码", "售后")


def lay_out(
    products: Sequence[Product],
    terms: Terms | None = None,
    *,
    length: timedelta | None = None,
    forbidden: Callable[[str], Sequence[str]] = forbidden_in,
) -> Plan:
    """
    Lay products on the clock of a show.

    Args:
        products: The line-up, each class in the order in which the shop prefers it.

        terms: The numbers that the rules go by; the sourced defaults, if none are given.

        length: How long the show is; the terms' ``show_length``, if none is given.

        forbidden: Says which words a title may not have.

    Raises:
        UsageError: a product stands twice in the line-up.
    """
    terms = terms or terms_of()
    length = terms.length("show_length") if length is None else length
    known = {product.id: product for product in products}
    if len(known) != len(products):
        twice = next(one.id for n, one in enumerate(products) if one.id in {p.id for p in products[:n]})
        raise UsageError(
            f"货盘里有两个 {twice}，每个编号只用一次。", f"the line-up has {twice} twice; use each id once."
        )
    info = next((product for product in products if _is_info(product)), None)
    shown = [product for product in products if product is not info]
    lengths, usual = lengths_of(shown, terms, length)
    chosen = in_order(admitted(shown, lambda product: lengths[product.id], length, terms), terms)
    slots: list[Slot] = []
    at = ZERO
    for product in chosen:
        slots.append(Slot(product.id, at, lengths[product.id]))
        at += lengths[product.id]
    placed = {slot.product for slot in slots}
    plan = Plan(
        length,
        tuple(slots),
        known,
        terms,
        _links(chosen, known, info),
        cut=tuple(product.id for product in shown if product.id not in placed),
        info=info.id if info else None,
    )
    return _judged(plan, usual, forbidden)


def _judged(plan: Plan, usual: timedelta, forbidden: Callable[[str], Sequence[str]]) -> Plan:
    from attrs import evolve

    notes = list(notes_on(plan))
    planned = plan.terms.length("slot_length")
    if usual < planned:
        zh = f"一个品从 {show(planned)}压到 {show(usual)}，才排得下。"
        en = f"Slots were shortened from {show(planned, 'en')} to {show(usual, 'en')} to make room."
        notes.insert(0, Note("slots-shortened", zh, en, plan.terms.source("slot_length", "slot_min")))
    return evolve(plan, violations=violations_of(plan, forbidden), notes=tuple(notes))


def lengths_of(products: Sequence[Product], terms: Terms, room: timedelta) -> tuple[Mapping[str, timedelta], timedelta]:
    """
    Return how long each product is shown, and the usual length.

    A product's own length stays as it is. The others get the usual one,
    shortened down to ``slot_min`` where the show would run over.
    """
    own = {p.id: slot for p in products if isinstance(slot := p.get("slot"), timedelta) and slot > ZERO}
    usual, least = terms.length("slot_length"), terms.length("slot_min")
    others = len(products) - len(own)
    left = room - sum(own.values(), ZERO)
    if others and others * usual > left:
        usual = min(usual, max(least, left / others // _STEP * _STEP))
    return {product.id: own.get(product.id, usual) for product in products}, usual


def _is_info(product: Product) -> bool:
    """Whether this is not for sale but the page of sizes and after-sale notes behind link 1."""
    return price_of(product) is None and not kind_of(product) and any(word in product.name for word in _INFO)


def _links(chosen: Sequence[Product], known: Mapping[str, Product], info: Product | None) -> Mapping[str, int]:
    """Return the number of each link: the line-up's own, else the next free one; link 1 is for sizes and after-sale."""
    links = {p.id: link for p in known.values() if isinstance(link := p.get("link"), int) and p is not info}
    taken = set(links.values())
    number = 2
    for product in chosen:
        if product.id not in links:
            while number in taken:
                number += 1
            links[product.id] = number
            taken.add(number)
    if info is not None:
        links[info.id] = 1
    return links
