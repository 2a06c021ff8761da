"""What the wording rules find in a script (SOP8xx), by the level of the rule."""

from __future__ import annotations

from collections.abc import Mapping

from sopkit.finding import Severity
from sopkit.loader.rules.rule import Profile, Rule, rule

__all__ = ["SAID"]

SAID: Mapping[str, Rule] = {
    "block": rule(
        "SOP801",
        "said-never",
        "话术里的“{text}”不能说：{why}（{rule}，依据：{source}）",
        "“{text}” may not be said: {why_en} ({rule}; source: {source})",
        Severity.WARNING,
    ),
    "evidence": rule(
        "SOP802",
        "said-without-evidence",
        "话术里的“{text}”有证据才能说：{why}（{rule}，依据：{source}）",
        "“{text}” needs its evidence: {why_en} ({rule}; source: {source})",
        Severity.WARNING,
    ),
    "context": rule(
        "SOP803",
        "said-in-context",
        "话术里的“{text}”放在这里不合适：{why}（{rule}，依据：{source}）",
        "“{text}” is wrong here: {why_en} ({rule}; source: {source})",
        Severity.WARNING,
    ),
    "info": rule(
        "SOP804",
        "said-with-care",
        "话术里的“{text}”留意一下：{why}（{rule}，依据：{source}）",
        "mind “{text}”: {why_en} ({rule}; source: {source})",
        Severity.INFO,
        Profile.STANDARD,
    ),
}
"""By the level of the wording rule."""
