"""Score: how well the rules tell labelled lines apart: precision and recall, and the lines that they get wrong."""

from __future__ import annotations

from collections.abc import Iterable

from sopkit.frozen import frozen
from sopkit.wording.check import check_text, objects
from sopkit.wording.rule import Rules

__all__ = ["Labelled", "Score", "score"]


@frozen
class Labelled:
    """
    A line and whether it is bad.

    ``half`` is ``dev`` where rules were tuned on it, ``held-out`` where they
    were not. ``number`` is its line in the file.
    """

    text: str
    bad: bool
    platform: str | None = None
    half: str = ""
    note: str = ""
    number: int = 0


@frozen
class Score:
    """What the rules made of labelled lines: what they missed, and what they found without cause."""

    bad: int
    good: int
    missed: tuple[Labelled, ...]
    wrong: tuple[Labelled, ...]

    @property
    def precision(self) -> float:
        """Of the lines that were objected to, the share that is bad."""
        found = self.bad - len(self.missed)
        return found / (found + len(self.wrong)) if found or self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of the bad lines, the share that was objected to."""
        return 1 - len(self.missed) / self.bad if self.bad else 1.0


def score(lines: Iterable[Labelled], rules: Rules) -> Score:
    """Return how well *rules* tell *lines* apart; a hint (``info``) objects to nothing."""
    missed, wrong = list[Labelled](), list[Labelled]()
    counts = {True: 0, False: 0}
    for line in lines:
        counts[line.bad] += 1
        platform = rules.platform(line.platform) if line.platform else None
        objected = objects(check_text(line.text, rules=rules, platform=platform))
        if objected != line.bad:
            (missed if line.bad else wrong).append(line)
    return Score(counts[True], counts[False], tuple(missed), tuple(wrong))
