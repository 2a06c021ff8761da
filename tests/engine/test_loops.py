"""Point 7: loops are bounded; at a limit only the exits that the runbook names are legal."""

from __future__ import annotations

from collections.abc import Callable

from sopkit import commands as cm
from sopkit import events as ev
from tests.engine.rooms import Room, refusals

Begin = Callable[..., Room]

HOLD = """
params:
  max_hold: {type: duration, default: 5m, min: 1m, max: 10m, note: 测试}
  max_rounds: {type: int, default: 2, min: 1, note: 测试}
procedures:
  hold:
    title: 憋单
    product: required
    opens: {by: [主播, 运营], in: [live], at_most: 2}
    limits: {duration: $max_hold, rounds: $max_rounds, on_limit: [countdown, cancel]}
    steps:
      - {id: tease, role: 主播}
      - {id: price, role: 主播, verify: {role: 中控}}
      - {id: countdown, role: 中控}
      - {id: proof, role: 场控}
      - {id: again, role: 运营, outcomes: {再来: tease, 收: finish}}
      - {id: cancel, role: 主播, only: on_limit, ends: cancelled}
"""
TEASING = ("tease", "price")


def holding(room: Begin, *steps: str) -> Room:
    """Open 憋单 and go through some of its steps."""
    show = room(HOLD)
    show.run.open("hold", product="A01", by="小美")
    take(show, *steps)
    return show


def take(show: Room, *steps: str) -> None:
    """Take steps of 憋单, each by whoever sits there."""
    by = {"tease": "小美", "price": "小美", "countdown": "小李", "proof": "老王", "again": "阿杰", "cancel": "小美"}
    for step in steps:
        name, _, outcome = step.partition(":")
        show.run.complete(name, by=by[name], outcome=outcome or None)
        if name == "price":
            show.run.accept("price", by="小李")


def test_past_the_time_only_the_exits_are_legal(room: Begin) -> None:
    """Open the price, or cancel with an apology; the refusal names both."""
    show = holding(room, "tease")
    assert show.legal() == ["price"]
    show.turn("5m")
    assert show.legal() == ["cancel", "countdown"]
    (why,) = show.refused(cm.CompleteStep("小美", "price")).reasons
    assert (why.code, sorted(why.lifted_by), why.lifted_by_kind) == ("limit-reached", ["cancel", "countdown"], "step")


def test_the_limit_is_noticed_once(room: Begin) -> None:
    """It stands in the journal when time passes over it, by a tick or before the next command."""
    show = holding(room, "tease")
    assert show.wait("4m59s") == ()
    assert [type(e) for e in show.wait("1s")] == [ev.LimitReached]
    assert show.wait("1h") == ()


def test_an_exit_is_only_for_the_limit_where_it_says_so(room: Begin) -> None:
    """The apology is not to be taken before; opening the price is a step like any other."""
    show = holding(room)
    assert refusals(lambda: show.run.complete("cancel", by="小美")) == ["only-on-limit"]
    assert refusals(lambda: show.run.complete("countdown", by="小李")) == ["step-waits"]


def test_the_apology_ends_it(room: Begin) -> None:
    """Cancelled, not finished."""
    show = holding(room, "tease")
    show.wait("6m")
    take(show, "cancel")
    assert show.activity("hold#1").status == "cancelled"


def test_opening_the_price_leaves_the_teasing_behind(room: Begin) -> None:
    """After the exit the flow goes on behind it, and nothing before it is to be done any more."""
    show = holding(room, "tease")
    show.wait("6m")
    take(show, "countdown")
    assert show.status("hold#1", "price") == "not_applicable"
    assert show.legal() == ["proof"]
    show.wait("1h")
    assert show.legal() == ["proof"], "the limit was met in this round"
    take(show, "proof", "again:收")
    assert show.activity("hold#1").status == "finished"


def test_a_check_that_waits_at_the_limit_does_not_lead_back(room: Begin) -> None:
    """Accepting a teasing step that was reported in time is no way round the limit."""
    show = holding(room, "tease")
    show.run.complete("price", by="小美")
    show.turn("5m")
    assert refusals(lambda: show.run.accept("price", by="小李")) == ["limit-reached"]
    take(show, "countdown")
    assert show.legal() == ["proof"]


