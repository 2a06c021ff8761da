"""Point 17: refusals teach. Every reason there is, met, in both languages, with what lifts it; `check` as `do`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from sopkit import commands as cm
from sopkit.commands import Command
from sopkit.definition.product import Product
from sopkit.errors import RefusedError, UsageError
from sopkit.reasons import REASONS
from sopkit.refusal import Reason
from tests.engine.rooms import CREW, Room, refusals, start

Begin = Callable[..., Room]

BOOK = """
crew: {min: 2}
roles:
  operations: {title: 运营}
  host: {title: 主播}
  floor: {title: 场控}
  control: {title: 中控, minimum: 1}
params: {length: {type: duration, default: 5m, min: 1m, note: 测试}}
signals: {viewers: null}
gates:
  priced: {title: 定了价, when: "product.price > 0", why: 先定价, waive: [运营]}
  firm: {title: 合规, when: "product.checked", why: 先审}
procedures:
  hold:
    title: 憋单
    product: required
    opens: {by: [主播], when: "product.stock > 0", in: [live], at_most: 1}
    limits: {duration: $length, rounds: 1, on_limit: [list, sorry]}
    steps:
      - {id: tease, role: 主播}
      - {id: list, role: 中控, asked_by: 主播, ask: 上链接, record: {units: {type: int, min: 1, title: 件数}}, verify: true}
      - {id: sign, roles: {all: [主播, 场控]}}
      - {id: again, role: 运营, outcomes: {再来: tease, 出事: raise broken, 收: finish}}
      - {id: sorry, role: 主播, only: on_limit, ends: cancelled}
  calls:
    title: 叫人
    steps: [{id: fetch, role: 场控, call: bag}, {id: slow, role: 场控, gap: {after: fetch, at_least: 2h}}]
  bag: {title: 福袋, role: 场控}
  spin: {title: 转圈, steps: [{id: turn, role: 场控}, {id: more, role: 场控, outcomes: {再来: turn, 收: finish}}]}
  times:
    title: 时候
    order: checklist
    steps:
      - {id: early, role: 场控, window: {from: activity + 1h}}
      - {id: late, role: 场控, window: {until: activity + 1h}}
      - {id: gated, role: 场控, gates: [priced]}
  soothe: {title: 安抚, role: 运营}
faults:
  broken: {title: 坏了, severity: P1, noticed_by: [场控], first: 中控, interrupts: activity, handling: {steps: [{id: fix, role: 中控}]}, owes: [soothe]}
  power: {title: 停电, severity: P0, first: 场控, interrupts: run, handling: {steps: [{id: mend, role: 场控}]}}
cues:
  fill: {title: 涌入, to: 主播, when: "last(viewers) > 5", cooldown: 8m, offers: [bag]}
