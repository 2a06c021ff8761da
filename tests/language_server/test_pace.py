"""Pace: typing is never kept waiting, and what was typed last is what is looked at."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from sopkit.language_server.pace import Pace


class Room:
    """An editor's files and a look at them, both let go on by hand."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}
        self.looks: list[tuple[str, int]] = []
        self.late: list[bool] = []
        self.looking = 0
        self.pauses: list[asyncio.Future[None]] = []
        self.pace = Pace(self.look, self.pause)
        self.may_end = asyncio.Event()
        self.may_end.set()

    async def pause(self) -> None:
        """Wait until the test says that the time is over."""
        self.pauses.append(asyncio.get_running_loop().create_future())
        await self.pauses[-1]

    async def look(self, name: str) -> None:
        """Note what is seen, and take as long as the test says."""
        self.looking += 1
        assert self.looking == 1, "two looks at a time"
        self.looks.append((name, self.texts[name]))
        await self.may_end.wait()
        self.late.append(self.pace.is_late(name))
        self.looking -= 1

    def type(self, name: str, text: int) -> None:
        """Change a file."""
        self.texts[name] = text
        self.pace.changed(name)

    async def time_passes(self) -> None:
        """Let the pause that is waited for be over, and everything happen that can."""
        await self.settle()
        self.pauses[-1].set_result(None)
        await self.settle()

    async def settle(self) -> None:
        """Let everything happen that needs no time."""
        for _ in range(10):
            await asyncio.sleep(0)


def in_a_room(story: Callable[[Room], Awaitable[None]]) -> None:
    """Run *story*."""

    async def run() -> None:
        await story(Room())

    asyncio.run(run())


def test_a_burst_is_looked_at_once() -> None:
    """A hundred letters typed without a pause are one look, at the last of them."""

    async def story(room: Room) -> None:
        for letter in range(100):
            room.type("a", letter)
        await room.settle()
        assert room.looks == []
        await room.time_passes()
        assert room.looks == [("a", 99)]
        assert room.late == [False]

    in_a_room(story)


def test_typing_on_puts_the_look_off() -> None:
    """A pause in which something was typed is none."""

    async def story(room: Room) -> None:
        room.type("a", 1)
        await room.settle()
        room.type("a", 2)
        await room.time_passes()
        assert room.looks == []
        await room.time_passes()
        assert room.looks == [("a", 2)]

    in_a_room(story)


def test_what_is_typed_during_a_look_makes_it_late_and_is_looked_at_next() -> None:
    """However long a look takes, changes do not queue behind it: one more look sees them all."""

    async def story(room: Room) -> None:
        room.may_end.clear()
        room.type("a", 1)
        await room.time_passes()
        assert room.looks == [("a", 1)]
        for letter in range(2, 50):
            room.type("a", letter)
        await room.settle()
        assert room.looks == [("a", 1)]
        room.may_end.set()
        await room.time_passes()
        assert room.looks == [("a", 1), ("a", 49)]
        assert room.late == [True, False]

    in_a_room(story)


def test_each_file_is_looked_at() -> None:
    """Two files that changed are looked at one after the other; one that was closed is not."""

    async def story(room: Room) -> None:
        for name in ("a", "b", "c"):
            room.type(name, 1)
        room.pace.forget("b")
        await room.time_passes()
        await room.time_passes()
        assert room.looks == [("a", 1), ("c", 1)]
        room.type("a", 2)
        await room.time_passes()
        assert room.looks[-1] == ("a", 2)

    in_a_room(story)
