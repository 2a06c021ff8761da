"""Fault: a named thing that goes wrong, what it interrupts, how it is handled and what it owes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import field

from sopkit.definition.procedure import Procedure
from sopkit.definition.step import Owed
from sopkit.definition.value import Duration
from sopkit.frozen import frozen

__all__ = ["ClockPolicy", "Fault", "Interrupts", "Owed", "Resume", "Severity"]


class Severity(StrEnum):
    """
    How grave a fault is.

    P0 stop selling now; P1 mend within the current product's slot; P2 handle
    side by side; P3 after the stream.
    """

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"


class Interrupts(StrEnum):
    """What a fault suspends."""

    NOTHING = "nothing"
    ACTIVITY = "activity"
    PHASE = "phase"
    RUN = "run"


class ClockPolicy(StrEnum):
    """What the clocks of a suspended activity do: stand still, run on, or start anew."""

    FREEZE = "freeze"
    KEEP = "keep"
    RESTART = "restart"


class Resume(StrEnum):
    """Where a suspended activity goes on: as it was, its step anew, its round anew, or not at all."""

    WHERE = "where"
    STEP = "step"
    ROUND = "round"
    CUT = "cut"


@frozen
class Fault:
    """
    A named thing that goes wrong.

    ``noticed_by`` are the roles that may raise it (empty: every seat), and
    ``first`` is who acts first. ``first_lines`` are said at the same second
    by several roles. ``handling`` is a procedure like any other; when it is
    finished the fault is recovered. ``within`` bounds the acknowledgement.
    """

    id: str
    title: str
    severity: Severity
    first: str
    handling: Procedure
    noticed_by: tuple[str, ...] = ()
    interrupts: Interrupts = Interrupts.ACTIVITY
    clock: ClockPolicy = ClockPolicy.FREEZE
    resume: Resume = Resume.WHERE
    first_lines: Mapping[str, str] = field(factory=dict)
    within: Duration | None = None
    recovered: str = ""
    owes: tuple[Owed, ...] = ()
    source: tuple[str, ...] = ()
    note: str = ""
    caution: str = ""
