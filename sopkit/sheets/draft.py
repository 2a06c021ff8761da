"""Draft: what a sheet says, as the values that a runbook is made of, before it is one."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field

from sopkit.definition.fault import Fault
from sopkit.definition.procedure import Procedure
from sopkit.definition.runbook import Phase
from sopkit.frozen import frozen
from sopkit.role import Role

__all__ = ["Draft"]


@frozen
class Draft:
    """
    The parts of a runbook that a sheet can say.

    ``procedures`` holds no handling of faults; ``faults`` do. ``roles`` are
    those that the sheet names and nobody else knows.
    """

    id: str
    title: str
    phases: tuple[Phase, ...] = ()
    procedures: Mapping[str, Procedure] = field(factory=dict)
    faults: Mapping[str, Fault] = field(factory=dict)
    roles: Mapping[str, Role] = field(factory=dict)

    @property
    def steps(self) -> int:
        """How many steps there are."""
        handled = [fault.handling for fault in self.faults.values()]
        return sum(len(one.steps) for one in (*self.procedures.values(), *handled))
