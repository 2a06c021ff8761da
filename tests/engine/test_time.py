"""Point 10: time. Due times, plans and ticks, computed from events and the time that the command carries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

import sopkit
from sopkit import commands as cm
from sopkit import events as ev
from sopkit.errors import UsageError
from tests.engine.rooms import CREW, NOON, Room, book_of, refusals

Begin = Callable[..., Room]
TEN = datetime(2026, 11, 25, 12, tzinfo=UTC)  # 20:00 in the room, three days after NOON

BOOK = """
params: {{answer: {{type: duration, default: 30s, min: 5s, note: 测试}}}}
phases:
  pre: {{title: 播前, opens: [track]}}
  live: {{title: 播中, live: true, opens: [track]}}
procedures:
  track:
    title: 巡场
    order: {order}
    steps:
{steps}
"""


def track(room: Begin, *steps: str, order: str = "checklist", **how: object) -> Room:
    """Start a run whose first phase opens these steps."""
    lines = "\n".join(f"      - {{role: 场控, {step}}}" for step in steps)
    return room(BOOK.format(order=order, steps=lines), live=False, **how)


def late(show: Room, length: str) -> list[str]:
    """Let time pass and return the steps that were noticed as late."""
    return [e.step for e in show.wait(length) if isinstance(e, ev.StepOverdue)]


def test_within_counts_from_when_the_step_is_ready(room: Begin) -> None:
    """Not from when the activity opened; noticed once, with when it was due and when that was seen."""
    show = track(room, "id: a", "id: b, after: a, within: $answer")
    assert late(show, "10m") == []
    show.run.complete("a", by="老王")
    (due,) = show.run.due()
    assert (due.target, due.at, due.roles) == ("b", show.clock.now + timedelta(seconds=30), ("floor",))
    assert late(show, "29s") == []
    show.turn("1m")
    (event,) = show.run.tick()
    assert isinstance(event, ev.StepOverdue)
    assert (event.due, event.at) == (due.at, due.at + timedelta(seconds=59))
    assert late(show, "1d") == []
    assert [i.key for i in show.run.board(role="floor").mine_now if i.overdue] == ["b"]
    show.run.complete("b", by="老王")


def test_within_in_a_sequence_counts_from_its_turn(room: Begin) -> None:
    """The step before was done, skipped or did not apply."""
    show = track(room, "id: a", 'id: x, when: "product.y"', "id: b, within: 30s", order="sequence")
    show.turn("10m")
    show.run.complete("a", by="老王")
    assert late(show, "29s") == []
    assert late(show, "1s") == ["b"]


def test_undo_begins_the_time_anew(room: Begin) -> None:
    """A step that is open again has its whole time again."""
    show = track(room, "id: a, within: 30s", "id: b")
    assert late(show, "31s") == ["a"]
    show.run.complete("a", by="老王")
    show.run.undo("a", by="老王")
    assert late(show, "29s") == []
    assert late(show, "1s") == ["a"]


@pytest.mark.parametrize(
    ("offset", "seconds"),
    [("T-30m", 3 * 86400 - 1800), ("T+5m", 3 * 86400 + 300), ("phase + 5m", 300), ("activity + 3m", 180)],
)
def test_at_an_offset(room: Begin, offset: str, seconds: int) -> None:
    """From go-live, from the phase, from the activity's start; whether or not the step is ready yet."""
    show = track(room, "id: a", f"id: b, after: a, at: {offset}", go_live=TEN)
    assert [d.at for d in show.run.due()] == [NOON + timedelta(seconds=seconds)]
    assert show.wait(timedelta(seconds=seconds - 1)) == ()
    assert late(show, "1s") == ["b"]


def test_go_live_is_the_planned_one_until_the_real_one(room: Begin) -> None:
    """A show that starts late shifts what hangs on its start; without a plan there is no time yet."""
    show = track(room, "id: a, at: T+10m")
    assert show.run.due() == ()
    show.run.complete("a", by="老王")
    show.turn("7m")
    show.run.enter("live", by="阿杰")
    assert [d.at for d in show.run.due()] == [NOON + timedelta(minutes=17)]


def test_a_time_that_has_no_zone_is_refused() -> None:
    """A planned go-live says in which zone it is."""
    with pytest.raises(UsageError, match="时区"):
        sopkit.start(book_of("procedures: {x: {title: 甲, role: 主播}}"), crew=CREW, go_live=datetime(2026, 11, 25, 20))  # noqa: DTZ001


