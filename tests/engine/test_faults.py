"""Point 8: faults interrupt and return; several at once, closed in any order; what they owe is met after the show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from sopkit import commands as cm
from sopkit import events as ev
from tests.engine.rooms import Room, refusals

Begin = Callable[..., Room]

BOOK = """
phases:
  pre: {{title: 播前}}
  live: {{title: 播中, live: true, opens: [track]}}
  post: {{title: 播后, receives: true}}
procedures:
  track:
    title: 巡场
    steps: [{{id: watch, role: 场控}}, {{id: watch-on, role: 场控}}]
  hold:
    title: 憋单
    product: required
    limits: {{duration: 5m, on_limit: [list]}}
    steps:
      - {{id: tease, role: 主播}}
      - {{id: ask, role: 中控, asked_by: 主播, within: 30s}}
      - {{id: list, role: 中控}}
  complaint:
    title: 客诉
    beside: true
    steps: [{{id: hear, role: 场控}}, {{id: ship, role: 场控, call: parcel}}]
  parcel: {{title: 查件, role: 场控}}
  soothe: {{title: 安抚, role: 运营}}
  report: {{title: 报备, role: 运营}}
faults:
  coupon:
    title: 券没设
    severity: P1
    noticed_by: [场控]
    first: 中控
    interrupts: {interrupts}
    clock: {clock}
    resume: {resume}
    within: 30s
    first_lines: {{主播: "稍等，{{product.name}}的券马上好", 中控: 查券}}
    handling: {{steps: [{{id: fix, role: 中控}}, {{id: tell, role: 主播, optional: true}}]}}
    owes: [{{procedure: soothe, owner: 运营, within: 1d}}, report]
  price:
    title: 价格错
    severity: P0
    first: 中控
    interrupts: {interrupts}
    clock: {clock2}
    resume: where
    handling: {{steps: [{{id: unlist, role: 中控}}]}}
"""


def book(interrupts: str = "activity", clock: str = "freeze", resume: str = "where", clock2: str = "freeze") -> str:
    """Return the runbook with its first fault as wanted."""
    return BOOK.format(interrupts=interrupts, clock=clock, resume=resume, clock2=clock2)


def holding(room: Begin, **how: str) -> Room:
    """Be in the middle of 憋单, with a complaint beside it."""
    show = room(book(**how))
    show.run.open("hold", product="A01", by="小美")
    show.run.open("complaint", by="老王")
    show.run.complete("tease", by="小美")
    return show


@pytest.mark.parametrize(
    ("interrupts", "suspended"),
    [("nothing", []), ("activity", ["hold#1"]), ("phase", ["hold#1", "track#1"]), ("run", ["hold#1", "track#1"])],
)
def test_what_a_fault_suspends(room: Begin, interrupts: str, suspended: list[str]) -> None:
    """Nothing, one activity, the phase or the run; never a complaint, never its own handling."""
    show = holding(room, interrupts=interrupts)
    show.run.raise_fault("coupon", by="老王")
    assert sorted(show.run.board().suspended) == suspended
    assert "fix" in show.legal()
    assert "hear" in show.legal()
    show.run.complete("fix", by="小李")
    show.run.recover("coupon", by="小李")
    assert show.run.board().suspended == ()


def test_a_step_of_what_is_suspended_is_refused_naming_the_fault(room: Begin) -> None:
    """The reason says which fault, and that recovery lifts it."""
    show = holding(room)
    fault = show.run.raise_fault("coupon", by="老王")
    (why,) = show.refused(cm.StartStep("小美", "ask")).reasons
    assert (why.code, why.lifted_by, why.lifted_by_kind) == ("activity-suspended", (fault,), "fault")
    assert show.legal("小美") == []


def test_every_role_has_its_first_line_at_the_same_second(room: Begin) -> None:
    """Lines, filled with the product, go out with the fault; who acts first has a time to acknowledge it in."""
    show = holding(room)
    fault = show.run.raise_fault("coupon", by="老王")
    lines = [e for e in show.events(ev.CueGiven) if isinstance(e, ev.CueGiven)]
    assert {(e.role, e.text) for e in lines} == {("host", "稍等，杯子的券马上好"), ("control", "查券")}
    assert {e.at for e in lines} == {show.clock.now}
    assert {e.role: e.due for e in lines} == {"host": None, "control": show.clock.now + timedelta(seconds=30)}
    show.run.acknowledge(fault, by="小李")
    assert [c.role for c in show.run.state.cues_open.values()] == ["host"], "acknowledging it answers one's own line"


def test_who_acts_first_is_told_even_without_a_line(room: Begin) -> None:
    """Where the runbook has no words, the fault's title is the line."""
    show = holding(room)
    show.run.raise_fault("price", by="小美")
    assert [(e.role, e.text) for e in show.events(ev.CueGiven)] == [("control", "价格错")]  # type: ignore[attr-defined]


