"""Diff: two runbooks compared by what they mean; comments, order of keys and files do not matter."""

from __future__ import annotations

from sopkit.diff.compare import Difference, compare

__all__ = ["Difference", "compare"]
