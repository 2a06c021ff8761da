"""StoreContract: the rules that every store keeps, as tests for others to inherit for their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial

from sopkit.errors import StoreError, UsageError
from sopkit.events import RunClosed, RunStarted, StepCompleted
from sopkit.stores.protocol import Appended, Entry, RunSummary, Store
from sopkit.testing._given import AT, conflict, note, notes, raised, started
from sopkit.testing._races import StoreRaces

__all__ = ["StoreContract"]

_MANY = 40


class StoreContract(StoreRaces):
    """
    Inherit this in a test class with a pytest fixture ``store`` that gives each test a new, empty one.

    For example::

        class TestMyStore(StoreContract):
            @pytest.fixture
            def store(self, tmp_path):
                with MyStore(tmp_path / "journal") as store:
                    yield store
    """

    def test_every_value_comes_back_as_it_was(self, store: Store) -> None:
        """What is read equals what was appended, to the type of each value."""
        events = (started("r"), StepCompleted(AT, "小李", "a#1", "s", {"price": Decimal("1E+2"), "ok": False}))
        store.append("r", 0, "k", events)
        read = tuple(entry.event for entry in store.read("r"))
        assert read == events
        assert [list(map(type, e.record.values())) for e in read if isinstance(e, StepCompleted)] == [[Decimal, bool]]
        first = read[0]
        assert isinstance(first, RunStarted)
        assert repr(first) == repr(events[0])

    def test_versions_count_from_one(self, store: Store) -> None:
        """Each append says where its events stand, and they are read in that order with their keys."""
        assert store.append("r", 0, "a", notes(1)) == Appended(1, False, 1, 1)
        assert store.append("r", 1, "b", notes(3, 1)) == Appended(4, False, 2, 4)
        assert store.append("r", 4, "c", notes(1, 4)) == Appended(5, False, 5, 5)
        expected = [Entry(seq, key, note(seq - 1)) for seq, key in zip(range(1, 6), "abbbc", strict=True)]
        assert list(store.read("r")) == expected
        assert store.version("r") == 5

    def test_reading_goes_on_behind_a_position(self, store: Store) -> None:
        """``after`` and ``limit`` cut the same sequence anywhere, in the middle of a batch too."""
        for number in range(0, 12, 3):
            store.append("r", number, f"k{number}", notes(3, number))
        whole = list(store.read("r"))
        for after in range(-1, 14):
            assert list(store.read("r", after)) == whole[max(after, 0) :]
            for limit in range(5):
                assert list(store.read("r", after, limit)) == whole[max(after, 0) :][:limit]
        raised(UsageError, lambda: store.read("r", 0, -1))

    def test_an_unknown_run_is_empty(self, store: Store) -> None:
        """Asking for a run that is not there is no error, and does not make it."""
        assert list(store.read("nobody")) == []
        assert store.version("nobody") == 0
        assert store.find("nobody", "k") is None
        assert list(store.runs()) == []

    def test_a_stale_append_is_a_conflict(self, store: Store) -> None:
        """Who decided on an older version, or on one that is not there yet, is told; nothing is kept."""
        store.append("r", 0, "a", notes(2))
        for expected in (0, 1, 3, -1):
            stale = partial(store.append, "r", expected, "b", notes(1, 9))
            assert conflict(stale) == ("r", expected, 2)
        assert conflict(lambda: store.append("new", 1, "a", notes(1))) == ("new", 1, 0)
        assert [entry.event for entry in store.read("r")] == list(notes(2))
        assert store.find("r", "b") is None
        assert [summary.run for summary in store.runs()] == ["r"]
        assert len(store.feed()[0]) == 2

    def test_a_repeated_key_is_answered_as_before(self, store: Store) -> None:
        """A resend gets the place of the first time, whatever version it expects, and writes nothing."""
        store.append("r", 0, "a", notes(1))
        store.append("r", 1, "b", notes(2, 1))
        store.append("r", 3, "c", notes(1, 3))
        for expected in (0, 1, 3, 4, 99):
            assert store.append("r", expected, "b", notes(2, 1)) == Appended(4, True, 2, 3)
            assert store.append("r", expected, "a", notes(1)) == Appended(4, True, 1, 1)
        assert [entry.event for entry in store.read("r")] == list(notes(4))
        assert len(store.feed()[0]) == 4

    def test_a_key_is_known_however_long_the_run(self, store: Store) -> None:
        """The first key of a long run is still known, and so is the last."""
        for number in range(_MANY):
            store.append("r", number, f"k{number}", notes(1, number))
        for number in (0, 1, 17, _MANY - 1):
            assert store.append("r", _MANY, f"k{number}", notes(1)) == Appended(_MANY, True, number + 1, number + 1)
        assert store.append("r", _MANY, "new", notes(1)) == Appended(_MANY + 1, False, _MANY + 1, _MANY + 1)

    def test_a_key_belongs_to_its_run(self, store: Store) -> None:
        """The same key in two runs is two appends."""
        assert not store.append("r", 0, "k", notes(1)).repeated
        assert not store.append("q", 0, "k", notes(1)).repeated

    def test_an_append_is_found_by_its_key(self, store: Store) -> None:
        """``find`` says where the events of a key stand, and ``None`` for a key that is not stored."""
        store.append("r", 0, "a", notes(1))
        store.append("r", 1, "b", notes(3, 1))
        assert store.find("r", "b") == Appended(4, True, 2, 4)
        assert store.find("r", "z") is None

    def test_an_append_needs_run_key_and_events(self, store: Store) -> None:
        """An append of nothing, or without a name, is a usage error."""
        raised(UsageError, lambda: store.append("r", 0, "k", ()))
        raised(UsageError, lambda: store.append("r", 0, "", notes(1)))
        raised(UsageError, lambda: store.append("", 0, "k", notes(1)))
        assert list(store.runs()) == []

    def test_runs_are_listed_as_they_began(self, store: Store) -> None:
        """Each run is there once, with what its first event says, when it last moved, and whether it ended."""
        store.append("second", 0, "a", (started("second"),))
        store.append("first", 0, "a", notes(1))
        store.append("second", 1, "b", (note(60), RunClosed(AT + timedelta(hours=3), "小李")))
        store.append("second", 3, "c", notes(1, 70))
        assert list(store.runs()) == [
            RunSummary("second", "standard-live", "双十一", "rehearsal", 4, AT, AT + timedelta(seconds=70), ended=True),
            RunSummary("first", "", "", "", 1, AT, AT, ended=False),
        ]

    def test_the_feed_has_every_event_in_the_order_of_commits(self, store: Store) -> None:
        """Read in pages of any size, the feed is every event of every run, once, in order."""
        expected = []
        for number in range(6):
            run = "rq"[number % 2]
            version = store.version(run)
            store.append(run, version, f"k{number}", notes(2, number))
            expected += [(run, Entry(version + 1 + index, f"k{number}", note(number + index))) for index in range(2)]
        for limit in (1, 2, 5, 100):
            pages: list[tuple[str, Entry]] = []
            cursor = None
            while True:
                page, cursor = store.feed(cursor, limit)
                if not page:
                    break
                assert len(page) <= limit
                pages += page
            assert pages == expected

    def test_the_feed_goes_on_from_its_cursor(self, store: Store) -> None:
        """A cursor at the end, even of an empty store, later gives what came since."""
        page, cursor = store.feed()
        assert list(page) == []
        store.append("r", 0, "a", notes(2))
        page, cursor = store.feed(cursor)
        assert [entry.seq for _, entry in page] == [1, 2]
        again, same = store.feed(cursor)
        assert list(again) == []
        assert same == cursor
        store.append("r", 2, "b", notes(1))
        assert [entry.seq for _, entry in store.feed(cursor)[0]] == [3]
        raised(UsageError, lambda: store.feed("no cursor"))
        raised(UsageError, lambda: store.feed(None, -1))

    def test_a_closed_store_refuses(self, store: Store) -> None:
        """After ``close``, which may be called twice, every method says so."""
        store.append("r", 0, "a", notes(1))
        store.close()
        store.close()
        calls: tuple[Callable[[], object], ...] = (
            lambda: store.append("r", 1, "b", notes(1)),
            lambda: store.read("r"),
            lambda: store.version("r"),
            lambda: store.find("r", "a"),
            store.runs,
            store.feed,
        )
        for call in calls:
            raised(StoreError, call)
