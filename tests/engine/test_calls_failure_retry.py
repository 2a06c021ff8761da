"""Point 5: a step may call a procedure and wait for it; a step may fail, and the runbook says what then."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sopkit import commands as cm
from tests.engine.rooms import Room, refusals

Begin = Callable[..., Room]

CALL = """
procedures:
  slot:
    title: 过品
    steps:
      - {id: show, role: 主播}
      - {id: hold, role: 主播, call: inner, outcomes: {finished: next, cancelled: sorry, cut: finish, 送完: sorry}}
      - {id: next-one, role: 主播}
      - {id: sorry, role: 主播}
  inner:
    title: 憋单
    steps:
      - {id: tease, role: 主播, outcomes: {讲完: next, 送完: finish}}
      - {id: open-link, role: 中控, optional: true}
      - {id: stop, role: 运营, ends: cancelled}
"""


def calling(room: Begin) -> Room:
    """Open the slot and begin the step that calls."""
    show = room(CALL)
    show.run.open("slot", by="小美")
    show.run.complete("show", by="小美")
    show.run.begin("hold", by="小美")
    return show


def test_a_call_opens_a_procedure_and_waits(room: Begin) -> None:
    """The step is begun, not done; it completes by itself when what it called ends."""
    show = room(CALL)
    show.run.open("slot", by="小美")
    show.run.complete("show", by="小美")
    assert refusals(lambda: show.run.complete("hold", by="小美", outcome="finished")) == ["step-calls"]
    show.run.begin("hold", by="小美")
    child = show.activity("inner#1")
    assert (child.origin, child.parent, child.parent_step) == ("call", "slot#1", "hold")
    (why,) = show.refused(cm.CompleteStep("小美", "hold", outcome="finished")).reasons
    assert (why.code, why.lifted_by) == ("step-called", ("inner#1",))
    assert show.legal() == ["tease"], "a step that waits for its call is nobody's to take"
    assert refusals(lambda: show.run.complete("next-one", by="小美")) == ["step-waits"]


@pytest.mark.parametrize(("end", "goes_to"), [("cancelled", ["sorry"]), ("cut", []), ("送完", ["sorry"])])
def test_how_the_call_ended_is_the_outcome(room: Begin, end: str, goes_to: list[str]) -> None:
    """Finished, cancelled, cut, or the last answer that was given in it."""
    show = calling(room)
    if end == "cut":
        show.run.cut("inner#1", "没时间", by="小美")
    elif end == "送完":
        show.run.complete("tease", by="小美", outcome="送完")
    else:
        show.run.complete("tease", by="小美", outcome="讲完")
        show.run.complete("stop", by="阿杰")
    assert show.step("slot#1", "hold").outcome == end
    assert show.legal() == goes_to


def test_a_call_without_answers_just_completes(room: Begin) -> None:
    """A step that calls and asks nothing goes on."""
    show = room(CALL.replace(", outcomes: {finished: next, cancelled: sorry, cut: finish, 送完: sorry}", ""))
    show.run.open("slot", by="小美")
    show.run.complete("show", by="小美")
    show.run.begin("hold", by="小美")
    show.run.complete("tease", by="小美", outcome="送完")
    assert show.legal() == ["next-one"]


def test_a_call_that_ends_in_no_known_way_fails_the_step(room: Begin) -> None:
    """Where its end is none of the answers, the step has failed, says why, and may call again."""
    show = room(CALL.replace("cut: finish, ", ""))
    show.run.open("slot", by="小美")
    show.run.complete("show", by="小美")
    show.run.begin("hold", by="小美")
    show.run.cut("inner#1", "没时间", by="小美")
    assert show.status("slot#1", "hold") == "failed"
    show.run.begin("hold", by="小美")
    assert show.activity("inner#2").parent == "slot#1"


def test_ending_the_caller_ends_what_it_called(room: Begin) -> None:
    """Cut the slot, and the hold inside it is cut."""
    show = calling(room)
    show.run.cut("slot#1", "换品", by="小美")
    assert show.activity("inner#1").status == "cut"


@pytest.mark.parametrize("how", ["fail", "skip", "na"])
def test_leaving_a_calling_step_ends_what_it_called(room: Begin, how: str) -> None:
    """Failed, skipped or not applicable: nobody waits for what it called any more, and it is cut."""
    show = room(CALL.replace("call: inner, ", "call: inner, skip: true, na: true, "))
    show.run.open("slot", by="小美")
    show.run.complete("show", by="小美")
    show.run.begin("hold", by="小美")
    verb = {"fail": show.run.fail, "skip": show.run.skip, "na": show.run.not_applicable}[how]
    verb("hold", "来不及", by="小美")
    assert show.activity("inner#1").status == "cut"


def test_the_flow_leaving_a_calling_step_behind_ends_what_it_called(room: Begin) -> None:
    """An optional call that is passed over, and one that a new round takes back, leave nothing running."""
    show = room("""
procedures:
  slot:
    title: 过品
    steps:
      - {id: extra, role: 场控, call: inner, optional: true}
      - {id: go, role: 主播, outcomes: {走: next, 回: extra}}
      - {id: end, role: 主播}
  inner: {title: 内, role: 场控}
