"""Planning again from now: the past stays, the rest shifts, and what to cut is offered with what it saves."""

from __future__ import annotations

from datetime import timedelta

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from sopkit import commands as cm
from sopkit.definition.product import Product
from sopkit.planner import Offer, OfferKind, Plan, Slot, SlotState, lay_out, past_by_plan, played, replan, terms_of
from tests.engine.rooms import start
from tests.planner.shelves import codes, line_up, line_ups, minutes, order, product

DONE, RUNNING = SlotState.DONE, SlotState.RUNNING


def laid_out(length: int = 64, **counts: int) -> Plan:
    """Lay out an hour or so, slots of eight minutes."""
    return lay_out(line_up(**counts), length=minutes(length))


def take(plan: Plan, now: timedelta, past: tuple[Slot, ...], offer: Offer) -> Plan:
    """Plan again with an offer taken."""
    into = {offer.out[0]: offer.into} if offer.into else {}
    out = () if offer.into else offer.out
    return replan(plan, now, past, out=out, into=into, shorten=offer.kind is OfferKind.SHORTEN)


def test_as_planned_nothing_changes() -> None:
    """A show that goes as planned keeps its plan, with what is over marked."""
    plan = laid_out(F=3, H=2, P=3)
    again = replan(plan, minutes(20))
    assert [(s.product, s.start, s.length) for s in again.slots] == [(s.product, s.start, s.length) for s in plan.slots]
    assert [slot.state for slot in again.slots][:4] == [DONE, DONE, RUNNING, SlotState.PLANNED]
    assert (again.over, again.offers, again.late) == (minutes(0), (), ())


def test_a_slot_that_runs_over_shifts_the_rest() -> None:
    """The slots behind one that runs over begin later; none is shown twice, and what is over stays as it was."""
    plan = laid_out(80, F=3, H=2, P=3)
    past = (Slot("F1", minutes(0), minutes(15), DONE), Slot("F2", minutes(15), minutes(5), RUNNING))
    again = replan(plan, minutes(20), past)
    assert again.slots[0] == past[0]
    assert [(s.product, s.start) for s in again.slots][1:4] == [
        ("F2", minutes(15)),
        ("H1", minutes(23)),
        ("H2", minutes(31)),
    ]
    assert codes(again) == ["slot-length"]
    assert "F1 品F1讲 15分钟" in again.violations[0].zh


def test_what_runs_past_its_time_pushes_now() -> None:
    """While a slot runs past its planned time, the rest begins now at the earliest."""
    plan = laid_out(F=3, H=2)
    again = replan(plan, minutes(13), (Slot("F1", minutes(0), minutes(13), RUNNING),))
    assert [(s.product, s.start) for s in again.slots][:2] == [("F1", minutes(0)), ("F2", minutes(13))]


def test_what_no_longer_fits_is_late_and_offers_are_made() -> None:
    """The last ones that fit no more are told; the offers say what would make room, what is enough standing first."""
    plan = laid_out(64, F=3, H=2, P=3)
    past = (Slot("F1", minutes(0), minutes(20), DONE),)
    again = replan(plan, minutes(20), past)
    assert order(plan) == "F1 F2 H1 H2 P1 F3 P2 P3"
    assert (again.late, again.over) == (("P2", "P3"), minutes(12))
    assert [offer.kind for offer in again.offers][:2] == [OfferKind.SHORTEN, OfferKind.DROP]
    assert again.offers[0].saves == minutes(14)
    assert "后面 7 个品都压到 6分钟，省 14分钟" in again.offers[0].zh
    assert codes(again)[0] == "late"
    assert {offer.out[0] for offer in again.offers if offer.kind is OfferKind.CUT} == {
        "H1",
        "H2",
        "P1",
        "P2",
        "P3",
        "F3",
    }


def test_the_opening_keeps_its_flash_products() -> None:
    """A 秒杀 that the first half hour still needs is never offered to be cut."""
    again = replan(laid_out(64, F=3, H=2, P=3), minutes(20), (Slot("F1", minutes(0), minutes(20), DONE),))
    assert all("F2" not in offer.out for offer in again.offers if offer.kind is not OfferKind.DROP)


def test_a_shorter_product_may_be_swapped_in() -> None:
    """For a slot to come, a shorter product of its class that had no place is offered."""
    shelf = (
        *line_up(F=2),
        product("H1", slot=minutes(10)),
        product("H2", slot=minutes(10)),
        product("H3", slot=minutes(7)),
    )
    plan = replan(lay_out(shelf, length=minutes(43)), minutes(0), (), out=("H3",))
    again = replan(plan, minutes(12), (Slot("F1", minutes(0), minutes(12), DONE),), out=("H3",))
    assert again.over == minutes(0)
    again = replan(plan, minutes(20), (Slot("F1", minutes(0), minutes(20), DONE),), out=("H3",))
    swaps = [offer for offer in again.offers if offer.kind is OfferKind.SWAP]
    assert [(o.out, o.into, o.saves) for o in swaps] == [(("H1",), "H3", minutes(3)), (("H2",), "H3", minutes(3))]
    taken = take(again, minutes(20), again.slots[:1], swaps[0])
    assert [s.product for s in taken.slots] == ["F1", "F2", "H3"]
    assert taken.links["H3"] not in {taken.links[p] for p in ("F1", "F2")}


def test_a_show_past_its_end_says_so() -> None:
    """With nothing left to come, a show that is over its time is told to be, and there is nothing to offer."""
    again = replan(laid_out(16, F=2), minutes(20), (Slot("F1", minutes(0), minutes(9), DONE), Slot("F2", minutes(9), minutes(11), DONE)))  # fmt: skip
    assert (again.over, again.late, again.offers) == (minutes(4), (), ())
    assert "over" in codes(again)


