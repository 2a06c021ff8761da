"""Properties: what a journal is worth, and that a fault which is over leaves no trace in what it held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sopkit import commands as cm
from sopkit import events as ev
from sopkit._encode import decode, encode
from sopkit.commands import Command
from sopkit.errors import RefusedError, UsageError
from sopkit.evolve import evolve, fold
from sopkit.state import ActivityState, RunState
from tests.engine import books
from tests.engine.invariants import assert_sound
from tests.engine.rooms import NOON, Room, start

Move = Command | timedelta
MOVES = st.lists(st.one_of(books.COMMANDS, books.COMMANDS, st.sampled_from(books.WAITS)), max_size=40)
SLOW = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
CLOCKS = ("paused", "frozen_at", "freezers", "index")


def on_air() -> Room:
    """Start the rich show and bring it on air, in the middle of 憋单 for the first product."""
    room = start(books.rich(), crew=books.CREW, products=books.LINE_UP, go_live=NOON + timedelta(hours=1), live=False)
    run = room.run
    for product in ("A01", "A02"):
        run.complete("weigh", product=product, by="小美", record={"grams": 5})
    run.skip("early", "赶", by="阿杰")
    run.enter("live", by="阿杰")
    run.complete("show", product="A01", by="小美")
    run.begin("tease", product="A01", by="小美")
    run.complete("points", by="小美", record={"size": 5})
    return room


def play(room: Room, moves: Sequence[Move]) -> None:
    """Make the moves; what is refused is refused."""
    for move in moves:
        if isinstance(move, timedelta):
            room.turn(move)
            continue
        try:
            room.run.do(move)
        except (RefusedError, UsageError):
            continue


def shadow(room: Room) -> RunState:
    """Return a second state, folded from the journal: a copy that nothing changes any more."""
    return fold(books.rich(), room.events())


@SLOW
@given(moves=MOVES)
def test_the_journal_is_the_state_at_every_prefix(moves: list[Move]) -> None:
    """After each move the live state is the fold of what was kept so far; so it is after each single event."""
    room = on_air()
    for move in moves:
        play(room, [move])
        assert room.run.state == shadow(room)
    events = room.events()
    state = fold(books.rich(), ())
    for version, event in enumerate(events, 1):
        evolve(state, event)
        if version % 5 == 0:
            assert state == fold(books.rich(), events[:version])
    assert_sound(room.run.state, events)


@SLOW
@given(moves=MOVES, cut=st.floats(0, 1))
def test_a_replay_in_two_parts_is_one_replay(moves: list[Move], cut: float) -> None:
    """replay(a + b) == fold(replay(a), b), also when a went through the journal's own text."""
    room = on_air()
    play(room, moves)
    events = room.events()
    place = int(len(events) * cut)
    state = fold(books.rich(), events[:place])
    for seq, event in enumerate(events[place:], place + 1):
        evolve(state, decode(encode(event), run="show", seq=seq))
    assert state == fold(books.rich(), events) == room.run.state


@SLOW
@given(moves=MOVES, commands=st.lists(books.COMMANDS, min_size=1, max_size=20))
def test_a_question_changes_nothing_and_tells_the_truth(moves: list[Move], commands: list[Command]) -> None:
    """`check` leaves the very same state and journal, and answers what `do` then does."""
    room = on_air()
    play(room, moves)
    for command in commands:
        before = shadow(room)
        try:
            answer = room.run.check(command)
        except UsageError:
            with pytest.raises(UsageError):
                room.run.do(command)
            continue
        assert room.run.state == before
        if answer is None:
            room.run.do(command)
        else:
            assert room.refused(command) == answer


def held_open(room: Room) -> dict[str, ActivityState]:
    """Return a copy of what is open and no handling, as it stands."""
    return {a.id: a for a in shadow(room).open.values() if a.fault is None}


def assert_same(room: Room, before: dict[str, ActivityState], clocks: dict[str, timedelta] | None) -> None:
    """Check that each activity is as it was, its clock at what it showed where *clocks* are given."""
    for identity, was in before.items():
        now = room.activity(identity)
        for name in (a.name for a in attrs.fields(ActivityState) if a.name not in CLOCKS):
            assert getattr(now, name) == getattr(was, name), f"{identity}.{name}"
        assert now.freezers == was.freezers
        if clocks is not None:
            assert now.clock(room.clock.now) == clocks[identity]


@SLOW
@given(moves=MOVES, wait=st.sampled_from(books.WAITS))
def test_fault_then_recovery_is_the_identity(moves: list[Move], wait: timedelta) -> None:
    """What it held is as it was: steps, rounds, records, limits, and the very time on its clock."""
    room = on_air()
    play(room, moves)
    run = room.run
    assume(run.state.status == "running" and not run.state.faults_open)
    run.tick()
    person = run.state.crew.seats["floor"][0]
    before = held_open(room)
    now = run.now
    room.clock.now = now
    clocks = {identity: a.clock(now) for identity, a in before.items()}
    fault = run.raise_fault("still", by=person)
    held = run.state.faults[fault].holds
    assert set(held) == {a for a in before if not beside(room, a)}
    room.turn(wait)
    run.complete("breathe", by=person)
    assert run.state.faults[fault].status == "recovered"
    assert_same(room, {a: before[a] for a in held}, clocks)
    legal = {(e.activity, e.step) for e in room.events(ev.StepOverdue) if e.activity in held and e.at > now}  # type: ignore[attr-defined]
    assert legal == set(), "nothing of what stood still became late"


def beside(room: Room, identity: str) -> bool:
    """Whether the activity, or what called it, runs beside the show."""
    activity: ActivityState | None = room.activity(identity)
    while activity is not None:
        if activity.index.procedure.beside:
            return True
        activity = room.activity(activity.parent) if activity.parent else None
    return False


@SLOW
@given(moves=MOVES, kind=st.sampled_from(["broken", "power", "still", "gone", "small"]))
def test_a_false_alarm_is_the_identity(moves: list[Move], kind: str) -> None:
    """Whatever the fault would have done to what it held, dismissed it has done nothing."""
    room = on_air()
    play(room, moves)
    run = room.run
    assume(run.state.status == "running" and not run.state.faults_open)
    run.tick()
    room.clock.now = run.now
    before = held_open(room)
    owed = shadow(room).obligations
    fault = run.raise_fault(kind, by="阿杰")
    run.dismiss(fault, "看错了", by="阿杰")
    assert_same(room, before, {identity: a.clock(run.now) for identity, a in before.items()})
    assert run.state.obligations == owed
    assert [type(e) for e in room.events()[-1:]] != [ev.FaultRecovered]


@SLOW
@given(moves=MOVES, reason=st.just("停"), wait=st.sampled_from(books.WAITS))
def test_hold_then_resume_is_the_identity(moves: list[Move], reason: str, wait: timedelta) -> None:
    """The whole run stands still and goes on as if no time had passed; cues too."""
    room = on_air()
    play(room, moves)
    run = room.run
    assume(run.state.status == "running")
    run.tick()
    room.clock.now = run.now
    before = dict(shadow(room).open)
    clocks = {identity: a.clock(run.now) for identity, a in before.items()}
    left = {c.id: c.due - run.now for c in run.state.cues_open.values() if c.due is not None}
    run.do(cm.HoldRun("阿杰", reason))
    room.turn(wait)
    assert run.tick() == ()
    run.do(cm.ResumeRun("阿杰"))
    assert_same(room, before, clocks)
    assert {c.id: c.due - run.now for c in run.state.cues_open.values() if c.due is not None} == left
