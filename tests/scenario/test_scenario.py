"""Scenarios: what they may say, and that a wrong one fails at its exact place, in both languages."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from sopkit.loader import load
from sopkit.scenario import Result, play_all

BOOK = """\
sop: 1
id: book
title: 小场
roles: [host, floor, control, operations, service]
params:
  longest: {type: duration, default: 5m, min: 1m, max: 10m, note: 测试用}
  least: {type: int, default: 3, min: 1, max: 9, note: 测试用}
signals: {viewers: {title: 在线}}
gates:
  priced: {title: 有价, when: product.price > 0, waive: [operations]}
phases:
  pre: {title: 播前, opens: [ready]}
  live: {title: 播中, live: true}
  post: {title: 播后, receives: true}
procedures:
  ready: {title: 准备, role: 场控}
  slot:
    title: 过品
    product: required
    opens: {by: [主播], in: [live], gates: [priced]}
    limits: {duration: $longest, rounds: $least, on_limit: [stop]}
    steps:
      - {id: talk, title: 讲, role: 主播, say: "{product.name}，{product.price} 元", record: {told: int}}
      - {id: list, title: 上, role: 中控, asked_by: 主播, ask: 上链接, verify: {role: 场控}}
      - {id: more, title: 再来, role: 场控, outcomes: {再来: talk, 收: finish}, na: true}
      - {id: stop, title: 停, role: 主播, only: on_limit, ends: cancelled}
  mend: {title: 补, role: 客服}
faults:
  broken:
    title: 坏了
    severity: P1
    noticed_by: [场控]
    first: 中控
    first_lines: {中控: 查}
    handling: {steps: [{id: fix, title: 修, role: 中控}]}
    owes: [mend]
cues:
  crowd: {title: 人多, when: last(viewers) > 100, to: 场控, offers: [slot]}
scenarios:
"""
SCENE = "{phase: live, open: slot, product: A1, products: [{id: A1, name: 杯, price: 9.9}]}"


def played(tmp_path: Path, *scenarios: str) -> tuple[Result, ...]:
    """Return how these scenarios of the small runbook went."""
    path = tmp_path / "book.yaml"
    path.write_text(BOOK + "".join(indent(dedent(text), "  ") for text in scenarios), encoding="utf-8")
    return play_all(load(path))


def test_everything_that_it_may_say(tmp_path: Path) -> None:
    """Every verb and every expectation, on one walk that goes as it says."""
    (result,) = played(
        tmp_path,
        f"""\
        - title: 一路走完
          given: {SCENE}
          do:
            - then: {{legal: [talk], says: {{talk: 杯，9.9 元}}, round: 1, state: running, phase: live}}
            - refused: {{主播: list, because: step-waits}}
            - {{host: {{step: talk, record: {{told: 3}}}}}}
            - then: {{record: {{told: 3}}}}
            - {{主播: {{ask: list}}}}
            - {{control: list}}
            - {{floor: {{reject: list, reason: 挂错了}}}}
            - {{step: list, by: 中控}}
            - refused: {{control: {{check: list}}, because: [same-person, wrong-seat]}}
            - {{check: list}}
            - {{raise: broken}}
            - {{ack: broken}}
            - then: {{fault: broken, suspended: slot, legal: []}}
            - {{step: fix}}
            - {{review: broken, finding: 下次先看}}
            - {{floor: {{step: more, outcome: 再来}}}}
            - {{host: {{step: talk, record: {{told: 4}}}}}}
            - {{host: {{undo: talk, reason: 说漏了}}}}
            - {{signal: {{viewers: 200}}}}
            - then: {{cue: crowd}}
            - {{act: crowd}}
            - {{note: 记一笔}}
            - {{correct: 两个, right: 一个, speaker: 小美}}
            - {{hold: 断网}}
            - {{go_on: }}
            - {{param: longest, value: 4m}}
            - {{wait: $longest}}
            - then: {{legal: [stop], round: 2, steps: {{talk: ready}}}}
            - {{host: stop}}
            - {{hand_over: 主播, to: 小李}}
            - {{enter: post}}
            - then: {{owed: mend}}
            - {{waive: mend, reason: 没人买}}
            - {{close: }}
          then: {{cancelled: slot, recovered: broken, fault: [], owed: [], state: closed, phase: post}}
        """,
    )
    assert result.failure is None, result.failure.text("zh")
    assert result.moves == 34


def test_a_scene_may_begin_in_any_phase(tmp_path: Path) -> None:
    """From the first phase what it opens must be done; from a later one what comes before counts as done."""
    results = played(
        tmp_path,
        "- {title: 头一段, given: {}, do: [{refused: {enter: live}}, {floor: ready}, {enter: live}], then: {phase: live}}\n",
        "- {title: 后一段, given: {phase: post}, do: [{operations: {close: }}], then: {state: closed}}\n",
    )
    assert [result.failure for result in results] == [None, None]


def test_one_person_in_two_seats(tmp_path: Path) -> None:
    """A crew of few is as the scene says it; a seat that nobody sits in is played by who covers it."""
    (result,) = played(
        tmp_path,
        f"""\
        - title: 三个人
          given: {SCENE[:-1]}, crew: {{operations: 王, service: 王, host: 美, floor: 杰, control: 杰}}}}
          do: [{{美: {{step: talk, record: {{told: 1}}}}}}, {{host: {{ask: list}}}}, {{control: list}}]
          then: {{refused: {{floor: {{check: list}}, because: same-person}}}}
        """,
    )
    assert result.failure is None


@pytest.mark.parametrize(
    ("do", "then", "part", "number", "zh", "en"),
    [
        ("[]", "{legal: [list]}", "then", 0, "应当是 list，实际是 talk", "should be list, but is talk"),
        ("[{host: {step: talk, record: {told: 1}}}, {floor: more}]", "{}", "do", 2, "不能这样做", "not now"),
        (
            "[{wait: 1m}, {refused: {host: {step: talk, record: {told: 1}}}}]",
            "{}",
            "do",
            2,
            "实际可以做",
            "would be taken",
        ),
        ("[{refused: {host: list, because: gap}}]", "{}", "do", 1, "应当因 gap 被拒", "refused for gap"),
        ("[]", "{fault: broken}", "then", 0, "应当是 broken，实际是 （无）", "should be broken, but is (none)"),
        ("[]", "{finished: slot}", "then", 0, "应当是 finished，实际是 open", "should be finished, but is open"),
        ("[]", "{says: {talk: 10 元}}", "then", 0, "应当有“10 元”", "should say “10 元”"),
        ("[]", "{owed: [mend]}", "then", 0, "应当是 mend", "should be mend"),
        ("[]", "{recovered: broken}", "then", 0, "没有报过", "should be recovered"),
        ("[{then: {round: 2}}]", "{}", "do", 1, "应当是 2，实际是 1", "should be 2, but is 1"),
    ],
)
def test_it_fails_at_its_place(tmp_path: Path, do: str, then: str, part: str, number: int, zh: str, en: str) -> None:
    """What is otherwise is told with the move's number, what was expected and what was found, in both languages."""
    (result,) = played(tmp_path, f"- {{title: 不对, given: {SCENE}, do: {do}, then: {then}}}\n")
    failure = result.failure
    assert failure is not None
    assert not failure.unreadable
    assert (failure.part, failure.number) == (part, number)
    assert zh in failure.zh
    assert en in failure.en
    assert (f"第 {number} 步" if number else part) in failure.text("zh")
    assert (f"move {number}" if number else part) in failure.text("en")


