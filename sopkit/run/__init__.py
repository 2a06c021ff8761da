"""Run: one performance, driven live: decide, append, fold, tell."""

from __future__ import annotations

from sopkit.run.done import Done
from sopkit.run.doors import aio, resume, start
from sopkit.run.run import Run

__all__ = ["Done", "Run", "aio", "resume", "start"]
