"""Title: 品牌名 + 商品类别 + 基础信息 + 货号, and what a title may not say."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sopkit.definition.product import Product, ProductClass
from sopkit.definition.value import Value

__all__ = ["PARTS", "READABLE", "Title", "forbidden_in", "missing_in", "promises_in", "title_of"]

READABLE: Mapping[str, tuple[str, str]] = {
    "lacks": (
        "标题里缺的：品牌名、商品类别、基础信息、货号",
        "what the title lacks of brand, category, basics and sku",
    ),
    "barred": ("标题里的极限词：最好、最强、全网、第一", "the words of the title that no title may have"),
    "unearned": ("不是秒杀款，标题却写了的：秒杀、特价", "秒杀 and 特价 in the title of a product that is none"),
    "unfiled": ("标题里没有报备的品牌名", "the brand in the title that is not filed with the platform"),
    "made": ("按写法拼出来的标题", "the title that the formula makes"),
}
"""What ``title.<name>`` reads, in scripts and expressions: null where there is nothing to say."""

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
    if not isinstance(title, str) or product.get("kind") == ProductClass.FLASH.value:
        return ()
    return tuple(dict.fromkeys(_PROMISES.findall(title)))


class Title:
    """A product's title as expressions and scripts read it: what is wrong with it, and what it should be."""

    __slots__ = ("_product",)

    def __init__(self, product: Product | None) -> None:
        self._product = product

    def get(self, name: str) -> Value:
        """Return what ``title.<name>`` reads; ``None`` where there is nothing to say."""
        product = self._product
        title = product.get("title") if product is not None else None
        if product is None or name not in READABLE:
            return None
        if name == "made":
            return title_of(product)
        if not isinstance(title, str):
            return None
        if name == "unfiled":
            brand = product.get("brand")
            return str(brand) if brand and str(brand) in title and product.get("brand_filed") is not True else None
        found = {
            "lacks": tuple(zh for zh, _ in missing_in(product)),
            "barred": forbidden_in(title),
            "unearned": promises_in(product),
        }[name]
        return found or None
