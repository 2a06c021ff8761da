"""Verification: what no table of keys can see of a runbook, found without playing it."""

from __future__ import annotations

from typing import NamedTuple

from sopkit.definition.runbook import Runbook
from sopkit.finding import Finding
from sopkit.verify.checks.crew import check_crew
from sopkit.verify.checks.fault import check_faults
from sopkit.verify.checks.flow import check_flow
from sopkit.verify.checks.logic import check_conditions
from sopkit.verify.checks.origin import check_origins
from sopkit.verify.checks.standstill import check_standstills
from sopkit.verify.checks.time import check_times
from sopkit.verify.cut import MOST, Cut
from sopkit.verify.look import Look
from sopkit.verify.places import NoPlaces, Places

__all__ = ["Cut", "Places", "Verification", "verify"]


class Verification(NamedTuple):
    """What was found, and the searches that were cut short: what those did not find may still be there."""

    findings: tuple[Finding, ...]
    cuts: tuple[Cut, ...] = ()

    @property
    def exhausted(self) -> bool:
        """Whether every search went to its end, so that silence means something."""
        return not self.cuts


def verify(book: Runbook, places: Places | None = None, *, most: int = MOST) -> Verification:
    """
    Look for everything in *book* that could not work on air, though every name and value is right.

    *places* says where each part stands; *most* bounds what all searches
    for standstills may try together.
    """
    for key in [key for key in book.memo if isinstance(key, tuple) and key[0] == "search"]:
        del book.memo[key]  # paid for out of another purse
    look = Look(book, places or NoPlaces(book), most)
    for check in (check_flow, check_faults, check_conditions, check_times, check_crew, check_origins):
        check(look)
    cuts = check_standstills(look)
    return Verification(tuple(look.findings), tuple(cuts))