"""
CUP = Product("A01", "杯子", {"stock": 5})
CAP = Product("A02", "帽子")

Case = Callable[[Room], Command]


def holding(show: Room, *steps: str) -> None:
    """Open 憋单 and take the first of its steps."""
    show.run.open("hold", product="A01", by="小美")
    for step in steps:
        if step == "ask":
            show.run.begin("list", by="小美")
        elif step == "list":
            show.run.complete("list", by="小李", record={"units": 5})
            show.run.accept("list", by="老王")
        elif step == "sign":
            show.run.complete("sign", by="小美")
            show.run.complete("sign", by="老王")
        else:
            show.run.complete(step, by="小美")


def after(command: Command, *steps: str) -> Case:
    """Return a case: 憋单 so far, then the command."""

    def scene(show: Room) -> Command:
        holding(show, *steps)
        return command

    return scene


def just(command: Command) -> Case:
    """Return a case: the command, on a run that has just gone live."""
    return lambda show: command


def first(*acts: Callable[[Room], object], then: Command) -> Case:
    """Return a case: something happens, then the command."""

    def scene(show: Room) -> Command:
        for act in acts:
            act(show)
        return then

    return scene


def reported(show: Room) -> None:
    """憋单 up to where the list waits for its second person."""
    holding(show, "tease", "ask")
    show.run.complete("list", by="小李", record={"units": 5})


def broken(show: Room) -> None:
    """Raise the fault and mend it."""
    show.run.raise_fault("broken", by="老王")
    show.run.complete("fix", by="小李")


def told(show: Room) -> None:
    """Let the rule fire."""
    show.run.signal("viewers", 10)


CASES: Mapping[str, Case] = {
    "not-in-crew": just(cm.TakeNote("路人", "你好")),
    "wrong-seat": after(cm.CompleteStep("老王", "tease")),
    "not-entitled": just(cm.HoldRun("小美", "停")),
    "run-over": first(lambda s: s.run.abort("停", by="阿杰"), then=cm.TakeNote("阿杰", "晚了")),
    "run-held": first(lambda s: s.run.hold("停", by="阿杰"), then=cm.OpenActivity("老王", "bag")),
    "run-not-held": just(cm.ResumeRun("阿杰")),
    "unknown-phase": just(cm.EnterPhase("阿杰", "psot")),
    "phase-order": just(cm.EnterPhase("阿杰", "pre")),
    "phase-last": first(lambda s: s.run.enter("post", by="阿杰"), then=cm.EnterPhase("阿杰", "live")),
    "phase-not-last": just(cm.CloseRun("阿杰")),
    "activity-unfinished": after(cm.EnterPhase("阿杰", "post"), "tease"),
    "fault-open": first(
        lambda s: s.run.enter("post", by="阿杰"),
        lambda s: s.run.raise_fault("broken", by="老王"),
        then=cm.CloseRun("阿杰"),
    ),
    "obligation-open": first(broken, lambda s: s.run.enter("post", by="阿杰"), then=cm.CloseRun("阿杰")),
    "unknown-procedure": just(cm.OpenActivity("老王", "bga")),
    "not-in-phase": first(lambda s: s.run.enter("post", by="阿杰"), then=cm.OpenActivity("小美", "hold", "A01")),
    "product-needed": just(cm.OpenActivity("小美", "hold")),
    "product-not-used": just(cm.OpenActivity("老王", "bag", "A01")),
    "unknown-product": just(cm.OpenActivity("小美", "hold", "A1")),
    "too-many-open": after(cm.OpenActivity("小美", "hold", "A01")),
    "condition-false": just(cm.OpenActivity("小美", "hold", "A02")),
    "gate-closed": first(lambda s: s.run.open("times", by="老王"), then=cm.CompleteStep("老王", "gated")),
    "interrupted": first(lambda s: s.run.raise_fault("power", by="老王"), then=cm.OpenActivity("老王", "bag")),
    "unknown-activity": just(cm.CutActivity("阿杰", "bag#9", "停")),
    "activity-ended": first(
        lambda s: s.run.open("bag", by="老王"),
        lambda s: s.run.complete("bag", by="老王"),
        then=cm.CompleteStep("老王", "bag", "bag#1"),
    ),
    "activity-suspended": first(
        holding, lambda s: s.run.raise_fault("broken", by="老王"), then=cm.CompleteStep("小美", "tease")
    ),
    "cut-not-allowed": first(
        lambda s: s.run.raise_fault("broken", by="老王"), then=cm.CutActivity("小李", "fault:broken#1", "停")
    ),
    "unknown-step": after(cm.CompleteStep("小美", "taese")),
    "step-ambiguous": first(
        lambda s: s.run.open("bag", by="老王"),
        lambda s: s.run.open("bag", by="老王"),
        then=cm.CompleteStep("老王", "bag"),
    ),
    "step-waits": after(cm.CompleteStep("小美", "sign")),
    "step-passed": after(cm.CompleteStep("小美", "tease"), "tease"),
    "step-not-passed": after(cm.UndoStep("小美", "tease")),
    "step-not-startable": after(cm.StartStep("小美", "list"), "tease", "ask"),
    "step-awaits-check": first(reported, then=cm.CompleteStep("小李", "list", record={"units": 5})),
    "step-not-submitted": after(cm.CheckStep("老王", "list"), "tease", "ask"),
    "step-called": first(
        lambda s: s.run.open("calls", by="老王"),
        lambda s: s.run.begin("fetch", by="老王"),
        then=cm.CompleteStep("老王", "fetch"),
    ),
    "step-calls": first(lambda s: s.run.open("calls", by="老王"), then=cm.CompleteStep("老王", "fetch")),
    "not-asked": after(cm.CompleteStep("小李", "list", record={"units": 5}), "tease"),
    "already-asked": after(cm.StartStep("小美", "list"), "tease", "ask"),
    "already-confirmed": first(
        lambda s: holding(s, "tease", "ask", "list"),
        lambda s: s.run.complete("sign", by="小美"),
        then=cm.CompleteStep("小美", "sign"),
    ),
    "same-person": first(reported, then=cm.CheckStep("小李", "list")),
    "only-on-limit": after(cm.CompleteStep("小美", "sorry")),
    "limit-reached": first(holding, lambda s: s.turn("5m"), then=cm.CompleteStep("小美", "tease")),
    "rounds-used": after(cm.CompleteStep("阿杰", "again", outcome="再来"), "tease", "ask", "list", "sign"),
    "too-early": first(lambda s: s.run.open("times", by="老王"), then=cm.CompleteStep("老王", "early")),
    "too-late": first(
        lambda s: s.run.open("times", by="老王"), lambda s: s.turn("2h"), then=cm.CompleteStep("老王", "late")
    ),
    "gap": first(
        lambda s: s.run.open("calls", by="老王"),
        lambda s: s.run.begin("fetch", by="老王"),
        lambda s: s.run.complete("bag", by="老王"),
        then=cm.CompleteStep("老王", "slow"),
    ),
    "record-missing": after(cm.CompleteStep("小李", "list"), "tease", "ask"),
    "record-wrong": after(cm.CompleteStep("小李", "list", record={"units": 0}), "tease", "ask"),
    "record-unknown": after(cm.CompleteStep("小李", "list", record={"units": 1, "unit": 1}), "tease", "ask"),
    "outcome-needed": after(cm.CompleteStep("阿杰", "again"), "tease", "ask", "list", "sign"),
    "outcome-unknown": after(cm.CompleteStep("小美", "tease", outcome="好")),
    "reason-needed": just(cm.AbortRun("阿杰", " ")),
    "not-skippable": after(cm.SkipStep("小美", "tease", reason="赶")),
    "not-applicable-forbidden": after(cm.MarkNotApplicable("小美", "tease", reason="赶")),
    "undo-later": first(lambda s: holding(s, "tease", "ask", "list"), then=cm.UndoStep("小美", "tease")),
    "undo-round": first(
        lambda s: s.run.open("spin", by="老王"),
        lambda s: s.run.complete("turn", by="老王"),
        lambda s: s.run.complete("more", by="老王", outcome="再来"),
        then=cm.UndoStep("老王", "more"),
    ),
    "undo-consequence": first(
        lambda s: holding(s, "tease", "ask", "list", "sign"),
        lambda s: s.run.complete("again", by="阿杰", outcome="出事"),
        lambda s: s.run.complete("fix", by="小李"),
        then=cm.UndoStep("阿杰", "again", "hold#1"),
    ),
    "unknown-fault": just(cm.RaiseFault("老王", "brokne")),
    "fault-ended": first(broken, then=cm.DismissFault("小李", "broken#1", "看错")),
    "fault-not-ended": first(
        lambda s: s.run.raise_fault("broken", by="老王"), then=cm.ReviewFault("阿杰", "broken#1", "早看")
    ),
    "fault-acknowledged": first(
        lambda s: s.run.raise_fault("broken", by="老王"),
        lambda s: s.run.acknowledge("broken#1", by="小李"),
        then=cm.AcknowledgeFault("小李", "broken#1"),
    ),
    "fault-unhandled": first(
        lambda s: s.run.raise_fault("broken", by="老王"), then=cm.RecoverFault("小李", "broken#1")
    ),
    "unknown-cue": just(cm.AcknowledgeCue("小美", "cue#9")),
    "cue-ended": first(told, lambda s: s.run.act("cue#1", by="小美"), then=cm.ActOnCue("小美", "cue#1")),
    "cue-not-yours": first(told, then=cm.AcknowledgeCue("老王", "cue#1")),
    "cue-no-offer": first(told, then=cm.ActOnCue("小美", "cue#1", "hold")),
    "cue-cooling": first(told, then=cm.FireCue("", "fill")),
    "cue-target": just(cm.GiveCue("老王", "喂")),
    "unknown-role": just(cm.HandOver("阿杰", "hots", "小周")),
    "seat-unclear": just(cm.HandOver("阿杰", "host", "小周", "老王")),
    "seat-same": just(cm.HandOver("阿杰", "host", "小美")),
    "unknown-gate": just(cm.Waive("阿杰", "pricde", "急")),
    "gate-firm": just(cm.Waive("阿杰", "firm", "急")),
    "already-waived": first(lambda s: s.run.waive("priced", "急", by="阿杰"), then=cm.Waive("阿杰", "priced", "急")),
    "unknown-param": just(cm.SetParam("阿杰", "lenght", "3m")),
    "text-needed": just(cm.TakeNote("阿杰", " ")),
}
BEFORE_THE_SHOW = {"not-live": cm.Correct("老王", "全网最低", "直播间价", "小美")}
AT_THE_START: Mapping[str, Mapping[str, str]] = {
    "people-needed": dict.fromkeys(CREW, "阿杰"),
    "seat-vacant": {seat: name for seat, name in CREW.items() if seat != "control" and isinstance(name, str)},
    "seat-unmanned": {"operations": "阿杰", "host": "小美", "floor": "小美"},
}


def test_every_reason_is_met() -> None:
    """The cases below are all the reasons that there are, no more and no fewer."""
    assert set(CASES) | set(BEFORE_THE_SHOW) | set(AT_THE_START) == set(REASONS)


def assert_teaches(why: Reason, show: Room | None) -> None:
    """Check that a reason speaks both languages, leaves no hole, and names what lifts it by what it says it is."""
    for text in (why.zh, why.en):
        assert text.strip()
        assert not re.search(r"[{}]|None|(?<!\d)\d:\d\d:\d\d|datetime|timedelta|Decimal", text), text
    assert why.zh != why.en
    assert re.search(r"[\u4e00-\u9fff]", why.zh)
    assert not re.search(r"[\u4e00-\u9fff]*[,;:!?][\u4e00-\u9fff]", why.zh), "full-width punctuation in Chinese"
    assert why.lifted_by_kind == REASONS[why.code][0]
    assert all(isinstance(value, str) for value in why.args.values())
    if show is None:
        return
    state = show.run.state
    known = {
        "role": set(state.runbook.roles),
        "person": set(state.crew.people),
        "step": {key for activity in state.activities.values() for key in activity.index.keys},
        "activity": set(state.activities),
        "fault": set(state.faults),
        "time": set(),
    }[why.lifted_by_kind]
    assert set(why.lifted_by) <= known, f"{why.code}: {why.lifted_by} are no {why.lifted_by_kind}"
    if why.lifted_by_kind in ("activity", "fault"):
        assert why.lifted_by


@pytest.mark.parametrize("code", CASES)
def test_each_reason(room: Begin, code: str) -> None:
    """`check` and `do` answer alike, nothing changes, and the refusal says what is legal now."""
    show = room(BOOK, products=(CUP, CAP))
    command = CASES[code](show)
    show.run.tick()
    before = show.run.state.version
    refusal = show.refused(command)
    assert show.run.state.version == before
    assert code in [why.code for why in refusal.reasons]
    for why in refusal.reasons:
        assert_teaches(why, show)
    assert refusal.command == type(command).__name__
    for text, sentences in (
        (refusal.zh, [r.zh for r in refusal.reasons]),
        (refusal.en, [r.en for r in refusal.reasons]),
    ):
        assert all(sentence in text for sentence in sentences)
    assert refusal.legal == show.run.legal(by=command.by, limit=12)


@pytest.mark.parametrize("code", BEFORE_THE_SHOW)
def test_each_reason_before_the_show(room: Begin, code: str) -> None:
    """The same, for what needs the show not to have begun."""
    show = room(BOOK, products=(CUP,), live=False)
    (why,) = show.refused(BEFORE_THE_SHOW[code]).reasons
    assert why.code == code
    assert_teaches(why, show)


@pytest.mark.parametrize("code", AT_THE_START)
def test_each_reason_not_to_start_at_all(code: str) -> None:
    """Too few people, a seat with too few, a seat that nobody can fill: the run does not begin."""
    with pytest.raises(RefusedError) as caught:
        start(BOOK, crew=AT_THE_START[code], live=False)
    assert code in [why.code for why in caught.value.refusal.reasons]
    for why in caught.value.refusal.reasons:
        assert_teaches(why, None)


def test_every_reason_is_given_at_once(room: Begin) -> None:
    """Not one after the other: all that stands in the way, in one answer."""
    show = room(BOOK, products=(CUP, CAP), live=False)
    found = refusals(lambda: show.run.open("hold", product="A02", by="老王"))
    assert found == ["not-entitled", "not-in-phase", "condition-false"]


def test_a_near_name_is_offered(room: Begin) -> None:
    """In both languages."""
    show = room(BOOK, products=(CUP,))
    (why,) = show.refused(cm.OpenActivity("老王", "bga")).reasons
    assert "是不是bag？" in why.zh
    assert "did you mean bag?" in why.en


def test_the_error_is_the_refusal(room: Begin) -> None:
    """It says the same, in the language that is wanted, and has the exit code of a refusal."""
    show = room(BOOK, products=(CUP,))
    with pytest.raises(RefusedError) as caught:
        show.run.hold("停", by="小美")
    error = caught.value
    assert (error.exit_code, str(error)) == (1, error.refusal.zh)
    assert error.text("en") == error.refusal.en


def test_what_is_no_command_is_a_mistake_of_the_caller(room: Begin) -> None:
    """Not a refusal: the call itself is wrong."""
    show = room(BOOK, products=(CUP,))
    with pytest.raises(UsageError):
        show.run.do("open the bag")  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        show.run.board(role="hots")
