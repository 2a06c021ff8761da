"""Title rules: the formula kept, brands filed, no forbidden word, no 秒杀 that is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sopkit.definition.product import Product
from sopkit.planner.plan import Plan, Violation
from sopkit.planner.saying import few, named
from sopkit.title import missing_in, promises_in

__all__ = ["title_violations"]


def title_violations(plan: Plan, forbidden: Callable[[str], Sequence[str]]) -> Iterator[Violation]:
    """Yield what is wrong with the titles of the products that come on; one that has none is not written yet."""
    products = [plan.products[slot.product] for slot in plan.slots]
    seen: dict[str, Product] = {product.id: product for product in products}
    unfiled: list[str] = []
    for product in seen.values():
        title = product.get("title")
        if not isinstance(title, str):
            continue
        yield from _formula(product)
        yield from _words(product, forbidden(title))
        brand = product.get("brand")
        if brand and str(brand) in title and product.get("brand_filed") is not True:
            unfiled.append(product.id)
    if unfiled:
        ids = few(unfiled)
        yield Violation(
            "brand-not-filed",
            f"{len(unfiled)} 个标题里有品牌名，货盘里没有“品牌已报备”：{ids[0]}。没报备会被判侵权下架。",
            f"{len(unfiled)} titles name a brand that the line-up does not mark as filed (brand_filed): {ids[1]}. "
            "Unfiled brands are taken down.",
            ("S003-70",),
            tuple(unfiled),
        )


def _formula(product: Product) -> Iterator[Violation]:
    missing = missing_in(product)
    if missing:
        zh, en = "、".join(one for one, _ in missing), ", ".join(one for _, one in missing)
        yield Violation(
            "title-formula",
            f"{named(product)}的标题里缺{zh}；写法是品牌名＋商品类别＋基础信息＋货号。",
            f"The title of {named(product)} lacks: {en}. A title is brand, category, basics, sku.",
            ("S003-65",),
            (product.id,),
        )


def _words(product: Product, wrong: Sequence[str]) -> Iterator[Violation]:
    if wrong:
        words = "、".join(wrong)
        yield Violation(
            "title-words",
            f"{named(product)}的标题里有极限词：{words}。",
            f"The title of {named(product)} has words that it may not have: {words}.",
            ("S003-71",),
            (product.id,),
        )
    promises = "、".join(promises_in(product))
    if promises:
        yield Violation(
            "title-promise",
            f"{named(product)}的标题写了{promises}，货盘里却不是秒杀款；没有真实的时限和降价，就不能写。",
            f"The title of {named(product)} says {promises}, but it is no flash product; "
            "without a real time limit and cut it may not say so.",
            ("S003-67",),
            (product.id,),
        )
