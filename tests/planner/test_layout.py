"""Laying a line-up on the show's clock: order, room, first links; and each rule that a plan may break."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.definition.product import Product
from sopkit.definition.runbook import Source
from sopkit.definition.value import Value
from sopkit.errors import UsageError
from sopkit.loader import load_sources
from sopkit.planner import TERMS, Plan, Terms, lay_out, terms_of, title_of
from tests.content.cited import known_ids
from tests.planner.shelves import codes, line_up, line_ups, minutes, order, product

AVERAGE = {"avg_order_value": "100"}


def planned(hours: float = 6, *products: Product, terms: Terms | None = None, **counts: int) -> Plan:
    """Lay out so many of each class, or these products, with an average order value of 100."""
    shelf = products or line_up(**counts)
    return lay_out(shelf, terms or terms_of(None, AVERAGE), length=timedelta(hours=hours))


def with_facts(identity: str, **facts: Value) -> Plan:
    """Lay out a plan without a flaw but for one product with these facts."""
    return planned(6, product("F1"), product("F2"), product("H1"), product("P1"), product("F3"), product("T1"), product(identity, **facts))  # fmt: skip


# --- the order


def test_the_classes_come_in_their_order() -> None:
    """秒杀→爆款→利润→话题, each class as the line-up has it, whatever order the file is in."""
    assert order(planned(F=2, H=2, P=1, T=1)) == "F1 F2 H1 H2 P1 T1"
    assert order(planned(T=1, P=1, H=2, F=2)) == "F1 F2 H1 H2 P1 T1"


def test_further_flash_products_stand_among_profit_and_topic() -> None:
    """What the opening does not need of 秒杀 is spread among 利润 and 话题, one of it where the two meet."""
    assert order(planned(F=3, H=1, P=3, T=3)) == "F1 F2 H1 P1 P2 P3 F3 T1 T2 T3"
    assert order(planned(F=5, P=6, T=3)) == "F1 F2 P1 P2 F3 P3 P4 F4 P5 P6 F5 T1 T2 T3"
    assert order(planned(F=6, P=2, T=1)) == "F1 F2 P1 F3 F4 P2 F5 F6 T1"
    assert order(planned(F=4, H=1)) == "F1 F2 F3 F4 H1"
    assert order(planned(F=3, P=1)) == "F1 F2 F3 P1"


def test_what_has_no_class_comes_last_and_is_told() -> None:
    """A product without a class is placed behind the others, and said to have none."""
    plan = planned(6, product("?1"), product("F1"), product("F2"))
    assert order(plan) == "F1 F2 ?1"
    assert codes(plan) == ["no-class"]


def test_slots_follow_one_another_from_the_start() -> None:
    """The first slot begins with the show, each of the usual length, or of the product's own."""
    plan = planned(6, product("F1"), product("F2", slot=minutes(10)), product("H1"))
    assert [(s.start, s.length) for s in plan.slots] == [
        (minutes(0), minutes(8)),
        (minutes(8), minutes(10)),
        (minutes(18), minutes(8)),
    ]


# --- the room


def test_slots_are_shortened_before_anything_is_cut() -> None:
    """Where the usual length does not fit, slots shrink, in half minutes and no further than the least."""
    plan = planned(1, F=2, H=6)
    assert {slot.length for slot in plan.slots} == {minutes(7.5)}
    assert plan.cut == ()
    assert [note.code for note in plan.notes] == ["slots-shortened", "link-one-free"]
    assert "从 8分钟压到 7分钟30秒" in plan.notes[0].zh


def test_each_class_loses_its_last_ones() -> None:
    """Where even the shortest slots do not fit, every class keeps its share, and the opening its 秒杀."""
    plan = planned(1, F=4, H=4, P=8, T=4)
    assert order(plan) == "F1 F2 H1 H2 P1 P2 P3 P4 T1 T2"
    assert plan.cut == ("F3", "F4", "H3", "H4", "P5", "P6", "P7", "P8", "T3", "T4")
    assert plan.violations[0].code == "no-room"
    assert plan.violations[0].products == plan.cut
    assert "排不下 20 个品，有 10 个没有位置" in plan.violations[0].zh


def test_an_empty_line_up_is_an_empty_plan() -> None:
    """Nothing to show is no error."""
    assert (planned().slots, planned().violations) == ((), ())


