"""Rules: what a plan must keep to, each broken one told in a sentence with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sopkit.definition.product import ProductClass
from sopkit.planner.order import rank
from sopkit.planner.plan import ZERO, Note, Plan, Slot, SlotState, Violation, kind_of
from sopkit.planner.price_rules import price_violations
from sopkit.planner.saying import clock, few, named
from sopkit.planner.title_rules import title_violations
from sopkit.script import show

__all__ = ["notes_on", "violations_of"]

_FLASH = ProductClass.FLASH.value
_TAIL = frozenset({ProductClass.PROFIT.value, ProductClass.TOPIC.value})


def violations_of(plan: Plan, forbidden: Callable[[str], Sequence[str]]) -> tuple[Violation, ...]:
    """Return every rule that the plan breaks."""
    return (
        *_without_room(plan),
        *_without_class(plan),
        *_flash_first(plan),
        *_class_order(plan),
        *_flash_between(plan),
        *_lengths(plan),
        *price_violations(plan),
        *_links(plan),
        *title_violations(plan, forbidden),
    )


def notes_on(plan: Plan) -> Iterator[Note]:
    """Yield what was not checked, and why, and what is still to be made."""
    terms = plan.terms
    average = terms.amount("avg_order_value")
    if average is None:
        yield Note(
            "average-unknown",
            "没有给平均客单价（avg_order_value），秒杀价和爆款价没查。",
            "The average order value (avg_order_value) is not known; flash and hit prices were not checked.",
            terms.source("avg_order_value"),
        )
    elif "avg_order_value" not in terms.given:
        yield Note(
            "average-default",
            f"平均客单价用的是流程里的默认值 {show(average)} 元；请改成自己的。",
            f"The average order value is the runbook's default of {show(average)}; set your own.",
            terms.source("avg_order_value"),
        )
    if plan.info is None:
        yield Note(
            "link-one-free",
            "一号链接留给尺码表和售后说明，货盘里还没有它。",
            "Link 1 is kept for sizes and after-sale notes; the line-up does not have it yet.",
            ("S003-55",),
        )


def _kinds(plan: Plan, slots: Sequence[Slot]) -> list[tuple[Slot, str]]:
    return [(slot, kind_of(plan.products[slot.product])) for slot in slots]


def _without_room(plan: Plan) -> Iterator[Violation]:
    source = plan.terms.source("slot_min")
    span, span_en = show(plan.length), show(plan.length, "en")
    if plan.cut:
        ids, count, total = few(plan.cut), len(plan.cut), len(plan.cut) + len(plan.slots) + len(plan.late)
        yield Violation(
            "no-room",
            f"{span}里排不下 {total} 个品，有 {count} 个没有位置：{ids[0]}。每一类从货盘里最后的减起。",
            f"{span_en} have no room for {total} products; {count} have no place: {ids[1]}. "
            "Each class loses the last ones of the line-up.",
            source,
            plan.cut,
        )
    if plan.over > ZERO and not plan.late:
        yield Violation(
            "over",
            f"这一场已经超出 {show(plan.over)}，后面没有品了。",
            f"The show is {show(plan.over, 'en')} over, with no product to come.",
            source,
        )
    if plan.late:
        ids = few(plan.late)
        yield Violation(
            "late",
            f"照现在的走法要超出 {show(plan.over)}，排在最后的 {len(plan.late)} 个过不到：{ids[0]}。",
            f"The show would run {show(plan.over, 'en')} over; the last {len(plan.late)} do not come on: {ids[1]}.",
            source,
            plan.late,
        )


def _without_class(plan: Plan) -> Iterator[Violation]:
    none = tuple(slot.product for slot, kind in _kinds(plan, plan.slots) if not kind)
    if none:
        ids = few(none)
        yield Violation(
            "no-class",
            f"{len(none)} 个品没有分类，排在最后：{ids[0]}。上架分秒杀、爆款、利润、话题四类。",
            f"{len(none)} products have no class and come last: {ids[1]}. The classes are 秒杀, 爆款, 利润 and 话题.",
            ("S003-53",),
            none,
        )


def _flash_first(plan: Plan) -> Iterator[Violation]:
    least, stretch = plan.terms.count("flash_least"), plan.terms.length("first_stretch")
    flash = [slot for slot, kind in _kinds(plan, plan.slots) if kind == _FLASH]
    early = [slot for slot in flash if slot.start < stretch]
    if not plan.slots or len(early) >= least:
        return
    if len(flash) < least:
        why, why_en = f"排上的一共只有 {len(flash)} 个", f"the plan has only {len(flash)} of them"
    else:
        late = flash[least - 1]
        why = f"第 {least} 个 {late.product} 在开播后 {clock(late.start)} 才上"
        why_en = f"number {least}, {late.product}, comes {clock(late.start)} after the start"
    yield Violation(
        "flash-first",
        f"开播 {show(stretch)}内只有 {len(early)} 个秒杀款，至少要 {least} 个：{why}。",
        f"The first {show(stretch, 'en')} have {len(early)} flash products and need {least}: {why_en}.",
        plan.terms.source("first_stretch", "flash_least"),
        tuple(slot.product for slot in flash),
    )


def _class_order(plan: Plan) -> Iterator[Violation]:
    """Yield what comes after a class that it should come before; what is over cannot be changed any more."""
    highest: Slot | None = None
    for slot, kind in _kinds(plan, plan.slots):
        product = plan.products[slot.product]
        if not kind or kind == _FLASH:
            continue
        if highest is not None and rank(product) < rank(plan.products[highest.product]):
            if slot.state is SlotState.PLANNED:
                before = plan.products[highest.product]
                yield Violation(
                    "class-order",
                    f"{named(product)}是{kind}款，排在{kind_of(before)}款 {named(before)}后面；"
                    "顺序是秒杀→爆款→利润→话题。",
                    f"{named(product)} ({kind}) comes after {named(before)} ({kind_of(before)}); "
                    "the order is 秒杀, 爆款, 利润, 话题.",
                    ("S003-54",),
                    (product.id, before.id),
                )
        else:
            highest = slot


def _flash_between(plan: Plan) -> Iterator[Violation]:
    """Yield it where no 秒杀 stands between the first 利润 or 话题 and the last."""
    kinds = _kinds(plan, plan.slots)
    tail = [place for place, (_, kind) in enumerate(kinds) if kind in _TAIL]
    if len(tail) < 2 or any(kind == _FLASH for _, kind in kinds[tail[0] : tail[-1]]):
        return
    flash = sum(kind == _FLASH for _, kind in kinds)
    yield Violation(
        "flash-between",
        f"{len(tail)} 个利润款和话题款之间没有穿插秒杀款；排上的秒杀款一共 {flash} 个，都用在开场了。"
        if flash
        else f"{len(tail)} 个利润款和话题款之间没有穿插秒杀款；排上的一个秒杀款也没有。",
        f"No flash product stands among the {len(tail)} of 利润 and 话题; the plan has {flash} in all.",
        ("S003-59",),
        tuple(kinds[place][0].product for place in tail),
    )


def _lengths(plan: Plan) -> Iterator[Violation]:
    least, most = plan.terms.length("slot_min"), plan.terms.length("slot_max")
    for slot in plan.slots:
        # What was shown shorter than planned broke nothing that can still be kept.
        if slot.length <= most and (slot.length >= least or slot.state is not SlotState.PLANNED):
            continue
        product = named(plan.products[slot.product])
        yield Violation(
            "slot-length",
            f"{product}讲 {show(slot.length)}；一个品是 {show(least)}到 {show(most)}。",
            f"{product} takes {show(slot.length, 'en')}; a slot is {show(least, 'en')} to {show(most, 'en')}.",
            plan.terms.source("slot_min", "slot_max"),
            (slot.product,),
        )


def _links(plan: Plan) -> Iterator[Violation]:
    holders: dict[int, list[str]] = {}
    for product, link in plan.links.items():
        holders.setdefault(link, []).append(product)
    for product in holders.get(1, ()):
        if product != plan.info:
            name = named(plan.products[product])
            yield Violation(
                "link-one",
                f"{name}占了一号链接；一号链接放尺码表和售后说明。",
                f"{name} takes link 1, which is for sizes and after-sale notes.",
                ("S003-55",),
                (product,),
            )
    for link, several in sorted(holders.items()):
        if len(several) > 1:
            ids = few(several)
            yield Violation(
                "link-twice",
                f"{link} 号链接有 {len(several)} 个品：{ids[0]}。",
                f"Link {link} has {len(several)} products: {ids[1]}.",
                ("S003-69",),
                tuple(several),
            )
