"""Shelves: line-ups to plan with, from a few words or from hypothesis."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from hypothesis import strategies as st

from sopkit.definition.product import Product
from sopkit.definition.value import Value
from sopkit.planner import Plan

__all__ = ["codes", "line_up", "line_ups", "minutes", "order", "product"]

KINDS = {"F": "秒杀", "H": "爆款", "P": "利润", "T": "话题", "?": ""}
PRICES = {"F": 39, "H": 129, "P": 89, "T": 199, "?": 59}


def minutes(count: float) -> timedelta:
    """Return a length of so many minutes."""
    return timedelta(minutes=count)


def product(identity: str, **facts: Value) -> Product:
    """Return a product whose class is the first letter of its id, at a price that suits it."""
    kind = KINDS[identity[0]]
    known: dict[str, Value] = {"price": Decimal(PRICES[identity[0]]), **({"kind": kind} if kind else {})}
    return Product(identity, f"品{identity}", {**known, **facts})


def line_up(**counts: int) -> tuple[Product, ...]:
    """Return so many products of each class: ``line_up(F=3, P=5)``."""
    return tuple(product(f"{kind}{number}") for kind, count in counts.items() for number in range(1, count + 1))


def order(plan: Plan) -> str:
    """Return the ids in the order of the show."""
    return " ".join(slot.product for slot in plan.slots)


def codes(plan: Plan) -> list[str]:
    """Return what the plan breaks, in order."""
    return [violation.code for violation in plan.violations]


@st.composite
def line_ups(draw: st.DrawFn) -> tuple[Product, ...]:
    """Draw a line-up: any classes in any order, some with a length of their own."""
    kinds = draw(st.lists(st.sampled_from("FHPT?"), max_size=40))
    lengths = st.none() | st.integers(1, 25)
    found = []
    for number, kind in enumerate(kinds):
        own = draw(lengths)
        found.append(product(f"{kind}{number}", **({"slot": minutes(own)} if own else {})))
    return tuple(found)