def test_a_product_twice_is_an_error() -> None:
    """An id stands once in a line-up."""
    with pytest.raises(UsageError, match="F1"):
        planned(1, product("F1"), product("F2"), product("F1"))


# --- the links


def test_the_first_link_is_for_sizes_and_after_sale() -> None:
    """Links count from 2 in the order of the show; a line-up's page of sizes is link 1 and takes no slot."""
    page = Product("X", "尺码表和售后说明")
    plan = planned(6, product("H1"), page, product("F1"), product("F2"))
    assert (plan.info, plan.links) == ("X", {"F1": 2, "F2": 3, "H1": 4, "X": 1})
    assert order(plan) == "F1 F2 H1"
    assert [note.code for note in plan.notes] == []


def test_a_number_that_the_line_up_gives_is_kept() -> None:
    """A link of the line-up's own stays; the others get the numbers that are free."""
    plan = planned(6, product("F1", link=3), product("F2"), product("H1"))
    assert plan.links == {"F1": 3, "F2": 2, "H1": 4}
    assert codes(plan) == []


# --- what breaks which rule


@pytest.mark.parametrize(
    ("identity", "facts", "code", "said", "source"),
    [
        ("F4", {"price": Decimal(50)}, "flash-price", "50 元不低于 50 元（平均客单价 100 元的 50%）", "S003-57"),
        ("F4", {"price": None}, "price-unknown", "F4", "S003-57"),
        ("H2", {"price": Decimal(100)}, "hit-price", "100 元不高于平均客单价 100 元", "S003-61"),
        ("P2", {"slot": minutes(11)}, "slot-length", "讲 11分钟；一个品是 6分钟到 10分钟", "S003-100"),
        ("P2", {"slot": minutes(5)}, "slot-length", "讲 5分钟", "S003-100"),
        ("P2", {"link": 1}, "link-one", "占了一号链接", "S003-55"),
        ("P2", {"title": "某牌 上衣", "brand": "某牌", "brand_filed": True, "sku": "S-1"}, "title-formula", "缺货号", "S003-65"),
        ("P2", {"title": "某牌 上衣", "brand": "某牌"}, "brand-not-filed", "P2", "S003-70"),
        ("P2", {"title": "全网最强上衣"}, "title-words", "全网、最强", "S003-71"),
        ("P2", {"title": "特价上衣"}, "title-promise", "特价", "S003-67"),
        ("?1", {}, "no-class", "?1", "S003-53"),
    ],
)  # fmt: skip
def test_each_flaw_is_told_in_a_sentence(
    identity: str, facts: dict[str, Value], code: str, said: str, source: str
) -> None:
    """One flaw gives one violation, that names the product, the numbers and where the rule comes from."""
    plan = with_facts(identity, **facts)
    assert codes(plan) == [code]
    violation = plan.violations[0]
    assert said in violation.zh
    assert source in violation.source
    assert identity in violation.products
    assert re.search(r"[一-鿿]", re.sub(r"品\S+|P2|全网|最强|特价|秒杀|爆款|利润|话题", "", violation.en)) is None


def test_a_flawless_plan_breaks_nothing() -> None:
    """With enough 秒杀, fitting prices and whole titles, nothing is said."""
    facts: dict[str, Value] = {
        "brand": "某牌",
        "brand_filed": True,
        "category": "上衣",
        "basics": "纯棉 透气",
        "sku": "S-1",
    }
    shirt = product("P2", **facts)
    titled = product("P2", title=title_of(shirt), **facts)
    assert titled.get("title") == "某牌 上衣 纯棉 透气 S-1"
    assert codes(planned(6, *line_up(F=3, H=1, P=1, T=1), titled)) == []


def test_two_links_of_one_number() -> None:
    """Two products behind one link would be changed together."""
    plan = planned(6, *line_up(F=2), product("H1", link=5), product("H2", link=5))
    assert codes(plan) == ["link-twice"]


def test_too_few_flash_products_in_the_opening() -> None:
    """At least two 秒杀 in the first half hour: one sentence says how many there are, and why."""
    plan = planned(F=1, H=3)
    assert codes(plan) == ["flash-first"]
    assert "30分钟内只有 1 个秒杀款，至少要 2 个：排上的一共只有 1 个" in plan.violations[0].zh
    assert set(plan.violations[0].source) == {"S003-62"}
    late = planned(
        6, product("F1", slot=minutes(30)), product("F2"), terms=terms_of(None, {"slot_max": "30m", **AVERAGE})
    )
    assert codes(late) == ["flash-first"]
    assert "F2 在开播后 0:30 才上" in late.violations[0].zh


