"""Message: what a command and an event have in common, equality and repr from their fields."""

from __future__ import annotations

from typing import Any

from sopkit.frozen import frozen

__all__ = ["Message"]


# Equality and repr are written once here, from the attrs fields: what a message
# carries may be a mapping, which attrs could not hash.
# No slots: a frozen attrs class fills a dict in half the time of its slots.
@frozen(eq=False, repr=False, slots=False)
class Message:
    """Base of commands and events: they compare equal when their classes and fields do."""

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, a.name) for a in type(self).__attrs_attrs__)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        # Fields may hold mappings, which have no hash; their text has.
        return hash((type(self), repr(self)))

    def __repr__(self) -> str:
        inside = ", ".join(f"{a.name}={getattr(self, a.name)!r}" for a in type(self).__attrs_attrs__)
        return f"{type(self).__name__}({inside})"
