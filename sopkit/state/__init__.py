"""State: where a run stands; the fold of its events so far, never stored as truth."""

from __future__ import annotations

from sopkit.state.activity import PASSED, ZERO, ActivityState, StepState
from sopkit.state.matters import CueState, FaultState, Measuring, Obligation
from sopkit.state.run import RunState
from sopkit.state.stock import StockEntry, StockState

__all__ = [
    "PASSED",
    "ZERO",
    "ActivityState",
    "CueState",
    "FaultState",
    "Measuring",
    "Obligation",
    "RunState",
    "StepState",
    "StockEntry",
    "StockState",
]
