"""The rules of verification: what no table of keys can see, both languages side by side (SOP6xx)."""

from __future__ import annotations

from sopkit.verify.rules import crew, fault, flow, logic, origin, search, time

__all__ = ["crew", "fault", "flow", "logic", "origin", "search", "time"]