def test_each_round_has_the_whole_time(room: Begin) -> None:
    """The clock of the limit begins anew with each round."""
    show = holding(room, "tease", "price")
    show.turn("4m")
    take(show, "countdown", "proof", "again:再来")
    assert show.activity("hold#1").round == 2
    assert show.legal() == ["tease"]
    show.turn("4m")
    assert show.legal() == ["tease"]
    show.turn("1m")
    assert show.legal() == ["cancel", "countdown"]


def test_the_bound_on_rounds(room: Begin) -> None:
    """After the last round only the other answers are left; never back to teasing."""
    show = holding(room, *TEASING, "countdown", "proof", "again:再来", *TEASING, "countdown", "proof")
    (why,) = show.refused(cm.CompleteStep("阿杰", "again", outcome="再来")).reasons
    assert why.code == "rounds-used"
    assert "2" in why.zh
    take(show, "again:收")


def test_where_every_answer_leads_back_the_last_round_ends_by_the_ways_out(room: Begin) -> None:
    """With no answer left the flow does not stand: the bound is reached, and the apology is legal."""
    show = room(HOLD.replace("{再来: tease, 收: finish}", "{再来: tease, 从价格来: price}"))
    show.run.open("hold", product="A01", by="小美")
    take(show, *TEASING, "countdown", "proof", "again:再来", *TEASING, "countdown")
    assert show.legal() == ["proof"]
    take(show, "proof")
    assert show.legal() == ["cancel"]
    (why,) = show.refused(cm.CompleteStep("阿杰", "again", outcome="再来")).reasons[:1]
    assert (why.code, why.args["limit"]) == ("limit-reached", "轮数")
    show.run.set_param("max_rounds", 3, "还有货", by="阿杰")
    assert show.legal() == ["again"], "a wider bound lets it go on"
    show.run.set_param("max_rounds", 2, "没货了", by="阿杰")
    take(show, "cancel")
    assert show.activity("hold#1").status == "cancelled"


def test_a_limit_may_be_set_for_the_run_within_its_bounds(room: Begin) -> None:
    """Shorter or longer than the default, with effect on what is open."""
    show = holding(room, "tease")
    show.run.set_param("max_hold", "2m", "掉人了", by="阿杰")
    show.turn("2m")
    assert show.legal() == ["cancel", "countdown"]


def test_undoing_an_exit_brings_the_limit_back(room: Begin) -> None:
    """The limit counts as met only while the exit stands."""
    show = holding(room, "tease", "price")
    show.turn("4m")
    take(show, "countdown")
    show.turn("2m")
    assert show.legal() == ["proof"]
    show.run.undo("countdown", by="小李")
    assert show.legal() == ["cancel", "countdown"]


def test_a_bound_on_what_is_open_at_once(room: Begin) -> None:
    """At most so many activities of a procedure at the same time; the reason names them."""
    show = holding(room)
    show.run.open("hold", product="A02", by="小美")
    (why,) = show.refused(cm.OpenActivity("小美", "hold", "A03")).reasons
    assert (why.code, why.lifted_by) == ("too-many-open", ("hold#1", "hold#2"))
    show.run.cut("hold#2", "换品", by="阿杰")
    show.run.open("hold", product="A03", by="小美")


def test_who_may_open_where_and_on_what(room: Begin) -> None:
    """By its roles, in its phases, about a product of the line-up."""
    show = room(HOLD, live=False)
    assert set(refusals(lambda: show.run.open("hold", product="A01", by="老王"))) == {"not-entitled", "not-in-phase"}
    show.run.enter("live", by="阿杰")
    assert refusals(lambda: show.run.open("hold", by="小美")) == ["product-needed"]
    assert refusals(lambda: show.run.open("hold", product="A9", by="小美")) == ["unknown-product"]
    assert refusals(lambda: show.run.open("hodl", product="A01", by="小美")) == ["unknown-procedure"]
    show.run.open("hold", product="A01", by="阿杰")