def test_a_fault_goes_from_raised_to_reviewed(room: Begin) -> None:
    """Acknowledged, handled, recovered with the last step of the handling, and reviewed."""
    show = holding(room)
    fault = show.run.raise_fault("coupon", by="老王", note="三个人领不到")
    state = show.run.state.faults[fault]
    assert (state.status, state.activity, state.product, state.note) == ("raised", "hold#1", "A01", "三个人领不到")
    show.run.acknowledge(fault, by="小李")
    assert state.status == "acknowledged"
    show.run.complete("fix", by="小李")
    assert show.run.state.faults[fault].status == "handling"
    assert refusals(lambda: show.run.review(fault, "早查券", by="阿杰")) == ["fault-not-ended"]
    show.run.complete("tell", by="小美")
    assert show.run.state.faults[fault].status == "recovered"
    show.run.review(fault, "开播前查券", by="阿杰")
    assert show.run.report().faults[0].finding == "开播前查券"


def test_the_first_step_of_the_handling_takes_it_up(room: Begin) -> None:
    """Nobody has to say so first; the time until then is in the report."""
    show = holding(room)
    show.run.raise_fault("coupon", by="老王")
    show.turn("10s")
    show.run.complete("fix", by="小李")
    assert show.run.report().faults[0].acknowledged == timedelta(seconds=10)


def test_recover_while_only_optional_steps_are_left(room: Begin) -> None:
    """Before that it names what is not done."""
    show = holding(room)
    fault = show.run.raise_fault("coupon", by="老王")
    (why,) = show.refused(cm.RecoverFault("小李", fault)).reasons
    assert (why.code, why.lifted_by) == ("fault-unhandled", ("fix",))
    assert refusals(lambda: show.run.recover(fault, by="老王")) == ["not-entitled", "fault-unhandled"]
    show.run.complete("fix", by="小李")
    show.run.recover(fault, by="小李")
    assert refusals(lambda: show.run.recover(fault, by="小李")) == ["fault-ended"]


def test_who_may_raise_it(room: Begin) -> None:
    """Those who notice it, and who acts first on it; any seat where the runbook names none."""
    show = holding(room)
    assert refusals(lambda: show.run.raise_fault("coupon", by="小美")) == ["not-entitled"]
    assert refusals(lambda: show.run.raise_fault("cuopon", by="老王")) == ["unknown-fault"]
    show.run.raise_fault("price", by="小美")
    show.run.raise_fault("coupon", by="小李")


@pytest.mark.parametrize(("clock", "left"), [("freeze", 240), ("keep", 120), ("restart", 300)])
def test_the_clocks_of_what_is_suspended(room: Begin, clock: str, left: int) -> None:
    """They stand still, run on, or begin anew."""
    show = holding(room, clock=clock)
    show.turn("1m")
    show.run.raise_fault("coupon", by="老王")
    show.turn("2m")
    show.run.complete("fix", by="小李")
    show.run.recover("coupon", by="小李")
    (timer,) = [t for t in show.run.board().timers if t.activity == "hold#1"]
    assert timer.left == timedelta(seconds=left)
    assert show.wait(timedelta(seconds=left - 1)) == () or clock == "keep"
    show.wait("1s")
    assert show.activity("hold#1").limit == "duration"


def test_due_times_of_steps_follow_the_clock_too(room: Begin) -> None:
    """A step with 30 s is not late because of a fault that froze it."""
    for clock, late in (("freeze", False), ("keep", True), ("restart", False)):
        show = holding(room, clock=clock)
        show.turn("20s")
        show.run.raise_fault("coupon", by="老王")
        show.wait("2m")
        show.run.complete("fix", by="小李")
        show.run.recover("coupon", by="小李")
        show.wait("5s")
        assert bool(show.events(ev.StepOverdue)) is late
        show.wait("30s")
        assert show.events(ev.StepOverdue)


@pytest.mark.parametrize("resume", ["where", "step", "round", "cut"])
def test_where_it_goes_on(room: Begin, resume: str) -> None:
    """Where it was, the step anew, the round anew, or not at all."""
    show = holding(room, resume=resume)
    show.run.begin("ask", by="小美")
    show.run.raise_fault("coupon", by="老王")
    show.run.complete("fix", by="小李")
    show.run.recover("coupon", by="小李")
    hold = show.activity("hold#1")
    assert hold.status == ("cut" if resume == "cut" else "open")
    if resume == "where":
        show.run.complete("ask", by="小李")
    elif resume == "step":
        assert refusals(lambda: show.run.complete("ask", by="小李")) == ["not-asked"]
        assert show.status("hold#1", "tease") == "done"
    elif resume == "round":
        assert show.status("hold#1", "tease") == "ready"
        assert hold.round == 1
    else:
        assert hold.reason == "coupon#1"


