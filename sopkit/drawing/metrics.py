"""Metrics: how much room a text takes in a proportional font, and breaking it into lines by that."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, combining, east_asian_width

__all__ = ["cut", "plain", "width_of", "wrap"]

# Widths in ems, a little generous: the font that the reader has is not known. What is neither here nor
# wide counts as a capital.
_SLIM = frozenset("ijl.,:;'|!()[]{} ")
_BROAD = frozenset("mwMW@%&")
_CLOSING = frozenset("，。；：！？、）】》”’」』…,.;:!?)]}%")
_OPENING = frozenset("（【《“‘「『([{")
_JOINERS = frozenset("\u200b\u200c\u200d\ufe0e\ufe0f")


def plain(text: str) -> str:
    """Return *text* on one line, without characters that steer or that XML may not hold."""
    shown = "".join(" " if category(char) in ("Cc", "Cs", "Cn", "Zl", "Zp") else char for char in text)
    return " ".join(shown.split())


def _em(char: str) -> float:
    if combining(char) or char in _JOINERS:
        return 0.0
    if char >= "\U0001f000":
        return 1.4
    if east_asian_width(char) in "WFA":
        return 1.0
    if char in _SLIM:
        return 0.36
    if char in _BROAD:
        return 0.96
    return 0.62 if char.islower() or char.isdigit() else 0.75


def width_of(text: str, size: float) -> float:
    """Return how wide *text* is in a font of *size*."""
    return sum(map(_em, text)) * size


def wrap(text: str, width: float, size: float) -> tuple[str, ...]:
    """
    Return *text* in lines that are no wider than *width*, nothing left out.

    Lines break at spaces and between Chinese characters; punctuation does
    not begin a line. What has no break in it is broken where it must be.
    """
    lines: list[str] = []
    line, taken = "", 0.0
    for piece in _pieces(plain(text), width, size):
        room = width_of(piece.rstrip(), size)
        if line and taken + room > width:
            lines.append(line.rstrip())
            line, taken = "", 0.0
        piece = piece if line else piece.lstrip()  # noqa: PLW2901 -- a line does not begin with a space
        line += piece
        taken += width_of(piece, size)
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def cut(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """Return at most *most* lines of *text*; an ellipsis says that there is more."""
    lines = wrap(text, width, size)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(last + "…", size) > width:
        last = last[:-1]
    return (*lines[: most - 1], last + "…")


def _pieces(text: str, width: float, size: float) -> Iterator[str]:
    """Yield what stays together: words, and Chinese characters with their punctuation."""
    piece = ""
    for char in text:
        if piece and (_breaks(piece[-1], char) or width_of(piece + char, size) > width):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _breaks(before: str, char: str) -> bool:
    if char == " " or char in _CLOSING or before in _OPENING:
        return False
    # A long name of an expression may break behind its dots and underscores, a decimal may not.
    return before == " " or _em(before) >= 1 or _em(char) >= 1 or (before in "._" and char.isalpha())
