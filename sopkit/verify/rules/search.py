"""What comes of playing every way (SOP661, SOP662)."""

from __future__ import annotations

from sopkit.finding import Severity
from sopkit.loader.rules.rule import rule

__all__ = ["CUT_SHORT", "DEADLOCK"]

DEADLOCK = rule(
    "SOP661",
    "deadlock",
    "会卡死：{waits}。这样走就到了：{trace}",
    "this can come to a standstill: {waits_en}. It takes: {trace_en}",
    Severity.WARNING,
    safety=True,
)
CUT_SHORT = rule(
    "SOP662",
    "search-cut-short",
    "“{what}”的走法太多，看了 {count} 种局面就停了：会不会卡死，没有查完",
    "“{what}” can be played in too many ways; after {count} situations the search stopped: whether it can come to a standstill is not decided",
    Severity.WARNING,
)
