"""Domains: what each name may hold at one place of a runbook, from params, fields, facts and signals."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta
from decimal import Decimal

from sopkit.definition.product import FACTS
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Step
from sopkit.definition.value import Field, Param, Value, ValueType
from sopkit.verify.conditions import NULL, UNKNOWN, Domain

__all__ = ["fields_of", "names_at", "recorded_by"]

_NUMBER = Domain(ValueType.NUMBER)
_ROUND = Domain(ValueType.INT, nullable=False, low=1)


def fields_of(step: Step) -> tuple[Field, ...]:
    """Return every field that the step, or an outcome of it, may record."""
    return (*step.record, *(one for outcome in step.outcomes for one in outcome.ask))


def recorded_by(step: Step, outcome: str | None = None) -> tuple[Field, ...]:
    """Return the fields that doing the step with that answer asks for."""
    return (*step.record, *(one for o in step.outcomes if o.name == outcome for one in o.ask))


def _number(value: Value) -> int | Decimal | None:
    if isinstance(value, timedelta):
        return Decimal(value // timedelta(milliseconds=1)) / 1000
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def _of_param(param: Param) -> Domain:
    return Domain(
        param.type,
        nullable=param.default is None,
        low=_number(param.min),
        high=_number(param.max),
        choices=param.choices,
    )


def _of_field(field: Field, *, nullable: bool) -> Domain:
    return Domain(field.type, nullable=nullable, low=field.min, high=field.max, choices=field.choices)


def names_at(
    book: Runbook,
    fields: dict[str, Field],
    unrecorded: Collection[str] = (),
    certain: Collection[str] = (),
    *,
    closed: bool = False,
) -> Callable[[str], Domain]:
    """
    Return what each name may hold where *fields* can be read.

    Those *unrecorded* are null for sure, those *certain* are not. Where it
    is *closed*, no other bare name can be read.
    """
    # Only what is asked for is held on to: what is worked out of a procedure outlives the runbook.
    signals, measures, params = book.signals, book.measures, book.params

    def domain(name: str) -> Domain:
        root, dot, member = name.partition(".")
        if "(" in name or name in signals or name in measures:
            return _NUMBER
        if not dot:
            if name in unrecorded:
                return NULL
            if name in fields:
                return _of_field(fields[name], nullable=name not in certain)
            return _ROUND if name == "round" else UNKNOWN if closed else Domain(loose=True)
        if root == "params" and member in params:
            return _of_param(params[member])
        if root == "product":
            return Domain(FACTS[member]) if member in FACTS else Domain(loose=True)
        if root == "run":
            return Domain(ValueType.TEXT, nullable=False)
        return _NUMBER if root == "stock" else Domain(loose=True)

    return domain
