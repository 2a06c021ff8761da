"""Pace: of many changes to a file the last one is looked at, once the typing pauses; one look at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

__all__ = ["Pace"]


class Pace:
    """
    Between an editor that types and a look at what it typed.

    A change only notes that there was one, so that however fast they come,
    none waits for a look. When the typing has paused, every file that
    changed is looked at once, the one that waits longest first.
    """

    def __init__(self, look: Callable[[str], Awaitable[None]], pause: Callable[[], Awaitable[None]]) -> None:
        self._look = look
        self._pause = pause
        self._waiting: dict[str, None] = {}
        self._changes = 0
        self._work: asyncio.Task[None] | None = None

    def changed(self, name: str) -> None:
        """Note that *name* has changed."""
        self._waiting[name] = None
        self._changes += 1
        if self._work is None or self._work.done():
            self._work = asyncio.get_running_loop().create_task(self._go_on())

    def forget(self, name: str) -> None:
        """Look at *name* no more."""
        self._waiting.pop(name, None)

    def is_late(self, name: str) -> bool:
        """Whether *name* has changed since it was last looked at: what that look found is out of date."""
        return name in self._waiting

    async def _go_on(self) -> None:
        while self._waiting:
            await self._quiet()
            for name in tuple(self._waiting)[:1]:
                del self._waiting[name]
                await self._look(name)

    async def _quiet(self) -> None:
        """Wait for a pause in which nothing changes."""
        seen = -1
        while seen != self._changes:
            seen = self._changes
            await self._pause()
