"""One event as one line of JSON, and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import InvalidOperation
from typing import Any

from sopkit._encode.fields import Plan, plan_of
from sopkit._encode.value import DamagedError, Json
from sopkit.errors import StoreError
from sopkit.events import EVENTS, Event

__all__ = ["UPCASTERS", "VERSION", "Upcaster", "decode", "encode"]

VERSION = "0.1.0"
"""The version of sopkit that writes these texts; a test holds it to the package's own."""

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]

UPCASTERS: dict[tuple[str, int], Upcaster] = {}
"""
(stable name, version of an old text): makes its fields those of the next version.

Empty, since every event is at its first version. A class whose fields change
gets the next number in `EVENTS` and one entry here; old journals stay as they
are on disk and are lifted, one version after the other, as they are read.
"""

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_dump_ascii = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode

# What reading a text that no sopkit wrote may raise on the way.
_TROUBLE = (
    DamagedError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    OverflowError,
    InvalidOperation,
    RecursionError,
)


class _NewerError(Exception):
    """The text comes from a sopkit that knows more than this one. Never leaves this file."""


def encode(event: Event) -> str:
    """
    Return *event* as one line of JSON that `decode` turns back into an equal one.

    ``event`` is its stable name, ``v`` the version of its fields; fields that
    hold their default are left out.
    """
    plan = plan_of(type(event))
    data: dict[str, Json] = {"event": plan.name, "v": plan.version}
    for name, write in plan.required:
        value = getattr(event, name)
        data[name] = value if write is None else write(value)
    for name, default, write in plan.optional:
        value = getattr(event, name)
        if value is default or (value == default and type(value) is type(default)):
            continue
        data[name] = value if write is None else write(value)
    text = _dump(data)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character, as a terminal passes on bytes that are not UTF-8
        return _dump_ascii(data)
    return text


def decode(text: str, *, run: str, seq: int, written_by: str = "") -> Event:
    """
    Return the event that *text* was made from.

    Args:
        text: What `encode` of this or an earlier sopkit returned.

        run: Named in errors, with *seq*.

        seq: The place of the event in the run.

        written_by: The newest sopkit that wrote to the journal, where that
            is known; an error about a newer text tells to install it.
    """
    try:
        plan, data = _lift(json.loads(text))
        readers = plan.readers
        return plan.cls(**{name: readers[name](raw) for name, raw in data.items()})
    except _NewerError as newer:
        raise _newer_error(newer, run, seq, written_by) from None
    except _TROUBLE as error:
        raise StoreError(
            f"{run}：日志第 {seq} 条已损坏，读不出来（{error}）。请停止写入，用备份恢复日志后再继续。",
            f"{run}: event {seq} of the journal is damaged and cannot be read ({error}). "
            "Stop writing to it, and restore the journal from a backup.",
        ) from error


def _lift(data: Json) -> tuple[Plan, dict[str, Json]]:
    """Split off name and version, and lift old fields to what the class has now."""
    if not isinstance(data, dict):
        raise DamagedError("not an object")
    name, version = data.pop("event", None), data.pop("v", None)
    if type(name) is not str or type(version) is not int or version < 1:
        raise DamagedError("no event name or version")
    if name not in EVENTS:
        raise _NewerError(f"{name}, v{version}")
    plan = plan_of(name)
    if version > plan.version:
        raise _NewerError(f"{name}, v{version}")
    for old in range(version, plan.version):
        data = UPCASTERS[name, old](data)
    return plan, data


def _newer_error(what: _NewerError, run: str, seq: int, written_by: str) -> StoreError:
    known = bool(written_by) and written_by != VERSION
    need_zh, need_en = (f"sopkit {written_by}",) * 2 if known else ("更新的 sopkit", "a newer sopkit")
    install = f"pip install -U 'sopkit>={written_by}'" if known else "pip install -U sopkit"
    return StoreError(
        f"{run}：日志第 {seq} 条（{what}）由{need_zh} 写入，本机的 {VERSION} 读不懂。"
        f"日志没有改动；请先升级：{install}。",
        f"{run}: event {seq} of the journal ({what}) was written by {need_en}; this one is {VERSION} and "
        f"does not know it. The journal is unchanged; upgrade first: {install}.",
    )
