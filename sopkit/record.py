"""Record: reading what a person gives for a field or a parameter into its type, within its bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal, InvalidOperation

from sopkit.definition.product import FACTS
from sopkit.definition.value import Field, Param, Value, ValueType
from sopkit.duration import parse_duration, show_duration
from sopkit.errors import UsageError
from sopkit.near import near
from sopkit.reasons import reason
from sopkit.refusal import Reason

__all__ = ["BadValueError", "read_fact", "read_param", "read_record", "read_value"]

_TRUE = frozenset({"true", "yes", "y", "1", "是", "有", "对"})
_FALSE = frozenset({"false", "no", "n", "0", "否", "无", "没有", "不"})


class BadValueError(UsageError):
    """A value that is not one of its type, or out of its bounds."""


def read_record(fields: Sequence[Field], raw: Mapping[str, object]) -> tuple[dict[str, Value], list[Reason]]:
    """Return the record as typed values, and every reason why it is not good."""
    values: dict[str, Value] = {}
    reasons: list[Reason] = []
    known = {field.id: field for field in fields}
    for name in raw:
        if name not in known:
            hints = near(name, known)
            reasons.append(
                reason(
                    "record-unknown",
                    field=name,
                    near=f"，是不是{'、'.join(hints)}？" if hints else "",
                    near_en=f"; did you mean {', '.join(hints)}?" if hints else "",
                )
            )
    for name, field in known.items():
        given = raw.get(name)
        if given is None or given == "":
            if field.required:
                reasons.append(reason("record-missing", field=field.title or name, id=name))
            continue
        try:
            values[name] = read_value(field.type, given, field.choices, field.min, field.max)
        except BadValueError as wrong:
            reasons.append(
                reason(
                    "record-wrong",
                    field=field.title or name,
                    id=name,
                    value=given,
                    why_zh=wrong.zh,
                    why_en=wrong.en,
                )
            )
    return values, reasons


def read_param(param: Param, given: object) -> Value:
    """
    Return the value for a parameter.

    Raises:
        UsageError: it is not of the parameter's type, or out of its bounds.
    """
    try:
        return read_value(param.type, given, param.choices, param.min, param.max)
    except BadValueError as wrong:
        raise UsageError(
            f"参数 {param.id} 不能是 {given}：{wrong.zh}",
            f"the parameter {param.id} cannot be {given}: {wrong.en}",
        ) from None


def read_fact(name: str, given: object) -> Value:
    """
    Return a product's fact as a value: of its type where that is known, else as it is.

    Raises:
        UsageError: it is not of its type, or nothing that a journal can keep.
    """
    if given is None:
        return None
    kind = FACTS.get(name)
    try:
        if kind is not None:
            return read_value(kind, given)
        if isinstance(given, float):
            return read_value(ValueType.NUMBER, repr(given))
        if isinstance(given, list | tuple):
            return read_value(ValueType.LIST, given)
        if isinstance(given, str | int | Decimal | timedelta):
            return given
    except BadValueError as wrong:
        raise UsageError(
            f"商品的“{name}”不能是 {given}：{wrong.zh}。",
            f"the fact “{name}” of a product cannot be {given}: {wrong.en}.",
        ) from None
    raise UsageError(
        f"商品的“{name}”不能是 {given!r}：只能是文字、数、是否、时长或一串文字。",
        f"the fact “{name}” of a product cannot be {given!r}: use text, a number, a truth, a duration or a list of texts.",
    )


def read_value(
    kind: ValueType, given: object, choices: Sequence[str] = (), least: Value = None, most: Value = None
) -> Value:
    """Return *given* as a value of *kind*; text is read as a person would have typed it."""
    value = _typed(kind, given, choices)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        low, high = least, most
        if isinstance(low, (int, Decimal)) and value < low:
            raise BadValueError(f"不能小于 {low}", f"it must not be below {low}")
        if isinstance(high, (int, Decimal)) and value > high:
            raise BadValueError(f"不能大于 {high}", f"it must not be above {high}")
    if isinstance(value, timedelta):
        if isinstance(least, timedelta) and value < least:
            raise BadValueError(
                f"不能短于 {show_duration(least)}", f"it must not be shorter than {show_duration(least, 'en')}"
            )
        if isinstance(most, timedelta) and value > most:
            raise BadValueError(
                f"不能长于 {show_duration(most)}", f"it must not be longer than {show_duration(most, 'en')}"
            )
    return value


def _typed(kind: ValueType, given: object, choices: Sequence[str]) -> Value:
    if kind is ValueType.INT:
        return _whole(given)
    if kind in (ValueType.NUMBER, ValueType.MONEY):
        return _number(given)
    if kind is ValueType.BOOL:
        return _truth(given)
    if kind is ValueType.DURATION:
        length = given if isinstance(given, timedelta) else parse_duration(str(given))
        if length is None:
            raise BadValueError("要写成 5m、90s、1h30m 或 5分钟 这样", "write it like 5m, 90s, 1h30m or 5分钟")
        return length
    if kind is ValueType.CHOICE:
        if str(given) not in choices:
            raise BadValueError(f"只能是：{'、'.join(choices)}", f"it must be one of: {', '.join(choices)}")
        return str(given)
    if kind is ValueType.LIST:
        parts = given.replace("，", ",").split(",") if isinstance(given, str) else given
        if not isinstance(parts, Sequence):
            raise BadValueError("要是一串内容，用逗号隔开", "it must be a list, separated by commas")
        return tuple(str(part).strip() for part in parts)
    if not isinstance(given, str):
        return str(given)
    return given


def _whole(given: object) -> int:
    number = _number(given)
    if number != int(number):
        raise BadValueError("要是整数", "it must be a whole number")
    return int(number)


def _number(given: object) -> Decimal:
    if isinstance(given, bool):
        raise BadValueError("要是数字", "it must be a number")
    try:
        number = Decimal(str(given).strip().replace(",", "").removesuffix("元"))
    except InvalidOperation:
        raise BadValueError("要是数字", "it must be a number") from None
    if not number.is_finite():
        raise BadValueError("要是数字", "it must be a number")
    return number


def _truth(given: object) -> bool:
    if isinstance(given, bool):
        return given
    text = str(given).strip().casefold()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    raise BadValueError("要答是或否", "answer yes or no")
