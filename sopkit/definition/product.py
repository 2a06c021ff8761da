"""Product: one article of the line-up, with the facts that scripts and gates read."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import field

from sopkit.definition.value import Value, ValueType
from sopkit.frozen import frozen

__all__ = ["FACTS", "RELEASED", "SOLD", "Product", "ProductClass"]


class ProductClass(StrEnum):
    """What a product is in the line-up for; the fact ``kind`` holds one of these words."""

    FLASH = "秒杀"
    HIT = "爆款"
    PROFIT = "利润"
    TOPIC = "话题"


FACTS: Mapping[str, ValueType] = {
    "price": ValueType.MONEY,
    "compare_price": ValueType.MONEY,
    "stock_declared": ValueType.INT,
    "stock_sellable": ValueType.INT,
    "stock_released": ValueType.INT,
    "stock_sold": ValueType.INT,
    "return_7d": ValueType.BOOL,
    "freight_insured": ValueType.BOOL,
    "gifts": ValueType.LIST,
    "batches": ValueType.LIST,
    "brand_filed": ValueType.BOOL,
    "link": ValueType.INT,
    "slot": ValueType.DURATION,
}
"""The facts whose type is known; any other column is text."""

RELEASED = "stock_released"
"""The record field, and the fact, that says how many pieces were put on sale."""
SOLD = ("sold", "sold_in_slot")
"""The record fields that say how many pieces were sold."""


@frozen
class Product:
    """
    One article of the line-up.

    ``facts`` holds whatever the shop knows of it by name, read in
    expressions and scripts as ``product.<name>``: ``price`` and
    ``compare_price`` (`Decimal` yuan), ``price_basis``, ``stock_declared``
    and ``batches``, ``gifts``, ``return_7d``, ``freight_insured``,
    ``sku`` (货号), ``kind`` (a `ProductClass`), ``brand``, ``category`` and
    ``basics`` (what a title is made of), ``link`` (链接号), ``slot`` (how
    long it is shown). A fact that is not known is absent and reads as null.
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
