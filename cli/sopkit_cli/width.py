"""Width: how many columns a text takes on a terminal, and padding and wrapping by that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import combining, east_asian_width

__all__ = ["columns_of", "flow", "pad", "wrap"]

# What must not begin a line, and what must not end one.
_CLOSING = frozenset("，。；：！？、）】》〕〉”’」』…,.;:!?)]}%")
_OPENING = frozenset("（【《〔〈“‘「『([{")
_WIDE = frozenset("WF")


def columns_of(text: str) -> int:
    """Return the columns that *text* takes: two for a Chinese character, none for what combines."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if char < "\x7f":
        return 1
    if combining(char) or char in "\u200b\u200d\ufe0e\ufe0f":
        return 0
    return 2 if east_asian_width(char) in _WIDE else 1


def pad(text: str, columns: int) -> str:
    """Return *text* with spaces up to *columns*; a longer one as it is."""
    return text + " " * max(0, columns - columns_of(text))


def wrap(text: str, columns: int, *, first: str = "", rest: str = "") -> list[str]:
    """
    Return *text* in lines of at most *columns*, nothing left out.

    The first line begins with *first*, the others with *rest*. Breaks fall
    at spaces and between Chinese characters; punctuation does not begin a
    line. What has no break in it and is too long is broken where it must be.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        _wrap_into(lines, paragraph, columns, first if not lines else rest, rest)
    return lines


def flow(items: Iterable[str], columns: int, *, first: str = "", rest: str = "", between: str = " · ") -> list[str]:
    """Return *items* one after the other in lines of at most *columns*, none of them broken in two."""
    lines, line = [], first
    for item in items:
        begun = line not in (first, rest)
        if begun and columns_of(line + between + item) > columns:
            lines.append(line)
            line, begun = rest, False
        line += (between if begun else "") + item
    return [*lines, line]


def _wrap_into(lines: list[str], text: str, columns: int, first: str, rest: str) -> None:
    line, begun, breaks = first, False, False
    for piece in _pieces(text, max(2, columns - columns_of(rest))):
        if begun and columns_of(line) + columns_of(piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line, begun, breaks = rest, False, True
        line += piece.lstrip() if breaks and not begun else piece
        begun = begun or bool(piece)
    lines.append(line.rstrip())


def _pieces(text: str, longest: int) -> Iterator[str]:
    """Yield the pieces between which a line may break: words, and Chinese characters with their punctuation."""
    piece = ""
    for char in text:
        wide = _columns(char) == 2
        breaks = bool(piece) and (
            (piece[-1] == " " and char != " ")
            or (
                (wide or _columns(piece[-1]) == 2)
                and char not in _CLOSING
                and piece[-1] not in _OPENING
                and char != " "
            )
            or columns_of(piece) + _columns(char) > longest
        )
        if breaks:
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece
