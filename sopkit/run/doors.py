"""Doors: starting a run, resuming one, and driving one from asyncio."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from sopkit.aloud import Keeper
from sopkit.clock import Clock, system_clock
from sopkit.commands import StartRun
from sopkit.decide import begin
from sopkit.definition.product import Product
from sopkit.definition.runbook import Runbook
from sopkit.definition.value import Value
from sopkit.errors import StoreError, UsageError
from sopkit.events import RunStarted
from sopkit.evolve import fold
from sopkit.lineup import read_lineup
from sopkit.moment import BEIJING, Moment
from sopkit.near import near
from sopkit.role import Crew
from sopkit.run.run import Run
from sopkit.state import RunState

if TYPE_CHECKING:
    from sopkit.stores.protocol import Store
    from sopkit.wording import Rules

__all__ = ["aio", "resume", "start"]

P = ParamSpec("P")
T = TypeVar("T")

_NOTHING: Mapping[str, Value] = {}
KINDS = ("live", "rehearsal", "drill")


def _random_name() -> str:
    import secrets

    return secrets.token_hex(4)


def _crew(book: Runbook, crew: Crew | Mapping[str, str | Sequence[str]]) -> Crew:
    """Accept a crew by role ids, titles or aliases."""
    if isinstance(crew, Crew):
        return crew
    words = {word: role.id for role in book.roles.values() for word in (role.id, role.title, *role.aliases)}
    seats: dict[str, tuple[str, ...]] = {}
    for role, people in crew.items():
        names = (people,) if isinstance(people, str) else tuple(people)
        known = words.get(role, role)
        seats[known] = (*seats.get(known, ()), *(name.strip() for name in names if name.strip()))
    return Crew(seats)


def start(
    book: Runbook,
    *,
    store: Store | None = None,
    crew: Crew | Mapping[str, str | Sequence[str]],
    products: str | Path | Sequence[Product] = (),
    params: Mapping[str, Value] = _NOTHING,
    go_live: datetime | None = None,
    by: str | None = None,
    kind: str = "live",
    title: str = "",
    run_id: str | None = None,
    clock: Clock = system_clock,
    zone: tzinfo = BEIJING,
    wording: Rules | Keeper | None = None,
    new_name: Callable[[], str] = _random_name,
) -> Run:
    """
    Start a performance of *book* and return it, in its first phase.

    Args:
        book: What `sopkit.load` returned.

        store: Where the journal is kept; in memory if none is given.

        crew: Who sits where, by role id, title or alias: one name or several a seat.

        products: The line-up: values, or the path of a CSV, Excel or YAML file.

        params: Values that differ from the runbook's defaults, by name.

        go_live: The planned go-live; aware. Offsets such as ``T-30m`` count from it.

        by: Who starts it; whoever sits first in a seat that may enter phases, if none is given.

        kind: ``live``, ``rehearsal`` or ``drill``.

        title: What the room calls it; the runbook's title, if none is given.

        run_id: Its name in the store; made up from the runbook's id, if none is given.

        clock: What tells the time; the machine's, if none is given.

        zone: Where the room is, for the times in sentences.

        wording: The rules that boards hold scripts against, or what gives them
            once a board has a script; those shipped, if none are given;
            ``Rules(())`` for none at all. They are not pinned.

        new_name: What makes up short unique names, for the run and for the keys of its commands.

    Raises:
        RefusedError: the crew is too small, or a seat that is needed is empty.

        UsageError: a value has the wrong form.
    """
    if go_live is not None and go_live.tzinfo is None:
        raise UsageError(
            f"go_live 要带时区：{go_live.isoformat()}；例如加上 +08:00",
            f"go_live needs a time zone: {go_live.isoformat()}; add one, such as +08:00",
        )
    _sound(book, kind)
    if store is None:
        from sopkit.stores.memory import MemoryStore

        store = MemoryStore()
    seats = _crew(book, crew)
    line_up = read_lineup(products) if isinstance(products, str | Path) else tuple(products)
    run_id = run_id or f"{book.id}-{new_name()}"
    state = RunState(book)
    run = Run(run_id, store, state, clock=clock, keys=f"{new_name()}-", zone=zone, wording=wording)
    moment = Moment(clock(), zone=zone)
    command = StartRun(by or _starter(book, seats), book, seats, line_up, params, go_live, kind, title)
    events = begin(state, command, run_id, moment)
    if store.append(run_id, 0, f"start-{run_id}", events).repeated:
        raise UsageError(
            f"已经有叫“{run_id}”的场次；接着做用 resume，另开一场请换个名字。",
            f"a run called “{run_id}” is there already; resume it, or give the new one another name.",
        )
    return run


def _sound(book: object, kind: str) -> None:
    """Stop what is easily taken for a runbook or a kind of run, and is none."""
    if not isinstance(book, Runbook):
        raise UsageError(
            f"start 要的是读好的流程：先 sopkit.load({book!r})，再把它传进来。",
            f"start takes a runbook that was read: give it what sopkit.load({book!r}) returns.",
        )
    if kind not in KINDS:
        raise UsageError(
            f"场次的种类没有“{kind}”；有：{'、'.join(KINDS)}",
            f"no kind of run is “{kind}”; there are: {', '.join(KINDS)}",
        )


def _starter(book: Runbook, crew: Crew) -> str:
    for role in (*book.may.enter, *crew.seats):
        for person in crew.seats.get(role, ()):
            return person
    return ""


def resume(
    run_id: str,
    *,
    store: Store,
    book: Runbook | None = None,
    clock: Clock = system_clock,
    zone: tzinfo = BEIJING,
    wording: Rules | Keeper | None = None,
    new_name: Callable[[], str] = _random_name,
) -> Run:
    """
    Take up a run again from its journal, in whatever state it was left.

    The runbook comes from the texts that the journal pins; *book* is only
    for one that was built in code and has none. *wording* is as for `start`.

    Raises:
        UsageError: the store has no such run.

        StoreError: the journal cannot be read, or its pinned texts were altered.
    """
    entries = store.read(run_id)
    if not entries:
        known = [summary.run for summary in store.runs()]
        hints = near(run_id, known) or known[-5:]
        raise UsageError(
            f"这里没有叫“{run_id}”的场次；有：{'、'.join(hints) or '（无）'}",
            f"there is no run called “{run_id}” here; there are: {', '.join(hints) or 'none'}",
        )
    first = entries[0].event
    if not isinstance(first, RunStarted):
        raise StoreError(
            f"{run_id} 的日志不是从开场记起的，读不了。",
            f"the journal of {run_id} does not begin with its start and cannot be read.",
        )
    pinned = _pinned(first, book)
    state = fold(pinned, (entry.event for entry in entries))
    return Run(run_id, store, state, clock=clock, keys=f"{new_name()}-", zone=zone, wording=wording)


def _pinned(first: RunStarted, book: Runbook | None) -> Runbook:
    """Return the runbook that the journal pins, and make sure that it is the very same."""
    if not first.sources:
        if book is not None and book.id == first.runbook:
            return book
        raise UsageError(
            f"场次 {first.run} 的流程是在代码里写的，日志里没有原文；请把它作为 book 传进来。",
            f"the runbook of {first.run} was built in code, and its text is not pinned; pass it as book.",
        )
    from sopkit.loader import load_sources

    loaded = load_sources(first.sources)
    if loaded.digest != first.digest:
        raise StoreError(
            f"场次 {first.run} 钉住的流程原文和它的指纹对不上，日志被改动过；请从备份恢复。",
            f"the runbook text pinned by {first.run} does not match its digest: the journal was altered. "
            "Restore it from a backup.",
        )
    return loaded


async def aio(method: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """
    Call any sopkit function or method from asyncio without blocking the loop.

    ``await sopkit.aio(run.complete, "countdown", by="小美")`` raises and
    returns just what the call itself does.
    """
    import asyncio

    return await asyncio.to_thread(method, *args, **kwargs)
