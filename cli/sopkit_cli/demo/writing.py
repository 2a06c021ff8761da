"""Writing: what a player writes down and chooses: the script's words, or else something that fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sopkit.commands import CompleteStep
from sopkit.definition.step import TargetKind
from sopkit.definition.value import Field, Value, ValueType
from sopkit.expression import ExpressionError, evaluate
from sopkit.scope import names_for, product_of
from sopkit_cli.demo.script import ANSWERS, OUTCOMES
from sopkit_cli.render.wording import clock as time_of_day

if TYPE_CHECKING:
    from sopkit import Item, Product, Run
    from sopkit.definition.step import Step

__all__ = ["chosen_outcome", "record_for"]

_FORWARD = (TargetKind.NEXT, TargetKind.FINISH, TargetKind.OPEN, TargetKind.STEP)


def chosen_outcome(run: Run, item: Item, step: Step, by: str) -> str | None:
    """Return the outcome that the script names for this round, else the first that is legal and raises nothing."""
    if not step.outcomes:
        return None
    activity = run.state.activities[item.activity]
    names = OUTCOMES.get(step.id, ())
    wished = names[min(activity.round, len(names)) - 1] if names else None
    ways = sorted(step.outcomes, key=lambda o: (o.name != wished, *(k != o.target.kind for k in _FORWARD)))
    for outcome in ways:
        command = CompleteStep(
            by, item.key, item.activity, None, record_for(run, item, step, outcome.name, run.now), outcome.name
        )
        if outcome.target.kind is not TargetKind.RAISE and run.check(command) is None:
            return outcome.name
    return ways[0].name


def record_for(run: Run, item: Item, step: Step, outcome: str | None, now: datetime) -> dict[str, Value]:
    """Return what is written down with a step, so that what it expects holds."""
    activity = run.state.activities[item.activity]
    product = product_of(run.state, activity, item.key)
    asked = next((o.ask for o in step.outcomes if o.name == outcome), ())
    fields = [field for field in (*step.record, *asked) if field.required or field.id in ANSWERS]
    record = {field.id: _answer(field, product, now) for field in fields}
    if step.expect is None:
        return record
    for field in fields:
        for value in _candidates(run, field, record[field.id], product):
            tried = {**record, field.id: value}
            if _holds(step.expect, names_for(run.state, activity, tried)):
                return tried
    return record


def _holds(text: str, names: Mapping[str, object]) -> bool:
    try:
        return bool(evaluate(text, names))
    except ExpressionError:  # a candidate of another type
        return False


def _answer(field: Field, product: Product | None, now: datetime) -> Value:
    """Return the script's word for a field, if it is one that the field takes; else something plain."""
    given = ANSWERS.get(field.id)
    if field.type is ValueType.CHOICE:
        return given if given in field.choices else field.choices[0]
    if field.type is ValueType.DURATION:
        return given if isinstance(given, timedelta) else timedelta(hours=2)
    if field.type is ValueType.BOOL:
        return given if isinstance(given, bool) else True
    if field.type in (ValueType.INT, ValueType.NUMBER, ValueType.MONEY):
        price = product.get("price") if product and field.type is ValueType.MONEY else None
        number = given if isinstance(given, int | Decimal) else price if isinstance(price, Decimal) else field.min
        return number if number is not None else 1
    if field.id == "open_at":
        return time_of_day(now + timedelta(minutes=3))[:5]
    return given if isinstance(given, str) else "已核对"


def _candidates(run: Run, field: Field, first: Value, product: Product | None) -> Iterator[Value]:
    yield first
    yield from (product.facts.values() if product else ())
    yield from (run.state.param(name) for name in run.runbook.params)
    yield from (field.min, field.max, 0, 1, 10, 50, 100)
    yield from field.choices
