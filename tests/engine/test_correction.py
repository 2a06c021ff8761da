"""Point 9, and the other words of a run: corrections, notes, waivers, facts and params, undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sopkit import commands as cm
from sopkit.errors import UsageError
from tests.engine.rooms import Room, refusals

Begin = Callable[..., Room]

BOOK = """
params: {length: {type: duration, default: 5m, min: 1m, max: 10m, note: 测试}}
gates:
  priced: {title: 定了价, when: "product.price > 0", why: 先定价, waive: [运营]}
  legal: {title: 合规, when: "product.checked", why: 先审}
procedures:
  slot:
    title: 过品
    product: required
    steps:
      - {id: pitch, role: 主播}
      - {id: price, role: 主播, gates: [priced], record: {told: money}}
      - {id: end, role: 主播}
  sold: {title: 上架, product: required, opens: {gates: [legal]}, role: 中控}
faults:
  power: {title: 停电, severity: P0, first: 场控, interrupts: run, handling: {steps: [{id: mend, role: 场控}]}}
"""


def test_a_wrong_statement_is_corrected_in_any_live_state(room: Begin) -> None:
    """What was said, what is right, who; during a fault and on hold as well, and kept for the report."""
    show = room(BOOK, live=False)
    assert refusals(lambda: show.run.correct("全网最低", "直播间价", speaker="小美", by="老王")) == ["not-live"]
    show.run.enter("live", by="阿杰")
    show.run.correct("全网最低", "直播间价", speaker="小美", by="老王")
    show.run.raise_fault("power", by="老王")
    show.run.correct("纯棉", "含棉 60%", speaker="小美", by="小李", product="A01")
    show.run.hold("断电", by="阿杰")
    show.run.correct("包邮", "满 59 包邮", speaker="小美", by="小美")
    assert [(c.said, c.right, c.speaker, c.by) for c in show.run.report().corrections] == [
        ("全网最低", "直播间价", "小美", "老王"),
        ("纯棉", "含棉 60%", "小美", "小李"),
        ("包邮", "满 59 包邮", "小美", "小美"),
    ]
    assert refusals(lambda: show.run.correct(" ", "x", speaker="小美", by="老王")) == ["text-needed"]
    assert refusals(lambda: show.run.correct("x", "y", speaker="小美", by="路人")) == ["not-in-crew"]
    assert refusals(lambda: show.run.correct("x", "y", speaker="小美", by="老王", product="Z")) == ["unknown-product"]


def test_notes_are_kept(room: Begin) -> None:
    """By anybody of the crew, at any time, marked for the 复盘 or not."""
    show = room(BOOK)
    show.run.note("灯太暗", by="老王", review=True)
    assert [(n.text, n.review) for n in show.run.report().notes] == [("灯太暗", True)]
    assert refusals(lambda: show.run.note("", by="老王")) == ["text-needed"]
    assert refusals(lambda: show.run.note("x", by="路人")) == ["not-in-crew"]
    assert refusals(lambda: show.run.note("x", by="老王", activity="slot#9")) == ["unknown-activity"]


def test_a_gate_holds_until_it_is_met_or_waived(room: Begin) -> None:
    """The reason says why and who may waive; a waiver has a name and a reason and stands in the report."""
    show = room(BOOK)
    show.run.open("slot", product="A01", by="小美")
    show.run.complete("pitch", by="小美")
    (why,) = show.refused(cm.CompleteStep("小美", "price", record={"told": 5})).reasons
    assert (why.code, why.lifted_by, why.lifted_by_kind) == ("gate-closed", ("operations",), "role")
    assert "先定价" in why.zh
    assert refusals(lambda: show.run.waive("priced", "口头确认", by="小美")) == ["not-entitled"]
    assert refusals(lambda: show.run.waive("priced", "", by="阿杰")) == ["reason-needed"]
    assert refusals(lambda: show.run.waive("priecd", "口头确认", by="阿杰")) == ["unknown-gate"]
    show.run.waive("priced", "口头确认", by="阿杰", activity="slot#1")
    assert refusals(lambda: show.run.waive("priced", "再", by="阿杰", activity="slot#1")) == ["already-waived"]
    show.run.complete("price", by="小美", record={"told": 5})
    assert [(w.target, w.by, w.reason) for w in show.run.report().waivers] == [("priced", "阿杰", "口头确认")]
    show.run.open("slot", product="A02", by="小美")
    show.run.complete("pitch", activity="slot#2", by="小美")
    assert refusals(lambda: show.run.complete("price", activity="slot#2", by="小美", record={"told": 5})) == [
        "gate-closed"
    ]


def test_a_gate_that_nobody_may_waive(room: Begin) -> None:
    """Where no role is named, the gate is firm."""
    show = room(BOOK)
    assert refusals(lambda: show.run.open("sold", product="A01", by="小李")) == ["gate-closed"]
    assert refusals(lambda: show.run.waive("legal", "赶时间", by="阿杰")) == ["gate-firm"]
    show.run.update_product("A01", {"checked": True}, by="阿杰")
    show.run.open("sold", product="A01", by="小李")


def test_facts_and_params_change_with_a_reason_within_their_bounds(room: Begin) -> None:
    """By who may adjust; into the type of the fact or param, and never out of its bounds."""
    show = room(BOOK)
    show.run.update_product("A01", {"price": "29.9", "stock_declared": "500"}, "改价", by="阿杰")
    product = show.run.state.products["A01"]
    assert (str(product.get("price")), product.get("stock_declared"), product.name) == ("29.9", 500, "杯子")
    assert refusals(lambda: show.run.update_product("A01", {}, by="小美")) == ["not-entitled"]
    assert refusals(lambda: show.run.update_product("A9", {}, by="阿杰")) == ["unknown-product"]
    with pytest.raises(UsageError):
        show.run.update_product("A01", {"price": "便宜"}, by="阿杰")
    show.run.set_param("length", "3分钟", "掉人", by="阿杰")
    assert refusals(lambda: show.run.set_param("length", "3m", by="小美")) == ["not-entitled"]
    assert refusals(lambda: show.run.set_param("lenght", "3m", by="阿杰")) == ["unknown-param"]
    for wrong in ("20m", "10s", "很久"):
        with pytest.raises(UsageError):
            show.run.set_param("length", wrong, by="阿杰")


def test_a_fact_is_always_something_that_can_be_kept(room: Begin) -> None:
    """A float is taken as the number that it shows; what no journal can keep is refused before anything happens."""
    show = room(BOOK)
    show.run.update_product("A01", {"weight": 1.5}, by="阿杰")  # type: ignore[dict-item]
    assert str(show.run.state.products["A01"].get("weight")) == "1.5"
    before = show.run.state.version
    with pytest.raises(UsageError):
        show.run.update_product("A01", {"weight": object()}, by="阿杰")  # type: ignore[dict-item]
    assert show.run.state.version == before


UNDO = """
procedures:
  list:
    title: 清单
    steps:
      - {id: a, role: 主播, record: {fits: bool}}
      - {id: b, role: 主播, when: "not fits"}
      - {id: c, role: 主播, outcomes: {走: next, 跳: e, 送: open gift, 回: a}}
      - {id: d, role: 场控, verify: true}
      - {id: e, role: 主播}
  gift: {title: 送礼, role: 场控}
  wrap:
    title: 打包
    order: checklist
    steps: [{id: fold, role: 场控}, {id: tape, role: 场控, after: fold}, {id: call-out, role: 场控, call: gift}]
