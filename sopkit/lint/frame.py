"""Frame: the line a finding is on, as it was typed, with carets under the guilty characters, and the line mended."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import category, combining, east_asian_width

from sopkit.finding import Finding, Fix, Span
from sopkit.lint.edits import apply

__all__ = ["cells", "frame", "mended_lines"]

_TAB = 4
_ELLIPSIS = "…"

Paint = Callable[[str, str], str]


def cells(text: str) -> int:
    """Return how many columns of a terminal *text* takes."""
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if char < "\x7f":
        return 1
    if combining(char) or char in "\u200d\ufe0e\ufe0f":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def frame(text: str, finding: Finding, *, lang: str = "zh", width: int = 80, paint: Paint | None = None) -> list[str]:
    """
    Return the lines of a frame around *finding* in *text*, none where there is nothing to show.

    Characters that cannot be seen are shown as ``<U+200B>``. A long line is
    cut around the spot. *paint* colours a piece: it takes the piece and one
    of ``code``, ``caret``, ``rim``, ``fix``.
    """
    paint = paint or (lambda piece, _: piece)
    span = finding.span
    lines = text.split("\n")
    if not text or span.line > len(lines):
        return []
    rim = len(str(span.line))
    source, carets = _line(lines[span.line - 1], span, max(20, width - rim - 4))
    framed = [
        f" {paint(f'{span.line} |', 'rim')} {paint(source, 'code')}".rstrip(),
        f" {paint(' ' * rim + ' |', 'rim')} {paint(carets, 'caret')}".rstrip(),
    ]
    for where in finding.related[:2]:
        place = f"{where.span.file}:{where.span.line}:{where.span.column}"
        framed.append(f" {paint(' ' * rim + ' =', 'rim')} {where.en if lang == 'en' else where.zh}: {place}")
    for fix in finding.fixes[:3]:
        framed += [f" {paint(' ' * rim + ' =', 'rim')} {paint(line, 'fix')}" for line in _fix(text, fix, lang, width)]
    return framed


def _fix(text: str, fix: Fix, lang: str, width: int) -> list[str]:
    """Return how the fix is told: what it does, or the one line that it changes."""
    head = "fix: " if lang == "en" else "改法："
    if not fix.safe:
        head = "fix (please confirm): " if lang == "en" else "改法（请确认）："
    mended = mended_lines(text, fix)
    typed = text.split("\n")[text.count("\n", 0, min((edit.start for edit in fix.edits), default=0))]
    # A change of blanks alone cannot be seen: it is told in words.
    if len(mended) == 1 and mended[0].split() != typed.split():
        return [head + _around(typed.strip(), mended[0].strip(), width - cells(head) - 6)]
    return [head + (fix.en if lang == "en" else fix.zh)]


def _around(typed: str, mended: str, room: int) -> str:
    """Return the line as mended, a long one cut so that the first change can be seen."""
    shown = _visible(mended)[0]
    pairs = enumerate(zip(_visible(typed)[0], shown, strict=False))
    left = cells(shown[: next((at for at, (old, new) in pairs if old != new), 0)])
    return _cut(shown, left - room // 2 if cells(shown) > room and left > room // 2 else 0, room)


def mended_lines(text: str, fix: Fix) -> list[str]:
    """Return the lines that *fix* changes, as they are afterwards."""
    if not fix.edits:
        return []
    after = apply(text, fix.edits)
    start = min(edit.start for edit in fix.edits)
    end = max(edit.end for edit in fix.edits)
    first = text.rfind("\n", 0, start) + 1
    tail = text.find("\n", end)
    rest = 0 if tail < 0 else len(text) - tail
    return after[first : len(after) - rest].split("\n")


def _line(line: str, span: Span, width: int) -> tuple[str, str]:
    """Return the line and the carets below it, both cut to *width*."""
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    shown, places = _visible(line)
    left = cells(shown[: places[start]])
    wide = max(1, cells(shown[places[start] : places[max(end, start)]]))
    if cells(shown) <= width:
        return shown, " " * left + "^" * wide
    # Two thirds of the room before the spot: what is wrong mostly follows from what stands before it.
    skip = 0
    if left + min(wide, width // 3) > width - 2:
        skip = left - width * 2 // 3
    cut = _cut(shown, skip, width)
    dropped = cells(shown) - cells(_from(shown, skip)) - (1 if skip else 0)
    column = max(0, left - dropped)
    return cut, " " * column + "^" * max(1, min(wide, width - column))


def _from(text: str, skip: int) -> str:
    """Return what is left of *text* without its first *skip* columns (or one more)."""
    gone = 0
    for at, char in enumerate(text):
        if gone >= skip:
            return text[at:]
        gone += _cells(char)
    return ""


def _cut(text: str, skip: int, width: int) -> str:
    """Return *text* from column *skip*, at most *width* columns of it, with an ellipsis where something is gone."""
    rest = (_ELLIPSIS if skip else "") + _from(text, skip)
    if cells(rest) <= width:
        return rest
    room, kept = width - 1, ""
    for char in rest:
        room -= _cells(char)
        if room < 0:
            break
        kept += char
    return kept + _ELLIPSIS


def _visible(line: str) -> tuple[str, list[int]]:
    """Return *line* with tabs spread and hidden characters named, and where each of its characters then stands."""
    shown: list[str] = []
    places: list[int] = []
    length = column = 0
    for char in line:
        places.append(length)
        if char == "\t":
            piece = " " * (_TAB - column % _TAB)
        elif char not in {" ", "\u3000", "\u200d"} and category(char)[0] in "CZ":
            piece = f"<U+{ord(char):04X}>"
        else:
            piece = char
        shown.append(piece)
        length += len(piece)
        column += cells(piece)
    return "".join(shown), [*places, length]
