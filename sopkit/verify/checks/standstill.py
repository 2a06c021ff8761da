"""
Check for standstills: every procedure played in every way.

Tracks of a phase need not be played side by side. One can wait for another
only at a call, for a procedure of which too many are open; and since calls
never come back to where they began, such waiting cannot go round in a ring:
whoever stands first in it stands still by itself. (A property of the tests.)
"""

from __future__ import annotations

from attrs import frozen

from sopkit.finding import Span
from sopkit.verify.layout import layout_of
from sopkit.verify.look import Look
from sopkit.verify.rules import search as rules
from sopkit.verify.rules.flow import STUCK
from sopkit.verify.search import MOST, Done, Found, called_by, search
from sopkit.verify.trace import trace_text, waits_of, waits_text

__all__ = ["Cut", "check_standstills"]


@frozen
class Cut:
    """A search that was cut short: what was played, and how many situations were looked at."""

    what: str
    count: int
    span: Span


def check_standstills(look: Look, most: int = MOST) -> list[Cut]:
    """Note every standstill that can be come to; return the searches that were cut short."""
    cuts: list[Cut] = []
    for name, procedure in look.book.procedures.items():
        paths = look.paths(name)
        if not procedure.steps or not paths.ends or paths.stuck or layout_of(look.book, name).plain:
            continue
        if procedure.limits and not procedure.limits.on_limit:
            continue  # that there is no way out at the limit is said already
        if any(not look.paths(one).ends for one in called_by(look.book, name)):
            continue
        found = search(look.book, (name,), {}, most)
        _tell(look, found, name, cuts)
    return cuts


def _tell(look: Look, found: Found, name: str, cuts: list[Cut]) -> None:
    span, title = look.at_procedure(name), look.book.procedures[name].title
    if not found.exhausted:
        look.note(rules.CUT_SHORT, span, what=title, count=str(found.looked))
        cuts.append(Cut(title, found.looked, span))
    if found.stand is None:
        return
    waits = waits_of(look.book, found, (name,))
    if found.dead and waits:
        zh, en = waits_text(look.book, waits)
        trace, trace_en = trace_text(look.book, found)
        span = look.places.step(waits[0].procedure, waits[0].step)
        look.note(rules.DEADLOCK, span, waits=zh, waits_en=en, trace=trace, trace_en=trace_en)
        return
    last = found.trace[-1] if found.trace else Done((name,), 0, "", "")
    step = look.book.procedures[last.chain[-1]].steps[max(last.place, 0)]
    look.note(STUCK, look.places.step(last.chain[-1], step.id), step=step.id)
