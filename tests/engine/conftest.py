"""A room for a test, held to every invariant when the test is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.engine.invariants import assert_sound
from tests.engine.rooms import Room, start


@pytest.fixture
def room() -> Iterator[Callable[..., Room]]:
    """Start a run; at the end its journal must tell the same state, also to who resumes it."""
    rooms: list[Room] = []

    def begin(*args: object, **kwargs: object) -> Room:
        rooms.append(start(*args, **kwargs))  # type: ignore[arg-type]
        return rooms[-1]

    yield begin
    for one in rooms:
        assert_sound(one.run.state, [entry.event for entry in one.run.history()])
        assert one.resumed().run.state == one.run.state
