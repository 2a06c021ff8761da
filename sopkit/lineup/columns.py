"""Columns: what the heads of a line-up may be called, in Chinese and English, and the fact each stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import normalize

from sopkit.definition.product import FACTS, ProductClass

__all__ = ["COLUMNS", "KINDS", "fact_of", "head_of"]

COLUMNS: Mapping[str, str] = {
    # The first head of a fact is the one that sopkit itself shows.
    "编号": "id",
    "商品编号": "id",
    "商品ID": "id",
    "名称": "name",
    "商品名称": "name",
    "商品名": "name",
    "品名": "name",
    "类型": "kind",
    "款型": "kind",
    "分类": "kind",
    "商品类型": "kind",
    "class": "kind",
    "type": "kind",
    "直播价": "price",
    "到手价": "price",
    "价格": "price",
    "live price": "price",
    "原价": "compare_price",
    "划线价": "compare_price",
    "被比较价": "compare_price",
    "original price": "compare_price",
    "价格依据": "price_basis",
    "比价依据": "price_basis",
    "原价依据": "price_basis",
    "价格证据": "price_evidence",
    "依据证据": "price_evidence",
    "库存": "stock_declared",
    "公布库存": "stock_declared",
    "总件数": "stock_declared",
    "stock": "stock_declared",
    "可售库存": "stock_sellable",
    "后台库存": "stock_sellable",
    "sellable": "stock_sellable",
    "已售": "stock_sold",
    "批次": "batches",
    "分批": "batches",
    "赠品": "gifts",
    "gift": "gifts",
    "满减满赠": "promo",
    "促销": "promo",
    "七天无理由": "return_7d",
    "7天无理由": "return_7d",
    "支持七天无理由": "return_7d",
    "运费险": "freight_insured",
    "售后说明": "after_sale",
    "售后": "after_sale",
    "after-sale": "after_sale",
    "尺码": "sizes",
    "尺码表": "sizes",
    "货号": "sku",
    "款号": "sku",
    "标题": "title",
    "商品标题": "title",
    "品牌": "brand",
    "品牌名": "brand",
    "品牌已报备": "brand_filed",
    "品牌报备": "brand_filed",
    "品类": "category",
    "商品类别": "category",
    "类别": "category",
    "基础信息": "basics",
    "链接号": "link",
    "链接": "link",
    "讲解时长": "slot",
    "时长": "slot",
    "minutes": "slot",
}
"""Heads, and the fact that each stands for; the fact's own name is a head, too. Any other head is a fact of its own."""

KINDS: Mapping[str, ProductClass] = {
    **{word.value: word for word in ProductClass},
    "爆": ProductClass.HIT,
    "flash": ProductClass.FLASH,
    "hit": ProductClass.HIT,
    "hot": ProductClass.HIT,
    "profit": ProductClass.PROFIT,
    "topic": ProductClass.TOPIC,
}
"""How the four classes are written; 款 or 品 may stand behind."""

_UNIT = re.compile(r"[(\[【〔].*?[)\]】〕]$")


def _key(head: str) -> str:
    """Return a head as it is compared: half-width, without a unit in brackets, one case, one kind of gap."""
    text = _UNIT.sub("", normalize("NFKC", head).strip())
    return re.sub(r"[\s_-]+", " ", text).strip().casefold()


_FACTS = ("id", "name", "kind", "price_basis", "price_evidence", "promo", "after_sale", "sizes", "sku", "title")
_BY_KEY: Mapping[str, str] = {
    **{_key(name): name for name in (*_FACTS, *FACTS, "brand", "category", "basics")},
    **{_key(head): name for head, name in COLUMNS.items()},
}


def fact_of(head: str) -> str | None:
    """Return the fact that a head stands for, ``None`` where it is none that sopkit knows."""
    return _BY_KEY.get(_key(head))


def head_of(fact: str) -> str:
    """Return what a fact is called in Chinese."""
    return next((head for head, name in COLUMNS.items() if name == fact), fact)
