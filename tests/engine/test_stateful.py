"""Random commands, legal and nonsense, by random people at random times never break an invariant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sopkit import commands as cm
from sopkit.commands import Command
from sopkit.errors import RefusedError, UsageError
from sopkit.evolve import fold
from sopkit.refusal import Choice, Refusal
from sopkit.run import Done
from tests.engine import books
from tests.engine.invariants import assert_sound
from tests.engine.rooms import NOON, Room, start
from tests.engine.test_legal import TO_FILL_IN, assert_legal


def answer_of(call: Callable[[], Done | Refusal | None]) -> Done | Refusal | str | None:
    """Return what a call returns, or what it was refused for: a refusal, or the words of a misuse."""
    try:
        return call()
    except RefusedError as refused:
        return refused.refusal
    except UsageError as wrong:
        return wrong.zh


class AnyShow(RuleBasedStateMachine):
    """A show in which anybody may try anything."""

    def __init__(self) -> None:
        super().__init__()
        self.room: Room = start(
            books.rich(), crew=books.CREW, products=books.LINE_UP, go_live=NOON + timedelta(hours=1), live=False
        )
        self.acknowledged = self.room.run.state.version
        self.over = 0

    def attempt(self, command: Command) -> None:
        """Give a command: it is done, or refused as `check` said it would be, and nothing else ever happens."""
        run = self.room.run
        before = run.state.version
        checked = answer_of(lambda: run.check(command))
        assert run.state.version == before, "a question changed something"
        done = answer_of(lambda: run.do(command))
        if not isinstance(done, Done):
            assert done == checked
        else:
            assert checked is None
            assert [e.event for e in run.history()][-len(done.events) or None :] == list(done.events)
        self.acknowledged = run.state.version

    @rule(command=books.COMMANDS)
    def anything(self, command: Command) -> None:
        """Anybody tries anything."""
        self.attempt(command)

    @rule(data=st.data())
    @precondition(lambda self: self.room.run.legal())
    def something_legal(self, data: st.DataObject) -> None:
        """Somebody entitled takes a step that is legal."""
        choice = data.draw(st.sampled_from(self.room.run.legal()))
        command = self.taking(choice, data)
        refusal = self.room.run.check(command)
        codes = {why.code for why in refusal.reasons} if refusal else set()
        assert not codes - TO_FILL_IN, f"{choice} was offered, and refused for {codes}"
        self.attempt(command)

    def taking(self, choice: Choice, data: st.DataObject) -> Command:
        """Return the command that takes a legal step, by somebody who may, with what it asks for."""
        state = self.room.run.state
        assert choice.activity is not None
        activity = state.activities[choice.activity]
        touched = activity.steps.get(choice.target)
        worked = (touched.done_by, *touched.people) if touched and choice.command == "CheckStep" else ()
        able = [p for p, roles in state.acting.items() if not roles.isdisjoint(choice.roles) and p not in worked]
        if not able:
            return cm.TakeNote("阿杰", "没有第二个人")
        by = data.draw(st.sampled_from(able))
        if choice.command == "StartStep":
            return cm.StartStep(by, choice.target, choice.activity)
        if choice.command == "CheckStep":
            return cm.CheckStep(by, choice.target, choice.activity)
        step = activity.index.steps[choice.target]
        outcomes = [
            o.name
            for o in step.outcomes
            if self.room.run.check(cm.CompleteStep(by, choice.target, choice.activity, outcome=o.name)) is None
        ]
        record = {field.id: data.draw(st.sampled_from((0, 5, 300))) for field in step.record}
        outcome = data.draw(st.sampled_from(outcomes)) if outcomes else None
        return cm.CompleteStep(by, choice.target, choice.activity, None, record, outcome)

    @rule(phase=st.sampled_from(["live", "post"]))
    def go_on(self, phase: str) -> None:
        """Operations go on to the next phase if they may."""
        self.attempt(cm.EnterPhase("阿杰", phase))

    @rule(fault=st.sampled_from(tuple(books.rich().faults)), by=st.sampled_from(books.PEOPLE[:4]))
    def something_goes_wrong(self, fault: str, by: str) -> None:
        """Raise a fault."""
        self.attempt(cm.RaiseFault(by, fault))

    @rule(procedure=st.sampled_from(["hold", "bag", "complaint"]), product=st.sampled_from(["A01", "A02"]))
    def something_is_opened(self, procedure: str, product: str) -> None:
        """Open a procedure by hand."""
        self.attempt(cm.OpenActivity("小美", procedure, None if procedure == "complaint" else product))

    @rule(length=st.sampled_from(books.WAITS), back=st.booleans(), tick=st.booleans())
    def time_passes(self, length: timedelta, back: bool, tick: bool) -> None:
        """Turn the clock, now and then backwards, and look at it or not."""
        self.room.turn(-length if back and length < timedelta(minutes=1) else length)
        if tick:
            self.room.run.tick()
            assert self.room.run.tick() == (), "what was noticed is noticed once"

    @rule(viewers=st.sampled_from([0, 1, 100]))
    def a_reading(self, viewers: int) -> None:
        """Feed in a number."""
        self.room.run.signal("viewers", viewers)

    @rule()
    def another_process(self) -> None:
        """Let somebody else take the run up, who sees just the same."""
        again = self.room.resumed()
        assert again.run.state == self.room.run.state
        assert again.run.legal() == self.room.run.legal()
        self.room = again

    @rule(person=st.sampled_from(books.PEOPLE[:5]))
    def looking(self, person: str) -> None:
        """Boards, due times and the report never fail, and change nothing."""
        run = self.room.run
        before = run.state.version
        board = run.board(person=person)
        mine = {(item.activity, item.key) for item in board.mine_now}
        assert {(c.activity, c.target) for c in run.legal(by=person)} == mine or run.state.status != "running"
        assert run.due() == tuple(sorted(run.due(), key=lambda due: due.at))
        assert run.report().events == before == run.state.version

    @rule()
    def what_is_legal(self) -> None:
        """Hold what is offered against what is taken, whoever asks."""
        assert_legal(self.room.run)

    @invariant()
    def all_is_sound(self) -> None:
        """Check that the state is the fold of the journal, its history lawful, and nothing lost."""
        run = self.room.run
        events = [entry.event for entry in run.history()]
        assert len(events) == run.state.version >= self.acknowledged
        assert_sound(run.state, events)

    def teardown(self) -> None:
        """At the end: every prefix of the journal folds."""
        events = [entry.event for entry in self.room.run.history()]
        for length in range(0, len(events), 7):
            assert fold(books.rich(), events[:length]).version == length


AnyShow.TestCase.settings = settings(
    max_examples=50, stateful_step_count=60, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnyShow = AnyShow.TestCase
