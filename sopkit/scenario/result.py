"""Result: how a scenario went, and where it failed."""

from __future__ import annotations

from sopkit.frozen import frozen

__all__ = ["Failure", "MismatchError", "Result"]


@frozen
class Failure:
    """
    Where a scenario failed, and on what.

    ``part`` is ``given``, ``do`` or ``then``; ``number`` counts the moves of
    ``do`` from 1 and is 0 elsewhere; ``move`` is what stands there, as text.
    ``zh`` and ``en`` say what was expected and what was found. An
    ``unreadable`` one is a mistake in the scenario itself.
    """

    part: str
    number: int
    move: str
    zh: str
    en: str
    unreadable: bool = False

    def text(self, lang: str) -> str:
        """Return place and message in *lang* (``"zh"`` or ``"en"``)."""
        if lang == "en":
            where = f"move {self.number}" if self.number else self.part
            return f"{where} ({self.move}): {self.en}"
        where = f"第 {self.number} 步" if self.number else self.part
        return f"{where}（{self.move}）：{self.zh}"


@frozen
class Result:
    """How one scenario went: ``number`` is its place in the file, from 1; ``moves`` how many of them were played."""

    runbook: str
    number: int
    title: str
    moves: int
    failure: Failure | None = None

    @property
    def passed(self) -> bool:
        """Whether everything was as the scenario says."""
        return self.failure is None


class MismatchError(Exception):
    """Something is not as the scenario says, or (``unreadable``) not said in a way that can be played."""

    def __init__(self, zh: str, en: str, *, unreadable: bool = False) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en
        self.unreadable = unreadable