def test_profit_and_topic_without_a_flash_product_between() -> None:
    """Where all 秒杀 are used up by the opening, that none stands further on is told."""
    plan = planned(F=2, P=2, T=2)
    assert codes(plan) == ["flash-between"]
    assert plan.violations[0].source == ("S003-59",)


def test_the_first_of_a_row_is_no_boast() -> None:
    """第一代 and 第一层 rank nothing; 第一 before a thing does."""
    assert codes(with_facts("P2", title="第一代凉感上衣 第一层透气")) == []
    assert codes(with_facts("P2", title="销量第一上衣")) == ["title-words"]


def test_another_word_list_may_be_used() -> None:
    """What a title may not say can come from elsewhere."""
    plan = lay_out([product("P1", title="上衣")], terms_of(), length=minutes(60), forbidden=lambda _: ("上衣",))
    assert "title-words" in codes(plan)


# --- the numbers


def test_every_number_has_a_source_or_says_that_it_has_none() -> None:
    """Each term cites ids that exist, or has a note; what the scan lost has no default."""
    ids = set(known_ids())
    for term in TERMS.values():
        assert term.source or term.note
        assert set(term.source) <= ids
    assert TERMS["preview_window"].default is None
    assert TERMS["square_ratio"].default is None


def test_the_runbooks_numbers_come_before_the_defaults() -> None:
    """A param of the runbook with a term's name is that term, with its bounds; what is given wins over both."""
    text = "sop: 1\nid: r\ntitle: 场\nroles: {h: {title: 主}}\nparams:\n  slot_length: {type: duration, default: 7m, min: 6m, max: 9m, note: 自己定的}\nprocedures: {a: {steps: [{id: b, role: h}]}}\n"
    book = load_sources((Source("runbooks/r.yaml", text),))
    assert terms_of(book).length("slot_length") == minutes(7)
    assert terms_of(book, {"slot_length": "9m"}).length("slot_length") == minutes(9)
    with pytest.raises(UsageError):
        terms_of(book, {"slot_length": "10m"})
    with pytest.raises(UsageError, match="slot_length"):
        terms_of(book, {"slot_lenght": "8m"})
    with pytest.raises(UsageError, match="slot_min"):
        terms_of(None, {"slot_min": "9m"})


def test_a_placeholder_is_called_one() -> None:
    """Without an average order value prices are not checked, and the plan says so."""
    plan = lay_out(line_up(F=3, H=1), terms_of())
    assert "average-unknown" in [note.code for note in plan.notes]
    assert not any("price" in code for code in codes(plan))


# --- whatever the line-up


@given(line_ups(), st.integers(10, 400))
def test_every_product_has_one_place_or_is_cut(shelf: tuple[Product, ...], length: int) -> None:
    """Every product is placed once or reported as cut; slots do not overlap and end within the show."""
    plan = lay_out(shelf, length=minutes(length))
    placed = [slot.product for slot in plan.slots]
    assert sorted((*placed, *plan.cut)) == sorted(one.id for one in shelf)
    at = minutes(0)
    for slot in plan.slots:
        assert slot.start == at
        assert slot.length > minutes(0)
        at = slot.end
    assert at <= minutes(length)
    assert bool(plan.cut) == ("no-room" in codes(plan))
    assert "class-order" not in codes(plan)
    assert len(set(plan.links.values())) == len(plan.links)
    assert 1 not in plan.links.values()


def test_two_hundred_products_take_no_time() -> None:
    """200 products for six hours are laid out in well under a second."""
    shelf = line_up(F=40, H=50, P=60, T=50)
    terms = terms_of(None, AVERAGE)
    best = 9.0
    for _ in range(3):
        begun = time.perf_counter()
        plan = lay_out(shelf, terms, length=timedelta(hours=6))
        best = min(best, time.perf_counter() - begun)
    print(f"200 products, 6 hours: {best * 1000:.1f} ms, {len(plan.slots)} slots")  # noqa: T201 -- the figure
    assert (len(plan.slots), len(plan.cut)) == (60, 140)
    assert best < 0.3