""")
    show.run.open("slot", by="小美")
    show.run.begin("extra", by="老王")
    show.run.complete("go", by="小美", outcome="回")
    assert show.activity("inner#1").status == "cut"
    show.run.begin("extra", by="老王")
    show.run.complete("go", by="小美", outcome="走")
    assert show.activity("inner#2").status == "cut"
    assert show.legal() == ["end"]


def test_going_on_with_the_show_ends_a_finishable_call(room: Begin) -> None:
    """Caller and called both have only optional steps left: leaving the phase, and closing, ends both."""
    body = """
procedures:
  slot:
    title: 过品
    steps:
      - {id: go, role: 主播}
      - {id: extra, role: 场控, call: inner, optional: true}
  inner:
    title: 内
    steps: [{id: one, role: 场控}, {id: two, role: 场控, optional: true}]
"""
    show = room(body)
    show.run.open("slot", by="小美")
    show.run.complete("go", by="小美")
    show.run.begin("extra", by="老王")
    show.run.complete("one", by="老王")
    show.run.enter("post", by="阿杰")
    assert show.run.state.open == {}
    show.run.open("slot", by="小美")
    show.run.complete("go", by="小美")
    show.run.begin("extra", by="老王")
    show.run.complete("one", by="老王")
    show.run.close(by="阿杰")
    assert show.run.state.open == {}


FAIL = """
params: {{tries: {{type: int, default: 2, note: 测试}}}}
procedures:
  sound:
    title: 试音
    limits: {{rounds: 2, on_limit: [give-up]}}
    steps:
      - {{id: plug, role: 场控}}
      - {{id: speak, role: 主播, on_fail: {{retry: {retry}, then: {then}}}}}
      - {{id: end, role: 主播}}
      - {{id: spare, role: 场控}}
      - {{id: give-up, role: 场控, only: on_limit, ends: cancelled}}
  fetch: {{title: 取话筒, role: 场控}}
faults:
  mute: {{title: 没声音, severity: P1, first: 中控, interrupts: activity, handling: {{steps: [{{id: fix, role: 中控}}]}}}}
"""


def failing(room: Begin, then: str, retry: str = "0") -> Room:
    """Open 试音 and fail its second step once."""
    show = room(FAIL.format(then=then, retry=retry))
    show.run.open("sound", by="老王")
    show.run.complete("plug", by="老王")
    show.run.fail("speak", "没声音", by="小美")
    return show


def test_a_step_fails_with_a_reason(room: Begin) -> None:
    """Without a word in the runbook it stays open and visible, and can be done after all."""
    show = room(FAIL.format(then="next", retry="0").replace(", on_fail: {retry: 0, then: next}", ""))
    show.run.open("sound", by="老王")
    show.run.complete("plug", by="老王")
    assert refusals(lambda: show.run.fail("speak", " ", by="小美")) == ["reason-needed"]
    assert refusals(lambda: show.run.fail("speak", "没声音", by="老王")) == ["wrong-seat"]
    show.run.fail("speak", "没声音", by="小美")
    (item,) = show.run.board(person="小美").mine_now
    assert (item.key, item.status.value) == ("speak", "failed")
    show.run.complete("speak", by="小美")
    assert show.legal() == ["end"]


def test_retries_come_first(room: Begin) -> None:
    """It may be tried again so often; then the runbook's way is taken. The number may be a parameter."""
    for retry in ("2", "$tries"):
        show = failing(room, "spare", retry)
        show.run.fail("speak", "还是没声音", by="小美")
        assert show.status("sound#1", "speak") == "failed"
        show.run.fail("speak", "第三次", by="小美")
        assert show.legal() == ["spare"]


def test_a_failure_goes_on_elsewhere(room: Begin) -> None:
    """To the next step, another one, the end, a fault, a procedure."""
    assert failing(room, "next").legal() == ["end"]
    assert failing(room, "spare").legal() == ["spare"]
    assert failing(room, "finish").activity("sound#1").status == "finished"
    assert failing(room, "open fetch").legal() == ["fetch", "speak"]
    show = failing(room, "raise mute")
    assert show.run.state.faults["mute#1"].activity == "sound#1"
    assert show.run.state.faults["mute#1"].note == "没声音"
    show.run.complete("fix", by="小李")
    show.run.complete("speak", by="小美")


def test_failing_back_is_bounded_too(room: Begin) -> None:
    """A failure that sends the flow back begins a round; at the bound only the ways out are left."""
    show = failing(room, "plug")
    assert show.activity("sound#1").round == 2
    show.run.complete("plug", by="老王")
    show.run.fail("speak", "又没声音", by="小美")
    assert show.activity("sound#1").round == 2
    assert show.legal() == ["give-up"]
    (why,) = show.refused(cm.CompleteStep("老王", "plug")).reasons[:1]
    assert why.code == "limit-reached"
    show.run.complete("give-up", by="老王")
    assert show.activity("sound#1").status == "cancelled"


