"""What the events about words, facts and numbers do."""

from __future__ import annotations

from sopkit import events as ev
from sopkit.definition.product import Product
from sopkit.evolve.handlers import on
from sopkit.evolve.stock import recount
from sopkit.state import Measuring, RunState


@on(ev.CorrectionMade, ev.NoteTaken)
def _written_down(state: RunState, e: ev.Event) -> None:
    """Kept in the journal for the report; it moves nothing."""


@on(ev.Waived)
def _waived(state: RunState, e: ev.Waived) -> None:
    if e.kind == "gate":
        state.waived = state.waived | {(e.activity, e.target)}
    else:
        state.obligations[e.target].status = "waived"


@on(ev.ProductUpdated)
def _product_updated(state: RunState, e: ev.ProductUpdated) -> None:
    product = state.products[e.product]
    state.products[e.product] = Product(product.id, product.name, {**product.facts, **e.facts})
    recount(state, e.product, e.facts)


@on(ev.ParamSet)
def _param_set(state: RunState, e: ev.ParamSet) -> None:
    if e.activity is None:
        state.params[e.param] = e.value
    else:
        activity = state.activities[e.activity]
        activity.params = {**(activity.params or {}), e.param: e.value}


@on(ev.MeasureStarted)
def _measure_started(state: RunState, e: ev.MeasureStarted) -> None:
    clock = state.activities[e.activity].clock(e.at)
    state.measuring[e.measure, e.activity] = Measuring(e.measure, e.activity, e.number, e.at, clock, e.value)


@on(ev.MeasureTaken)
def _measure_taken(state: RunState, e: ev.MeasureTaken) -> None:
    state.measuring.pop((e.measure, e.activity), None)
    state.measures.append((e.measure, e.activity, e.number, e.value))
