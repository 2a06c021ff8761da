"""Values: what a param, a field or a bound is, read by the type that another key gives."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from re import fullmatch
from typing import Any

from sopkit.definition.value import Field, Param, Value, ValueType
from sopkit.duration import parse_duration
from sopkit.loader import rules
from sopkit.loader.complaints import nothing
from sopkit.loader.item import Item
from sopkit.loader.nodes import Kind, Node
from sopkit.loader.reading import Reading
from sopkit.script import show

__all__ = ["field_of", "param_of", "value_of"]

_ORDERED = (ValueType.INT, ValueType.NUMBER, ValueType.MONEY, ValueType.DURATION)


def value_of(
    reading: Reading, node: Node, kind: ValueType, choices: tuple[str, ...] = (), key: str = "default"
) -> Value:
    """Return the value that *node* says for a thing of *kind*; ``None`` with a finding where it cannot."""
    if kind is ValueType.LIST and node.kind is Kind.LIST:
        return tuple(one.value for one in node.value if one.kind is Kind.TEXT)
    if node.kind is not Kind.TEXT:
        reading.bad(node, "这里要一个值，不是列表或一组键", "one value is needed here, not a list or mapping")
        return None
    if node.empty:
        nothing(reading, node, key)
        return None
    text: str = node.value
    if kind is ValueType.LIST:
        return (text,)
    if kind is ValueType.TEXT:
        return text
    if kind is ValueType.CHOICE:
        return _chosen(reading, node, choices)
    if kind is ValueType.BOOL:
        return reading.flag(node)
    if kind is ValueType.DURATION:
        length = parse_duration(text)
        if length is None:
            reading.bad(
                node, "时长写如 90s、5m、2h、1h30m、5分钟", "a length of time is 90s, 5m, 2h or 1h30m", "length"
            )
        return length
    return _number(reading, node, kind)


def _chosen(reading: Reading, node: Node, choices: tuple[str, ...]) -> str | None:
    text: str = node.value
    if text in choices:
        return text
    from sopkit.loader.naming import not_one_of

    not_one_of(reading, node, "choices", tuple((choice, choice, choice) for choice in choices))
    return None


def _number(reading: Reading, node: Node, kind: ValueType) -> Value:
    text: str = node.value
    if kind is ValueType.INT:
        if fullmatch(r"[-+]?[0-9]{1,15}", text):
            reading.leading_zero(node)
            return int(text)
        reading.bad(node, "这里要一个整数", "a whole number is needed here", "int")
        return None
    try:
        if fullmatch(r"[-+]?[0-9]{1,15}(\.[0-9]{1,9})?", text):
            return Decimal(text)
    except InvalidOperation:  # pragma: no cover -- the pattern lets only numbers through
        pass
    if kind is ValueType.MONEY:
        reading.bad(node, "金额只写数字（元），如 29.9", "an amount is a number of yuan, such as 29.9", "number")
    else:
        reading.bad(node, "这里要一个数，如 3 或 0.2", "a number is needed here, such as 3 or 0.2", "number")
    return None


def _bounds(reading: Reading, item: Item, kind: ValueType) -> tuple[Any, Any]:
    """Return the lower and upper bound, read as *kind*."""
    found: list[Any] = []
    for key in ("min", "max"):
        node = item.get(key)
        if node is not None and kind not in _ORDERED:
            reading.note(rules.TOGETHER, item.span(key), one=f"type: {kind.value}", other=key)
            node = None
        found.append(None if node is None else value_of(reading, node, kind, key=key))
    low, high = found
    if low is not None and high is not None and low > high:
        reading.note(rules.OUT_OF_BOUNDS, item.nodes["max"].span, text=show(high), bounds=f"≥ {show(low)}")
        return None, None
    return low, high


def param_of(reading: Reading, item: Item) -> Param | None:
    """Return the param that *item* defines."""
    if item.get("type") is None:
        return None
    kind = ValueType(item.get("type"))
    choices = item.get("choices", ())
    if kind is ValueType.CHOICE and not choices:
        reading.note(rules.NEEDS_OTHER, item.span("type"), one="type: choice", other="choices")
        return None
    low, high = _bounds(reading, item, kind)
    default = None
    if item.has("default"):
        node = item.get("default")
        default = value_of(reading, node, kind, choices)
        within(reading, node, default, low, high)
    if not item.get("source") and not item.get("note"):
        reading.note(rules.NO_ORIGIN, item.span(), id=item.id)
    return Param(
        item.id,
        kind,
        default,
        item.get("title", ""),
        item.get("unit", ""),
        low,
        high,
        choices,
        item.get("source", ()),
        item.get("note", ""),
    )


def within(reading: Reading, node: Node, value: Any, low: Any, high: Any) -> None:
    """Note it where *value* is out of its bounds."""
    if value is None or not ((low is not None and value < low) or (high is not None and value > high)):
        return
    bounds = "、".join(f"{sign} {show(bound)}" for sign, bound in (("≥", low), ("≤", high)) if bound is not None)
    reading.note(rules.OUT_OF_BOUNDS, node.span, text=node.value, bounds=bounds)


def field_of(reading: Reading, item: Item) -> Field | None:
    """Return the field that *item* asks for."""
    if item.has("choice") and item.has("choices"):
        reading.note(rules.TOGETHER, item.span("choices"), one="choice", other="choices")
    choices = item.get("choice", item.get("choices", ()))
    named = item.get("type", "choice" if choices else None)
    if named is None:
        if not item.has("type"):
            reading.note(
                rules.MISSING_KEY, item.span(), what=f"记录项“{item.id}”", what_en=f"the field “{item.id}”", key="type",
                doc="类型", doc_en="its type",
            )  # fmt: skip
        return None
    kind = ValueType(named)
    if kind is ValueType.CHOICE and not choices:
        reading.note(rules.NEEDS_OTHER, item.span("type"), one="type: choice", other="choices")
        return None
    low, high = _bounds(reading, item, kind)
    return Field(
        item.id, kind, item.get("title", ""), item.get("unit", ""), low, high, choices, item.get("required", True)
    )