@pytest.mark.parametrize(
    ("given", "do", "then", "hint"),
    [
        ("{phrase: live}", "[]", "{}", "phase"),
        ("{phase: air}", "[]", "{}", "live"),
        ("{products: [{name: 杯}]}", "[]", "{}", "id"),
        ("{products: [{id: A1, price: 便宜}]}", "[]", "{}", "数字"),
        ("{phase: live, before: 很久}", "[]", "{}", "时长"),
        ("{phase: live}", "[{hots: talk}]", "{}", "host"),
        ("{phase: live}", "[{host: {stop: talk}}]", "{}", "step"),
        ("{phase: live}", "[{raise: broken, by: 谁}]", "{}", "谁"),
        ("{phase: live}", "[{raise: broken, outcome: 好}]", "{}", "product"),
        ("{phase: live}", "[{wait: 一会儿}]", "{}", "时长"),
        ("{phase: live}", "[{wait: $nothing}]", "{}", "时长"),
        ("{phase: live}", "[{signal: 5}]", "{}", "键: 值"),
        ("{phase: live}", "[{host: talk, floor: more}]", "{}", "旁边"),
        ("{phase: live}", "[]", "{leagl: [talk]}", "legal"),
        ("{phase: live}", "[]", "{refused: talk}", "talk"),
        ("{phase: live}", "[]", "{round: 1}", "open"),
    ],
)
def test_a_slip_in_the_scenario_is_told_apart(tmp_path: Path, given: str, do: str, then: str, hint: str) -> None:
    """A scenario that cannot be played says what is wrong with it, naming what is near; it is not a failed test."""
    (result,) = played(tmp_path, f"- {{title: 写错, given: {given}, do: {do}, then: {then}}}\n")
    assert result.failure is not None
    assert result.failure.unreadable
    assert hint in result.failure.zh


def test_it_goes_the_same_each_time(tmp_path: Path) -> None:
    """Playing twice gives equal results: nothing of the outside is in them."""
    scenario = f"- {{title: 两遍, given: {SCENE}, do: [{{wait: 9m}}], then: {{legal: [talk]}}}}\n"
    assert played(tmp_path, scenario) == played(tmp_path, scenario)
