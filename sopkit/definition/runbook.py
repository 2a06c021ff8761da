"""Runbook: the whole definition of a show, frozen, with the text that it came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field

from sopkit.definition.cue import CueRule, Signal
from sopkit.definition.fault import Fault
from sopkit.definition.measure import Diagnosis, Measure
from sopkit.definition.procedure import Procedure
from sopkit.definition.value import Param
from sopkit.frozen import frozen
from sopkit.role import Role

__all__ = ["Gate", "May", "Phase", "Runbook", "Scenario", "Source"]


@frozen
class Gate:
    """
    What must hold before a phase is left, a procedure opened or a step taken.

    ``when`` is an expression; ``why`` is the sentence that a person reads
    when it does not hold. ``waived_by`` are the roles that may waive it, by
    name and with a reason (empty: nobody).
    """

    id: str
    title: str
    when: str
    why: str = ""
    waived_by: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    note: str = ""
    caution: str = ""


@frozen
class Phase:
    """
    A stretch of the show.

    ``opens`` are the procedures that entering it opens side by side; all of
    those that are not ``beside`` must have ended before it is left, and its
    ``gates`` must hold. ``live`` marks being on air (corrections, go-live);
    ``receives`` marks the phase where what faults owe is opened.
    """

    id: str
    title: str
    opens: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    entered_by: tuple[str, ...] = ()
    live: bool = False
    receives: bool = False
    source: tuple[str, ...] = ()


@frozen
class May:
    """Which roles may do what to the run itself. Phases may narrow ``enter``."""

    enter: tuple[str, ...] = ("operations",)
    waive: tuple[str, ...] = ("operations",)
    abort: tuple[str, ...] = ("operations",)
    hold: tuple[str, ...] = ("operations",)
    hand_over: tuple[str, ...] = ("operations",)
    adjust: tuple[str, ...] = ("operations",)


@frozen
class Scenario:
    """
    A test that travels with the runbook, as plain data.

    ``given`` opens the scene, ``do`` is a list of one-key mappings (role to
    step id, or a verb to its argument), ``then`` is what must hold after.
    """

    title: str
    given: Mapping[str, Any]
    do: tuple[Mapping[str, Any], ...]
    then: Mapping[str, Any]


@frozen
class Source:
    """One file that a runbook was read from: the name it was found under, and its exact text."""

    name: str
    text: str


@frozen
class Runbook:
    """
    The definition of a show, frozen.

    ``procedures`` includes each fault's handling under ``fault:<fault id>``.
    ``roles`` are the seats it uses. ``sources`` are the exact texts (this
    file first, then what it uses and the roles), and ``digest`` is the
    SHA-256 over them: what a run pins.
    """

    id: str
    title: str
    version: str
    roles: Mapping[str, Role]
    phases: tuple[Phase, ...]
    procedures: Mapping[str, Procedure]
    faults: Mapping[str, Fault] = field(factory=dict)
    gates: Mapping[str, Gate] = field(factory=dict)
    cues: Mapping[str, CueRule] = field(factory=dict)
    params: Mapping[str, Param] = field(factory=dict)
    signals: Mapping[str, Signal] = field(factory=dict)
    measures: Mapping[str, Measure] = field(factory=dict)
    diagnoses: tuple[Diagnosis, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    may: May = May()
    platform: str | None = None
    min_people: int = 1
    note: str = ""
    sources: tuple[Source, ...] = field(default=(), repr=False)
    digest: str = ""
    memo: dict[object, Any] = field(factory=dict, init=False, eq=False, repr=False)
    """What others derived from this definition and keep with it; not part of its value."""
