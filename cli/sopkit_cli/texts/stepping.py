"""Texts: the line prompt of `sop run`."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["STEPPING"]

STEPPING: Mapping[str, tuple[str, str]] = {
}
"""``step.*``: what stepping shows and asks."""
