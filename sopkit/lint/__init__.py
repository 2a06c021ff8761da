"""Lint: everything that is wrong or doubtful in runbook and role files, found in one pass."""

from __future__ import annotations

from sopkit.lint.check import lint, lint_file, lint_files, lint_held
from sopkit.lint.report import CutShort, Report
from sopkit.loader.rules import Profile

__all__ = ["CutShort", "Profile", "Report", "lint", "lint_file", "lint_files", "lint_held"]
