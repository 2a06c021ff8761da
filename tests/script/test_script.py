"""Scripts: what is filled in, what a gap looks like, and that no template stops a show."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopkit.script import Filled, check, fill, names_in, places_in, show

FACTS: dict[str, object] = {
    "product.name": "面霜",
    "product.price": Decimal("29.90"),
    "params.hold": timedelta(minutes=5),
    "赠品": ("小样", "面膜"),
    "stock": 300,
}


def test_a_script_is_filled() -> None:
    """Names in braces become what they stand for; doubled braces stay braces."""
    filled = fill(
        "这款{product.name}今天{ product.price }元，送{赠品}，只有{stock}件，{{限时}}{params.hold}", FACTS.get
    )
    assert filled == Filled("这款面霜今天29.9元，送小样、面膜，只有300件，{限时}5分钟")


@pytest.mark.parametrize(("lang", "gap"), [("zh", "〔缺：product.sku〕"), ("en", "[missing: product.sku]")])
def test_a_missing_value_is_a_visible_gap(lang: str, gap: str) -> None:
    """What is not known stands as a gap in the reader's language, and is listed once."""
    filled = fill("货号{product.sku}，再说一遍{product.sku}", FACTS.get, lang)
    assert filled == Filled(f"货号{gap}，再说一遍{gap}", ("product.sku",))


def test_a_lookup_that_fails_leaves_a_gap() -> None:
    """A lookup that raises is a gap like any other."""
    assert fill("{nobody}", dict[str, object]().__getitem__).missing == ("nobody",)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (Decimal("29.90"), "29.9", "29.9"),
        (Decimal(1000), "1000", "1000"),
        (Decimal("1E+3"), "1000", "1000"),
        (Decimal("0.00"), "0", "0"),
        (0.1, "0.1", "0.1"),
        (True, "是", "yes"),
        (False, "否", "no"),
        (timedelta(minutes=5), "5分钟", "5 min"),
        (timedelta(hours=1, minutes=30), "1小时30分钟", "1 h 30 min"),
        (timedelta(seconds=1.5), "1.5秒", "1.5 s"),
        (timedelta(0), "0秒", "0 s"),
        (-timedelta(days=1), "-1天", "-1 d"),
        (("甲", "乙"), "甲、乙", "甲, 乙"),
        (None, "", ""),
        (7, "7", "7"),
    ],
)
def test_values_are_shown_for_people(value: object, zh: str, en: str) -> None:
    """Each kind of value is shown as a person would write it."""
    assert (show(value), show(value, "en")) == (zh, en)


def test_names_and_their_places() -> None:
    """The names that a template reads are found with their braces; malformed ones are none."""
    assert places_in("a{x}{{y}}{ p.q }{x}{1}") == (("x", 1, 4), ("p.q", 9, 16), ("x", 16, 19))
    assert names_in("a{x}{{y}}{ p.q }{x}{1}") == ("x", "p.q")


@pytest.mark.parametrize(
    ("template", "zh", "start", "end"),
    [
        ("买{product.name", "花括号 { 没有关上；要照样读出来就写 {{", 1, 2),
        ("买product.name}", "多了一个 }；要照样读出来就写 }}", 13, 14),
        ("买{}", "花括号里没有名称", 1, 3),
        ("买{product name}", "“{product name}”不是一个名称", 1, 15),
        ("买｛x}", "“｛”是全角的，要写半角 {", 1, 2),
    ],
)
def test_what_is_malformed(template: str, zh: str, start: int, end: int) -> None:
    """Each malformed brace is named where it stands, and the template is still shown."""
    problem = check(template)[0]
    assert (problem.zh, problem.start, problem.end) == (zh, start, end)
    assert problem.en
    assert fill(template, FACTS.get).text == template


@given(st.text(alphabet="{}｛｝ax. \n商", max_size=30))
def test_no_template_fails(template: str) -> None:
    """Whatever the template, filling gives text, and a clean template has no stray brace."""
    filled = fill(template, lambda name: f"<{name}>")
    assert filled.missing == ()
    for problem in check(template):
        assert 0 <= problem.start < problem.end <= len(template)
    if not check(template):
        assert filled.text.count("<") == len(places_in(template))
