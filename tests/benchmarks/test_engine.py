"""What a run costs: ratios against bare peers, flat in history and size, and bytes for a fresh run."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest
from sismic.interpreter import Interpreter
from sismic.io import import_from_yaml
from statemachine import State, StateMachine
from transitions import Machine

import sopkit
from sopkit.definition.procedure import Procedure
from sopkit.definition.runbook import Phase, Runbook
from sopkit.definition.step import Seats, Step
from sopkit.events import Event, StepCompleted
from sopkit.evolve import fold
from sopkit.role import Crew, Role
from sopkit.stores import MemoryStore

pytestmark = pytest.mark.benchmark

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
CREW = Crew({"host": ("小美",)})
Timed = Callable[[], float]


def book(steps: int) -> Runbook:
    """Return a runbook of one sequence with this many steps, all of one seat."""
    taken = tuple(Step(f"s{n}", f"第{n}步", Seats(("host",))) for n in range(steps))
    return Runbook(
        "flat",
        "平",
        "1",
        {"host": Role("host", "主播")},
        (Phase("live", "播中", ("show",), live=True),),
        {"show": Procedure("show", "一场", taken)},
    )


def start(runbook: Runbook, *, listened: bool = True) -> sopkit.Run:
    """Start a run of it in memory, somebody listening."""
    run = sopkit.start(runbook, crew=CREW, clock=lambda: NOW)
    if listened:
        run.listen(lambda _: None)
    return run


def each(work: Callable[[int], object], count: int, first: int = 0) -> float:
    """Return how long one of *count* calls took."""
    begun = time.perf_counter()
    for number in range(first, first + count):
        work(number)
    return (time.perf_counter() - begun) / count


def best(*timed: Timed, rounds: int = 15) -> tuple[float, ...]:
    """Return the best of each over interleaved rounds: a neighbour's noise only ever makes things slower."""
    found = [float("inf")] * len(timed)
    for _ in range(rounds):
        for place, measure in enumerate(timed):
            gc.collect()
            found[place] = min(found[place], measure())
    return tuple(found)


def one_command(steps: int = 500) -> float:
    """Time one full command: authorised, decided, folded, journalled, a listener told."""
    run = start(book(steps))
    return each(lambda n: run.complete(f"s{n}", by="小美"), steps)


class Model:
    """What a bare machine moves: one guard, one action."""

    def guard(self) -> bool:
        """Let it pass."""
        return True

    def act(self) -> None:
        """Do nothing."""


def bare_transitions() -> Timed:
    """Return what times a bare trigger of `transitions` with one guard and one action."""
    model = Model()
    Machine(
        model=model,
        states=["a", "b"],
        initial="a",
        transitions=[
            {"trigger": "go", "source": here, "dest": there, "conditions": "guard", "after": "act"}
            for here, there in (("a", "b"), ("b", "a"))
        ],
        auto_transitions=False,
    )
    return lambda: each(lambda _: model.trigger("go"), 1000)  # type: ignore[attr-defined]


class Ring(StateMachine):
    """A bare ring of two states for python-statemachine."""

    a = State(initial=True)
    b = State()
    go = a.to(b) | b.to(a)


def bare_statemachine() -> Timed:
    """Return what times a bare transition of python-statemachine."""
    ring = Ring()
    return lambda: each(lambda _: ring.go(), 300)


def bare_sismic() -> Timed:
    """Return what times a bare transition of sismic."""
    chart = import_from_yaml(
        "statechart: {name: ring, root state: {name: r, initial: a, states: ["
        "{name: a, transitions: [{target: b, event: go}]}, {name: b, transitions: [{target: a, event: go}]}]}}"
    )
    interpreter = Interpreter(chart)
    interpreter.execute()

    def go(_: int) -> None:
        interpreter.queue("go")
        interpreter.execute()

    return lambda: each(go, 300)


def say(capsys: pytest.CaptureFixture[str], *lines: str) -> None:
    """Print the figures, past the capture."""
    with capsys.disabled():
        print("", *lines, sep="\n  ")


def test_a_command_beside_the_bare_machines(capsys: pytest.CaptureFixture[str]) -> None:
    """One full command is at most 3 times a bare guarded trigger, and faster than a bare step of two peers."""
    ours, bare, peer, chart = best(one_command, bare_transitions(), bare_statemachine(), bare_sismic())
    say(
        capsys,
        f"command {ours * 1e6:.1f} µs = {ours / bare:.2f} x transitions ({bare * 1e6:.1f})",
        f"{ours / peer:.2f} x python-statemachine, {ours / chart:.2f} x sismic",
    )
    assert ours <= 3 * bare
    assert ours < peer
    assert ours < chart


