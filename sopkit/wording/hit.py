"""Hit: a stretch of a text that a rule objects to, or would but for an exemption."""

from __future__ import annotations

from sopkit.frozen import frozen
from sopkit.wording.rule import Level

__all__ = ["Hit"]


@frozen
class Hit:
    """
    What a rule found.

    ``start`` and ``end`` (exclusive) count code points of the text as it was
    given; ``text`` is what stands there. ``source`` says where the rule comes
    from. ``exempted`` is empty, or says by what it passes.
    """

    level: Level
    rule: str
    start: int
    end: int
    text: str
    source: tuple[str, ...]
    zh: str
    en: str
    exempted: str = ""

    def message(self, lang: str) -> str:
        """Return what to do about it in *lang* (``"zh"`` or ``"en"``)."""
        return self.en if lang == "en" else self.zh
