"""Stand: where an activity stands in a search, and how it stands once something is called, passed over or left."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Called", "Ended", "Move", "Position", "calling", "dropped", "is_calling", "over", "uncalled"]


class Ended(NamedTuple):
    """How an activity ended: as what, and with which answer last."""

    status: str
    outcome: str


class Position(NamedTuple):
    """
    Where an activity stands.

    ``passed`` are the places of the steps that were done or passed over,
    ``calls`` what the others called and wait for. ``seen`` are the watched
    fields that were recorded. ``late`` is past the bound on its time,
    ``bound`` at a bound that was reached.
    """

    passed: int = 0
    floor: int = 0
    front: int = 0
    round: int = 1
    late: bool = False
    bound: bool = False
    discharged: bool = False
    seen: int = 0
    outcome: str = ""
    calls: tuple[Called, ...] = ()


class Called(NamedTuple):
    """What the step at a place called: the procedure, and where it stands."""

    place: int
    procedure: str
    position: Position


class Move(NamedTuple):
    """One thing that may be done: to which step (-1: to none), what, with which answer, and what comes of it."""

    place: int
    verb: str
    answer: str
    then: list[Position | Ended]


def calling(here: Position, place: int, procedure: str, position: Position) -> Position:
    """Return *here* with the step at *place* waiting for what it called."""
    others = [one for one in here.calls if one.place != place]
    return here._replace(calls=tuple(sorted([*others, Called(place, procedure, position)])))


def dropped(here: Position, place: int) -> Position:
    """Return *here* once the step at *place* was reported failed, and what it called is cut with it."""
    return uncalled(here, 1 << place)


def uncalled(here: Position, places: int) -> Position:
    """Return *here* without what those places called."""
    if not here.calls:
        return here
    return here._replace(calls=tuple(one for one in here.calls if not places >> one.place & 1))


def over(here: Position, places: int) -> Position:
    """Return *here* with those places passed over."""
    return uncalled(here._replace(passed=here.passed | places), places)


def is_calling(here: Position, place: int) -> bool:
    """Whether the step at *place* waits for what it called."""
    return any(one.place == place for one in here.calls)
