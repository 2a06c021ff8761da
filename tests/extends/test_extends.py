"""A variant of another runbook: what it inherits, what it changes, what a run pins of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve

from sopkit.definition.runbook import Runbook
from sopkit.finding import Finding
from sopkit.lint import lint
from sopkit.loader import check, load, load_sources
from sopkit.loader.origin import origins

Shop = Callable[[str], Runbook]
Wrong = Callable[[str], tuple[Finding, ...]]

CHANGES = """\
platform: weixin
params:
  wait: {change: true, default: 3m}
phases:
  pre: {change: true, opens: {add: warm}}
procedures:
  warm: {title: 预热, role: 私域}
  on-air:
    change: true
    limits: {rounds: 3, on_limit: {add: end, remove: bye}}
    steps:
      - {id: greet, title: 问好, role: 场控, before: hello}
      - {id: show, override: true, title: 讲两遍, role: 助播}
      - {id: hello, change: true, without: within, say: 欢迎}
      - {id: bye, remove: true}
      - {id: end, title: 下播, role: 主播, after_step: show}
  bag:
    change: true
    steps:
      - {id: put, remove: true}
      - {id: draw, change: true, without: after}
cues:
  drop: {remove: true}
"""


def steps(book: Runbook, procedure: str) -> list[str]:
    """Return the ids of the steps of a procedure."""
    return [step.id for step in book.procedures[procedure].steps]


def test_a_variant_that_changes_nothing_is_the_same_show(shop: Shop) -> None:
    """What it does not say it inherits: parts, phases, scenarios, what is used; its id, title and files are its own."""
    base, book = load("base.yaml"), shop("")
    assert (book.id, book.title) == ("shop", "我店")
    same = evolve(book, id="base", title="标准", sources=base.sources, digest=base.digest)
    assert same == base
    assert book.digest != base.digest


def test_items_are_changed_replaced_and_taken_away(shop: Shop) -> None:
    """Only what is named changes; the rest, and the order, stay."""
    book = shop(CHANGES)
    assert book.platform == "weixin"
    assert book.params["wait"].default == timedelta(minutes=3)
    assert book.params["wait"].note == "例"
    assert [(phase.id, phase.opens) for phase in book.phases] == [
        ("pre", ("scene", "warm")),
        ("live", ("on-air",)),
        ("post", ()),
    ]
    assert book.cues == {}
    assert list(book.procedures)[:2] == ["scene", "on-air"]


def test_steps_are_laid_over_by_their_ids(shop: Shop) -> None:
    """Steps are put before and after others, changed key by key, replaced, taken away; also what comes with `use`."""
    book = shop(CHANGES)
    on_air = book.procedures["on-air"]
    assert steps(book, "on-air") == ["greet", "hello", "show", "end"]
    hello, show = on_air.steps[1], on_air.steps[2]
    assert (hello.title, hello.say, hello.within) == ("开场", ("欢迎",), None)
    assert (show.title, show.seats.roles) == ("讲两遍", ("assistant_host",))
    assert on_air.limits is not None
    assert (on_air.limits.rounds, on_air.limits.on_limit) == (3, ("end",))
    assert steps(book, "bag") == ["draw"]
    assert book.procedures["bag"].steps[0].after == ()


@pytest.mark.parametrize(
    "handling",
    [
        "[{id: fix, remove: true}, {id: restart, role: 主播, after_step: look}]",
        "{steps: [{id: fix, remove: true}, {id: restart, role: 主播, after_step: look}]}",
    ],
)
def test_a_handling_is_changed_as_it_is_written(shop: Shop, handling: str) -> None:
    """The steps of a fault's handling are laid over like any, in either form."""
    book = shop(f"faults:\n  dark: {{change: true, handling: {handling}}}\n")
    assert [step.id for step in book.faults["dark"].handling.steps] == ["look", "restart"]
    assert book.faults["dark"].title == "黑屏"


def test_a_variant_of_a_variant(shop: Shop, team: Path) -> None:
    """Each is laid over the one below it; the last word is the nearest."""
    shop(CHANGES)
    text = "sop: 1\nid: evening\ntitle: 晚场\nextends: shop\nprocedures:\n  on-air:\n    change: true\n    steps:\n"
    more = "      - {id: greet, change: true, title: 晚上好, before: end}\n  bag: {change: true, title: 晚间福袋}\n"
    (team / "evening.yaml").write_text(text + more, encoding="utf-8")
    book = load("evening.yaml")
    assert steps(book, "on-air") == ["hello", "show", "greet", "end"]
    assert book.procedures["on-air"].steps[2].title == "晚上好"
    assert (book.procedures["bag"].title, steps(book, "bag")) == ("晚间福袋", ["draw"])
    assert load_sources(book.sources) == book


def test_scenarios_are_inherited_replaced_and_taken_away(shop: Shop) -> None:
    """A scenario of the same title stands for the old one."""
    assert [one.title for one in shop("").scenarios] == ["能开播"]
    assert shop("scenarios:\n  - {title: 能开播, then: {legal: []}}\n").scenarios[0].then == {"legal": []}
    assert shop("scenarios:\n  - {title: 能开播, remove: true}\n").scenarios == ()


def test_what_a_run_pins_rebuilds_the_same(shop: Shop) -> None:
    """The sources carry every file that the variant is made of; no other file is looked at."""
    book = shop(CHANGES)
    names = [source.name for source in book.sources]
    assert names[0] == "runbooks/shop.yaml"
    assert {"runbooks/base.yaml", "runbooks/shared.yaml"} <= set(names)
    again = load_sources(book.sources)
    assert again == book
    assert again.digest == book.digest


