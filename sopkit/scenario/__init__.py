"""Scenario: the tests that travel with a runbook, played on a clock turned by hand and a store in memory."""

from __future__ import annotations

from sopkit.scenario.play import play, play_all
from sopkit.scenario.result import Failure, Result

__all__ = ["Failure", "Result", "play", "play_all"]
