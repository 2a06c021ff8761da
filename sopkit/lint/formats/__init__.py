"""Formats: a report as text for people, and as what other programs read."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from sopkit.lint.report import Report

__all__ = ["FORMATS", "written"]

FORMATS = ("text", "json", "sarif", "github", "junit")
"""What ``--format`` may be."""

_HOMES = {"json": "data", "sarif": "sarif", "github": "github", "junit": "junit"}


def written(report: Report, form: str, lang: str = "zh") -> str:
    """Return *report* in one of the formats for programs; ``text`` has options of its own, see that module."""
    write: Callable[[Report, str], str] = import_module(f"sopkit.lint.formats.{_HOMES[form]}").write
    return write(report, lang)