def test_a_command_costs_the_same_late_in_the_show(capsys: pytest.CaptureFixture[str]) -> None:
    """From 10 to 10,000 events of history a command stays within 1.3 times."""
    early, late = start(book(4000)), start(book(4000))
    for number in range(10_000):
        late.note(f"第{number}条", by="小美")
    places = iter(range(0, 4000, 100))

    def hundred(run: sopkit.Run) -> Timed:
        return lambda: each(lambda n: run.complete(f"s{n}", by="小美"), 100, next_place[id(run)]())

    next_place = {id(early): iter(range(0, 4000, 100)).__next__, id(late): places.__next__}
    fresh, old = best(hundred(early), hundred(late), rounds=30)
    say(capsys, f"after 10,000 events {old / fresh:.2f} x")
    assert old <= 1.3 * fresh


def test_a_command_costs_the_same_in_a_long_runbook(capsys: pytest.CaptureFixture[str]) -> None:
    """From 20 to 2,000 steps a command stays within 1.3 times."""
    short_book, long_book = book(20), book(2000)

    def short() -> float:
        runs = [start(short_book) for _ in range(25)]
        return sum(each(lambda n, run=run: run.complete(f"s{n}", by="小美"), 20) for run in runs) / 25  # type: ignore[misc]

    def long() -> float:
        run = start(long_book)
        return each(lambda n: run.complete(f"s{n}", by="小美"), 500, 0)

    brief, extended = best(short, long)
    say(capsys, f"2,000 steps {extended / brief:.2f} x 20 steps")
    assert extended <= 1.3 * brief


def test_a_board_beside_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    """A board is at most 10 times a command."""
    run = start(book(300))
    command, board = best(one_command, lambda: each(lambda _: run.board(role="host"), 100))
    say(capsys, f"board {board / command:.2f} x command")
    assert board <= 10 * command


def plain_loop(events: Sequence[Event]) -> float:
    """Time the least that any fold does: a dict of statuses, who and when, moved by a table."""
    table = {"ready": {"StepCompleted": "done"}}
    begun = time.perf_counter()
    status: dict[str, str] = {}
    who: dict[str, str] = {}
    when: dict[str, datetime] = {}
    for event in events:
        if isinstance(event, StepCompleted):
            step = event.step
            status[step] = table[status.get(step, "ready")][type(event).__name__]
            who[step] = event.by
            when[step] = event.at
    return time.perf_counter() - begun


def test_a_fold_beside_a_plain_loop(capsys: pytest.CaptureFixture[str]) -> None:
    """Folding 10,000 events takes less than 8 times a plain dict loop over them."""
    runbook = book(10_000)
    run = start(runbook, listened=False)
    for number in range(9_997):
        run.complete(f"s{number}", by="小美")
    events = [entry.event for entry in run.history()]
    assert len(events) == 10_000

    def folded() -> float:
        begun = time.perf_counter()
        fold(runbook, events)
        return time.perf_counter() - begun

    ours, floor = best(folded, lambda: plain_loop(events), rounds=9)
    say(capsys, f"fold {ours * 1e3:.1f} ms = {ours / floor:.2f} x plain loop")
    assert ours < 8 * floor


def test_ten_thousand_fresh_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """Ten thousand fresh runs of one 100-step runbook take at most 4 KB each."""
    runbook, store = book(100), MemoryStore()
    sopkit.start(runbook, crew=CREW, store=store, clock=lambda: NOW)
    gc.collect()
    tracemalloc.start()
    runs = [sopkit.start(runbook, crew=CREW, store=store, clock=lambda: NOW) for _ in range(10_000)]
    gc.collect()
    used = tracemalloc.get_traced_memory()[0] / len(runs)
    tracemalloc.stop()
    say(capsys, f"{used:.0f} bytes a run")
    assert used <= 4096


def import_time(code: str) -> Timed:
    """Return what times a fresh process that runs *code*, its own start included."""

    def timed() -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - begun

    return timed


def test_importing_sopkit_is_light(capsys: pytest.CaptureFixture[str]) -> None:
    """``import sopkit`` takes at most 1.5 times the import of attrs and transitions."""
    ours, base, nothing, whole = best(
        import_time("import sopkit"),
        import_time("import attrs, transitions"),
        import_time("pass"),
        import_time("import sopkit; sopkit.start, sopkit.load"),
        rounds=9,
    )
    say(
        capsys,
        f"import sopkit {(ours - nothing) / (base - nothing):.2f} x attrs + transitions",
        f"with start and load in hand {(whole - nothing) / (base - nothing):.2f} x",
    )
    assert ours - nothing <= 1.5 * (base - nothing)
