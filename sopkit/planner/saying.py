"""Saying: products, ids and times in the planner's sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sopkit.definition.product import Product

__all__ = ["clock", "few", "named"]

_SHOWN = 8


def named(product: Product) -> str:
    """Return the id and the name of a product."""
    return product.id if product.name == product.id else f"{product.id} {product.name}"


def few(ids: Sequence[str]) -> tuple[str, str]:
    """Return ids as a list in both languages, the first ones only where there are many."""
    shown = ids[:_SHOWN]
    more = len(ids) - len(shown)
    zh = "、".join(shown) + (f"…另有 {more} 个" if more else "")
    return zh, ", ".join(shown) + (f" and {more} more" if more else "")


def clock(length: timedelta) -> str:
    """Return a time of the show as ``1:05`` (hours and minutes), with seconds where there are any."""
    seconds = round(length.total_seconds())
    shown = f"{seconds // 3600}:{seconds // 60 % 60:02d}"
    return f"{shown}:{seconds % 60:02d}" if seconds % 60 else shown
