"""JSON: every verb prints one object of the documented shape."""

from __future__ import annotations

from typing import Any

import pytest

from sopkit_cli.commands.why import CHANGING
from tests.cli.conftest import CREW, SMALL_SHOW, Sop, data_of

BY = ("--by", "阿杰")

# What is typed, on the small show on air, and the keys that the answer has beside "ok".
CHANGES = {
    "do": (("do", "introduce", "--by", "小美"), 0),
    "begin": (
        ("do", "introduce", "--by", "小美"),
        ("product", "A01", "--set", "rehearsed=是", *BY),
        ("begin", "link", "--by", "小美"),
        0,
    ),
    "fail": (("fail", "introduce", "--by", "小美", "--reason", "卡壳"), 0),
    "undo": (("do", "introduce", "--by", "小美"), ("undo", "introduce", "--by", "小美"), 0),
    "hold": (("hold", "停电", *BY), 0),
    "go-on": (("hold", "停电", *BY), ("go-on", *BY), 0),
    "abort": (("abort", "停电", *BY), 0),
    "hand-over": (("hand-over", "中控", "小李", "--leaves", "老王", *BY), 0),
    "open": (("open", "complaint", "--by", "小美"), 0),
    "cut": (("cut", "slot#1", "换品", "--by", "小美"), 0),
    "fault": (("fault", "coupon-missing", "--by", "老王", "--note", "领不到"), 0),
    "ack": (("fault", "coupon-missing", "--by", "老王"), ("ack", "coupon-missing#1", "--by", "老王"), 0),
    "dismiss": (
        ("fault", "coupon-missing", "--by", "老王"),
        ("dismiss", "coupon-missing#1", "看错了", "--by", "老王"),
        0,
    ),
    "cue": (("cue", "说慢一点", "--role", "主播", "--within", "30s", *BY), 0),
    "task": (("task", "去拿样品", "--person", "老王", *BY), 0),
    "act": (("task", "去拿样品", "--person", "老王", *BY), ("act", "cue#1", "--by", "老王"), 0),
    "note": (("note", "声音有回音", "--review", *BY), 0),
    "correct": (("correct", "送两个", "送一个", "--speaker", "小美", "--by", "老王"), 0),
    "waive": (("waive", "rehearsed", "演过了", *BY), 0),
    "product": (("product", "A01", "--set", "price=89", *BY), 0),
    "param": (("param", "stock_low", "5", *BY), 0),
    "skip": (("skip", "introduce", "--by", "小美"), 1),
    "na": (("na", "introduce", "--by", "小美", "--reason", "不用"), 1),
    "check": (("check", "introduce", "--by", "老王"), 1),
    "finish": (("finish", "slot#1", "--by", "小美"), 1),
    "enter": (("enter", "post", *BY), 1),
    "close": (("close", *BY), 1),
    "recover": (("recover", "coupon-missing#1", "--by", "老王"), 1),
    "review": (("review", "coupon-missing#1", "学到了", *BY), 1),
}
QUESTIONS = {
    "status": {"run", "crew", "activities", "faults", "cues", "obligations", "due", "version", "phase"},
    "board": {"board"},
    "legal": {"run", "legal"},
    "due": {"run", "due"},
    "history": {"run", "entries"},
    "report": {"run", "report"},
    "runs": {"runs"},
    "tick": {"run", "version", "events"},
}


def test_no_verb_is_forgotten() -> None:
    """Every verb that changes a run is tried here, and is one that `sop why` may be asked about."""
    assert set(CHANGES) == CHANGING


@pytest.mark.parametrize("verb", CHANGES)
def test_a_verb_that_changes(on_air: Sop, verb: str) -> None:
    """One that is taken answers with its events; one that is refused with every reason and what is legal."""
    *before, typed, code = CHANGES[verb]
    for words in before:
        on_air(*words)  # type: ignore[misc]
    data = data_of(on_air(*typed, "--json", exit_code=code))  # type: ignore[misc]
    if code == 0:
        assert set(data) >= {"ok", "run", "version", "repeated", "events"}
        assert data["ok"] is True
        assert all({"event", "at", "by"} <= set(event) for event in data["events"])
        assert data["events"]
    else:
        assert data["ok"] is False
        assert_error(data["error"], "refused")
        assert data["error"]["code"] == data["error"]["reasons"][0]["code"]


