"""Ledger: how many pieces of a product were declared, put on sale batch by batch, sold, and are left."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sopkit.definition.product import Product
from sopkit.definition.stock import READABLE
from sopkit.definition.value import Value
from sopkit.frozen import frozen
from sopkit.state import RunState
from sopkit.state.stock import StockState

__all__ = ["READABLE", "Batch", "Ledger", "ledger_of"]


@frozen
class Batch:
    """One batch that was put on sale: by whom, when, in which activity and round."""

    number: int
    pieces: int
    at: datetime
    by: str
    activity: str
    round: int


@frozen
class Ledger:
    """
    The pieces of one product.

    ``planned`` are the batches as they were declared, ``batches`` those that
    were put on sale. ``declared`` is null where nothing was declared.
    """

    product: str
    declared: int | None
    planned: tuple[int, ...]
    batches: tuple[Batch, ...]
    released: int
    sold: int

    @property
    def left(self) -> int | None:
        """Declared less sold."""
        return None if self.declared is None else self.declared - self.sold

    @property
    def held(self) -> int | None:
        """Declared less put on sale; never below zero."""
        return None if self.declared is None else max(0, self.declared - self.released)

    @property
    def on_sale(self) -> int:
        """Put on sale less sold; never below zero."""
        return max(0, self.released - self.sold)

    @property
    def over(self) -> int:
        """Put on sale beyond what was declared."""
        return 0 if self.declared is None else max(0, self.released - self.declared)

    @property
    def batched(self) -> int | None:
        """The pieces of all declared batches together; null where none were declared."""
        return sum(self.planned) if self.planned else None

    @property
    def next(self) -> int | None:
        """The pieces of the next batch as declared: of one put on sale in part, the rest; zero after the last."""
        for end in self._ends():
            if end > self.released:
                return end - self.released
        return 0 if self.planned else self.held

    @property
    def batch(self) -> int | None:
        """The number of the next batch, from 1; null where none is to come."""
        if not self.planned:
            return len(self.batches) + 1 if self.held else None
        return next((number for number, end in enumerate(self._ends(), 1) if end > self.released), None)

    def _ends(self) -> tuple[int, ...]:
        ends: list[int] = []
        for pieces in self.planned:
            ends.append((ends[-1] if ends else 0) + pieces)
        return tuple(ends)

    def get(self, name: str) -> Value:
        """Return what ``stock.<name>`` reads; ``None`` where it is not known."""
        if name not in READABLE:
            return None
        value: int | None = getattr(self, name)
        return value


def ledger_of(state: RunState, product: str) -> Ledger | None:
    """
    Return the ledger of a product; ``None`` where the run has no such product.

    It is a fold of the run's events: steps about the product record
    ``stock_released`` and ``sold`` (or ``sold_in_slot``); an update of the
    product may set ``stock_declared``, ``batches``, and, counted anew,
    ``stock_released`` and ``stock_sold``. What was undone is not in it.
    """
    known = state.products.get(product)
    if known is None:
        return None
    entries = state.stock.get(product) or StockState()
    return Ledger(
        product,
        _whole(known.get("stock_declared")),
        _planned(known),
        tuple(
            Batch(number, entry.pieces, entry.at, entry.by, entry.activity, entry.round)
            for number, entry in enumerate(entries.released, 1)
        ),
        (_whole(known.get("stock_released")) or 0) + sum(entry.pieces for entry in entries.released),
        (_whole(known.get("stock_sold")) or 0) + sum(entry.pieces for entry in entries.sold),
    )


def _planned(product: Product) -> tuple[int, ...]:
    """Return the declared batches; none where one of them is not a number."""
    batches = product.get("batches")
    if not isinstance(batches, tuple):
        return ()
    found = tuple(_whole(one) for one in batches)
    return tuple(one for one in found if one is not None) if None not in found else ()


def _whole(value: Value) -> int | None:
    if isinstance(value, str):
        return int(value) if value.isdecimal() else None
    return int(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
