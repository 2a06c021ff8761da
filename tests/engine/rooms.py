"""Rooms to test in: a runbook from a few lines of YAML, a crew of four, a clock turned by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from textwrap import dedent

import pytest

import sopkit
from sopkit.commands import Command
from sopkit.definition.product import Product
from sopkit.definition.runbook import Runbook, Source
from sopkit.definition.value import Value
from sopkit.duration import parse_duration
from sopkit.errors import RefusedError
from sopkit.events import Event
from sopkit.loader import load_sources
from sopkit.refusal import Refusal
from sopkit.run import Run
from sopkit.state import ActivityState, StepState
from sopkit.stores.memory import MemoryStore
from sopkit.stores.protocol import Store

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
CREW: Mapping[str, str | Sequence[str]] = {"operations": "阿杰", "host": "小美", "floor": "老王", "control": "小李"}
LINE_UP = (Product("A01", "杯子"), Product("A02", "帽子"), Product("A03", "袜子"))

ROLES = """
roles:
  operations: {title: 运营}
  host: {title: 主播}
  floor: {title: 场控}
  control: {title: 中控}
"""
PHASES = """
phases:
  pre: {title: 播前}
  live: {title: 播中, live: true}
  post: {title: 播后, receives: true}
"""


def book_of(body: str) -> Runbook:
    """Load a runbook from its procedures (and whatever else is written); roles and phases are the usual ones."""
    body = dedent(body)
    keys = set(re.findall(r"^(\w+):", body, re.MULTILINE))
    head = "sop: 1\nid: room\ntitle: 直播间\n"
    text = head + ("" if "roles" in keys else ROLES) + ("" if "phases" in keys else PHASES) + body
    return load_sources((Source("runbooks/room.yaml", text),))


class Room:
    """A run on a hand clock, with the short ways of asking that the tests use."""

    def __init__(self, run: Run, clock: sopkit.HandClock, store: Store) -> None:
        self.run = run
        self.clock = clock
        self.store = store

    def wait(self, length: str | timedelta) -> tuple[Event, ...]:
        """Let time pass and tick; return what came of it."""
        self.turn(length)
        return self.run.tick()

    def turn(self, length: str | timedelta) -> None:
        """Let time pass unnoticed."""
        by = parse_duration(length) if isinstance(length, str) else length
        assert by is not None
        self.clock.turn(by)

    def activity(self, identity: str) -> ActivityState:
        """Return an activity, ended or not."""
        return self.run.state.activities[identity]

    def step(self, identity: str, key: str) -> StepState:
        """Return a step of an activity that somebody touched."""
        return self.activity(identity).steps[key]

    def status(self, identity: str, key: str) -> str:
        """Return where a step stands."""
        from sopkit.flow import status_of

        return status_of(self.activity(identity), key).value

    def legal(self, by: str | None = None) -> list[str]:
        """Return the keys of the steps that may be taken now, sorted."""
        return sorted(choice.target for choice in self.run.legal(by=by))

    def events(self, *kinds: type[Event]) -> list[Event]:
        """Return the journal's events of these kinds, in order."""
        return [e.event for e in self.run.history() if isinstance(e.event, kinds or Event)]

    def names(self, after: int = 0) -> list[str]:
        """Return the class names of the journal's events behind *after*."""
        return [type(e.event).__name__ for e in self.run.history() if e.seq > after]

    def resumed(self) -> Room:
        """Take the run up again from its journal, as another process would."""
        return Room(sopkit.resume(self.run.id, store=self.store, clock=self.clock), self.clock, self.store)

    def refused(self, command: Command) -> Refusal:
        """Return why a command is refused; `check` says the very same before and `do` after."""
        checked = self.run.check(command)
        assert checked is not None, f"{command} was not refused"
        with pytest.raises(RefusedError) as caught:
            self.run.do(command)
        assert caught.value.refusal == checked
        return checked


def refusals(call: Callable[[], object]) -> list[str]:
    """Return the codes of the reasons for which a call is refused."""
    with pytest.raises(RefusedError) as caught:
        call()
    return [reason.code for reason in caught.value.refusal.reasons]


def start(
    body: str | Runbook,
    *,
    crew: Mapping[str, str | Sequence[str]] = CREW,
    products: Sequence[Product] = LINE_UP,
    params: Mapping[str, Value] | None = None,
    go_live: datetime | None = None,
    live: bool = True,
    store: Store | None = None,
    at: datetime = NOON,
) -> Room:
    """Start a run of the runbook and (unless told otherwise) go live at once."""
    clock = sopkit.HandClock(at)
    store = MemoryStore() if store is None else store
    book = body if isinstance(body, Runbook) else book_of(body)
    run = sopkit.start(
        book,
        store=store,
        crew=crew,
        products=products,
        params=params or {},
        go_live=go_live,
        clock=clock,
        run_id="show",
    )
    room = Room(run, clock, store)
    if live:
        run.enter("live", by=run.state.crew.seats["operations"][0])
    return room
