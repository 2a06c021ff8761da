"""Point 16: replay has no side effects; listeners are told after the append, and harm nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from sopkit.evolve import evolve, fold
from sopkit.stores.protocol import Entry
from tests.engine.rooms import Room

Begin = Callable[..., Room]
BOOK = "procedures: {talk: {title: 讲, steps: [{id: one, role: 主播}, {id: two, role: 主播}]}}"


def test_listeners_hear_each_event_once_in_order_after_it_is_kept(room: Begin) -> None:
    """With its place in the journal; at that moment the store has it."""
    show = room(BOOK)
    heard: list[Entry] = []

    def listen(entry: Entry) -> None:
        assert show.store.version("show") >= entry.seq
        heard.append(entry)

    stop = show.run.listen(listen)
    show.run.open("talk", by="小美")
    show.run.complete("one", by="小美")
    assert heard == [e for e in show.run.history() if e.seq > 3]
    stop()
    show.run.complete("two", by="小美")
    assert heard[-1].seq < show.run.state.version


def test_folding_tells_nobody(room: Begin) -> None:
    """A run that is resumed, or reads itself anew, repeats nothing to anyone."""
    show = room(BOOK)
    show.run.open("talk", by="小美")
    heard: list[Entry] = []
    again = show.resumed()
    again.run.listen(heard.append)
    assert again.run.board().mine_now
    assert again.run.refresh() == show.run.state.version
    assert heard == []
    fold(show.run.runbook, show.events())
    show.run.complete("one", by="小美")
    again.run.refresh()
    assert [e.seq for e in heard] == [show.run.state.version], "what others do from now on is told"


def test_a_listener_that_fails_is_reported_and_harms_nothing(room: Begin, caplog: pytest.LogCaptureFixture) -> None:
    """The command stands, the others hear of it, and the log names the listener."""
    show = room(BOOK)
    heard: list[Entry] = []

    def broken(entry: Entry) -> None:
        raise RuntimeError(f"the light panel is off at {entry.seq}")

    show.run.listen(broken)
    show.run.listen(heard.append)
    with caplog.at_level(logging.ERROR, "sopkit"):
        show.run.open("talk", by="小美")
    assert len(heard) == 1
    assert "broken" in caplog.text
    assert "light panel" in caplog.text


def test_a_listener_may_act_on_the_run(room: Begin) -> None:
    """What it does is told after what it heard, in order."""
    show = room(BOOK)
    heard: list[int] = []

    def answer(entry: Entry) -> None:
        if type(entry.event).__name__ == "ActivityOpened":
            show.run.complete("one", by="小美")

    show.run.listen(answer)
    show.run.listen(lambda entry: heard.append(entry.seq))
    show.run.open("talk", by="小美")
    assert heard == sorted(heard)
    assert len(heard) == 2
    assert show.legal() == ["two"]


def test_the_same_events_give_the_same_state(room: Begin) -> None:
    """Folded at once, one by one, or in another process."""
    show = room(BOOK)
    show.run.open("talk", by="小美")
    show.run.complete("one", by="小美")
    events = show.events()
    step_by_step = fold(show.run.runbook, ())
    for event in events:
        evolve(step_by_step, event)
    assert step_by_step == fold(show.run.runbook, events) == show.run.state == show.resumed().run.state