"""


def test_undo_is_a_new_event(room: Begin) -> None:
    """The step is open again as if it had not been passed; the journal keeps both."""
    show = room(UNDO)
    show.run.open("list", by="小美")
    show.run.complete("a", by="小美", record={"fits": "是"})
    show.run.undo("a", "记错了", by="小美")
    assert show.names()[-3:] == ["StepCompleted", "StepNotApplicable", "StepUndone"]
    assert show.legal() == ["a"]
    assert show.activity("list#1").values == {}
    assert [d.what for d in show.run.report().deviations] == ["undone"] or show.run.report().deviations


def test_what_did_not_apply_is_judged_anew_after_an_undo(room: Begin) -> None:
    """The condition looks at what is recorded the second time."""
    show = room(UNDO)
    show.run.open("list", by="小美")
    show.run.complete("a", by="小美", record={"fits": "是"})
    assert show.legal() == ["c"]
    show.run.undo("a", by="小美")
    show.run.complete("a", by="小美", record={"fits": "否"})
    assert show.legal() == ["b"]


def test_undoing_an_answer_brings_back_what_it_passed_over(room: Begin) -> None:
    """跳 left out d; taken back and answered 走, d is to be done."""
    show = room(UNDO)
    show.run.open("list", by="小美")
    show.run.complete("a", by="小美", record={"fits": "是"})
    show.run.complete("c", by="小美", outcome="跳")
    assert show.legal() == ["e"]
    show.run.undo("c", by="小美")
    show.run.complete("c", by="小美", outcome="走")
    assert show.legal() == ["d"]


def test_undo_goes_backwards(room: Begin) -> None:
    """What later steps stand on is taken back after them; the reason names those."""
    show = room(UNDO)
    show.run.open("list", by="小美")
    assert refusals(lambda: show.run.undo("a", by="小美")) == ["step-not-passed"]
    show.run.complete("a", by="小美", record={"fits": "是"})
    show.run.complete("c", by="小美", outcome="走")
    (why,) = show.refused(cm.UndoStep("小美", "a")).reasons
    assert (why.code, why.lifted_by) == ("undo-later", ("c",))
    show.run.undo("c", by="小美")
    show.run.undo("a", by="小美")
    show.run.open("wrap", by="老王")
    show.run.complete("fold", by="老王")
    show.run.complete("tape", by="老王")
    assert refusals(lambda: show.run.undo("fold", by="老王")) == ["undo-later"]


def test_what_led_to_something_cannot_be_taken_back(room: Begin) -> None:
    """An answer that opened a procedure, and a call that ended, have consequences."""
    show = room(UNDO)
    show.run.open("list", by="小美")
    show.run.complete("a", by="小美", record={"fits": "是"})
    show.run.complete("c", by="小美", outcome="送")
    assert refusals(lambda: show.run.undo("c", by="小美")) == ["undo-consequence"]
    show.run.complete("gift", by="老王")
    show.run.open("wrap", by="老王")
    show.run.begin("call-out", by="老王")
    show.run.complete("gift", by="老王")
    assert refusals(lambda: show.run.undo("call-out", by="老王")) == ["undo-consequence"]


RECORDS = """
procedures:
  count:
    title: 点数
    order: {order}
    limits: {{rounds: 3}}
    steps:
      - {{id: first, role: 场控, record: {{units: int}}}}
      - {{id: second, role: 场控, record: {{units: int, box: {{type: int, required: false}}}}}}
      - {{id: often, role: 场控, optional: true, record: {{units: int}}, every: 10m}}
      - {{id: again, role: 场控, outcomes: {{再来: second, 收: finish}}}}