def test_a_call_that_sends_the_flow_back_is_bounded_too(room: Begin) -> None:
    """How a call ended may be an answer that goes back; never past the bound on rounds."""
    show = room("""
procedures:
  slot:
    title: 过品
    limits: {rounds: 2, on_limit: [out]}
    steps:
      - {id: show, role: 主播}
      - {id: again, role: 主播, call: inner, outcomes: {finished: show, cut: next}}
      - {id: out, role: 主播, only: on_limit, ends: finished}
  inner: {title: 内, role: 主播}
""")
    show.run.open("slot", by="小美")
    for _ in range(2):
        show.run.complete("show", by="小美")
        show.run.begin("again", by="小美")
        show.run.complete("inner", by="小美")
    assert show.activity("slot#1").round == 2
    assert show.legal() == ["out"]
    show.run.complete("out", by="小美")
    assert show.activity("slot#1").status == "finished"


EXPECT = """
procedures:
  price:
    title: 开价
    product: required
    steps:
      - {id: announce, role: 主播}
      - {id: list, role: 中控, record: {price: money}, expect: "price == product.price", else: raise wrong}
      - {id: end, role: 主播}
faults:
  wrong: {title: 价格错, severity: P0, first: 中控, interrupts: activity, handling: {steps: [{id: fix, role: 中控}]}}
"""


def test_an_expectation_that_is_broken_fails_the_step(room: Begin) -> None:
    """What was recorded is not what was expected: the step fails and the runbook's way is taken."""
    show = room(EXPECT)
    show.run.update_product("A01", {"price": "29.9"}, by="阿杰")
    show.run.open("price", product="A01", by="小美")
    show.run.complete("announce", by="小美")
    show.run.complete("list", by="小李", record={"price": "299"})
    assert show.status("price#1", "list") == "failed"
    assert show.run.state.faults["wrong#1"].product == "A01"
    show.run.complete("fix", by="小李")
    show.run.complete("list", by="小李", record={"price": "29.90"})
    assert show.legal() == ["end"]


BROKEN = """
procedures:
  price:
    title: 开价
    steps:
      - {{id: list, role: 中控, record: {{units: int}}, expect: "units > 0", {rule}}}
      - {{id: end, role: 主播}}
      - {{id: spare, role: 场控}}
faults:
  wrong: {{title: 错了, severity: P0, first: 中控, interrupts: activity, handling: {{steps: [{{id: fix, role: 中控}}]}}}}
"""


def breaking(room: Begin, rule: str, times: int = 1) -> Room:
    """Open 开价 and record so often what was not expected."""
    show = room(BROKEN.format(rule=rule))
    show.run.open("price", by="小李")
    for _ in range(times):
        show.run.complete("list", by="小李", record={"units": 0})
    return show


def test_a_broken_expectation_is_a_failure_like_any_other(room: Begin) -> None:
    """Without an else of its own it is tried again as often as on_fail says, and then goes where on_fail says."""
    rule = "on_fail: {retry: 1, then: raise wrong}"
    show = breaking(room, rule)
    assert (show.status("price#1", "list"), show.run.state.faults) == ("failed", {})
    assert show.step("price#1", "list").record == {"units": 0}, "what was recorded is kept with the failure"
    show = breaking(room, rule, 2)
    assert list(show.run.state.faults) == ["wrong#1"]
    show = breaking(room, "on_fail: {then: spare}")
    assert show.legal() == ["spare"]


def test_a_reported_failure_and_a_broken_expectation_use_up_the_same_retries(room: Begin) -> None:
    """An attempt is an attempt, however it failed."""
    show = breaking(room, "on_fail: {retry: 1, then: spare}")
    show.run.fail("list", "后台打不开", by="小李")
    assert show.legal() == ["spare"]


def test_else_comes_before_on_fail(room: Begin) -> None:
    """A wrong price is a fault at once, though a back end that does not answer is tried again."""
    rule = "else: raise wrong, on_fail: {retry: 1, then: spare}"
    show = breaking(room, rule)
    assert list(show.run.state.faults) == ["wrong#1"]
    show = breaking(room, rule, 0)
    show.run.fail("list", "后台打不开", by="小李")
    assert (show.status("price#1", "list"), show.run.state.faults) == ("failed", {})
    show.run.fail("list", "还是打不开", by="小李")
    assert show.legal() == ["spare"]


def test_a_cut_call_does_not_count_as_done(room: Begin) -> None:
    """A step without outcomes fails when its call is cut, and its on_fail says what then; else it stays open."""
    show = room("""
procedures:
  slot:
    title: 过品
    steps:
      - {id: hold, role: 主播, call: inner, on_fail: {retry: 1, then: sorry}}
      - {id: next-one, role: 主播}
      - {id: sorry, role: 主播}
  inner: {title: 憋单, steps: [{id: tease, role: 主播}]}
""")
    show.run.open("slot", by="小美")
    show.run.begin("hold", by="小美")
    show.run.cut("inner#1", "主播离席", by="小美")
    assert show.legal() == ["hold"], "tried once, it may be tried again"
    show.run.begin("hold", by="小美")
    show.run.cut("inner#2", "又离席", by="小美")
    assert show.legal() == ["sorry"]
