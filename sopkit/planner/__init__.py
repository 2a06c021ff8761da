"""Planner: a line-up laid on the show's clock, what breaks which rule, and what to cut when slots run over."""

from __future__ import annotations

from sopkit.planner.again import past_by_plan, replan
from sopkit.planner.layout import lay_out
from sopkit.planner.plan import Note, Offer, OfferKind, Plan, Slot, SlotState, Violation
from sopkit.planner.played import average_of, played
from sopkit.planner.publicity import cover_problems, start_problems
from sopkit.planner.running import plan_of
from sopkit.planner.terms import TERMS, Terms, terms_of
from sopkit.title import title_of

__all__ = [
    "TERMS",
    "Note",
    "Offer",
    "OfferKind",
    "Plan",
    "Slot",
    "SlotState",
    "Terms",
    "Violation",
    "average_of",
    "cover_problems",
    "lay_out",
    "past_by_plan",
    "plan_of",
    "played",
    "replan",
    "start_problems",
    "terms_of",
    "title_of",
]
