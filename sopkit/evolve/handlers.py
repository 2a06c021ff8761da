"""Handlers: the register of what each event does, and the numbering of ids."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sopkit.events import Event
from sopkit.state import RunState

__all__ = ["HANDLERS", "count_id", "on"]


E = TypeVar("E", bound=Event)

HANDLERS: dict[type[Event], Callable[[RunState, object], None]] = {}
"""For each event, the function that folds it into the state."""


def on(*kinds: type[E]) -> Callable[[Callable[[RunState, E], None]], Callable[[RunState, E], None]]:
    """Register a function as what these events do."""

    def register(handler: Callable[[RunState, E], None]) -> Callable[[RunState, E], None]:
        for kind in kinds:
            HANDLERS[kind] = handler  # type: ignore[assignment]
        return handler

    return register


def count_id(state: RunState, identity: str) -> None:
    """Note that the number in an id such as ``hold-order#2`` is taken."""
    prefix, _, number = identity.rpartition("#")
    state.counters[prefix] = int(number)