def assert_error(error: dict[str, Any], kind: str) -> None:
    """Hold an error to the documented shape."""
    assert set(error) >= {"kind", "code", "zh", "en", "reasons", "legal"}
    assert error["kind"] == kind
    assert error["zh"]
    assert error["en"]
    for reason in error["reasons"]:
        assert set(reason) == {"code", "zh", "en", "lifted_by", "lifted_by_kind", "args"}
    for choice in error["legal"]:
        assert set(choice) == {"command", "target", "activity", "roles", "outcomes", "zh", "en"}


@pytest.mark.parametrize("verb", QUESTIONS)
def test_a_question(on_air: Sop, verb: str) -> None:
    """A question answers with the value that it shows."""
    data = data_of(on_air(verb, "--json"))
    assert data["ok"] is True
    assert set(data) >= QUESTIONS[verb]


def test_what_is_made_is_named(on_air: Sop) -> None:
    """The id of an activity, a fault or a cue that a command made stands at the top."""
    assert data_of(on_air("open", "complaint", "--by", "小美", "--json"))["activity"] == "complaint#1"
    assert data_of(on_air("cue", "慢一点", "--person", "小美", *BY, "--json"))["cue"] == "cue#1"
    assert data_of(on_air("fault", "coupon-missing", "--by", "老王", "--json"))["fault"] == "coupon-missing#1"


def test_start_list_show_why_signal(sop: Sop, products: str) -> None:
    """The other verbs answer with one object, too."""
    started = data_of(sop("start", SMALL_SHOW, *CREW, "--products", products, "--run", "r1", "--json"))
    assert started == {"ok": True, "run": "r1", "version": started["version"], "store": "sqlite:///room.db"}
    assert {"standard-live", "hold-order"} <= {one["id"] for one in data_of(sop("list", "--json"))["runbooks"]}
    assert data_of(sop("show", SMALL_SHOW, "--json"))["runbook"]["id"] == "small-show"
    assert data_of(sop("show", SMALL_SHOW, "--procedure", "slot", "--json"))["procedure"]["id"] == "slot"
    allowed = data_of(sop("why", "do", "microphone", "--by", "老王", "--json"))
    assert allowed["allowed"] is True
    refused = data_of(sop("why", "enter", "live", *BY, "--json", exit_code=1))
    assert refused["allowed"] is False
    assert refused["reasons"]
    cues = data_of(sop("signal", "stock", "3", "--json"))["cues"]
    assert [cue["rule"] for cue in cues] == ["low"]


def test_values_are_exact(on_air: Sop) -> None:
    """Money is text, a length is in seconds, a moment is UTC with Z."""
    on_air("product", "A01", "--set", "price=89.90", *BY)
    entries = data_of(on_air("history", "--json"))["entries"]
    changed = entries[-1]
    assert changed["facts"] == {"price": "89.90"}
    assert changed["at"].endswith("Z")
    board = data_of(on_air("board", "--json"))["board"]
    assert isinstance(board["elapsed"], int | float)


def test_a_resend_is_answered(on_air: Sop) -> None:
    """The same key again brings the first answer, and nothing is done twice."""
    first = data_of(on_air("note", "一次", *BY, "--key", "k1", "--json"))
    again = data_of(on_air("note", "一次", *BY, "--key", "k1", "--json"))
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert first["events"] == again["events"]
    notes = [e for e in data_of(on_air("history", "--json"))["entries"] if e["event"] == "note-taken"]
    assert len(notes) == 1


def test_many_readings_by_a_pipe(on_air: Sop) -> None:
    """A lone dash reads readings from the standard input, line by line."""
    given = "stock 30\n\nstock 20\nstock 8\n"
    assert [cue["rule"] for cue in data_of(on_air("signal", "-", "--json", input=given))["cues"]] == ["low"]
    wrong = data_of(on_air("signal", "-", "--json", input="stock 30\nstock\n", exit_code=2))
    assert_error(wrong["error"], "usage")
    assert "2" in wrong["error"]["zh"]
