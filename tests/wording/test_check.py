"""The check: levels, platforms, evidence, exemptions told, scripts still open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sopkit.definition.product import Product
from sopkit.wording import Level, Rules, check_said, check_text, evidence_of, objects


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("全网最低价", Level.BLOCK),
        ("专柜价599", Level.EVIDENCE),
        ("想要的加我微信", Level.CONTEXT),
        ("限时秒杀来了", Level.INFO),
    ],
)
def test_a_hit_has_the_level_of_its_rule(text: str, level: Level, rules: Rules) -> None:
    """A hit says how grave it is, what stands there, where the rule comes from, and what to do in both languages."""
    (hit,) = check_text(text, rules=rules)
    assert hit.level is level
    assert text[hit.start : hit.end] == hit.text
    assert hit.source
    assert hit.message("zh") == hit.zh != hit.en == hit.message("en")


def test_a_hint_objects_to_nothing(rules: Rules) -> None:
    """Only `info` is no objection, and what passes is none."""
    assert not objects(check_text("限时秒杀来了", rules=rules))
    assert objects(check_text("全网最低价", rules=rules))
    assert not objects(check_text("全网第一个链接", rules=rules, exempted=True))


@pytest.mark.parametrize(
    ("text", "allowed", "forbidden"),
    [
        ("加企微领券", ("视频号", None), ("抖音", "快手", "淘宝")),
        ("加V领券", ("视频号",), ("抖音", "快手", None)),
        ("去淘宝搜店名", ("淘宝",), ("抖音", None)),
        ("私下转账给我", (), ("视频号", "抖音", None)),
    ],
)
def test_a_platform_may_allow_what_another_forbids(
    text: str, allowed: tuple[str | None, ...], forbidden: tuple[str | None, ...], rules: Rules
) -> None:
    """加企微 and 加V may be said on 视频号 and not on 抖音; paying elsewhere may be said nowhere."""
    for platform in allowed:
        assert not check_text(text, rules=rules, platform=platform)
    for platform in forbidden:
        assert check_text(text, rules=rules, platform=platform)


def test_a_platform_has_several_names(rules: Rules) -> None:
    """A platform is known by its Chinese and its English name, in any case."""
    assert rules.platform("Douyin") == rules.platform("抖音") == "抖音"
    assert rules.platform("微信") == "视频号"
    assert rules.platform("无此平台") is None
    assert "抖音" in rules.near_platforms("抖因")


def test_what_passes_can_be_asked_for(rules: Rules) -> None:
    """A hit that passes is told with its reason when asked for, and is silent otherwise."""
    assert check_text("销量第一天看不准", rules=rules) == ()
    (hit,) = check_text("销量第一天看不准", rules=rules, exempted=True)
    assert hit.exempted == "unless"
    (hit,) = check_text("不是全网最低", rules=rules, exempted=True)
    assert hit.exempted == "not"
    (hit,) = check_text("专柜价599", rules=rules, evidence=frozenset({"price_basis"}), exempted=True)
    assert hit.exempted == "evidence: price_basis"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("这不是全网最低", False),
        ("是不是全网最低", True),
        ("不要错过全网最低", True),
        ("不敢说全网最低", False),
        ("刚才说的“最低价”不准确", False),
        ("不贵，全网最低", True),
    ],
)
def test_a_denial_must_deny(text: str, told: bool, rules: Rules) -> None:
    """Saying that it is not so passes; 是不是 and 不要错过 hold a 不 and deny nothing."""
    assert bool(check_text(text, rules=rules)) is told


def test_one_phrase_is_told_once(rules: Rules) -> None:
    """Where several rules find the same words, the longest or gravest is told."""
    hits = check_text("这是全网最低价", rules=rules)
    assert [hit.rule for hit in hits] == ["absolute-scope"]


def test_hits_come_in_the_order_of_the_text(rules: Rules) -> None:
    """Several hits in one text stand in its order."""
    hits = check_text("加我微信，全网最低价，假一赔十", rules=rules)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
    assert len(hits) == 3


def test_a_script_is_checked_before_it_is_filled(rules: Rules) -> None:
    """What a script leaves open is a number to a price rule, and never a word to any other."""
    assert [hit.rule for hit in check_text("原价{product.compare_price}元", rules=rules, template=True)] == [
        "compare-price"
    ]
    assert check_text("{product.最好的面膜}来了", rules=rules, template=True) == ()


def test_a_board_can_ask_for_all_that_is_said(rules: Rules) -> None:
    """Several filled texts are checked at once, empty ones passed over; the same text again is remembered."""
    said = ("今天 199 元。", "", "这是全网最低价。")
    assert [hit.text for hit in check_said(said, rules=rules)] == ["全网最低"]
    first = check_text(said[2], rules=rules)
    assert check_text(said[2], rules=rules)[0] is first[0]


def test_evidence_comes_with_the_product(rules: Rules) -> None:
    """A product's price basis with its evidence, and whatever kinds it lists, let what it says pass."""
    bare = Product("A01", "杯子", {"compare_price": Decimal(599), "price_basis": "七日内最低成交价"})
    proven = Product("A01", "杯子", {**bare.facts, "price_evidence": "E-17", "evidence": "claims、papers"})
    assert evidence_of(None) == evidence_of(bare) == frozenset()
    assert evidence_of(proven) == {"price_basis", "claims", "papers"}
    assert check_text("专柜价599，专利技术", rules=rules, evidence=evidence_of(bare))
    assert not check_text("专柜价599，专利技术", rules=rules, evidence=evidence_of(proven))
    listed = Product("A02", "锅", {"evidence": ("cost_proof",)})
    assert evidence_of(listed) == {"cost_proof"}
