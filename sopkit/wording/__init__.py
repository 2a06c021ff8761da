"""Wording: what may not be said on air, as rules, and the check of a text against them."""

from __future__ import annotations

from sopkit.wording.check import check_said, check_text, objects
from sopkit.wording.evidence import evidence_of
from sopkit.wording.hit import Hit
from sopkit.wording.objection import Objection, objections_to
from sopkit.wording.rule import Exemption, Level, Rule, Rules
from sopkit.wording.score import Labelled, Score, score

__all__ = [
    "Exemption",
    "Hit",
    "Labelled",
    "Level",
    "Objection",
    "Rule",
    "Rules",
    "Score",
    "check_said",
    "check_text",
    "evidence_of",
    "objections_to",
    "objects",
    "score",
]
