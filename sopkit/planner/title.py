"""Title: 品牌名 + 商品类别 + 基础信息 + 货号, and what a title may not say."""

from __future__ import annotations

import re

from sopkit.definition.product import Product, ProductClass
from sopkit.planner.plan import kind_of

__all__ = ["PARTS", "forbidden_in", "missing_in", "promises_in", "title_of"]

PARTS = (
    ("brand", "品牌名", "brand"),
    ("category", "商品类别", "category"),
    ("basics", "基础信息", "basics"),
    ("sku", "货号", "sku"),
)
"""What a title is made of, in order: the fact, and its name in both languages. Source: S003-65."""

# The four words of S003-71. A first one in a row (第一代、第一个) ranks nothing.
_FORBIDDEN = re.compile(r"最好|最强|全网|第一(?![代个次件款批层章季步杯口])")
_PROMISES = re.compile(r"秒杀|特价")


def title_of(product: Product) -> str | None:
    """Return the title by the formula; ``None`` while a part of it is not known."""
    parts = [product.get(fact) for fact, _, _ in PARTS]
    return " ".join(map(str, parts)) if all(parts) else None


def missing_in(product: Product) -> tuple[tuple[str, str], ...]:
    """Return the parts that are known and that the product's title does not have, by both their names."""
    title = product.get("title")
    if not isinstance(title, str):
        return ()
    have = _bare(title)
    return tuple(
        (zh, en)
        for fact, zh, en in PARTS
        if (part := product.get(fact)) and not all(_bare(word) in have for word in str(part).split())
    )


def _bare(text: str) -> str:
    return re.sub(r"[\s\-_/·]+", "", text).casefold()


def forbidden_in(title: str) -> tuple[str, ...]:
    """Return the words in *title* that no title may have."""
    return tuple(dict.fromkeys(_FORBIDDEN.findall(title)))


def promises_in(product: Product) -> tuple[str, ...]:
    """Return 秒杀 and 特价 in the title of a product that is none in the line-up."""
    title = product.get("title")
    if not isinstance(title, str) or kind_of(product) == ProductClass.FLASH.value:
        return ()
    return tuple(dict.fromkeys(_PROMISES.findall(title)))
