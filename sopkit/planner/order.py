"""Order: which products a show has room for, and in which order they come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import chain

from sopkit.definition.product import Product, ProductClass
from sopkit.planner.plan import kind_of
from sopkit.planner.terms import Terms

__all__ = ["admitted", "in_order"]

_RANKS = {ProductClass.FLASH: 0, ProductClass.HIT: 1, ProductClass.PROFIT: 2, ProductClass.TOPIC: 3}


def rank(product: Product) -> int:
    """Return the place of a product's class in the order; behind all of them where it has none."""
    return {kind.value: place for kind, place in _RANKS.items()}.get(kind_of(product), len(_RANKS))


def _classes(products: Sequence[Product]) -> list[list[Product]]:
    """Return the products by class, in the order of the classes, each in the order of the line-up."""
    classes: list[list[Product]] = [[] for _ in range(len(_RANKS) + 1)]
    for product in products:
        classes[rank(product)].append(product)
    return classes


def admitted(
    products: Sequence[Product], length_of: Callable[[Product], timedelta], room: timedelta, terms: Terms
) -> list[Product]:
    """
    Return the products that there is room for.

    The opening 秒杀 come first, then one of each class; after that each class
    keeps its share of the line-up, and loses its last ones.
    """
    ranked: list[tuple[float, int, Product]] = []
    for place, members in enumerate(_classes(products)):
        for number, product in enumerate(members):
            urgency = (number + 0.5) / len(members)
            if place == 0 and number < terms.count("flash_least"):
                urgency = -2
            elif number == 0:
                urgency = -1
            ranked.append((urgency, place, product))
    ranked.sort(key=lambda one: one[:2])
    chosen: set[str] = set()
    left = room
    for _, _, product in ranked:
        length = length_of(product)
        if length <= left:
            chosen.add(product.id)
            left -= length
    return [product for product in products if product.id in chosen]


def in_order(products: Sequence[Product], terms: Terms) -> list[Product]:
    """
    Return the products in the order of the show.

    秒杀→爆款→利润→话题; the 秒杀 that the opening does not need stand in the
    gaps between 利润 and 话题, spread evenly, one where the two meet.
    """
    flash, hits, profit, topic, other = _classes(products)
    least = terms.count("flash_least")
    opening, rest = flash[:least], flash[least:]
    tail = [*profit, *topic, *other]
    if not tail:
        return [*opening, *rest, *hits]
    gaps: list[list[Product]] = [[] for _ in tail]
    for place, product in zip(_spread(len(rest), len(tail), len(profit)), rest, strict=True):
        gaps[place].append(product)
    return [*opening, *hits, *chain.from_iterable((*gap, after) for gap, after in zip(gaps, tail, strict=True))]


def _spread(count: int, size: int, border: int) -> list[int]:
    """Return before which of *size* products each of *count* others stands: in the gaps, one of them at *border*."""
    if size == 1:
        return [0] * count
    if count < size:
        places = [number * size // (count + 1) for number in range(1, count + 1)]
    else:
        places = [1 + number * (size - 1) // count for number in range(count)]
    if places and 0 < border < size and border not in places:
        nearest = min(range(count), key=lambda number: abs(places[number] - border))
        places[nearest] = border
    return sorted(places)
