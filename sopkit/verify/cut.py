"""Cut: a search that was cut short, and the purse out of which the work of searches is paid."""

from __future__ import annotations

from typing import NamedTuple

from sopkit.finding import Span

__all__ = ["MOST", "Cut", "Purse", "SpentError"]

MOST = 1_500
"""How many doings are tried for one runbook before its searches are cut short: some hundredths of a second of them."""


class Cut(NamedTuple):
    """A search that was cut short: what was played, how many situations were looked at, and where it stands."""

    what: str
    looked: int
    span: Span


class SpentError(Exception):
    """The purse is empty; what was searched for is not decided."""


class Purse:
    """
    What is left of the work that may be done, counted in doings, so that it is the same on every machine.

    What is known already is paid for like what is found out, so that it is
    the same in every process, too.
    """

    def __init__(self, left: int) -> None:
        self.left = left

    def pay(self, doings: int) -> None:
        """
        Pay for some doings.

        Raises:
            SpentError: there is not enough left; then nothing is left.
        """
        self.left -= doings
        if self.left < 0:
            self.left = 0
            raise SpentError
