"""The walk: one show through Python and through `sop`, and the two journals tell the same story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sopkit
from sopkit import events as ev
from sopkit_cli.plain import plain_event
from tests.cli.conftest import CREW, RUNBOOKS, Sop, data_of

WALK = str(RUNBOOKS / "walk.yaml")
HOLD, FAULT = "hold-order#1", "coupon-missing#1"
REPORT = "owed#5"  # the report to the platform, the last of what the fault owes
Move = tuple[str, Callable[[sopkit.Run], object]]


def moves() -> list[Move]:
    """Return every move of the show, as it is typed and as it is written in Python."""
    return [
        ("do price --by 老王", lambda r: r.complete("price", by="老王")),
        ("check price --by 小美", lambda r: r.accept("price", by="小美")),
        ("do coupon --by 老王", lambda r: r.complete("coupon", by="老王")),
        ("check coupon --by 阿杰", lambda r: r.accept("coupon", by="阿杰")),
        ("enter live --by 阿杰", lambda r: r.enter("live", by="阿杰")),
        ("open hold-order --product A01 --by 小美", lambda r: r.open("hold-order", product="A01", by="小美")),
        *round_of_hold_order(),
        ("begin countdown --by 小美", lambda r: r.begin("countdown", by="小美")),
        # In the middle of step 5: the question is put, the answer is not given.
        (
            "fault coupon-missing --by 老王 --note 领不到",
            lambda r: r.raise_fault("coupon-missing", by="老王", note="领不到"),
        ),
        (f"ack {FAULT} --by 老王", lambda r: r.acknowledge(FAULT, by="老王")),
        (
            "do coupon-report --by 老王 --set coupon=满减券 --set reports=6",
            lambda r: r.complete("coupon-report", by="老王", record={"coupon": "满减券", "reports": 6}),
        ),
        (
            "do coupon-set --by 老王 --outcome 补好了",
            lambda r: r.complete("coupon-set", by="老王", outcome="补好了"),
        ),
        ("do coupon-test --by 老王", lambda r: r.complete("coupon-test", by="老王")),
        ("check coupon-test --by 小美", lambda r: r.accept("coupon-test", by="小美")),
        (
            "do coupon-claimed --by 老王 --set claimed=5",
            lambda r: r.complete("coupon-claimed", by="老王", record={"claimed": 5}),
        ),
        ("do coupon-tell --by 小美", lambda r: r.complete("coupon-tell", by="小美")),
        *countdown(),
        (
            "do again --by 阿杰 --outcome 再来一轮 --set next_batch=100",
            lambda r: r.complete("again", by="阿杰", outcome="再来一轮", record={"next_batch": 100}),
        ),
        ("hand-over 中控 小李 --by 老王", lambda r: r.hand_over("control", "小李", by="老王")),
        *round_of_hold_order(desk="小李", undo=True),
        ("begin countdown --by 小美", lambda r: r.begin("countdown", by="小美")),
        *countdown(desk="小李"),
        ("do sold-out --by 小美", lambda r: r.complete("sold-out", by="小美")),
        (
            "product A01 --set stock_sellable=0 --reason 卖完 --by 阿杰",
            lambda r: r.update_product("A01", {"stock_sellable": 0}, "卖完", by="阿杰"),
        ),
        ("enter post --by 阿杰", lambda r: r.enter("post", by="阿杰")),
        (
            "do lessons --by 阿杰 --set change=试单换新账号",
            lambda r: r.complete("lessons", by="阿杰", record={"change": "试单换新账号"}),
        ),
        *what_is_owed(),
        (f"review {FAULT} 门槛设错 --by 阿杰", lambda r: r.review(FAULT, "门槛设错", by="阿杰")),
        ("close --by 阿杰", lambda r: r.close(by="阿杰")),
    ]


def round_of_hold_order(desk: str = "老王", *, undo: bool = False) -> list[Move]:
    """Return the first four steps of a round; with one of them done twice, where it is undone."""
    again: list[Move] = [
        ("undo call-to-action --by 小美 --reason 说漏了", lambda r: r.undo("call-to-action", "说漏了", by="小美")),
        ("do call-to-action --by 小美", lambda r: r.complete("call-to-action", by="小美")),
    ]
    return [
        (
            "do selling-points --by 小美 --set open_at=20:15",
            lambda r: r.complete("selling-points", by="小美", record={"open_at": "20:15"}),
        ),
        ("do discount --by 小美", lambda r: r.complete("discount", by="小美")),
        (f"check discount --by {desk}", lambda r: r.accept("discount", by=desk)),
        ("do call-to-action --by 小美", lambda r: r.complete("call-to-action", by="小美")),
        *(again if undo else ()),
        ("do reassure --by 小美", lambda r: r.complete("reassure", by="小美")),
    ]


def countdown(desk: str = "老王") -> list[Move]:
    """Return the price opened and the orders in, with the question asked anew where the fault took it back."""
    released = {"stock_released": 100, "opened_price": "99"}
    ask: list[Move] = [("begin countdown --by 小美", lambda r: r.begin("countdown", by="小美"))]
    return [
        *(ask if desk == "老王" else ()),
        (
            f"do countdown --by {desk} --set stock_released=100 --set opened_price=99",
            lambda r: r.complete("countdown", by=desk, record=released),
        ),
        (
            "do testimony --by 老王 --set sold=100 --outcome 没有答应",
            lambda r: r.complete("testimony", by="老王", record={"sold": 100}, outcome="没有答应"),
        ),
    ]


def what_is_owed() -> list[Move]:
    """Return what the fault owes: most of it met, one thing waived by name."""
    met: list[Move] = []
    for step, record, by in (
        ("gather-reports", {"reports": 6}, "老王"),
        ("agree-wording", {"wording": "补差价"}, "阿杰"),
        ("reply-everywhere", {}, "阿杰"),
        ("decide-soothing", {"plan": "补差价"}, "阿杰"),
        ("refund-difference", {"refunded": 3}, "阿杰"),
        ("tell-buyers", {"told": 3}, "阿杰"),
        ("notice-home", {}, "阿杰"),
        ("notice-detail", {}, "阿杰"),
        ("explain-in-group", {}, "小美"),
    ):
        values = "".join(f" --set {name}={value}" for name, value in record.items())
        met.append((f"do {step} --by {by}{values}", lambda r, s=step, f=record, b=by: r.complete(s, by=b, record=f)))  # type: ignore[misc]
        if step in ("agree-wording", "decide-soothing"):
            met.append((f"check {step} --by 小美", lambda r, s=step: r.accept(s, by="小美")))  # type: ignore[misc]
    met.append(
        (
            "na explain-on-air --by 小美 --reason 下一场说",
            lambda r: r.not_applicable("explain-on-air", "下一场说", by="小美"),
        )
    )
    met.append((f"waive {REPORT} 平台没有要求 --by 阿杰", lambda r: r.waive(REPORT, "平台没有要求", by="阿杰")))
    return met


# Times, and what depends on them, differ between two performances.
TIMED = ("at", "due", "go_live", "run")


def story(entries: Any) -> list[dict[str, Any]]:
    """Return the events of a journal without their times."""
    told = []
    for entry in entries:
        event = plain_event(entry.event)
        if not isinstance(entry.event, ev.MeasureStarted | ev.MeasureTaken | ev.StepOverdue | ev.CueExpired):
            told.append({name: value for name, value in event.items() if name not in TIMED})
    return told


def test_the_walk_both_ways(sop: Sop, products: str) -> None:
    """A show through Python and the same through one-shot verbs leave journals that tell the same story."""
    clock = sopkit.HandClock(datetime(2026, 11, 22, 12, tzinfo=UTC))
    crew = {"运营": "阿杰", "主播": "小美", "场控": "老王", "中控": "老王"}
    run = sopkit.start(sopkit.load(WALK), crew=crew, products=products, clock=clock)
    sop("start", WALK, *CREW, "--products", products, "--run", "typed", "--by", "阿杰")
    for typed, written in moves():
        clock.turn(timedelta(seconds=5))
        written(run)
        sop(*typed.split())
    with sopkit.open_store("sqlite:///room.db") as store:
        typed_story = story(store.read("typed"))
    assert typed_story == story(run.history())
    assert typed_story[-1]["event"] == "run-closed"
    assert [e["number"] for e in typed_story if e["event"] == "round-started"] == [2]
    report = data_of(sop("report", "--json"))["report"]
    assert [fault["status"] for fault in report["faults"]] == ["reviewed"]
    assert {owed["status"] for owed in report["obligations"]} == {"met", "waived"}


def test_a_refused_verb_leaves_no_trace(on_air: Sop, tmp_path: Path) -> None:
    """What is refused is not in the journal, and a question changes nothing."""
    with sopkit.open_store(str(tmp_path / "room.db")) as store:
        before = store.version("r1")
        on_air("do", "link", "--by", "小美", exit_code=1)
        on_air("why", "do", "introduce", "--by", "小美")
        on_air("why", "do", "link", "--by", "小美", exit_code=1)
        assert store.version("r1") == before