@pytest.mark.parametrize("order", ["first in first out", "last in first out"])
def test_several_at_once_close_in_any_order(room: Begin, order: str) -> None:
    """It stays suspended until no fault holds it, and then goes on as the strongest of them says."""
    show = holding(room, resume="step", clock="keep")
    show.run.begin("ask", by="小美")
    show.run.raise_fault("coupon", by="老王")
    show.turn("1m")
    show.run.raise_fault("price", activity="hold#1", by="老王")
    show.turn("1m")
    ways = [("fix", "coupon"), ("unlist", "price")]
    for step, fault in ways if order.startswith("first") else reversed(ways):
        assert show.activity("hold#1").status == "suspended"
        show.run.complete(step, by="小李")
        if show.run.state.faults[f"{fault}#1"].open:
            show.run.recover(fault, by="小李")
    assert show.activity("hold#1").status == "open"
    assert show.status("hold#1", "ask") == "ready", "the step anew, as one of them says"


def test_the_same_fault_twice(room: Begin) -> None:
    """Each raised one has an id and a handling of its own."""
    show = holding(room)
    assert show.run.raise_fault("coupon", by="老王") == "coupon#1"
    assert show.run.raise_fault("coupon", by="老王", activity="hold#1") == "coupon#2"
    assert refusals(lambda: show.run.recover("coupon", by="小李")) == ["unknown-fault"]
    assert refusals(lambda: show.run.complete("fix", by="小李")) == ["step-ambiguous"]
    for number in (2, 1):
        show.run.complete("fix", activity=f"fault:coupon#{number}", by="小李")
        show.run.recover(f"coupon#{number}", by="小李")
    assert show.activity("hold#1").status == "open"


@pytest.mark.parametrize("resume", ["where", "step", "round", "cut"])
def test_a_false_alarm_changes_nothing(room: Begin, resume: str) -> None:
    """Dismissed with a reason, its handling is cut, it owes nothing, and what it held is as it was."""
    show = holding(room, resume=resume)
    show.run.begin("ask", by="小美")
    fault = show.run.raise_fault("coupon", by="老王")
    assert refusals(lambda: show.run.dismiss(fault, "", by="小李")) == ["reason-needed"]
    assert refusals(lambda: show.run.dismiss(fault, "看错了", by="老王")) == ["not-entitled"]
    show.run.dismiss(fault, "看错了", by="小李")
    assert show.activity("fault:coupon#1").status == "cut"
    assert show.run.state.obligations == {}
    show.run.complete("ask", by="小李")


def test_a_called_activity_is_suspended_with_what_called_it(room: Begin) -> None:
    """The family stands still together, and goes on together, whatever the way."""
    body = book(resume="{resume}").replace("beside: true", "product: optional").replace("{{", "{").replace("}}", "}")
    for resume in ("where", "step", "round", "cut"):
        show = room(body.replace("{resume}", resume))
        show.run.open("complaint", by="老王")
        show.run.complete("hear", by="老王")
        show.run.begin("ship", by="老王")
        show.run.raise_fault("coupon", activity="complaint#1", by="老王")
        assert set(show.run.board().suspended) == {"complaint#1", "parcel#1"}
        assert [r.code for r in show.refused(cm.CompleteStep("老王", "parcel")).reasons] == ["activity-suspended"]
        show.run.complete("fix", by="小李")
        show.run.recover("coupon", by="小李")
        if resume in ("where", "step"):
            show.run.complete("parcel", by="老王")
            assert show.activity("complaint#1").status == "finished"
        elif resume == "round":
            assert "hear" in show.legal()
            assert show.activity("parcel#1").status == "cut"
        else:
            assert show.activity("complaint#1").status == show.activity("parcel#1").status == "cut"


def test_nothing_new_begins_while_the_phase_or_the_run_is_interrupted(room: Begin) -> None:
    """Only what runs beside the show, and no next phase either."""
    for interrupts in ("phase", "run"):
        show = holding(room, interrupts=interrupts)
        fault = show.run.raise_fault("coupon", by="老王")
        (why,) = show.refused(cm.OpenActivity("阿杰", "soothe")).reasons
        assert (why.code, why.lifted_by) == ("interrupted", (fault,))
        assert "interrupted" in [r.code for r in show.refused(cm.EnterPhase("阿杰", "post")).reasons]
        show.run.open("complaint", by="老王")


