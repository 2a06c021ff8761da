"""
Check for standstills: every procedure played in every way.

Tracks of a phase need not be played side by side. One can wait for another
only at a call, for a procedure of which too many are open; and since calls
never come back to where they began, such waiting cannot go round in a ring:
whoever stands first in it stands still by itself. (A property of the tests.)
"""

from __future__ import annotations

from sopkit.definition.procedure import Procedure
from sopkit.definition.step import TargetKind
from sopkit.verify.cut import Cut
from sopkit.verify.look import Look
from sopkit.verify.paths import ways_of

__all__ = ["check_standstills"]


def check_standstills(look: Look) -> list[Cut]:
    """Note every standstill that can be come to; return the searches that were cut short."""
    cuts: list[Cut] = []
    for name, procedure in look.book.procedures.items():
        paths = look.paths(name)
        if _plain(look, procedure) or not paths.ends or paths.stuck:
            continue
        if procedure.limits and not procedure.limits.on_limit:
            continue  # that there is no way out at the limit is said already
        if any(not look.paths(one).ends for one in look.called_by(name)):
            continue
        from sopkit.verify.telling import play  # its classes cost an import that most files need not pay

        cut = play(look, name, look.purse)
        if cut is not None:
            cuts.append(cut)
    return cuts


def _plain(look: Look, procedure: Procedure) -> bool:
    """Whether it can be told without playing it that it comes to its end, whatever is done."""
    if procedure.limits is not None:
        return False
    for step in procedure.steps:
        if step.only or step.expect or step.call or any(not look.book.gates[g].waived_by for g in step.gates):
            return False
        if any(target.kind is TargetKind.STEP for _, _, target in ways_of(step)):
            return False
    return True
