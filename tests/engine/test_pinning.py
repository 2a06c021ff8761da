"""Point 14: the run pins its runbook; editing the file never changes a running show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import sopkit
from sopkit import events as ev
from sopkit.definition.runbook import Source
from sopkit.errors import StoreError, UsageError
from sopkit.loader import load_sources
from sopkit.stores.memory import MemoryStore
from tests.engine.rooms import CREW, NOON, PHASES, ROLES, Room

Begin = Callable[..., Room]
TEXT = (
    "sop: 1\nid: room\ntitle: 直播间\n"
    + ROLES
    + PHASES
    + "procedures: {talk: {title: 讲, steps: [{id: one, role: 主播}]}}\n"
)


def test_a_running_show_keeps_the_text_that_it_began_with(tmp_path: Path) -> None:
    """The file is edited, then gone: who resumes the run gets the runbook that was pinned."""
    path = tmp_path / "room.yaml"
    path.write_text(TEXT, "utf-8")
    book = sopkit.load(path)
    store = MemoryStore()
    run = sopkit.start(book, store=store, crew=CREW, clock=sopkit.HandClock(NOON))
    path.write_text(TEXT.replace("id: one", "id: two"), "utf-8")
    assert sopkit.load(path).digest != book.digest
    path.unlink()
    again = sopkit.resume(run.id, store=store, clock=sopkit.HandClock(NOON))
    assert again.runbook == book
    assert again.runbook.digest == book.digest
    again.enter("live", by="阿杰")
    again.open("talk", by="小美")
    again.complete("one", by="小美")


def test_the_journal_begins_with_text_and_digest(room: Begin) -> None:
    """The first event holds what the run performs, to the letter."""
    show = room("procedures: {talk: {title: 讲, role: 主播}}")
    first = show.run.history()[0].event
    assert isinstance(first, ev.RunStarted)
    assert first.sources == show.run.runbook.sources
    assert load_sources(first.sources).digest == first.digest == show.run.runbook.digest


def altered(show: Room, **change: object) -> MemoryStore:
    """Return a store whose journal has another first event."""
    import attrs

    events = show.events()
    assert isinstance(events[0], ev.RunStarted)
    store = MemoryStore()
    store.append("show", 0, "k", [attrs.evolve(events[0], **change), *events[1:]])  # type: ignore[arg-type]
    return store


def test_a_text_that_does_not_match_its_digest_is_refused(room: Begin) -> None:
    """A journal that was altered is not resumed."""
    show = room("procedures: {talk: {title: 讲, role: 主播}}")
    text = show.run.runbook.sources[0].text.replace("讲", "唱")
    with pytest.raises(StoreError, match="指纹"):
        sopkit.resume("show", store=altered(show, sources=(Source("runbooks/room.yaml", text),)))


def test_a_journal_without_its_beginning_is_refused(room: Begin) -> None:
    """What does not begin with the start of a run is no journal of one."""
    store = MemoryStore()
    store.append("show", 0, "k", room("procedures: {talk: {title: 讲, role: 主播}}").events()[1:])
    with pytest.raises(StoreError, match="开场"):
        sopkit.resume("show", store=store)


def test_a_runbook_built_in_code_is_passed_in_again(room: Begin) -> None:
    """Without a pinned text the caller brings the runbook."""
    show = room("procedures: {talk: {title: 讲, role: 主播}}")
    store = altered(show, sources=())
    with pytest.raises(UsageError, match="book"):
        sopkit.resume("show", store=store)
    assert sopkit.resume("show", store=store, book=show.run.runbook).state.phase == "live"


def test_an_unknown_run_is_named_with_those_that_are_there(room: Begin) -> None:
    """The error says which runs the store has."""
    show = room("procedures: {talk: {title: 讲, role: 主播}}")
    with pytest.raises(UsageError, match="show"):
        sopkit.resume("shwo", store=show.store)


def test_a_second_run_of_the_same_name_is_refused(room: Begin) -> None:
    """A name is one run's; the first is not harmed."""
    show = room("procedures: {talk: {title: 讲, role: 主播}}")
    with pytest.raises(UsageError, match="resume"):
        room("procedures: {sing: {title: 唱, role: 主播}}", store=show.store)
    assert show.resumed().run.state == show.run.state


def test_what_is_no_runbook_and_no_kind_of_run_is_told() -> None:
    """An id where the runbook itself is wanted, and a kind that there is not: said at once, with what to do."""
    with pytest.raises(UsageError, match=r"sopkit\.load"):
        sopkit.start("standard-live", crew={})  # type: ignore[arg-type]
    book = load_sources((Source("runbooks/room.yaml", TEXT),))
    with pytest.raises(UsageError, match="rehearsal"):
        sopkit.start(book, crew={"主播": "小美"}, kind="practice")
