"""Values as plain JSON data and back, so that each type can be told again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sopkit.definition.value import Value
from sopkit.errors import UsageError

__all__ = [
    "DamagedError",
    "Json",
    "read_mapping",
    "read_time",
    "read_value",
    "write_mapping",
    "write_time",
    "write_value",
]

Json = Any

_MICROSECOND = timedelta(microseconds=1)
_PLAIN = frozenset({str, int, bool, type(None)})


class DamagedError(Exception):
    """The text is not what any sopkit wrote. Never leaves this package."""


def write_value(value: object) -> Json:
    """
    Return *value* as JSON data.

    Text, whole numbers, truth and null stand for themselves, a list is a
    tuple, and everything else is an object with one tag: ``$d`` an exact
    decimal, ``$us`` a duration in microseconds, ``$m`` a mapping.
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Decimal):
        return {"$d": str(value)}
    if isinstance(value, timedelta):
        return {"$us": value // _MICROSECOND}
    if isinstance(value, tuple):
        return [write_value(item) for item in value]
    if isinstance(value, Mapping):
        return {"$m": write_mapping(value)}
    if isinstance(value, str):  # a StrEnum: its text is what others read
        return str.__str__(value)
    raise UsageError(
        f"日志不能保存 {type(value).__name__} 类型的值 {value!r}：请用文本、整数、Decimal（金额、小数）、"
        "是/否、timedelta（时长）或文本元组。",
        f"a journal cannot keep {value!r} of type {type(value).__name__}: use text, int, Decimal (money, "
        "fractions), bool, timedelta (durations) or a tuple of texts.",
    )


def read_value(raw: Json) -> Any:
    """Return the value that `write_value` made *raw* from."""
    if type(raw) in _PLAIN:
        return raw
    if isinstance(raw, list):
        return tuple([read_value(item) for item in raw])
    if isinstance(raw, dict) and len(raw) == 1:
        ((tag, inside),) = raw.items()
        if tag == "$d" and isinstance(inside, str):
            return Decimal(inside)
        if tag == "$us" and type(inside) is int:
            return timedelta(microseconds=inside)
        if tag == "$m":
            return read_mapping(inside)
    raise DamagedError(f"not a value: {raw!r:.80}")


def write_mapping(mapping: Mapping[str, Value]) -> Json:
    """Return a mapping of values as JSON data."""
    result = {}
    for key, value in mapping.items():
        if not isinstance(key, str):
            raise UsageError(
                f"日志里的名字必须是文本，不能是 {key!r}。", f"a name in a journal must be text, not {key!r}."
            )
        result[key] = write_value(value)
    return result


def read_mapping(raw: Json) -> dict[str, Any]:
    """Return the mapping that `write_mapping` made *raw* from."""
    if not isinstance(raw, dict):
        raise DamagedError(f"not a mapping: {raw!r:.80}")
    return {key: value if type(value) in _PLAIN else read_value(value) for key, value in raw.items()}


def write_time(value: datetime) -> str:
    """Return an aware moment as text in UTC, to the microsecond."""
    if value.tzinfo is not UTC:
        if value.utcoffset() is None:
            raise UsageError(
                f"时间 {value} 没有时区：请传带时区的时间（UTC）。",
                f"the time {value} has no zone: pass an aware one (UTC).",
            )
        value = value.astimezone(UTC)
    return value.isoformat()[:-6] + "Z"


def read_time(raw: Json) -> datetime:
    """Return the moment that `write_time` made *raw* from."""
    value = datetime.fromisoformat(raw)
    if value.tzinfo is not UTC:
        raise DamagedError(f"not a time in UTC: {raw}")
    return value
