"""The kinds of value that a runbook may ask for: parameters, record fields, durations, offsets."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from sopkit.frozen import frozen

__all__ = [
    "Anchor",
    "Duration",
    "Field",
    "Number",
    "Offset",
    "Param",
    "ParamRef",
    "Value",
    "ValueType",
]

Number = int | Decimal
Value = str | int | Decimal | bool | timedelta | tuple[str, ...] | None
"""What a parameter, a record or a product fact may hold. Money is a `Decimal` in yuan."""


class ValueType(StrEnum):
    """The type of a parameter or a record field, as it is written in YAML."""

    TEXT = "text"
    INT = "int"
    NUMBER = "number"
    MONEY = "money"
    BOOL = "bool"
    DURATION = "duration"
    CHOICE = "choice"
    LIST = "list"


@frozen
class ParamRef:
    """
    A parameter named where a value could stand; ``$max_hold`` in YAML.

    ``negative`` stands only in an offset: ``T-$setup_before``.
    """

    name: str
    negative: bool = False


Duration = timedelta | ParamRef
"""A length of time, or the parameter that gives it."""


@frozen
class Param:
    """
    A named number (or text) of a runbook, with unit, bounds and where it comes from.

    ``source`` cites coverage ids or a document; a value without one says so
    in ``note``. A run may set another value within the bounds.
    """

    id: str
    type: ValueType
    default: Value
    title: str = ""
    unit: str = ""
    min: Value = None
    max: Value = None
    choices: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    note: str = ""


@frozen
class Field:
    """One value that a step, or an outcome of it, asks the person to record."""

    id: str
    type: ValueType
    title: str = ""
    unit: str = ""
    min: Number | None = None
    max: Number | None = None
    choices: tuple[str, ...] = ()
    required: bool = True


class Anchor(StrEnum):
    """The moment that an offset counts from."""

    GO_LIVE = "go_live"
    PHASE = "phase"
    ACTIVITY = "activity"
    ROUND = "round"


@frozen
class Offset:
    """
    A moment: *by* after (or, negative, before) the anchor.

    ``go_live`` is the planned go-live until the live phase is entered, and
    the real one from then on.
    """

    of: Anchor
    by: Duration