def test_each_part_tells_where_it_comes_from(shop: Shop) -> None:
    """Every item and step with its file and line; what was done to it, where, and where the original stands."""
    shop(CHANGES)
    found = {(one.part, one.id, one.step): one for one in origins("shop.yaml")}
    show = found["procedures", "on-air", "show"]
    assert (show.file, show.line, show.how, show.was) == ("shop.yaml", 17, "override", "base.yaml:18")
    hello = found["procedures", "on-air", "hello"]
    assert (hello.file, hello.how, hello.was) == ("shop.yaml", "change", "base.yaml:17")
    assert found["procedures", "on-air", "greet"].how == "add"
    assert found["procedures", "bag", "put"].how == "remove"
    assert found["cues", "drop", ""].was == "shared.yaml:13"
    assert (found["procedures", "scene", ""].file, found["procedures", "scene", ""].how) == ("base.yaml", "")


@pytest.mark.parametrize(
    ("body", "code", "at"),
    [
        ("procedures:\n  scene: {title: 别的, role: 主播}\n", "SOP212", "scene"),
        ("procedures:\n  scen: {change: true, title: 别的}\n", "SOP211", "change"),
        ("procedures:\n  scen: {remove: true}\n", "SOP211", "remove"),
        ("procedures:\n  on-air: {change: true, steps: [{id: show, role: 主播}]}\n", "SOP212", "show"),
        ("procedures:\n  on-air: {change: true, steps: [{id: shew, change: true}]}\n", "SOP211", "shew"),
        ("procedures:\n  on-air: {change: true, steps: [{id: a, role: 主播, before: b}]}\n", "SOP213", "b"),
        ("procedures:\n  on-air: {change: true, without: plan}\n", "SOP211", "plan"),
        ("phases:\n  pre: {change: true, opens: {remove: warm}}\n", "SOP211", "warm"),
        ("procedures:\n  mine: {title: 新的, role: 主播, without: note}\n", "SOP214", "without"),
        ("procedures:\n  mine: {steps: [{id: a, role: 主播, before: b}]}\n", "SOP214", "before"),
    ],
)
def test_a_change_of_nothing_is_an_error(wrong: Wrong, body: str, code: str, at: str) -> None:
    """What cannot be laid over anything is told where it stands, with the place of the other where there is one."""
    found = [one for one in wrong(body) if one.code == code]
    assert [one.span.end - one.span.start for one in found] == [len(at)], wrong(body)
    assert (len(found[0].related) == 1) == (code == "SOP212")


def test_extending_in_a_ring(wrong: Wrong, team: Path) -> None:
    """Files that extend each other are told with the whole ring, also where `use` closes it."""
    (team / "base.yaml").write_text("sop: 1\nid: base\ntitle: 标准\nextends: shop\n", encoding="utf-8")
    assert [one.zh for one in wrong("") if one.code == "SOP505"] == ["文件互相继承：shop → base → shop"]
    (team / "base.yaml").write_text("sop: 1\nid: base\ntitle: 标准\nuse: shop\n", encoding="utf-8")
    assert "SOP504" in {one.code for one in wrong("")}


def test_only_one_can_be_extended(team: Path) -> None:
    """A list is refused, and what is not there is told with the near ones."""
    (team / "shop.yaml").write_text("sop: 1\nid: shop\ntitle: 我店\nextends: [base]\n", encoding="utf-8")
    assert [one.code for one in check("shop.yaml")] == ["SOP121"]
    (team / "shop.yaml").write_text("sop: 1\nid: shop\ntitle: 我店\nextends: bose\n", encoding="utf-8")
    assert [one.args["hint"] for one in check("shop.yaml") if one.code == "SOP503"] == ["，是不是“base”？"]


def test_what_is_wrong_below_is_told_in_its_own_file(wrong: Wrong, team: Path) -> None:
    """A mistake of the runbook that is extended stands in that file, once."""
    text = (
        (team / "base.yaml")
        .read_text(encoding="utf-8")
        .replace("{title: 场景, role: 运营}", "{title: 场景, role: 运赢}")
    )
    (team / "base.yaml").write_text(text, encoding="utf-8")
    assert [(one.code, one.span.file, one.span.line) for one in wrong("")] == [("SOP201", "base.yaml", 12)]


def test_what_was_replaced_is_not_held_to_anything(shop: Shop) -> None:
    """What an overridden procedure, or one that was taken away, says of its own steps does not matter any more."""
    book = shop("procedures:\n  bag: {override: true, title: 自己的, role: 主播}\n")
    assert steps(book, "bag") == ["bag"]


def test_the_linter_shows_what_was_changed(shop: Shop) -> None:
    """Each change is told to the strict, with the place of what was there; it is nothing to mend."""
    shop(CHANGES)
    found = [one for one in lint(Path("shop.yaml"), profile="strict").findings if one.code == "SOP215"]
    assert [one.zh for one in found][:2] == [
        "参数“wait”改了几处，原来的在 base.yaml:6",
        "阶段“pre”改了几处，原来的在 base.yaml:8",
    ]
    assert "步骤“on-air.bye”去掉了，原来的在 base.yaml:19" in [one.zh for one in found]
    assert {one.code for one in lint(Path("shop.yaml")).findings}.isdisjoint({"SOP215"})
