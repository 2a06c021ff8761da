"""Measure and Diagnosis: named numbers of a performance, and what they suggest for the next one."""

from __future__ import annotations

from enum import StrEnum

from sopkit.definition.value import Duration
from sopkit.frozen import frozen

__all__ = ["Diagnosis", "Measure", "MeasureKind"]


class MeasureKind(StrEnum):
    """
    What is measured between two moments of an activity.

    ``duration`` in seconds; ``ratio`` (last ÷ first − 1) and ``delta``
    (last − first) of a signal; ``count`` of completions of ``from_step``;
    ``value`` of a record field at ``from_step``.
    """

    DURATION = "duration"
    RATIO = "ratio"
    DELTA = "delta"
    COUNT = "count"
    VALUE = "value"


@frozen
class Measure:
    """
    A named number, taken once in each round of an activity of procedure ``of``.

    It runs from the completion of ``from_step`` (or the start of the round)
    to that of ``to_step`` (or the round's end), plus ``after``.
    """

    id: str
    of: str
    kind: MeasureKind
    title: str = ""
    signal: str | None = None
    field: str | None = None
    from_step: str | None = None
    to_step: str | None = None
    after: Duration | None = None
    unit: str = ""
    source: tuple[str, ...] = ()


@frozen
class Diagnosis:
    """A reading of the measures: when it holds, what it says, and who should look into it."""

    when: str
    says: str
    owner: str | None = None
    source: tuple[str, ...] = ()
