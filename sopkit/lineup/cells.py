"""Cells: what is written in a line-up, read into the type of its fact as a person would read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from unicodedata import normalize

from sopkit.definition.product import FACTS
from sopkit.definition.value import Value, ValueType
from sopkit.duration import parse_duration
from sopkit.lineup.columns import KINDS
from sopkit.lineup.table import Cell
from sopkit.record import BadValueError, read_value

__all__ = ["kind_of", "value_of"]

_WHOLE = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\.0+)?\s*(?:件|个|套|双|单|pcs)?")
_MONEY = re.compile(r"¥?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(\.[0-9]+)?\s*元?")
_LINK = re.compile(r"([0-9]{1,4})\s*(?:号链接|号)?")
_BETWEEN_BATCHES = re.compile(r"[,、/+;\s]+")
_BETWEEN = re.compile(r"[,，、;；\n]+")
_TRUE = frozenset({"支持", "已报备", "开", "开了", "√", "✓"})
_FALSE = frozenset({"不支持", "未报备", "没报备", "没开", "×", "x", "✗"})
_LONGEST = 2000


def value_of(fact: str, cell: Cell) -> Value:
    """
    Return the value of a cell for the fact that it is of.

    Raises:
        BadValueError: it is not one.
    """
    read = _READERS.get(fact) or _BY_TYPE.get(FACTS.get(fact, ValueType.TEXT), _text)
    return read(cell)


def kind_of(text: str) -> str | None:
    """Return the class that *text* names, ``None`` where it is none of the four."""
    word = normalize("NFKC", text).strip().casefold()
    found = KINDS.get(word) or KINDS.get(word.removesuffix("商品").removesuffix("款").removesuffix("品"))
    return found.value if found else None


def _plain(cell: Cell) -> str:
    return normalize("NFKC", cell.text).strip()


def _text(cell: Cell) -> Value:
    if isinstance(cell.value, tuple):
        return cell.value
    if len(cell.value) > _LONGEST:
        raise BadValueError(f"太长了（最多 {_LONGEST} 个字）", f"it is too long (at most {_LONGEST} characters)")
    return cell.value


def _money(cell: Cell) -> Value:
    text = _plain(cell)
    match = _MONEY.fullmatch(text)
    if match is None:
        if text.startswith("-"):
            raise BadValueError("不能是负数", "it must not be negative")
        raise BadValueError("要是数字（元），如 29.9", "it must be a number of yuan, such as 29.9")
    amount = Decimal(match[1].replace(",", "") + (match[2] or ""))
    if amount != amount.quantize(Decimal("0.01")):
        raise BadValueError("最多两位小数（到分）", "at most two decimals (fen)")
    return amount


def _whole(cell: Cell) -> Value:
    return _pieces(_plain(cell))


def _pieces(text: str) -> int:
    match = _WHOLE.fullmatch(text)
    if match is None:
        raise BadValueError("要是 0 或更大的整数", "it must be a whole number, 0 or more")
    return int(match[1].replace(",", ""))


def _truth(cell: Cell) -> Value:
    text = _plain(cell).casefold()
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    return read_value(ValueType.BOOL, text)


def _batches(cell: Cell) -> Value:
    parts = cell.value if isinstance(cell.value, tuple) else _BETWEEN_BATCHES.split(_plain(cell))
    pieces = [_pieces(normalize("NFKC", part).strip()) for part in parts if part.strip()]
    if not pieces or 0 in pieces:
        raise BadValueError("每一批都要是 1 件以上，如 100、100、50", "each batch is 1 or more, such as 100、100、50")
    return tuple(map(str, pieces))


def _several(cell: Cell) -> Value:
    parts = cell.value if isinstance(cell.value, tuple) else _BETWEEN.split(cell.value)
    return tuple(part.strip() for part in parts if part.strip())


def _length(cell: Cell) -> Value:
    text = _plain(cell)
    length = parse_duration(f"{text}m" if text.replace(".", "", 1).isdecimal() else text)
    if length is None or length <= timedelta(0):
        raise BadValueError("要写成 8、8分钟 或 6m30s 这样", "write it like 8, 8分钟 or 6m30s")
    return length


def _link(cell: Cell) -> Value:
    match = _LINK.fullmatch(_plain(cell))
    if match is None or int(match[1]) < 1:
        raise BadValueError("要是 1 以上的整数", "it must be a whole number, 1 or more")
    return int(match[1])


_READERS: Mapping[str, Callable[[Cell], Value]] = {"batches": _batches, "link": _link}
_BY_TYPE: Mapping[ValueType, Callable[[Cell], Value]] = {
    ValueType.MONEY: _money,
    ValueType.INT: _whole,
    ValueType.BOOL: _truth,
    ValueType.LIST: _several,
    ValueType.DURATION: _length,
}