def test_every_comes_back(room: Begin) -> None:
    """Done, it is ready again after the interval; once, however long nobody looked; it holds nothing up."""
    show = track(room, "id: a", "id: remind, every: 15m")
    show.run.complete("remind", by="老王")
    assert refusals(lambda: show.run.complete("remind", by="老王")) == ["step-passed"]
    assert [d.kind for d in show.run.due()] == ["again"]
    assert show.wait("14m59s") == ()
    assert [type(e) for e in show.wait("5h")] == [ev.StepRecurred]
    show.run.complete("remind", by="老王")
    show.turn("15m")
    show.run.complete("remind", by="老王")
    assert show.step("track#1", "remind").count == 2
    show.run.complete("a", by="老王")
    show.run.finish("track#1", by="老王")


def test_every_within_its_bounds(room: Begin) -> None:
    """Not before its start, and not again after its end."""
    show = track(room, "id: a", "id: remind, every: {interval: 15m, from: activity + 10m, until: activity + 30m}")
    (why,) = show.refused(cm.CompleteStep("老王", "remind")).reasons
    assert (why.code, "20:10" in why.zh) == ("too-early", True)
    show.turn("10m")
    show.run.complete("remind", by="老王")
    show.wait("15m")
    show.run.complete("remind", by="老王")
    assert show.wait("1h") == ()


@pytest.mark.parametrize("how", ["na", "skip", "when"])
def test_what_comes_back_may_be_passed_this_time(room: Begin, how: str) -> None:
    """Skipped or not applicable this time, it comes back all the same."""
    extra = {"na": "na: true", "skip": "skip: true", "when": 'when: "product.x"'}[how]
    show = track(room, "id: a", f"id: remind, every: 15m, {extra}")
    if how == "na":
        show.run.not_applicable("remind", "没人", by="老王")
    elif how == "skip":
        show.run.skip("remind", "没人", by="老王")
    assert show.status("track#1", "remind") in ("not_applicable", "skipped")
    show.wait("15m")
    expected = "not_applicable" if how == "when" else "ready"
    assert show.status("track#1", "remind") == expected
    show.wait("15m")
    show.run.complete("a", by="老王")


def test_a_window(room: Begin) -> None:
    """The step may be taken only in it; the reason says from or until when, on the room's clock."""
    show = track(
        room, "id: a", "id: b, skip: true, window: {from: T-20m, until: T-10m}", go_live=NOON + timedelta(hours=1)
    )
    show.turn("39m")
    (why,) = show.refused(cm.CompleteStep("老王", "b")).reasons
    assert (why.code, "20:40" in why.zh) == ("too-early", True)
    show.turn("1m")
    show.run.complete("b", by="老王")
    show.run.undo("b", by="老王")
    show.turn("10m01s")
    (why,) = show.refused(cm.CompleteStep("老王", "b")).reasons
    assert (why.code, "20:50" in why.zh) == ("too-late", True)


def test_a_gap_between_two_steps(room: Begin) -> None:
    """At least so long after the other: a test show, two hours before the real one."""
    show = track(room, "id: a", "id: b, after: a, gap: {after: a, at_least: 2h}")
    assert refusals(lambda: show.run.complete("b", by="老王")) == ["step-waits"]
    show.run.complete("a", by="老王")
    show.turn("1h59m59s")
    (why,) = show.refused(cm.CompleteStep("老王", "b")).reasons
    assert (why.code, "22:00" in why.zh) == ("gap", True)
    show.turn("1s")
    show.run.complete("b", by="老王")


def test_a_gap_to_what_was_not_done_holds_nothing(room: Begin) -> None:
    """Where the test show does not apply this time, the real one need not wait for it."""
    show = track(room, "id: a, na: true", "id: b, gap: {after: a, at_least: 2h}")
    show.run.not_applicable("a", "天天播", by="老王")
    show.run.complete("b", by="老王")


PLAN = """
procedures:
  slot:
    title: 过品
    plan: {duration: 8m, warn: 2m, danger: 1m, start: phase + 10m, hold: HOLD}
    steps: [{id: pitch, role: 主播}]
"""