"""


def test_undo_leaves_the_values_that_were_there_before(room: Begin) -> None:
    """What another step recorded under the same name stands; what nobody else recorded is gone."""
    show = room(RECORDS.format(order="sequence"))
    show.run.open("count", by="老王")
    show.run.complete("first", by="老王", record={"units": 5})
    show.run.complete("second", by="老王", record={"units": 7, "box": 1})
    show.run.undo("second", by="老王")
    assert show.activity("count#1").values == {"units": 5}
    show.run.undo("first", by="老王")
    assert show.activity("count#1").values == {}


def test_undo_in_a_later_round_brings_back_the_round_before(room: Begin) -> None:
    """The number of the last round is the number again, as it was before the step was taken in this one."""
    show = room(RECORDS.format(order="sequence"))
    show.run.open("count", by="老王")
    show.run.complete("first", by="老王", record={"units": 5})
    show.run.complete("second", by="老王", record={"units": 7})
    show.run.complete("again", by="老王", outcome="再来")
    show.run.complete("second", by="老王", record={"units": 9})
    show.run.undo("second", by="老王")
    assert show.activity("count#1").values == {"units": 7}


def test_undo_of_what_comes_back_brings_back_its_last_time(room: Begin) -> None:
    """Of a step that came back only this time is taken back."""
    show = room(RECORDS.format(order="sequence"))
    show.run.open("count", by="老王")
    for units in (3, 4):
        show.run.complete("often", by="老王", record={"units": units})
        show.wait("10m")
    show.run.complete("often", by="老王", record={"units": 6})
    show.run.undo("often", by="老王")
    assert show.activity("count#1").values == {"units": 4}


def test_undo_in_any_order_leaves_what_stands(room: Begin) -> None:
    """In a checklist the earlier of two may be taken back: the later one's value stays."""
    show = room(
        RECORDS.format(order="checklist").replace("limits: {rounds: 3}", "note: 无").replace("再来: second, ", "")
    )
    show.run.open("count", by="老王")
    show.run.complete("first", by="老王", record={"units": 5})
    show.turn("1s")
    show.run.complete("second", by="老王", record={"units": 7})
    show.run.undo("first", by="老王")
    assert show.activity("count#1").values == {"units": 7}


def test_undo_reopens_a_finished_activity(room: Begin) -> None:
    """In the phase that it belongs to; what was cut stays cut."""
    show = room(UNDO)
    show.run.open("list", by="小美")
    show.run.complete("a", by="小美", record={"fits": "是"})
    show.run.complete("c", by="小美", outcome="跳")
    show.run.complete("e", by="小美")
    assert show.activity("list#1").status == "finished"
    show.run.undo("e", by="小美")
    assert show.legal() == ["e"]
    show.run.complete("e", by="小美")
    show.run.open("list", by="小美")
    show.run.complete("a", by="小美", record={"fits": "是"}, activity="list#2")
    show.run.cut("list#2", "换品", by="小美")
    assert refusals(lambda: show.run.undo("a", by="小美", activity="list#2")) == ["activity-ended"]
    show.run.enter("post", by="阿杰")
    assert refusals(lambda: show.run.undo("e", by="小美", activity="list#1")) == ["activity-ended"]


def test_who_may_take_back(room: Begin) -> None:
    """Who did or checked it, its seat, and who may waive."""
    show = room(UNDO)
    show.run.open("list", by="小美")
    show.run.complete("a", by="小美", record={"fits": "是"})
    show.run.complete("c", by="小美", outcome="走")
    show.run.complete("d", by="老王")
    show.run.accept("d", by="小李")
    assert refusals(lambda: show.run.undo("d", by="小美")) == ["wrong-seat"]
    for person in ("小李", "老王", "阿杰"):
        show.run.undo("d", by=person)
        show.run.complete("d", by="老王")
        show.run.accept("d", by="小李")
