"""The demo: a whole show, the same one for the same seed, on a journal like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

import sopkit
from sopkit import events as ev
from tests.cli.conftest import Sop, data_of


def test_the_demo_is_a_whole_show(sop: Sop) -> None:
    """It goes from the day before to the close, and everything that it promises happens in it."""
    shown = sop("demo", "--store", "sqlite:///demo.db").stdout
    assert "小结" in shown
    with sopkit.open_store("sqlite:///demo.db") as store:
        (run,) = store.runs()
        events = [entry.event for entry in store.read(run.run)]
    assert run.ended
    kinds = {type(event) for event in events}
    assert kinds >= {ev.StepUndone, ev.SeatHandedOver, ev.CueGiven, ev.CueActed, ev.CorrectionMade, ev.FaultReviewed}
    assert isinstance(events[-1], ev.RunClosed)
    assert any(isinstance(e, ev.RoundStarted) and e.activity == "hold-order#1" and e.number == 2 for e in events)
    assert any(isinstance(e, ev.ActivityOpened) and e.procedure == "lucky-bag" for e in events)
    # The fault is raised while the question of step 5 stands, and nothing that it owes is forgotten.
    fault = next(n for n, e in enumerate(events) if isinstance(e, ev.FaultRaised))
    asked = events[fault - 1]
    assert isinstance(asked, ev.StepStarted)
    assert asked.asked
    with sopkit.open_store("sqlite:///demo.db") as store:
        owed = sopkit.resume(run.run, store=store).state.obligations.values()
    assert owed
    assert {one.status for one in owed} == {"met"}


def test_two_people_check(sop: Sop) -> None:
    """Whoever did a thing is refused as its checker, aloud; every check before the show has a second person."""
    assert "复核要换一个人" in sop("demo", "--store", "sqlite:///demo.db").stdout
    with sopkit.open_store("sqlite:///demo.db") as store:
        checks = [e.event for e in store.read("demo-1") if isinstance(e.event, ev.StepCompleted) and e.event.done_by]
    checked = [event for event in checks if event.done_by != event.by]
    assert len(checked) > 5


def test_the_same_seed_is_the_same_journal(sop: Sop, tmp_path: Path) -> None:
    """Two plays of a seed leave the very same journal; another seed leaves another."""
    journals = []
    for name, seed in (("a", "7"), ("b", "7"), ("c", "8")):
        sop("demo", "--seed", seed, "--store", f"sqlite:///{name}.db", "--json")
        with sopkit.open_store(str(tmp_path / f"{name}.db")) as store:
            journals.append(list(store.read(f"demo-{seed}")))
    assert journals[0] == journals[1]
    assert len(journals[2]) > 100
    assert [entry.event.at for entry in journals[2]] != [entry.event.at for entry in journals[0]]


def test_a_second_demo_in_a_store(sop: Sop) -> None:
    """A store that has the demo already keeps it, and gets the next one under a name of its own."""
    assert data_of(sop("demo", "--store", "sqlite:///demo.db", "--json"))["run"] == "demo-1"
    assert data_of(sop("demo", "--store", "sqlite:///demo.db", "--json"))["run"] == "demo-1-2"


def test_the_demo_needs_no_store(sop: Sop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a store it leaves nothing behind; in English it tells its events in English."""
    monkeypatch.delenv("SOP_STORE")
    shown = sop("demo", "--lang", "en").stdout
    assert "Summary: " in shown
    assert "fault P1" in shown
    assert list(tmp_path.iterdir()) == []


def test_many_seeds_end(sop: Sop) -> None:
    """Whatever the seed, the show ends closed, with nothing owed."""
    for seed in range(2, 8):
        report = data_of(sop("demo", "--seed", str(seed), "--store", "memory:", "--json"))["report"]
        assert report["status"] == "closed"
        assert {owed["status"] for owed in report["obligations"]} == {"met"}
