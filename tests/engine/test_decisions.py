"""Point 4: decisions, skips, not applicable, and steps that may be passed over."""

from __future__ import annotations

from collections.abc import Callable

from sopkit import commands as cm
from tests.engine.rooms import Room, refusals

Begin = Callable[..., Room]

ASK = """
procedures:
  ask:
    title: 问过敏
    steps:
      - {id: greet, role: 主播}
      - id: allergic
        role: 主播
        outcomes:
          没有: next
          有: {to: note, ask: {what: {type: text, title: 对什么过敏}}}
          重来: greet
          不买了: finish
          出事: raise accident
          送礼: open gift
      - {id: pitch, role: 主播}
      - {id: note, role: 场控}
  gift:
    title: 送礼
    opens: {in: [live], at_most: 1}
    steps: [{id: pack, role: 场控}]
faults:
  accident: {title: 事故, severity: P1, first: 场控, interrupts: activity, handling: {steps: [{id: help, role: 场控}]}}
"""


def decided(room: Begin, outcome: str, **record: str) -> Room:
    """Open 问过敏 and give one answer."""
    show = room(ASK)
    show.run.open("ask", by="小美")
    show.run.complete("greet", by="小美")
    show.run.complete("allergic", by="小美", outcome=outcome, record=record)
    return show


def test_an_answer_is_needed_and_must_be_one_of_those(room: Begin) -> None:
    """A step that decides names its answers when none or a wrong one is given."""
    show = room(ASK)
    show.run.open("ask", by="小美")
    show.run.complete("greet", by="小美")
    (why,) = show.refused(cm.CompleteStep("小美", "allergic")).reasons
    assert why.code == "outcome-needed"
    assert "没有、有、重来" in why.zh
    (why,) = show.refused(cm.CompleteStep("小美", "allergic", outcome="也许")).reasons
    assert why.code == "outcome-unknown"
    (why,) = show.refused(cm.CompleteStep("小美", "allergic", outcome="没有", record={"what": "花粉"})).reasons
    assert why.code == "record-unknown"


def test_next_goes_on(room: Begin) -> None:
    """The next step is ready."""
    assert decided(room, "没有").legal() == ["pitch"]


def test_forward_passes_over_what_lies_between(room: Begin) -> None:
    """The flow goes to the named step; what it leaves out does not apply."""
    show = decided(room, "有", what="花粉")
    assert show.legal() == ["note"]
    assert show.status("ask#1", "pitch") == "not_applicable"
    assert show.activity("ask#1").values == {"what": "花粉"}


def test_an_answer_may_ask_for_more(room: Begin) -> None:
    """有过敏 → 写明."""
    show = room(ASK)
    show.run.open("ask", by="小美")
    show.run.complete("greet", by="小美")
    (why,) = show.refused(cm.CompleteStep("小美", "allergic", outcome="有")).reasons
    assert why.code == "record-missing"
    assert "对什么过敏" in why.zh


def test_back_begins_a_round(room: Begin) -> None:
    """Going back starts the next round with those steps untouched."""
    show = decided(room, "重来")
    assert show.legal() == ["greet"]
    assert show.activity("ask#1").round == 2
    assert "allergic" not in show.activity("ask#1").steps


def test_finish_ends_the_activity(room: Begin) -> None:
    """What is left does not apply, and the answer is how it ended."""
    show = decided(room, "不买了")
    assert (show.activity("ask#1").status, show.activity("ask#1").outcome) == ("finished", "不买了")


def test_finish_ends_what_has_optional_or_recurring_steps_too(room: Begin) -> None:
    """Finish means finish, whatever could still have been done."""
    for order in ("sequence", "checklist"):
        show = room(f"""
procedures:
  round:
    title: 巡场
    order: {order}
    steps:
      - {{id: look, role: 场控, outcomes: {{收: finish, 看: next}}}}
      - {{id: water, role: 场控, optional: true}}
      - {{id: remind, role: 场控, every: 5m}}
      - {{id: tidy, role: 场控}}
""")
        show.run.open("round", by="老王")
        show.run.complete("look", by="老王", outcome="收")
        assert show.activity("round#1").status == "finished"


def test_an_answer_raises_a_fault(room: Begin) -> None:
    """The fault is about this activity, which it suspends where the flow has gone on to."""
    show = decided(room, "出事")
    (fault,) = show.run.state.faults.values()
    assert (fault.kind, fault.activity, fault.raised_by) == ("accident", "ask#1", "小美")
    assert show.activity("ask#1").status == "suspended"
    show.run.complete("help", by="老王")
    assert show.legal() == ["pitch"]


def test_an_answer_opens_a_procedure(room: Begin) -> None:
    """It runs beside what opened it, which goes on."""
    show = decided(room, "送礼")
    assert show.legal() == ["pack", "pitch"]
    assert show.activity("gift#1").origin == "outcome"


def test_an_answer_is_refused_where_what_it_opens_may_not_be_opened(room: Begin) -> None:
    """The limit of what it opens is the limit of the answer."""
    show = decided(room, "送礼")
    show.run.open("ask", by="小美")
    show.run.complete("greet", by="小美", activity="ask#2")
    assert refusals(lambda: show.run.complete("allergic", by="小美", activity="ask#2", outcome="送礼")) == [
        "too-many-open"
    ]


WAYS = """
procedures:
  ways:
    title: 三种过法
    steps:
      - {id: must, role: 主播}
      - {id: may, role: 主播, optional: true}
      - {id: leave, role: 主播, skip: [运营]}
      - {id: own, role: 主播, skip: true}
      - {id: fits, role: 主播, na: true}
      - {id: last, role: 主播}
"""