def test_the_handling_of_a_grave_fault_may_call(room: Begin) -> None:
    """What the handling itself calls or opens is not barred by the fault that it mends."""
    show = room("""
procedures:
  walk: {title: 走场, role: 主播}
  ring: {title: 打电话, role: 运营}
faults:
  power:
    title: 停电
    severity: P0
    first: 场控
    interrupts: run
    handling: {steps: [{id: call-out, role: 场控, call: ring}, {id: choose, role: 场控, outcomes: {再打: open ring, 好了: finish}}]}
""")
    show.run.open("walk", by="小美")
    show.run.raise_fault("power", by="老王")
    show.run.begin("call-out", by="老王")
    show.run.complete("ring", by="阿杰")
    show.run.complete("choose", by="老王", outcome="再打")
    assert show.legal() == ["ring", "walk"]


def test_a_handling_that_was_cancelled_still_can_be_recovered(room: Begin) -> None:
    """Its way out without mending leaves the word to who acts first."""
    show = room("""
procedures: {walk: {title: 走场, role: 主播}}
faults:
  power:
    title: 停电
    severity: P1
    first: 场控
    interrupts: phase
    handling: {steps: [{id: look, role: 场控, outcomes: {修: next, 不修: cancel-it}}, {id: mend, role: 场控}, {id: cancel-it, role: 场控, ends: cancelled}]}
""")
    show.run.open("walk", by="小美")
    show.run.raise_fault("power", by="老王")
    show.run.complete("look", by="老王", outcome="不修")
    show.run.complete("cancel-it", by="老王")
    assert show.run.state.faults["power#1"].open
    show.run.recover("power", by="老王")
    assert show.legal() == ["walk"]


def test_a_fault_in_the_handling_of_another(room: Begin) -> None:
    """It may suspend that handling, which cannot be recovered meanwhile."""
    show = holding(room)
    show.run.raise_fault("coupon", by="老王")
    show.run.complete("fix", by="小李")
    show.run.raise_fault("price", activity="fault:coupon#1", by="小李")
    assert refusals(lambda: show.run.recover("coupon", by="小李")) == ["activity-suspended"]
    show.run.complete("unlist", by="小李")
    show.run.recover("coupon", by="小李")
    assert show.run.state.faults_open == {}


def test_what_a_fault_owes_is_met_in_post(room: Begin) -> None:
    """With an owner and a due time; the run closes only when it is met or waived."""
    show = holding(room)
    show.run.raise_fault("coupon", by="老王")
    show.run.complete("fix", by="小李")
    recovered = show.clock.now
    show.run.recover("coupon", by="小李")
    owed = list(show.run.state.obligations.values())
    assert [(o.procedure, o.owner, o.due, o.status) for o in owed] == [
        ("soothe", "operations", recovered + timedelta(days=1), "owed"),
        ("report", None, None, "owed"),
    ]
    assert "soothe" not in show.legal()
    finish_live(show)
    show.run.enter("post", by="阿杰")
    assert show.legal("阿杰") == ["report", "soothe"]
    (item,) = [i for i in show.run.board(person="阿杰").mine_now if i.key == "soothe"]
    assert item.due == recovered + timedelta(days=1)
    assert refusals(lambda: show.run.close(by="阿杰")) == ["obligation-open", "obligation-open"]
    show.run.complete("soothe", by="阿杰")
    assert refusals(lambda: show.run.cut("report#1", "不报了", by="阿杰")) == ["cut-not-allowed"]
    assert refusals(lambda: show.run.waive("owed#2", " ", by="阿杰")) == ["reason-needed"]
    assert refusals(lambda: show.run.waive("owed#2", "平台说不用", by="小美")) == ["not-entitled"]
    show.run.waive("owed#2", "平台说不用", by="阿杰")
    assert [o.status for o in show.run.state.obligations.values()] == ["met", "waived"]
    assert refusals(lambda: show.run.waive("owed#2", "再说", by="阿杰")) == ["already-waived"]
    show.run.close(by="阿杰")


def finish_live(show: Room) -> None:
    """Take what is left of the live phase."""
    show.run.begin("ask", by="小美")
    show.run.complete("ask", by="小李")
    show.run.complete("list", by="小李")
    show.run.complete("watch", by="老王")
    show.run.complete("watch-on", by="老王")
    show.run.complete("hear", by="老王")
    show.run.begin("ship", by="老王")
    show.run.complete("parcel", by="老王")


