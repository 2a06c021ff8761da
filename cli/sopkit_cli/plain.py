"""Plain: values of the library as plain JSON data: the shape that every ``--json`` keeps to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sopkit.events import Event
    from sopkit.stores.protocol import Entry

__all__ = ["plain", "plain_entry", "plain_event"]


def plain(value: object) -> Any:
    """
    Return *value* as JSON data.

    Money and fractions are text, exact (``"29.9"``); whole numbers are
    numbers; lengths of time are seconds; moments are ISO 8601 in UTC with
    ``Z``; a value object is an object with its fields' names.
    """
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, timedelta):
        seconds = value.total_seconds()
        return int(seconds) if seconds.is_integer() else seconds
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    fields = getattr(type(value), "__attrs_attrs__", None)
    if fields is not None:
        return {field.name: plain(getattr(value, field.name)) for field in fields}
    return str(value)


def plain_event(event: Event) -> dict[str, Any]:
    """Return an event under its stable name; of the pinned texts only the names, for they are long."""
    from sopkit.events import NAMES

    data: dict[str, Any] = {"event": NAMES[type(event)]}
    for field in type(event).__attrs_attrs__:
        value = getattr(event, field.name)
        if field.name == "sources":
            value = [source.name for source in value]
        data[field.name] = plain(value)
    return data


def plain_entry(entry: Entry) -> dict[str, Any]:
    """Return an entry of the journal."""
    return {"seq": entry.seq, "key": entry.key, **plain_event(entry.event)}
