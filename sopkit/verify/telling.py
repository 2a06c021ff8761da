"""Telling: what a search for standstills came to, as findings."""

from __future__ import annotations

from sopkit.verify.cut import Cut, Purse
from sopkit.verify.look import Look
from sopkit.verify.rules import search as rules
from sopkit.verify.rules.flow import STUCK
from sopkit.verify.search import Done, search
from sopkit.verify.trace import trace_text, waits_of, waits_text

__all__ = ["play"]


def play(look: Look, name: str, purse: Purse) -> Cut | None:
    """Play a procedure in every way and note the nearest standstill; return the search if it was cut short."""
    found = search(look.book, (name,), {}, purse)
    span, title = look.at_procedure(name), look.book.procedures[name].title
    if not found.exhausted:
        look.note(rules.CUT_SHORT, span, what=title, count=str(found.looked))
        return Cut(title, found.looked, span)
    if found.stand is None:
        return None
    waits = waits_of(look.book, found, (name,))
    if found.dead and waits:
        zh, en = waits_text(look.book, waits)
        trace, trace_en = trace_text(look.book, found)
        span = look.places.step(waits[0].procedure, waits[0].step)
        look.note(rules.DEADLOCK, span, waits=zh, waits_en=en, trace=trace, trace_en=trace_en)
        return None
    last = found.trace[-1] if found.trace else Done((name,), 0, "", "")
    step = look.book.procedures[last.chain[-1]].steps[max(last.place, 0)]
    look.note(STUCK, look.places.step(last.chain[-1], step.id), step=step.id)
    return None