def test_late_products_come_back_when_there_is_time() -> None:
    """What had become late is placed again once the show is faster than planned."""
    plan = laid_out(64, F=3, H=2, P=3)
    late = replan(plan, minutes(20), (Slot("F1", minutes(0), minutes(20), DONE),))
    past = (
        *late.slots[:1],
        *(Slot(s.product, minutes(20 + n), minutes(1), DONE) for n, s in enumerate(late.slots[1:4])),
    )
    again = replan(late, minutes(24), past)
    assert (again.late, again.cut) == ((), ())
    assert {slot.product for slot in again.slots} == set(plan.products)


def test_a_product_shown_out_of_turn_is_not_planned_again() -> None:
    """What the room showed earlier than planned, or off the plan, has had its place."""
    plan = laid_out(F=3, H=2, P=1)
    again = replan(plan, minutes(8), (Slot("P1", minutes(0), minutes(8), DONE),))
    assert [slot.product for slot in again.slots].count("P1") == 1
    assert again.slots[0].product == "P1"


STEPS = """
procedures:
  slot:
    title: 过品
    product: required
    opens: {by: [host], in: [live]}
    steps: [{id: show, role: host}]
  hold:
    title: 憋单
    product: required
    opens: {by: [host], in: [live]}
    steps: [{id: tease, role: host}]
  talk:
    title: 聊天
    opens: {by: [host], in: [live]}
    steps: [{id: say, role: host}]
"""


def test_a_run_tells_what_was_shown() -> None:
    """Activities about a product on air are the past of the plan; what goes on about one product is one slot."""
    room = start(STEPS, products=line_up(F=2, H=2), live=False)
    room.turn("5m")
    room.run.enter("live", by="阿杰")
    room.turn("2m")
    room.run.open("slot", by="小美", product="F1")
    room.turn("3m")
    room.run.open("hold", by="小美", product="F1")
    room.run.open("talk", by="小美")
    room.turn("4m")
    room.run.do(cm.CompleteStep("小美", "show", activity="slot#1"))
    room.turn("1m")
    room.run.complete("tease", by="小美")
    room.turn("1m")
    room.run.open("slot", by="小美", product="H1")
    room.turn("2m")
    past = played(room.run.state, room.clock())
    assert past == (Slot("F1", minutes(2), minutes(8), DONE), Slot("H1", minutes(11), minutes(2), RUNNING))
    again = replan(laid_out(F=2, H=2), minutes(13), past)
    assert [(s.product, s.start) for s in again.slots] == [
        ("F1", minutes(2)),
        ("H1", minutes(11)),
        ("F2", minutes(19)),
        ("H2", minutes(27)),
    ]


def test_before_the_show_nothing_was_shown() -> None:
    """Off air there is no past."""
    assert played(start(STEPS, live=False).run.state, start(STEPS).clock()) == ()


PACE = st.lists(st.integers(1, 20), max_size=12)


def past_of(plan: Plan, pace: list[int]) -> tuple[tuple[Slot, ...], timedelta]:
    """Return the first slots as they really went, so many minutes each, and when the last of them ended."""
    at, past = minutes(0), []
    for slot, took in zip(plan.slots, pace, strict=False):
        past.append(evolve(slot, start=at, length=minutes(took), state=DONE))
        at += minutes(took)
    return tuple(past), at


@given(line_ups(), st.integers(30, 300), PACE)
def test_planning_again_keeps_the_past(shelf: tuple[Product, ...], length: int, pace: list[int]) -> None:
    """What is over stays exactly as it was; nothing overlaps, comes twice, or is lost; all to come ends in time."""
    plan = lay_out(shelf, length=minutes(length))
    past, now = past_of(plan, pace)
    again = replan(plan, now, past)
    assert again.slots[: len(past)] == past
    placed = [slot.product for slot in again.slots]
    assert sorted((*placed, *again.late, *again.cut)) == sorted(one.id for one in shelf)
    for before, after in zip(again.slots, again.slots[1:], strict=False):
        assert before.end <= after.start
    assert all(s.start >= now and s.end <= minutes(length) for s in again.slots[len(past) :])
    assert (again.over > minutes(0)) == bool({"late", "over"} & set(codes(again)))
    assert again.over > minutes(0) or not again.late
    assert replan(again, now, past) == again


SLOW = st.lists(st.integers(9, 25), min_size=1, max_size=6)


@given(line_ups(), SLOW, st.data())
def test_an_offer_saves_what_it_says(shelf: tuple[Product, ...], pace: list[int], data: st.DataObject) -> None:
    """Taking any offer shortens the overrun by what it says, and what is enough by itself ends it."""
    tight = lay_out(shelf, length=minutes(400)).ends
    plan = lay_out(shelf, length=tight)
    past, now = past_of(plan, pace)
    again = replan(plan, now, past)
    assume(again.late)
    offer = data.draw(st.sampled_from(again.offers))
    assert offer.saves > minutes(0)
    taken = take(again, now, past, offer)
    assert taken.over == max(minutes(0), again.over - offer.saves)


def test_the_past_by_plan_is_what_should_be_over() -> None:
    """Without news from the room, what the plan says is over is taken to be."""
    plan = lay_out(line_up(F=2, H=1), terms_of(), length=minutes(60))
    assert [(s.product, s.state) for s in past_by_plan(plan, minutes(10))] == [("F1", DONE), ("F2", RUNNING)]
