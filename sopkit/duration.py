"""Lengths of time as people write them: reading ``1h30m`` or ``5分钟``, and showing them again."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

__all__ = ["UNITS", "parse_duration", "show_duration"]

UNITS: dict[str, int] = {
    "s": 1,
    "秒": 1,
    "秒钟": 1,
    "m": 60,
    "min": 60,
    "分": 60,
    "分钟": 60,
    "h": 3600,
    "小时": 3600,
    "个小时": 3600,
    "d": 86400,
    "天": 86400,
    "日": 86400,
}
"""Each unit in seconds."""

_LONGEST = 3660 * 86400
_PART = re.compile(r"\s*([0-9]{1,9}(?:\.[0-9]{1,3})?)\s*(秒钟?|分钟?|个?小时|天|日|min|[smhd])", re.ASCII)


def parse_duration(text: str) -> timedelta | None:
    """Return the length that *text* says, or ``None`` where it is not one (or is over ten years)."""
    seconds, at, last = Decimal(0), 0, _LONGEST
    text = text.strip()
    while at < len(text):
        match = _PART.match(text, at)
        if match is None or UNITS[match[2]] >= last:
            return None
        last = UNITS[match[2]]
        seconds += Decimal(match[1]) * last
        at = match.end()
    if not at or seconds > _LONGEST:
        return None
    return timedelta(milliseconds=int(seconds * 1000))


def show_duration(length: timedelta, lang: str = "zh") -> str:
    """Return *length* for people: ``1小时30分钟``, ``1 h 30 min``."""
    millis = round(abs(length) / timedelta(milliseconds=1))
    seconds, millis = divmod(millis, 1000)
    names = ("d", "h", "min", "s") if lang == "en" else ("天", "小时", "分钟", "秒")
    parts = []
    for size, name in zip((86400, 3600, 60), names, strict=False):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append((str(count), name))
    if seconds or millis or not parts:
        rest = f"{seconds}.{millis:03d}".rstrip("0") if millis else str(seconds)
        parts.append((rest, names[3]))
    sign = "-" if length < timedelta(0) else ""
    if lang == "en":
        return sign + " ".join(f"{count} {name}" for count, name in parts)
    return sign + "".join(f"{count}{name}" for count, name in parts)
