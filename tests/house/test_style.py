"""Style and types: ruff and mypy, as pyproject.toml sets them."""

from __future__ import annotations

import sys
from collections.abc import Callable


def test_ruff_finds_nothing(run_tool: Callable[..., str]) -> None:
    """No rule of ruff is broken except those that pyproject.toml switches off with a reason."""
    run_tool(sys.executable, "-m", "ruff", "check")


def test_ruff_would_format_nothing(run_tool: Callable[..., str]) -> None:
    """Every file is as `ruff format` leaves it."""
    run_tool(sys.executable, "-m", "ruff", "format", "--check")


def test_mypy_finds_nothing(run_tool: Callable[..., str]) -> None:
    """The library, the terminal and the tests are strictly typed."""
    run_tool(sys.executable, "-m", "mypy")
