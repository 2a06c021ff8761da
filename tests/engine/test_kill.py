"""A run is killed with -9 at any moment, and taken up again; several processes drive one run."""

from __future__ import annotations

import os
import random  # noqa: TID251 - seeded, in a test
from datetime import timedelta
from pathlib import Path

import pytest

import sopkit
from sopkit import commands as cm
from sopkit.commands import Command
from sopkit.errors import ConflictError, RefusedError
from sopkit.run import Run
from sopkit.stores.sqlite import SqliteStore
from tests.engine import books
from tests.engine.invariants import assert_sound
from tests.engine.rooms import NOON, start
from tests.stores.test_kill import kill_at_random, limit, read_all, start_writer

KILLS = 60

__all__ = ["limit"]  # a fixture

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL"),
    pytest.mark.usefixtures("limit"),
]


def make(path: Path) -> None:
    """Begin the run on a fresh file."""
    with SqliteStore(path) as store:
        start(books.rich(), crew=books.CREW, products=books.LINE_UP, store=store, live=False)


def taken_up(store: SqliteStore) -> Run:
    """Take the run up where it was left, a minute later."""
    clock = sopkit.HandClock(NOON)
    run = sopkit.resume("show", store=store, clock=clock)
    assert run.state.at is not None
    clock.now = run.state.at + timedelta(minutes=1)
    return run


def some_command(run: Run, chance: random.Random) -> Command:
    """Return something to do now: a legal step mostly, now and then a fault, a way on, a note."""
    legal = run.legal()
    what = chance.random()
    if what < 0.1:
        return cm.RaiseFault("阿杰", chance.choice(("still", "noise", "gone", "small")))
    if what < 0.2:
        return cm.OpenActivity("小美", "hold", chance.choice(("A01", "A02")))
    if what < 0.3:
        return cm.EnterPhase("阿杰", chance.choice(("live", "post")))
    if not legal or what < 0.4:
        return cm.TakeNote("阿杰", "记" * chance.choice((3, 3000)))
    choice = chance.choice(legal)
    person = next(p for p, roles in run.state.acting.items() if not roles.isdisjoint(choice.roles))
    if choice.command == "StartStep":
        return cm.StartStep(person, choice.target, choice.activity)
    if choice.command == "CheckStep":
        return cm.CheckStep("老王", choice.target, choice.activity)
    assert choice.activity is not None
    step = run.state.activities[choice.activity].index.steps[choice.target]
    outcome = step.outcomes[-1].name if step.outcomes else None
    return cm.CompleteStep(person, choice.target, choice.activity, None, {f.id: 5 for f in step.record}, outcome)


def drive_until_killed(path: Path, life: int, acknowledge: int) -> None:
    """In the driver: take the run up, and do one thing after the other, acknowledging each."""
    chance = random.Random(life)  # noqa: S311 - seeded on purpose
    run = taken_up(SqliteStore(path))
    number = 0
    while True:
        try:
            run.do(some_command(run, chance), key=f"{life}-{number}")
        except RefusedError:
            continue
        os.write(acknowledge, b"%d\n" % number)
        number += 1


def test_a_killed_run_goes_on(tmp_path: Path) -> None:
    """After each kill: what was acknowledged is there, whole, at most one command more; and the show goes on."""
    path = tmp_path / "room.db"
    make(path)
    chance = random.Random(20261122)  # noqa: S311 - seeded on purpose
    done = 0
    for life in range(KILLS):
        acknowledged = kill_at_random(path, life, chance, drive_until_killed)
        with SqliteStore(path) as store:
            entries = store.read("show")
            kept = list(dict.fromkeys(e.key for e in entries if e.key.startswith(f"{life}-")))
            assert acknowledged == list(range(len(acknowledged)))
            assert kept in ([f"{life}-{n}" for n in range(len(acknowledged) + more)] for more in (0, 1))
            run = taken_up(store)
            assert_sound(run.state, [entry.event for entry in entries])
            if len(kept) > len(acknowledged):
                assert run.do(cm.TakeNote("阿杰", "再发"), key=kept[-1]).repeated, "a lost reply is sent again"
            run.note(f"第 {life} 次接着来", by="阿杰")
            done += len(kept)
    assert done > KILLS, "the drivers were killed before they did anything, and show nothing"


def contend(path: Path, life: int, acknowledge: int) -> None:
    """In one of several drivers: do twenty things, again where somebody was faster, and say how often that was."""
    chance = random.Random(life)  # noqa: S311 - seeded on purpose
    run = taken_up(SqliteStore(path))
    conflicts = done = tries = 0
    while done < 20:
        tries += 1
        try:
            run.do(some_command(run, chance), key=f"{life}-{done}")
        except ConflictError as lost:
            conflicts += lost.expected < lost.actual <= run.state.version
        except RefusedError:
            tries -= 1
        else:
            done += 1
    assert tries == done + conflicts, "a loser was not told how far the others are, or was not brought up to date"
    os.write(acknowledge, b"%d\n" % conflicts)
    os._exit(0)


def test_several_processes_drive_one_run(tmp_path: Path) -> None:
    """Each command of each is kept once, in one sequence that folds to a sound state; losers are told and go on."""
    path = tmp_path / "room.db"
    make(path)
    drivers = [start_writer(path, life, contend) for life in range(3)]
    for pid, pipe in drivers:
        assert read_all(pipe).strip().isdigit()
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    with SqliteStore(path) as store:
        entries = store.read("show")
        assert [e.seq for e in entries] == list(range(1, len(entries) + 1))
        for life in range(3):
            kept = dict.fromkeys(e.key for e in entries if e.key.startswith(f"{life}-"))
            assert list(kept) == [f"{life}-{n}" for n in range(20)]
        assert_sound(taken_up(store).state, [entry.event for entry in entries])
