"""Folding: a line as the rules see it (half-width, lower case, simplified, nothing put between), its places kept."""

from __future__ import annotations

import re
from unicodedata import category, normalize

from sopkit.frozen import frozen
from sopkit.script import places_in
from sopkit.wording.spellings import LOOK_ALIKES, respelt
from sopkit.wording.traditional import SIMPLIFIED

__all__ = ["ENDERS", "HOLE", "Folded", "fold", "folded_chars"]

HOLE = "\ufffc"
"""Stands for a place that a script leaves open: ``{product.name}`` is one thing, whatever its name says."""
ENDERS = "。.!?;…\n"
"""What ends a sentence, once folded. A full stop between digits is none: it is turned into ``·``."""

_HAN = "\u3400-\u9fff"
# Put between characters to get past a word list; between two words of Latin, or digits, they mean something.
_APART = frozenset(" \t\u00a0*\u00b7\u2022.-_~^|='`#@&\u25cf\u25a0\u2605\u2606\u25b3\u3000")
_SEPARATORS = f"[{re.escape(''.join(sorted(_APART)))}]{{1,3}}"
_SIGNS = "❤♥➕"
# Sets of thousands of characters take long to compile: that is left to the first text that needs it.
_BETWEEN = (
    rf"(?<=[{_HAN}{_SIGNS}]){_SEPARATORS}(?=[{_HAN}{_SIGNS}0-9a-z{HOLE}])"
    rf"|(?<=[0-9a-z{HOLE}%]){_SEPARATORS}(?=[{_HAN}{_SIGNS}])"
)
_SPELT = rf"[{_HAN}]([,、./|\\])[{_HAN}](?:\1[{_HAN}]){{1,12}}"
_TWICE = re.compile(r"([,、./|\\]).\1")
_SAYING = f"{_SIGNS}{HOLE}"
"""Pictures that stand for a word, or for what is left open; any other is only put between to be looked at."""
_QUOTES = re.compile(r"[\u201c\u201d\u2018\u2019\"「」『』【】\[\]]")
_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")


class _Table(dict[int, str]):
    """What each character folds to, worked out when it is first met; always one character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = normalize("NFKC", char).lower()
        folded = SIMPLIFIED.get(folded, folded)
        folded = LOOK_ALIKES.get(folded, folded)
        if category(char) in ("Cf", "Mn", "Me") or "\ufe00" <= char <= "\ufe0f":
            folded = "\x00"
        elif category(char) == "So" and char not in _SAYING and not (len(folded) == 1 and folded.isalpha()):
            folded = " "
        elif len(folded) != 1 or char == "…":
            folded = char
        self[code] = folded
        return folded


_TABLE = _Table()


def folded_chars(text: str) -> str:
    """Return what each character of a pattern is compared as; as many as there were."""
    return text.translate(_TABLE)


@frozen
class Folded:
    """
    A line as the rules see it.

    ``text`` is folded; ``places`` has where each of its characters begins and
    ends in the original, or is empty where that is the same.
    """

    text: str
    original: str
    places: tuple[tuple[int, int], ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the part *start* to *end* stands in the original."""
        if not self.places:
            return start, end
        return self.places[start][0], self.places[end - 1][1]


def fold(text: str, *, template: bool = False) -> Folded:
    """Return *text* folded; with *template*, each ``{name}`` in it is one opaque thing."""
    opened = text
    holes = places_in(text) if template else ()
    for _, start, end in holes:
        opened = opened[:start] + HOLE + "\x00" * (end - start - 1) + opened[end:]
    folded = _QUOTES.sub("\x00", opened.translate(_TABLE))
    folded = _POINT.sub("·", folded)
    dropped = _dropped(folded)
    kept = [at for at in range(len(folded)) if at not in dropped]
    if dropped:
        folded = "".join(folded[at] for at in kept)
    written = respelt(folded)
    if written is not None:
        return Folded(written[0], text, tuple((kept[start], kept[end - 1] + 1) for start, end in written[1]))
    return Folded(folded, text, tuple((at, at + 1) for at in kept) if dropped else ())


def _dropped(folded: str) -> set[int]:
    """Return the places of what says nothing."""
    dropped = {at for at, char in enumerate(folded) if char == "\x00"} if "\x00" in folded else set()
    if not _APART.isdisjoint(folded):
        for match in re.finditer(_BETWEEN, folded.replace("\x00", " ")):
            dropped.update(range(*match.span()))
    if _TWICE.search(folded):
        for match in re.finditer(_SPELT, folded):
            dropped.update(range(match.start() + 1, match.end(), 2))
    return dropped
