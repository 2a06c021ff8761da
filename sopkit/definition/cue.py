"""Cue: a rule on signals or time that tells a role to do or say something now."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field

from sopkit.definition.step import Every
from sopkit.definition.value import Duration, Offset, ParamRef, Value, ValueType
from sopkit.frozen import frozen

__all__ = ["CueRule", "Signal"]


@frozen
class Signal:
    """A number that the shop feeds in: viewers, orders, stock of the product on screen."""

    id: str
    title: str = ""
    unit: str = ""
    type: ValueType = ValueType.NUMBER
    source: tuple[str, ...] = ()


@frozen
class CueRule:
    """
    When to tell whom what.

    ``at`` a moment, or at ``every`` beat of the clock; or when ``when`` holds
    (where both are written: from the moment on, once it holds). ``when`` must
    hold for ``hold`` on end, over at least ``samples`` samples in its longest
    window; then the cue is given, and not again within ``cooldown``.
    ``during`` keeps it to one procedure. ``adjusts`` maps
    parameters to the values that acting on the cue sets for the open
    activity; ``offers`` are procedures that acting on it may open.
    """

    id: str
    title: str
    to: tuple[str, ...]
    when: str = ""
    at: Offset | None = None
    every: Every | None = None
    say: str = ""
    hold: Duration | None = None
    cooldown: Duration | None = None
    samples: int = 1
    during: str | None = None
    phases: tuple[str, ...] = ()
    within: Duration | None = None
    offers: tuple[str, ...] = ()
    adjusts: Mapping[str, Value | ParamRef] = field(factory=dict)
    source: tuple[str, ...] = ()
    note: str = ""
    caution: str = ""

    @property
    def timed(self) -> bool:
        """Whether it is given by the clock."""
        return self.at is not None or self.every is not None
