"""Wording: time grows with the text and with nothing else, and a text that was checked costs next to nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

import sopkit
from sopkit.definition.procedure import Procedure
from sopkit.definition.runbook import Phase, Runbook
from sopkit.definition.step import Seats, Step
from sopkit.loader.wording import load_wording
from sopkit.role import Role
from sopkit.wording import Rule, Rules, check_text

RULES = load_wording()


def seconds(run: Callable[[], object]) -> float:
    """Return the shortest processor time of five runs."""
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        run()
        best = min(best, time.process_time() - began)
    return best


def checked(text: str, rules: Rules) -> Callable[[], object]:
    """Return a check that no memory can answer: each time another text of the same length."""
    number = iter(range(1000))
    return lambda: check_text(f"{text}{next(number):04}", rules=rules)


@pytest.mark.parametrize("rule", RULES.all, ids=lambda rule: rule.id)
def test_four_times_the_text_takes_four_times_as_long(rule: Rule) -> None:
    """A text of a rule's own beginnings, four times as long, takes at most eight times as long."""
    alone = Rules((rule,), RULES.platforms)
    unit = "".join(sorted(rule.find.openings)[:60]) + "".join(phrase[:-1] for phrase in rule.bad)
    short, long = (unit * (size // len(unit) + 1) for size in (4_000, 16_000))
    assert seconds(checked(long, alone)) < 8 * max(seconds(checked(short, alone)), 0.001)


def test_a_board_asks_again_for_nothing() -> None:
    """The same text again costs a hundredth of the first time."""
    text = "这款一共 300 件，分三批放，八点准时开价，199 元。" * 4
    check_text(text, rules=RULES)
    assert (
        seconds(lambda: [check_text(text, rules=RULES) for _ in range(100)]) < 100 * seconds(checked(text, RULES)) / 100
    )


def test_rules_add_little_to_a_board_that_was_shown() -> None:
    """A board whose scripts were read before costs at most a quarter more with the rules than without."""
    steps = tuple(
        Step(f"s{n}", f"第{n}步", Seats(("host",)), say=(f"这款第 {n} 句，准时开价，99 元。",)) for n in range(60)
    )
    book = Runbook(
        "talk",
        "讲",
        "1",
        {"host": Role("host", "主播")},
        (Phase("live", "播中", ("show",), live=True),),
        {"show": Procedure("show", "一场", steps)},
    )
    held, free = (sopkit.start(book, crew={"host": "小美"}, wording=rules) for rules in (RULES, Rules(())))
    costs = [seconds(lambda run=run: [run.board(role="host") for _ in range(200)]) for run in (held, free)]  # type: ignore[misc]
    assert costs[0] <= 1.25 * costs[1]
