"""The shipped wording rules, and the labelled lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopkit.loader.labelled import load_labelled
from sopkit.loader.wording import load_wording
from sopkit.wording import Labelled, Rules

LINES = Path(__file__).parent / "lines.csv"


@pytest.fixture(scope="session")
def rules() -> Rules:
    """Return the shipped rules."""
    return load_wording()


@pytest.fixture(scope="session")
def lines() -> tuple[Labelled, ...]:
    """Return the labelled lines."""
    return load_labelled(LINES)
