"""Cells: moments, lengths, records and outcomes as a person writes them in a cell, written and read."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from unicodedata import normalize

from sopkit.definition.step import Target, TargetKind
from sopkit.definition.value import Anchor, Field, Number, Offset, ValueType
from sopkit.duration import parse_duration, show_duration
from sopkit.script import show

__all__ = ["field_text", "moment_text", "read_field", "read_length", "read_moment", "read_span", "target_text"]

_ANCHORS = {Anchor.GO_LIVE: "开播", Anchor.PHASE: "进阶段", Anchor.ACTIVITY: "开始", Anchor.ROUND: "本轮开始"}
_BY_WORD = {word: anchor for anchor, word in _ANCHORS.items()}
_TYPES = {
    ValueType.TEXT: "文字",
    ValueType.INT: "整数",
    ValueType.NUMBER: "数",
    ValueType.MONEY: "金额",
    ValueType.BOOL: "是否",
    ValueType.DURATION: "时长",
    ValueType.CHOICE: "选一项",
    ValueType.LIST: "几项",
}
_BY_TYPE = {word: kind for kind, word in _TYPES.items()}
_OFFSET = re.compile(r"(本轮开始|进阶段|开播|开始)(?:时|(前|后)(.+))")
_SHORT = re.compile(r"T(?:([+-])(.+))?", re.IGNORECASE)
_PLAIN = re.compile(r"第?(-?\d+(?:\.\d+)?)(?:分钟?|min|'|′)?")
_CLOCK = re.compile(r"([01]?\d|2[0-9]):([0-5]\d)(?::([0-5]\d))?")
_ID = re.compile(r"\[([^\[\]]*)\]$")
_RANGE = re.compile(r"\s*(?:~|～|—+|–|至|到|-)\s*")


def moment_text(offset: Offset) -> str:
    """Return a moment as it stands in a cell: ``开播前30分钟``."""
    assert isinstance(offset.by, timedelta)
    word = _ANCHORS[offset.of]
    if not offset.by:
        return f"{word}时"
    return f"{word}{'前' if offset.by < timedelta(0) else '后'}{show_duration(abs(offset.by))}"


def read_moment(text: str, go_live: timedelta | None = None) -> Offset | None:
    """Return the moment that a cell says; *go_live* is the time of day at which the show begins."""
    text = normalize("NFKC", text).replace(" ", "").replace("−", "-")
    match = _OFFSET.fullmatch(text)
    if match:
        length = parse_duration(match[3]) if match[2] else timedelta(0)
        return _offset(_BY_WORD[match[1]], length, before=match[2] == "前")
    match = _SHORT.fullmatch(text)
    if match:
        return _offset(Anchor.GO_LIVE, parse_duration(match[2]) if match[1] else timedelta(0), before=match[1] == "-")
    match = _CLOCK.fullmatch(text)
    if match:
        return _by_clock(match, go_live)
    match = _PLAIN.fullmatch(text)
    return Offset(Anchor.GO_LIVE, timedelta(minutes=float(match[1]))) if match else None


def _offset(anchor: Anchor, length: timedelta | None, *, before: bool) -> Offset | None:
    if length is None:
        return None
    return Offset(anchor, -length if before else length)


def _by_clock(match: re.Match[str], go_live: timedelta | None) -> Offset | None:
    """Return a time of day as an offset: within twelve hours of the show's begin, past midnight too."""
    if go_live is None:
        return None
    by = timedelta(hours=int(match[1]), minutes=int(match[2]), seconds=int(match[3] or 0)) - go_live
    day = timedelta(days=1)
    while by <= -day / 2:
        by += day
    while by > day / 2:
        by -= day
    return Offset(Anchor.GO_LIVE, by)


def read_span(text: str, go_live: timedelta | None = None) -> tuple[Offset, timedelta] | None:
    """Return the begin and the length of a stretch: ``0-5分钟``, ``20:00~20:05``."""
    halves = _RANGE.split(text.strip())
    if len(halves) != 2 or not halves[0]:
        return None
    start, end = (read_moment(half, go_live) for half in halves)
    if start is None or end is None or start.of is not end.of:
        return None
    assert isinstance(start.by, timedelta)
    assert isinstance(end.by, timedelta)
    return (start, end.by - start.by) if end.by > start.by else None


def read_length(text: str) -> timedelta | None:
    """Return the length that a cell says: ``30秒``, ``5分钟内``."""
    return parse_duration(normalize("NFKC", text).removesuffix("内").replace(" ", ""))


def field_text(field: Field) -> str:
    """Return what a step records as it stands in a cell: ``件数（整数，件，≥1）[released]``."""
    spec = [_TYPES[field.type]]
    if field.unit:
        spec.append(field.unit)
    spec += [f"{sign}{show(bound)}" for sign, bound in (("≥", field.min), ("≤", field.max)) if bound is not None]
    if field.choices:
        spec.append("选：" + "/".join(field.choices))
    if not field.required:
        spec.append("选填")
    return f"{field.title}（{'，'.join(spec)}）[{field.id}]"


def read_field(text: str, spare: str) -> Field | None:
    """Return what a cell asks to record; *spare* is its id where neither cell nor title gives one."""
    text = text.strip()
    match = _ID.search(text)
    title, spec = _parted(text[: match.start()].rstrip() if match else text)
    kind, unit, choices, required = ValueType.TEXT, "", (), True
    bounds: dict[str, Number | None] = {"≥": None, "≤": None}
    words = [word.strip() for word in re.split("[，,]", spec)] if spec else []
    for place, word in enumerate(words):
        if place == 0 and word in _BY_TYPE:
            kind = _BY_TYPE[word]
        elif word[:1] in bounds and (number := _number(word[1:], kind)) is not None:
            bounds[word[:1]] = number
        elif word.startswith("选："):
            choices = tuple(word.removeprefix("选：").split("/"))
            kind = ValueType.CHOICE if kind is ValueType.TEXT else kind
        elif word == "选填":
            required = False
        elif unit:
            return None
        else:
            unit = word
    named = match[1] if match else ""
    if not title and not named:
        return None
    name = named or _name(title) or spare
    return Field(name, kind, title, unit, bounds["≥"], bounds["≤"], choices, required)


def _parted(text: str) -> tuple[str, str]:
    """Take the last brackets, with whatever brackets are in them, off the end of a text."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == "）") - (text[at] == "（")
        if depth == 0:
            return (text[:at], text[at + 1 : -1]) if text.endswith("）") else (text, "")
    return text, ""


def _number(text: str, kind: ValueType) -> Number | None:
    if not re.fullmatch(r"[-+]?\d{1,15}(\.\d{1,9})?", text):
        return None
    if kind is ValueType.INT:
        return int(text) if "." not in text else None
    return Decimal(text)


def _name(title: str) -> str:
    """Return an id that expressions can name, made of a title."""
    name = re.sub(r"\W+", "_", normalize("NFKC", title)).strip("_")[:40]
    return name if name and not name[0].isdigit() else ""


def target_text(target: Target) -> str:
    """Return where an outcome leads as it stands in a cell."""
    if target.kind is TargetKind.STEP:
        return target.id or ""
    words = {TargetKind.NEXT: "下一步", TargetKind.FINISH: "结束", TargetKind.RAISE: "报", TargetKind.OPEN: "打开"}
    return f"{words[target.kind]} {target.id}" if target.id else words[target.kind]
