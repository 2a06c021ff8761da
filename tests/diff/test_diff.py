"""Diff: runbooks compared by what they mean, in values and in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings

from sopkit.definition.runbook import Runbook, Source
from sopkit.diff import Difference, compare
from sopkit.loader import load, load_sources
from tests.verify.books import books

BOOK = """\
sop: 1
id: show
title: 直播
params:
  wait: {type: duration, default: 5m, note: 例}
gates:
  counted: {title: 点过数, when: "left > 0", waive: [operations]}
phases:
  pre: {title: 播前}
  live: {title: 播中, live: true, opens: [on-air]}
  post: {title: 播后, receives: true}
procedures:
  on-air:
    title: 主线
    limits: {duration: $wait, rounds: 2, on_limit: [bye]}
    steps:
      - {id: hello, title: 开场, role: host, within: $wait, say: 欢迎}
      - {id: count, title: 点数, role: floor, record: {left: int}}
      - {id: show, title: 讲品, role: host, gates: counted, outcomes: {再来: hello, 收: next}}
      - {id: bye, title: 道别, role: host, at: T+30m}
faults:
  dark:
    title: 黑屏
    severity: P1
    first: control
    noticed_by: [floor]
    handling: [{id: look, title: 看一眼, role: control}]
    owes: late
"""
LATE = "  late: {title: 补发, role: service}\n"


def book(text: str) -> Runbook:
    """Load a runbook from its text and the shipped roles alone."""
    roles = Path(__file__).parents[2] / "roles"
    text = text.replace("faults:\n", f"{LATE}faults:\n")
    sources = (Source(f"roles/{path.name}", path.read_text(encoding="utf-8")) for path in sorted(roles.glob("*.yaml")))
    return load_sources((Source("runbooks/show.yaml", text), *sources))


def sentences(old: str, new: str) -> list[str]:
    """Return what is said of replacing *old* by *new* in the runbook."""
    assert old in BOOK
    return [one.zh for one in compare(book(BOOK), book(BOOK.replace(old, new)))]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("default: 5m", "default: 3m", "参数“wait”：默认值从“5分钟”改为“3分钟”"),
        ("rounds: 2", "rounds: 3", "流程“on-air”：上限的轮数从“2”改为“3”"),
        ("say: 欢迎", "say: 大家好", "流程“on-air”的步骤“hello”：话术从“欢迎”改为“大家好”"),
        ("role: floor, record", "role: control, record", "流程“on-air”的步骤“count”：由谁做从“floor”改为“control”"),
        ("{left: int}", "{left: int, sold: int}", "新增流程“on-air”的步骤“count”的记录项“sold”"),
        ("left > 0", "left > 1", "关卡“counted”：条件从“left > 0”改为“left > 1”"),
        (", 收: next", ", 收: finish", "流程“on-air”的步骤“show”的回答“收”：往哪里走从“next”改为“finish”"),
        (", gates: counted", "", "流程“on-air”的步骤“show”：关卡从“counted”改为“（没有）”"),
        ("at: T+30m", "at: T+45m", "流程“on-air”的步骤“bye”：时刻从“T + 30分钟”改为“T + 45分钟”"),
        ("severity: P1", "severity: P0", "故障“dark”：严重程度从“P1”改为“P0”"),
        ("    owes: late\n", "", "去掉了故障“dark”的播后要补的事“late”"),
        ("  pre: {title: 播前}\n", "", "去掉了阶段“pre”（播前）"),
        ("title: 看一眼", "title: 看两眼", "故障“dark”的步骤“look”：名字从“看一眼”改为“看两眼”"),
    ],
)
def test_each_change_is_one_sentence(old: str, new: str, said: str) -> None:
    """What was changed is said with its place, what it was and what it is, and nothing else is."""
    assert sentences(old, new) == [said]


def test_steps_that_change_places() -> None:
    """An order that changed is told as that, not as steps that went and came."""
    first = "      - {id: hello, title: 开场, role: host, within: $wait, say: 欢迎}\n"
    second = "      - {id: count, title: 点数, role: floor, record: {left: int}}\n"
    assert sentences(first + second, second + first) == [
        "流程“on-air”的次序变了：hello、count、show、bye → count、hello、show、bye"
    ]


def test_comments_and_the_order_of_keys_do_not_matter() -> None:
    """What means the same is the same, however it is written."""
    text = BOOK.replace("severity: P1\n    first: control\n", "first: 中控  # 谁先\n    severity: P1\n")
    text = "# 说明\n" + text.replace("rounds: 2, on_limit: [bye]", "on_limit: bye, rounds: 2").replace("5m", "300s")
    assert text != BOOK
    assert compare(book(BOOK), book(text)) == ()


def test_a_difference_is_data_too() -> None:
    """Programs read how, of what, and the two values, and never a sentence."""
    [found] = compare(book(BOOK), book(BOOK.replace("rounds: 2", "rounds: 3")))
    assert found == Difference("changed", "procedures", "on-air", "", "limits.rounds", "2", "3", found.zh, found.en)
    assert found.en == "procedure “on-air”: limits rounds changed from “2” to “3”"


@given(books(), books())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_nothing_is_said_just_where_they_are_equal(old: Runbook, new: Runbook) -> None:
    """A difference in meaning is always told, and only then."""
    assert (compare(old, new) == ()) == (old == new)
    assert compare(old, evolve(old, digest="another")) == ()


def test_what_came_one_way_went_the_other() -> None:
    """Compared the other way round, what was new is gone."""
    one, other = load("standard-live"), load("hold-order")
    there, back = compare(one, other), compare(other, one)
    turned = {"added": "removed", "removed": "added"}
    assert sorted((turned.get(d.how, d.how), d.part, d.id, d.step) for d in there) == sorted(
        (d.how, d.part, d.id, d.step) for d in back
    )