def test_skip_where_the_step_allows_it_by_those_who_may(room: Begin) -> None:
    """A skip needs the right, the seat and a reason."""
    show = room(WAYS)
    show.run.open("ways", by="小美")
    assert refusals(lambda: show.run.skip("must", "赶时间", by="小美")) == ["not-skippable"]
    show.run.complete("must", by="小美")
    show.run.skip("may", by="小美")
    assert refusals(lambda: show.run.skip("leave", "赶时间", by="小美")) == ["wrong-seat"]
    assert refusals(lambda: show.run.skip("leave", " ", by="阿杰")) == ["reason-needed"]
    show.run.skip("leave", "赶时间", by="阿杰")
    show.run.skip("own", "没货", by="小美")
    assert [show.status("ways#1", k) for k in ("may", "leave", "own")] == ["skipped"] * 3


def test_not_applicable_needs_a_reason_where_it_is_allowed_at_all(room: Begin) -> None:
    """不适用 is an answer only of steps that have it."""
    show = room(WAYS)
    show.run.open("ways", by="小美")
    assert refusals(lambda: show.run.not_applicable("must", "没有", by="小美")) == ["not-applicable-forbidden"]
    show.run.complete("must", by="小美")
    show.run.skip("leave", "赶", by="阿杰")
    show.run.skip("own", "赶", by="小美")
    assert refusals(lambda: show.run.not_applicable("fits", "", by="小美")) == ["reason-needed"]
    assert refusals(lambda: show.run.not_applicable("fits", "均码", by="老王")) == ["wrong-seat"]
    show.run.not_applicable("fits", "均码", by="小美")
    assert show.status("ways#1", "fits") == "not_applicable"


def test_an_optional_step_may_be_passed_over(room: Begin) -> None:
    """Going on to the next step leaves it behind; until then both are open."""
    show = room(WAYS)
    show.run.open("ways", by="小美")
    show.run.complete("must", by="小美")
    assert show.legal("小美") == ["leave", "may"]
    show.run.complete("leave", by="小美")
    assert show.status("ways#1", "may") == "not_applicable"
    assert show.legal("小美") == ["own"]


def test_an_activity_with_only_optional_steps_left_can_be_finished(room: Begin) -> None:
    """Finish ends it; before that it is refused with what is left."""
    show = room(
        "procedures: {a: {title: 甲, order: checklist, steps: [{id: one, role: 主播}, {id: two, role: 主播, optional: true}]}}"
    )
    show.run.open("a", by="小美")
    (why,) = show.refused(cm.FinishActivity("小美", "a#1")).reasons
    assert (why.code, why.lifted_by) == ("activity-unfinished", ("one",))
    show.run.complete("one", by="小美")
    show.run.finish("a#1", by="小美")
    assert show.activity("a#1").status == "finished"


WHEN = """
procedures:
  fit:
    title: 试穿
    order: {order}
    product: optional
    steps:
      - {{id: size, role: 主播, record: {{fits: bool}}}}
      - {{id: swap, role: 主播, after: size, when: "not fits"}}
      - {{id: ship, role: 主播, after: size, when: "product.freight_insured"}}
      - {{id: a, role: 主播, when: "product.x == 1"}}
      - {{id: b, role: 主播, when: "product.x == 1"}}
      - {{id: end, role: 主播}}
"""


def test_a_condition_that_does_not_hold_makes_a_step_not_applicable(room: Begin) -> None:
    """Judged when the step becomes ready, on what was recorded until then; every such step, in any order."""
    for order in ("sequence", "checklist"):
        show = room(WHEN.format(order=order))
        show.run.open("fit", by="小美")
        show.run.complete("size", by="小美", record={"fits": "是"})
        steps = {k: show.status("fit#1", k) for k in ("swap", "ship", "a", "b")}
        assert steps == dict.fromkeys(("swap", "ship", "a", "b"), "not_applicable")
        show.run.complete("end", by="小美")
        assert show.activity("fit#1").status == "finished"


def test_a_condition_that_holds_leaves_the_step_to_be_done(room: Begin) -> None:
    """The same steps, where the facts are so."""
    show = room(WHEN.format(order="sequence"))
    show.run.update_product("A01", {"x": 1, "freight_insured": True}, by="阿杰")
    show.run.open("fit", product="A01", by="小美")
    show.run.complete("size", by="小美", record={"fits": "否"})
    for step in ("swap", "ship", "a", "b", "end"):
        assert show.legal() == [step]
        show.run.complete(step, by="小美")


def test_a_condition_that_cannot_be_worked_out_does_not_drop_the_step(room: Begin) -> None:
    """A fact of the wrong kind stops no show: the step stays, and a person decides."""
    show = room("""
procedures:
  weigh:
    title: 称重
    product: required
    steps:
      - {id: show, role: 主播}
      - {id: heavy, role: 主播, when: "product.weight > 5", na: true}
""")
    show.run.update_product("A01", {"weight": "很重"}, by="阿杰")
    show.run.open("weigh", product="A01", by="小美")
    show.run.complete("show", by="小美")
    assert show.legal() == ["heavy"]
    show.run.not_applicable("heavy", "不用称", by="小美")


def test_an_overdue_step_is_still_judged_by_its_condition(room: Begin) -> None:
    """A step that was noticed as late before its turn came is not applicable all the same."""
    show = room("""
procedures:
  late:
    title: 迟
    steps:
      - {id: first, role: 主播}
      - {id: second, role: 主播, at: activity + 1m, when: "product.x == 1"}
""")
    show.run.open("late", by="小美")
    show.wait("2m")
    show.run.complete("first", by="小美")
    assert show.activity("late#1").status == "finished"
