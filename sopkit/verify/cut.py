"""Cut: a search that was cut short, and the bound at which that is done."""

from __future__ import annotations

from typing import NamedTuple

from sopkit.finding import Span

__all__ = ["MOST", "Cut"]

MOST = 100_000
"""How many doings are tried before a search is cut short: a second or two of them."""


class Cut(NamedTuple):
    """A search that was cut short: what was played, how many situations were looked at, and where it stands."""

    what: str
    looked: int
    span: Span
