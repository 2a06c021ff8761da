"""Product: one article of the line-up, with the facts that scripts and gates read."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from sopkit.definition.value import Value, ValueType

__all__ = ["FACTS", "Product"]

FACTS: Mapping[str, ValueType] = {
    "price": ValueType.MONEY,
    "compare_price": ValueType.MONEY,
    "stock_declared": ValueType.INT,
    "stock_sellable": ValueType.INT,
    "return_7d": ValueType.BOOL,
    "freight_insured": ValueType.BOOL,
    "gifts": ValueType.LIST,
    "batches": ValueType.LIST,
}
"""The facts whose type is known; any other column is text."""


@frozen
class Product:
    """
    One article of the line-up.

    ``facts`` holds whatever the shop knows of it by name, read in
    expressions and scripts as ``product.<name>``: ``price`` and
    ``compare_price`` (`Decimal` yuan), ``price_basis``, ``stock_declared``
    and ``batches``, ``gifts``, ``return_7d``, ``freight_insured``,
    ``sku`` (货号), ``kind`` (秒杀/爆款/利润/话题). A fact that is not known
    is absent and reads as null.
    """

    id: str
    name: str
    facts: Mapping[str, Value] = field(factory=dict)

    def get(self, name: str) -> Value:
        """Return the fact *name*, or ``None`` where it is not known."""
        if name == "id":
            return self.id
        if name == "name":
            return self.name
        return self.facts.get(name)
