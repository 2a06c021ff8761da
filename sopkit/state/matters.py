"""The state of what stands beside the activities: faults, cues, debts, running measures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from attrs import define

from sopkit.definition.value import Value
from sopkit.lifecycle import CueStatus, FaultStatus
from sopkit.state.activity import NOTHING

__all__ = ["CueState", "FaultState", "Measuring", "Obligation"]


@define
class FaultState:
    """A fault that was raised: ``kind`` is its id in the runbook, ``holds`` what it suspends."""

    id: str
    kind: str
    raised_at: datetime
    raised_by: str
    status: FaultStatus = FaultStatus.RAISED
    activity: str | None = None
    product: str | None = None
    note: str = ""
    handling: str | None = None
    holds: tuple[str, ...] = ()
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    ended_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it still stands in the way."""
        return self.status in (FaultStatus.RAISED, FaultStatus.ACKNOWLEDGED, FaultStatus.HANDLING)


@define
class CueState:
    """A cue or a task that was given, to a role or to a person."""

    id: str
    text: str
    given_at: datetime
    given_by: str
    status: CueStatus = CueStatus.GIVEN
    role: str | None = None
    person: str | None = None
    rule: str | None = None
    fault: str | None = None
    task: bool = False
    due: datetime | None = None
    values: Mapping[str, Value] = NOTHING
    activity: str | None = None


@define
class Obligation:
    """
    Something owed after the stream, by a fault or by a promise made in an activity.

    ``status`` is ``owed``, ``open``, ``met`` or ``waived``.
    """

    id: str
    procedure: str
    fault: str | None = None
    owner: str | None = None
    due: datetime | None = None
    promised_in: str | None = None
    status: str = "owed"
    activity: str | None = None


@define
class Measuring:
    """A measure whose first moment has passed."""

    measure: str
    activity: str
    number: int
    at: datetime
    clock: timedelta
    value: Value = None
