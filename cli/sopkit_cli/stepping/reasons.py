"""Reasons: why a key is not legal now, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sopkit_cli.language import language, t

if TYPE_CHECKING:
    from sopkit import Reason

__all__ = ["reasons_text"]

MOST = 4


def reasons_text(reasons: Sequence[Reason]) -> str:
    """Return the reasons joined; of many, the first few and how many more."""
    zh = language() == "zh"
    shown = [reason.zh if zh else reason.en for reason in reasons[:MOST]]
    if len(reasons) > MOST:
        shown.append(t("refusal.more", count=len(reasons) - MOST))
    return ("；" if zh else "; ").join(shown)
