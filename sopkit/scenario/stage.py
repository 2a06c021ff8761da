"""Stage: the run that a scenario is played on, set up as `given` says, and who acts on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import evolve

from sopkit.clock import HandClock
from sopkit.definition.product import FACTS, Product
from sopkit.definition.runbook import Runbook
from sopkit.definition.value import Value, ValueType
from sopkit.duration import parse_duration
from sopkit.near import near
from sopkit.record import read_value
from sopkit.run import Run, start
from sopkit.scenario.result import MismatchError
from sopkit.state import ActivityState

__all__ = ["GIVEN", "Stage", "set_up", "unreadable"]

GIVEN = ("phase", "open", "product", "crew", "products", "params", "before", "kind")
"""What `given` may say."""

_EVENING = datetime(2026, 3, 8, 12, tzinfo=UTC)
_AHEAD = timedelta(hours=3)


def unreadable(zh: str, en: str) -> MismatchError:
    """Return the complaint that the scenario itself cannot be played."""
    return MismatchError(zh, en, unreadable=True)


class Stage:
    """A run, its clock, and the activity that `given` opened."""

    def __init__(self, run: Run, clock: HandClock) -> None:
        self.run = run
        self.clock = clock
        self.opened: str | None = None
        roles = run.runbook.roles.values()
        self.words = {word: role.id for role in roles for word in (role.id, role.title, *role.aliases)}

    def person(self, who: str) -> str:
        """Return the person called *who*, or who sits in the seat called so, or else covers it."""
        state = self.run.state
        if who in state.acting:
            return who
        role = self.words.get(who)
        if role is None:
            known = (*self.words, *state.acting)
            hints = "、".join(near(who, known) or tuple(state.acting))
            raise unreadable(f"没有叫“{who}”的座位或人；有：{hints}", f"no seat or person is called “{who}”: {hints}")
        return self.somebody((role,))

    def somebody(self, roles: Iterable[str]) -> str:
        """Return somebody who may act for one of *roles*: who sits there before who covers it; anybody for none."""
        state = self.run.state
        wanted = tuple(roles)
        for role in wanted:
            for person in state.crew.seats.get(role, ()):
                return person
        able = (person for person, acts in state.acting.items() if not wanted or not acts.isdisjoint(wanted))
        for person in able:
            return person
        seats = "、".join(wanted)
        raise MismatchError(f"没有人能替 {seats}", f"nobody may act for {seats}")

    def length(self, text: object) -> timedelta:
        """Return a length of time; ``$name`` is that param's."""
        word = str(text)
        value = self.run.state.param(word[1:]) if word.startswith("$") else parse_duration(word)
        if not isinstance(value, timedelta):
            raise unreadable(f"“{word}”不是时长", f"“{word}” is not a length of time")
        return value

    def latest(self, name: str) -> ActivityState:
        """Return the activity with this id, or the latest of the procedure called so."""
        activities = self.run.state.activities
        found = activities.get(name) or next((a for a in reversed(activities.values()) if a.procedure == name), None)
        if found is None:
            opened = "、".join(activities) or "（无）"
            raise MismatchError(f"“{name}”没有开过；开过的：{opened}", f"“{name}” was never opened; opened: {opened}")
        return found


def set_up(book: Runbook, given: Mapping[str, Any]) -> Stage:
    """Return the stage as *given* says it, before anything of `open`."""
    for key in given:
        if key not in GIVEN:
            hints = "、".join(near(key, GIVEN) or GIVEN)
            raise unreadable(f"given 里没有“{key}”；有：{hints}", f"given has no “{key}”; there are: {hints}")
    book = _from_phase(book, given.get("phase"))
    live = book.phases[0].live
    clock = HandClock(_EVENING)
    before = parse_duration(str(given["before"])) if given.get("before") else timedelta(0) if live else _AHEAD
    if before is None:
        raise unreadable("before 要写时长", "before must be a length of time")
    names = iter(range(1, 1_000_000))
    run = start(
        book,
        crew=given.get("crew") or _full(book),
        products=tuple(_product(one) for one in given.get("products") or ()),
        params=given.get("params") or {},
        go_live=clock() + before,
        kind=given.get("kind") or "live",
        run_id="scenario",
        clock=clock,
        new_name=lambda: f"s{next(names)}",
    )
    return Stage(run, clock)


def _full(book: Runbook) -> dict[str, tuple[str, ...]]:
    """Return a crew with people of its own in every seat, each called by the seat."""
    return {
        role.id: (role.title, *(f"{role.title}{number}" for number in range(2, role.minimum + 1)))
        for role in book.roles.values()
    }


def _from_phase(book: Runbook, phase: str | None) -> Runbook:
    """Return the runbook as it is from *phase* on: what comes before counts as done."""
    if phase is None:
        return book
    ids = [one.id for one in book.phases]
    if phase not in ids:
        raise unreadable(f"没有阶段“{phase}”；有：{'、'.join(ids)}", f"no phase “{phase}”; there are: {', '.join(ids)}")
    return evolve(book, phases=book.phases[ids.index(phase) :])


def _product(facts: Any) -> Product:
    if not isinstance(facts, Mapping) or "id" not in facts:
        raise unreadable("products 的每一项要有 id", "each of products needs an id")
    read: dict[str, Value] = {
        name: read_value(FACTS.get(name, ValueType.TEXT), value)
        for name, value in facts.items()
        if name not in ("id", "name") and value is not None
    }
    return Product(facts["id"], facts.get("name") or facts["id"], read)
