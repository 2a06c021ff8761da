"""Point 15: a command is kept before it returns, and done once; others may drive the same run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Barrier, Thread

import pytest

import sopkit
from sopkit import commands as cm
from sopkit.errors import ConflictError, RefusedError, StoreError
from sopkit.events import Event
from sopkit.stores.memory import MemoryStore
from sopkit.stores.protocol import Appended, Entry
from tests.engine.rooms import Room, refusals

Begin = Callable[..., Room]
BOOK = """
procedures:
  list:
    title: 清单
    order: checklist
    steps: [{id: a, role: 主播}, {id: b, role: 中控}, {id: c, role: 场控}, {id: late, role: 运营, within: 1m}]
"""


def listing(room: Begin, **how: object) -> Room:
    """Open the checklist."""
    show = room(BOOK, **how)
    show.run.open("list", by="小美")
    return show


def test_a_resend_gets_the_first_answer(room: Begin) -> None:
    """The same key is answered with the same events, and nothing new is written; by any process."""
    show = listing(room)
    first = show.run.complete("a", by="小美", key="k1")
    again = show.run.complete("a", by="小美", key="k1")
    assert (again.events, again.repeated, first.repeated) == (first.events, True, False)
    other = show.resumed().run.complete("a", by="小美", key="k1")
    assert (other.events, other.repeated) == (first.events, True)
    assert refusals(lambda: show.run.complete("a", by="小美", key="k2")) == ["step-passed"]


def test_a_resend_is_answered_even_when_the_run_is_over(room: Begin) -> None:
    """What was done stays done, whatever happened since."""
    show = listing(room)
    first = show.run.complete("a", by="小美", key="k1")
    show.run.abort("断电", by="阿杰")
    assert show.run.complete("a", by="小美", key="k1").events == first.events
    assert refusals(lambda: show.run.complete("b", by="小李")) == ["run-over"]


def test_a_refused_command_may_be_sent_again_with_its_key(room: Begin) -> None:
    """Nothing was kept of it, so that its key is free."""
    show = room(BOOK)
    with pytest.raises(RefusedError):
        show.run.do(cm.CompleteStep("小美", "a"), key="k1")
    show.run.open("list", by="小美")
    assert not show.run.do(cm.CompleteStep("小美", "a"), key="k1").repeated


def test_two_drive_one_run(room: Begin) -> None:
    """Each sees what the other did, before it decides and before it answers."""
    show = listing(room)
    other = show.resumed()
    show.run.complete("a", by="小美")
    assert other.legal("小美") == []
    assert refusals(lambda: other.run.complete("a", by="小美")) == ["step-passed"]
    other.run.complete("b", by="小李")
    assert show.run.refresh() == other.run.state.version
    assert show.run.state == other.run.state


class Racing(MemoryStore):
    """A store in which somebody else is always a moment faster, once."""

    rival: Callable[[], object] | None = None

    def append(self, run_id: str, expected: int, key: str, events: Sequence[Event]) -> Appended:
        """Let the rival go first."""
        rival, self.rival = self.rival, None
        if rival is not None:
            rival()
        return super().append(run_id, expected, key, events)


def test_the_loser_of_a_race_is_told_and_is_up_to_date(room: Begin) -> None:
    """ConflictError, nothing of it kept, and the run shows what the other did."""
    store = Racing()
    show = listing(room, store=store)
    other = show.resumed()
    heard: list[Entry] = []
    show.run.listen(heard.append)
    store.rival = lambda: other.run.complete("a", by="小美")
    with pytest.raises(ConflictError) as caught:
        show.run.complete("b", by="小李")
    assert (caught.value.exit_code, caught.value.actual) == (4, caught.value.expected + 1)
    assert show.run.state == other.run.state
    assert show.status("list#1", "b") == "ready"
    show.run.complete("b", by="小李")
    assert [(e.seq, e.event.step) for e in heard] == [  # type: ignore[attr-defined]
        (show.run.state.version - 1, "a"),
        (show.run.state.version, "b"),
    ], "listeners hear of the other's event, in order and once"


class Failing(MemoryStore):
    """A store that fails once: before it keeps anything, or after it has kept all."""

    fails: str | None = None

    def append(self, run_id: str, expected: int, key: str, events: Sequence[Event]) -> Appended:
        """Fail if told to."""
        fails, self.fails = self.fails, None
        if fails == "before":
            raise StoreError("磁盘满", "disk full")
        done = super().append(run_id, expected, key, events)
        if fails == "after":
            raise StoreError("磁盘满", "disk full")
        return done


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_failed_append_leaves_no_doubt(room: Begin, when: str) -> None:
    """The run reads itself anew; the resend is done or answered, and listeners hear of it once."""
    store = Failing()
    show = listing(room, store=store)
    heard: list[Entry] = []
    show.run.listen(heard.append)
    store.fails = when
    with pytest.raises(StoreError):
        show.run.complete("a", by="小美", key="k1")
    assert show.legal("小美") == (["a"] if when == "before" else [])
    done = show.run.complete("a", by="小美", key="k1")
    assert done.repeated is (when == "after")
    show.run.refresh()
    assert [type(e.event).__name__ for e in heard] == ["StepCompleted"]
    show.run.complete("b", by="小李")


def test_what_is_overdue_is_an_append_of_its_own(room: Begin) -> None:
    """A command that is then refused does not take along what time had brought."""
    show = listing(room)
    show.turn("2m")
    assert refusals(lambda: show.run.complete("a", by="老王")) == ["wrong-seat"]
    assert show.names()[-1] == "StepOverdue"


def test_many_threads_drive_one_run(room: Begin) -> None:
    """Every step is done once, and the journal is one sequence."""
    show = listing(room)
    barrier = Barrier(6)
    outcomes: list[str] = []

    def work(run: sopkit.Run) -> None:
        barrier.wait()
        for step, person in (("a", "小美"), ("b", "小李"), ("c", "老王")):
            while True:
                try:
                    run.complete(step, by=person)
                    outcomes.append("done")
                except ConflictError:
                    outcomes.append("conflict")
                    continue
                except RefusedError as refused:
                    outcomes.append(refused.refusal.reasons[0].code)
                break

    runs = [show.run, show.run, show.run, *(show.resumed().run for _ in range(3))]
    threads = [Thread(target=work, args=(run,)) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("done") == 3
    assert set(outcomes) <= {"done", "conflict", "step-passed"}
    assert show.names().count("StepCompleted") == 3
    for run in runs:
        run.refresh()
        assert run.state == show.run.state


def test_from_asyncio(room: Begin) -> None:
    """Any method, without blocking the loop; it raises what the call itself raises."""
    import asyncio

    show = listing(room)

    async def drive() -> None:
        await asyncio.gather(
            sopkit.aio(show.run.complete, "a", by="小美"),
            sopkit.aio(show.run.complete, "b", by="小李"),
        )
        with pytest.raises(RefusedError):
            await sopkit.aio(show.run.complete, "a", by="小美")

    asyncio.run(drive())
    assert show.legal() == ["c", "late"]


class Overtaken(MemoryStore):
    """A store in which another process stores the same request just after it was looked for."""

    meanwhile: Callable[[], object] | None = None

    def find(self, run_id: str, key: str) -> Appended | None:
        """Look for the key, then let the other process be faster."""
        found = super().find(run_id, key)
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()
        return found


def test_the_same_request_at_the_same_moment_is_done_once(room: Begin) -> None:
    """Two processes that send one request at once get one answer, and both hold the state of the journal."""
    store = Overtaken()
    show = listing(room, store=store)
    other = show.resumed().run
    first: list[sopkit.Done] = []
    store.meanwhile = lambda: first.append(other.do(cm.TakeNote("阿杰", "第一个到的"), key="k1"))
    second = show.run.do(cm.TakeNote("阿杰", "晚到的"), key="k1")
    assert (second.events, second.repeated) == (first[0].events, True)
    assert show.run.state == other.state
    assert getattr(show.run.history()[-1].event, "text", "") == "第一个到的"
