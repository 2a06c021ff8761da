"""Reasons: why a key is not legal now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sopkit_cli.language import language, t

if TYPE_CHECKING:
    from sopkit import Reason

__all__ = ["reasons_lines", "reasons_text"]

MOST = 4


def reasons_text(reasons: Sequence[Reason]) -> str:
    """Return the reasons in one line; of many, the first few and how many more."""
    return ("；" if language() == "zh" else "; ").join(_few(reasons))


def reasons_lines(reasons: Sequence[Reason]) -> str:
    """Return the reasons, a line each; of many, the first few and how many more."""
    return "\n".join(_few(reasons))


def _few(reasons: Sequence[Reason]) -> list[str]:
    shown = [reason.zh if language() == "zh" else reason.en for reason in reasons[:MOST]]
    if len(reasons) > MOST:
        shown.append(t("refusal.more", count=len(reasons) - MOST))
    return shown
