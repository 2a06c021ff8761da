"""Running: the line-up of a run as it stands: laid out before the show, and on air again with what was shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sopkit.errors import UsageError
from sopkit.near import near
from sopkit.planner.again import replan
from sopkit.planner.layout import lay_out
from sopkit.planner.plan import ZERO, Plan
from sopkit.planner.played import average_of, played
from sopkit.planner.terms import TERMS, terms_of
from sopkit.state import RunState

__all__ = ["plan_of"]

_SECOND = timedelta(seconds=1)
_NOTHING: Mapping[str, object] = {}
_NO_SWAP: Mapping[str, str] = {}


def plan_of(
    state: RunState,
    now: datetime,
    given: Mapping[str, object] = _NOTHING,
    *,
    out: Collection[str] = (),
    into: Mapping[str, str] = _NO_SWAP,
    shorten: bool = False,
) -> Plan:
    """
    Return the run's own line-up on the clock; on air, what was shown is fixed and the rest follows it.

    The numbers that the run was given count, and the average order value
    that was recorded in it, unless *given* says otherwise. *out*, *into* and
    *shorten* take offers, as for `replan`.

    Raises:
        UsageError: a name of *given* is none of the planner's, a value is out
            of its bounds, or the line-up has no such product.
    """
    for one in (*out, *into, *into.values()):
        if one not in state.products:
            hints = near(one, state.products) or tuple(state.products)[:8]
            raise UsageError(
                f"货盘里没有 {one}；有：{'、'.join(hints)}。", f"the line-up has no {one}; it has: {', '.join(hints)}."
            )
    kept: dict[str, object] = {name: state.params[name] for name in TERMS if name in state.params}
    average = average_of(state)
    if average is not None:
        kept["avg_order_value"] = average
    first = lay_out(tuple(state.products.values()), terms_of(state.runbook, {**kept, **given}))
    live = state.went_live
    if live is None:
        return replan(first, ZERO, (), out=out, into=into, shorten=shorten) if out or into or shorten else first
    # To the second: nobody plans a show more finely, and a sentence with more is hard to read.
    at = (now - live) // _SECOND * _SECOND
    return replan(first, at, played(state, now), out=out, into=into, shorten=shorten)
