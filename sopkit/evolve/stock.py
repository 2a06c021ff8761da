"""Stock: what the records of steps, and updates of a product, do to its ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from sopkit.definition.product import RELEASED, SOLD
from sopkit.definition.value import Value
from sopkit.scope import product_of
from sopkit.state import ActivityState, RunState
from sopkit.state.stock import StockEntry, StockState

__all__ = ["BOOKED", "book", "recount", "unbook"]

BOOKED = frozenset({RELEASED, *SOLD})
"""The record fields that count pieces."""


def book(
    state: RunState, activity: ActivityState, key: str, record: Mapping[str, Value], at: datetime, by: str
) -> None:
    """Enter what a completed step recorded, where the step is about a product."""
    product = product_of(state, activity, key)
    if product is None:
        return
    stock = state.stock.get(product.id) or StockState()
    for name in BOOKED.intersection(record):
        pieces = record[name]
        if isinstance(pieces, bool) or not isinstance(pieces, int | Decimal):
            continue
        entry = StockEntry(at, by, activity.id, key, activity.round, int(pieces))
        if name == RELEASED:
            stock.released = (*stock.released, entry)
        else:
            stock.sold = (*stock.sold, entry)
        state.stock[product.id] = stock


def unbook(state: RunState, activity: ActivityState, key: str, at: datetime | None) -> None:
    """Take out what the completion of a step at this time had entered."""
    product = product_of(state, activity, key)
    stock = state.stock.get(product.id) if product is not None else None
    if stock is None:
        return
    stock.released = _without(stock.released, activity.id, key, at)
    stock.sold = _without(stock.sold, activity.id, key, at)


def _without(entries: tuple[StockEntry, ...], activity: str, key: str, at: datetime | None) -> tuple[StockEntry, ...]:
    """Leave out the last entry of this completion: an earlier round may have recorded at the same instant."""
    for place in range(len(entries) - 1, -1, -1):
        entry = entries[place]
        if (entry.activity, entry.key, entry.at) == (activity, key, at):
            return entries[:place] + entries[place + 1 :]
    return entries


def recount(state: RunState, product: str, facts: Mapping[str, Value]) -> None:
    """Begin anew from a number that somebody counted: what was entered before is in it."""
    stock = state.stock.get(product)
    if stock is None:
        return
    if "stock_released" in facts:
        stock.released = ()
    if "stock_sold" in facts:
        stock.sold = ()
