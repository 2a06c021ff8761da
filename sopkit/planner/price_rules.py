"""Price rules: 秒杀 below a share of the average order value, 爆款 above it."""

from __future__ import annotations

from collections.abc import Iterator

from sopkit.definition.product import ProductClass
from sopkit.planner.plan import Plan, Violation, kind_of, price_of
from sopkit.planner.saying import few, named
from sopkit.script import show

__all__ = ["price_violations"]

_FLASH, _HIT = ProductClass.FLASH.value, ProductClass.HIT.value


def price_violations(plan: Plan) -> Iterator[Violation]:
    """Yield what is wrong with the prices of the products that come on."""
    average, share = plan.terms.amount("avg_order_value"), plan.terms.amount("flash_share")
    if average is None or share is None:
        return
    bound = average * share
    unknown: list[str] = []
    for slot in plan.slots:
        product = plan.products[slot.product]
        kind, price = kind_of(product), price_of(product)
        if kind not in (_FLASH, _HIT):
            continue
        if price is None:
            unknown.append(product.id)
        elif kind == _FLASH and price >= bound:
            yield Violation(
                "flash-price",
                f"{named(product)}是秒杀款，{show(price)} 元不低于 {show(bound)} 元"
                f"（平均客单价 {show(average)} 元的 {show(share * 100)}%）。",
                f"{named(product)} is a flash product at {show(price)}, not below {show(bound)} "
                f"({show(share * 100)} % of the average order value of {show(average)}).",
                plan.terms.source("flash_share"),
                (product.id,),
            )
        elif kind == _HIT and price <= average:
            yield Violation(
                "hit-price",
                f"{named(product)}是爆款，{show(price)} 元不高于平均客单价 {show(average)} 元。",
                f"{named(product)} is a hit at {show(price)}, not above the average order value of {show(average)}.",
                ("S003-61",),
                (product.id,),
            )
    if unknown:
        ids = few(unknown)
        yield Violation(
            "price-unknown",
            f"{len(unknown)} 个秒杀款、爆款没有直播价，没法核价：{ids[0]}。",
            f"{len(unknown)} flash and hit products have no price to check: {ids[1]}.",
            plan.terms.source("flash_share", "avg_order_value"),
            tuple(unknown),
        )
