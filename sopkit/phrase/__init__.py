"""Phrases: what a definition says, as people say it."""

from __future__ import annotations

from sopkit.phrase.phrases import Phrases, Trait

__all__ = ["Phrases", "Trait"]