def test_what_is_owed_can_be_waived_before_it_is_opened(room: Begin) -> None:
    """By name and with a reason, at any time after it came about; and what comes about in post opens at once."""
    show = holding(room)
    show.run.raise_fault("coupon", by="老王")
    show.run.complete("fix", by="小李")
    show.run.recover("coupon", by="小李")
    show.run.waive("owed#1", "没有人受影响", by="阿杰")
    finish_live(show)
    show.run.enter("post", by="阿杰")
    assert show.legal() == ["report"]
    show.run.raise_fault("coupon", by="老王")
    assert refusals(lambda: show.run.close(by="阿杰")) == ["fault-open", "obligation-open"]
    show.run.complete("fix", by="小李")
    show.run.recover("coupon", by="小李")
    assert show.legal() == ["report", "report", "soothe"]


def test_an_overdue_obligation_is_noticed(room: Begin) -> None:
    """Days later, if need be."""
    show = holding(room)
    show.run.raise_fault("coupon", by="老王")
    show.run.complete("fix", by="小李")
    show.run.recover("coupon", by="小李")
    finish_live(show)
    show.run.enter("post", by="阿杰")
    assert [(e.step) for e in show.wait("2d") if isinstance(e, ev.StepOverdue)] == ["soothe"]


def test_a_complaint_runs_beside_the_show(room: Begin) -> None:
    """No fault suspends it, what it calls is beside too, and no phase waits for it; the run does."""
    show = holding(room, interrupts="run")
    show.run.complete("hear", by="老王")
    show.run.begin("ship", by="老王")
    show.run.raise_fault("coupon", by="老王")
    assert "parcel" in show.legal()
    show.run.complete("fix", by="小李")
    show.run.recover("coupon", by="小李")
    show.run.begin("ask", by="小美")
    show.run.complete("ask", by="小李")
    show.run.complete("list", by="小李")
    show.run.complete("watch", by="老王")
    show.run.complete("watch-on", by="老王")
    show.run.enter("post", by="阿杰")
    assert show.activity("complaint#1").status == "open"
    for owed in ("owed#1", "owed#2"):
        show.run.waive(owed, "测试", by="阿杰")
    assert set(refusals(lambda: show.run.close(by="阿杰"))) == {"activity-unfinished"}
    show.run.complete("parcel", by="老王")
    show.run.close(by="阿杰")


def test_a_fault_may_be_raised_while_the_run_is_held(room: Begin) -> None:
    """Things go wrong then too; its handling waits for the run to go on."""
    show = holding(room)
    show.run.hold("停电", by="阿杰")
    show.run.raise_fault("coupon", by="老王")
    assert refusals(lambda: show.run.complete("fix", by="小李")) == ["run-held"]
    show.turn("10m")
    show.run.go_on(by="阿杰")
    show.run.complete("fix", by="小李")
    show.run.recover("coupon", by="小李")
    (timer,) = [t for t in show.run.board().timers if t.activity == "hold#1"]
    assert timer.left == timedelta(minutes=5), "two reasons to stand still count once"


def test_the_runs_hold_freezes_every_clock(room: Begin) -> None:
    """No step is taken, and no time passes for the show."""
    show = holding(room)
    assert refusals(lambda: show.run.go_on(by="阿杰")) == ["run-not-held"]
    assert refusals(lambda: show.run.hold("", by="阿杰")) == ["reason-needed"]
    show.turn("1m")
    show.run.hold("停电", by="阿杰")
    assert show.legal() == []
    (why,) = show.refused(cm.CompleteStep("老王", "watch")).reasons
    assert (why.code, why.lifted_by) == ("run-held", ("operations",))
    assert "20:01" in why.zh, "the room's own clock"
    assert show.wait("1d") == ()
    show.run.go_on(by="阿杰")
    (timer,) = [t for t in show.run.board().timers if t.activity == "hold#1"]
    assert timer.left == timedelta(minutes=4)
    assert "watch" in show.legal()


@pytest.mark.parametrize("end", ["recovered", "dismissed"])
def test_first_lines_leave_the_boards_with_their_fault(room: Begin, end: str) -> None:
    """What nobody answered is no longer to be said once the fault is over."""
    show = holding(room)
    fault = show.run.raise_fault("coupon", by="老王")
    assert [cue.text for cue in show.run.board(role="host").cues] == ["稍等，杯子的券马上好"]
    if end == "recovered":
        show.run.complete("fix", by="小李")
        show.run.recover(fault, by="小李")
    else:
        show.run.dismiss(fault, "看错了", by="小李")
    assert not show.run.board().cues
