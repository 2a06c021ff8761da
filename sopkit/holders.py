"""Holders: the steps that hold others back, with the roles and people on whom these wait."""

from __future__ import annotations

from collections.abc import Iterable

from sopkit.flow import frontier
from sopkit.legal import command_for
from sopkit.state import ActivityState, RunState

__all__ = ["Holders", "people_of"]

Held = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


class Holders(dict[tuple[str, ...], Held]):
    """
    For the keys that hold a step of an activity back: these keys, their roles, and who may act for them.

    Worked out once for all that wait for the same. Nothing named stands for
    what the activity has to do next.
    """

    def __init__(self, state: RunState, activity: ActivityState) -> None:
        super().__init__()
        self.state = state
        self.activity = activity

    def __missing__(self, steps: tuple[str, ...]) -> Held:
        keys = steps or tuple(frontier(self.activity))[:1]
        roles = tuple(dict.fromkeys(r for key in keys for r in command_for(self.state, self.activity, key)[1]))
        people = tuple(dict.fromkeys(p for role in roles for p in people_of(self.state, role)))
        self[steps] = keys, roles, people
        return self[steps]


def people_of(state: RunState, role: str) -> Iterable[str]:
    """Return who sits in a seat, or else who may act for it."""
    seated = state.crew.seats.get(role)
    return seated or (person for person, able in state.acting.items() if role in able)