def test_a_plan_is_a_timer_and_never_a_bar(room: Begin) -> None:
    """It changes colour as its end comes near, and stands still with the clock."""
    show = room(PLAN.replace("HOLD", "length"))
    show.run.open("slot", by="小美")
    colours = []
    for wait in ("5m59s", "1s", "1m", "1m", "1s"):
        show.wait(wait)
        (timer,) = show.run.board().timers
        colours.append(timer.colour)
    assert colours == ["ok", "warn", "danger", "danger", "over"]
    assert timer.left == timedelta(seconds=-1)
    show.run.hold("停", by="阿杰")
    assert show.run.board().timers[0].colour == "frozen"
    show.run.go_on(by="阿杰")
    show.run.complete("pitch", by="小美")
    assert show.run.report().activities[0].over == timedelta(seconds=1)


def test_a_plan_that_holds_its_end_has_less_time_the_later_it_began(room: Begin) -> None:
    """Planned for minute 10 to 18, begun in minute 13: five minutes are left."""
    for hold, left in (("length", 8), ("end", 5)):
        show = room(PLAN.replace("HOLD", hold))
        show.turn("13m")
        show.run.open("slot", by="小美")
        assert show.run.board().timers[0].left == timedelta(minutes=left)


def test_midnight(room: Begin) -> None:
    """A show over midnight: durations are durations, and a time of another day is shown with its date."""
    show = track(room, "id: a", "id: b, after: a, gap: {after: a, at_least: 2h}", "id: c, within: 1h",
                 at=datetime(2026, 11, 22, 15, 30, tzinfo=UTC))  # fmt: skip
    show.run.complete("a", by="老王")
    (why,) = show.refused(cm.CompleteStep("老王", "b")).reasons
    assert "11-23 01:30" in why.zh
    assert late(show, "59m") == []
    assert late(show, "1m") == ["c"]
    show.turn("1h")
    show.run.complete("b", by="老王")


def test_several_days_before_the_show(room: Begin) -> None:
    """Preparation begins days ahead; each step is noticed in its turn, in the order in which it fell due."""
    show = track(room, "id: sample, at: T-2d", "id: title, at: T-1d", "id: check, at: T-30m", go_live=TEN)
    assert late(show, "23h") == []
    assert late(show, "1h") == ["sample"]
    assert late(show, "2d") == ["title", "check"]


def test_a_clock_that_jumps_back_stands_still_instead(room: Begin) -> None:
    """No event is earlier than the one before it; what was due is not due again."""
    show = track(room, "id: a, within: 30s", "id: b")
    show.wait("1m")
    show.turn(timedelta(hours=-3))
    show.run.complete("b", by="老王")
    times = [entry.event.at for entry in show.run.history()]
    assert times == sorted(times)
    assert times[-1] == NOON + timedelta(minutes=1)
    assert show.run.tick() == ()
    show.turn("3h1m")
    show.run.complete("a", by="老王")
    assert show.run.history()[-1].event.at > times[-1]


def test_a_machine_that_slept(room: Begin) -> None:
    """Waking, everything that fell due meanwhile is noticed once, in order, before the next command is looked at."""
    show = track(room, "id: a, within: 2h", "id: b, within: 1h", "id: remind, every: 10m", "id: c")
    show.run.complete("remind", by="老王")
    before = show.run.state.version
    show.turn("8h")
    show.run.complete("c", by="老王")
    assert show.names(before) == ["StepRecurred", "StepOverdue", "StepOverdue", "StepCompleted"]
    assert [e.step for e in show.events(ev.StepOverdue)] == ["b", "a"]  # type: ignore[attr-defined]


def test_a_question_sees_the_time_as_a_command_would(room: Begin) -> None:
    """`check` counts with what has fallen due, though nobody has ticked yet, and still changes nothing."""
    show = track(room, "id: a", "id: remind, every: 10m")
    show.run.complete("remind", by="老王")
    cue = show.run.cue("看镜头", by="老王", role="host", within="30s")
    show.turn("10m")
    version = show.run.state.version
    assert show.run.check(cm.CompleteStep("老王", "remind")) is None
    refusal = show.run.check(cm.AcknowledgeCue("小美", cue))
    assert refusal is not None
    assert [r.code for r in refusal.reasons] == ["cue-ended"]
    assert show.run.state.version == version
    assert show.run.state.cues[cue].status == "given"
    show.run.complete("remind", by="老王")


def test_durations_are_parameters_with_bounds(room: Begin) -> None:
    """A run may set its own value, which counts at once; the activity's own value counts before the run's."""
    show = track(room, "id: a, within: $answer", "id: b", params={"answer": "2m"})
    assert late(show, "1m59s") == []
    show.run.set_param("answer", "3m", by="阿杰")
    assert late(show, "1m") == []
    assert late(show, "1s") == ["a"]
