"""Grid: in which lane and row each step of a procedure is drawn, and what else its row must leave free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sopkit.definition.procedure import Order, Procedure
from sopkit.definition.step import Step
from sopkit.frozen import frozen

__all__ = ["Grid", "grid_of", "lanes_of"]


@frozen
class Grid:
    """Lanes from left to right, and the row of each step."""

    lanes: tuple[str, ...]
    rows: Mapping[str, int]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return max(self.rows.values(), default=-1) + 1

    def lane(self, step: Step) -> int:
        """Return the lane that *step* is drawn in: that of the first role that takes it."""
        return self.lanes.index(step.seats.roles[0])


def roles_in(step: Step) -> tuple[str, ...]:
    """Return every role that has to do with *step*, those that take it first."""
    looks = (step.verify.role,) if step.verify and step.verify.role else ()
    asks = (step.asked_by,) if step.asked_by else ()
    return tuple(dict.fromkeys((*step.seats.roles, *asks, *looks)))


def lanes_of(steps: Iterable[Step]) -> tuple[str, ...]:
    """Return the roles of *steps* in the order in which they come up."""
    return tuple(dict.fromkeys(role for step in steps for role in roles_in(step)))


def grid_of(procedure: Procedure, lanes: tuple[str, ...], first: int = 0) -> Grid:
    """
    Return where the steps of *procedure* stand, from row *first* on.

    In a sequence each has a row of its own. In a checklist what waits for
    nothing stands side by side, below what it waits for where it does.
    """
    if procedure.order is Order.SEQUENCE:
        return Grid(lanes, {step.id: first + place for place, step in enumerate(procedure.steps)})
    rows: dict[str, int] = {}
    taken: dict[int, set[int]] = {}
    for step in _by_need(procedure.steps):
        places = [lanes.index(role) for role in roles_in(step)]
        wanted = set(range(min(places), max(places) + 1))
        row = max((rows[one] + 1 for one in step.after if one in rows), default=first)
        while taken.get(row, set()) & wanted:
            row += 1
        taken.setdefault(row, set()).update(wanted)
        rows[step.id] = row
    return Grid(lanes, {step.id: rows[step.id] for step in procedure.steps})


def _by_need(steps: tuple[Step, ...]) -> list[Step]:
    """Return the steps so that each stands behind those that it waits for, else as they are in the file."""
    waiting, placed, ordered = list(steps), set[str](), list[Step]()
    known = {step.id for step in steps}
    while waiting:
        free = next((s for s in waiting if all(one in placed or one not in known for one in s.after)), waiting[0])
        waiting.remove(free)
        placed.add(free.id)
        ordered.append(free)
    return ordered
