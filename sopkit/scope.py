"""Scope: the names that an expression or a script may read at one place of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sopkit.definition.product import Product
from sopkit.definition.value import Value
from sopkit.ledger import Ledger, ledger_of
from sopkit.lifecycle import ActivityStatus, StepStatus
from sopkit.state import ActivityState, RunState
from sopkit.title import Title

__all__ = ["Params", "Stock", "lookup_in", "lookups_for", "names_for", "product_at", "product_of"]


class Params:
    """The parameters as an expression reads them: the activity's own value before the run's."""

    __slots__ = ("_activity", "_state")

    def __init__(self, state: RunState, activity: ActivityState | None) -> None:
        self._state = state
        self._activity = activity

    def get(self, name: str) -> Value:
        """Return the value of a parameter; ``None`` where there is none."""
        return self._state.param(name, self._activity)


class Stock:
    """The stock ledger of a product as an expression reads it; added up only where one does."""

    __slots__ = ("_ledger", "_product", "_state")

    def __init__(self, state: RunState, product: str) -> None:
        self._state = state
        self._product = product
        self._ledger: Ledger | None = None

    def get(self, name: str) -> Value:
        """Return a number of the ledger; ``None`` where it is not known."""
        if self._ledger is None:
            self._ledger = ledger_of(self._state, self._product)
        return self._ledger.get(name) if self._ledger is not None else None


def product_of(state: RunState, activity: ActivityState | None, key: str = "") -> Product | None:
    """Return the product that a step is about: its own, its activity's, or that of what called it."""
    _, _, product = key.partition("@")
    if product:
        return state.products.get(product)
    while activity is not None:
        if activity.product:
            return state.products.get(activity.product)
        activity = state.activities.get(activity.parent) if activity.parent else None
    return None


def product_at(activity: ActivityState, key: str) -> str | None:
    """Return the id of the product that a step is about: its own where it runs for each, else its activity's."""
    return key.partition("@")[2] or activity.product


def names_for(
    state: RunState,
    activity: ActivityState | None,
    record: Mapping[str, Value] | None = None,
    product: str | None = None,
) -> dict[str, object]:
    """
    Return every name in scope; what is not recorded yet reads as null.

    *product* is the one that the question is about; else it is the
    activity's. Where steps run for each product, it reads its own records.
    """
    names: dict[str, object] = {}
    if activity is not None:
        index = activity.index
        names.update(dict.fromkeys(index.fields))
        names.update(activity.values or {})
        names["round"] = activity.round
        if product and index.fields_each:
            names.update(dict.fromkeys(index.fields_each))
            for key, step in activity.steps.items():
                if step.status is StepStatus.DONE and key.endswith(f"@{product}"):
                    names.update(step.record)
    if record:
        names.update(record)
    names["product"] = about = state.products.get(product) if product else product_of(state, activity)
    names.setdefault("stock", Stock(state, about.id if about is not None else ""))
    names.setdefault("title", Title(about))
    names["params"] = Params(state, activity)
    names["run"] = {"kind": state.kind, "phase": state.phase, "live": state.live, "title": state.title}
    return names


def lookups_for(state: RunState, names: Mapping[str, object]) -> Mapping[str, Callable[..., object]]:
    """
    Return the functions by which an expression looks into the procedures of the run.

    Activities that were cut or cancelled do not count, nor, where the
    question is about a product (the one in *names*), those about another.
    """
    about = names.get("product")
    product = about.id if isinstance(about, Product) else None

    def activities(procedure: object) -> Iterator[ActivityState]:
        for activity in reversed(state.activities.values()):
            counts = activity.status not in (ActivityStatus.CUT, ActivityStatus.CANCELLED)
            if counts and activity.procedure == procedure and (product is None or activity.product in (None, product)):
                yield activity

    def recorded(procedure: object, field: object) -> object:
        latest = next(activities(procedure), None)
        return (latest.values or {}).get(str(field)) if latest is not None else None

    def finished(procedure: object) -> bool:
        statuses = {activity.status for activity in activities(procedure)}
        return statuses == {ActivityStatus.FINISHED}

    return {"recorded": recorded, "finished": finished}


def lookup_in(names: Mapping[str, object], readings: Mapping[str, object] | None = None) -> Callable[[str], object]:
    """
    Return a function that looks a name up among *names*, as scripts do.

    A name without a dot may be that of a signal, too: ``{stock}`` is the one
    of *readings*, ``{stock.left}`` the ledger's.
    """

    def look(name: str) -> object:
        root, dot, member = name.partition(".")
        if not dot and readings and root in readings:
            return readings[root]
        value = names.get(root)
        get = getattr(value, "get", None)
        if not dot:
            return value if get is None else None
        return get(member) if get is not None else None

    return look
