"""Shapes: what a picture is made of, with its places worked out: areas, boxes with their text, lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sopkit.drawing.metrics import width_of, wrap
from sopkit.frozen import frozen

__all__ = ["Box", "Drawing", "Label", "Line", "Words", "box_of", "height_of"]


@frozen
class Words:
    """Lines of text of one kind, ready to be set: ``title`` or ``meta``, wrapped already."""

    lines: tuple[str, ...]
    kind: str = "meta"

    @property
    def size(self) -> float:
        """The size of the font."""
        return SIZES[self.kind]

    @classmethod
    def wrapped(cls, text: str, width: float, kind: str = "meta") -> Words:
        """Return *text* broken to *width*."""
        return cls(wrap(text, width, SIZES[kind]), kind)


SIZES = {"page": 20.0, "head": 14.0, "title": 14.0, "meta": 11.5, "chip": 11.5, "mark": 11.5, "small": 11.0}
"""The size of each kind of text."""

LEADING = 1.4
PAD = 9.0


@frozen
class Label:
    """One line of text; ``x`` is its left edge, ``y`` its baseline."""

    x: float
    y: float
    text: str
    kind: str

    @property
    def width(self) -> float:
        """How wide it is."""
        return width_of(self.text, SIZES[self.kind])


@frozen
class Box:
    """
    A rectangle with text in it.

    ``kind`` is what it stands for and ``tint`` the colour of its role;
    ``tip`` is told when the reader points at it. ``id`` names what it shows.
    """

    x: float
    y: float
    width: float
    height: float
    kind: str
    labels: tuple[Label, ...] = ()
    tint: str = ""
    tip: str = ""
    id: str = ""

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The middle of its width."""
        return self.x + self.width / 2


@frozen
class Line:
    """A line through points, at right angles; ``arrow`` puts a head at its end."""

    points: tuple[tuple[float, float], ...]
    kind: str
    arrow: bool = True


@frozen
class Drawing:
    """A picture: ``areas`` lie under everything, ``boxes`` never overlap, ``marks`` are signs on boxes."""

    title: str
    width: float
    height: float
    areas: tuple[Box, ...] = ()
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    labels: tuple[Label, ...] = ()
    marks: tuple[Box, ...] = ()
    legend: tuple[Line, ...] = ()
    about: str = ""


def height_of(words: Iterable[Words], pad: float = PAD) -> float:
    """Return how high a box with *words* is."""
    return sum(len(one.lines) * one.size * LEADING for one in words) + 2 * pad


def box_of(
    x: float,
    y: float,
    width: float,
    words: Sequence[Words],
    kind: str,
    *,
    height: float | None = None,
    pad: float = PAD,
    tint: str = "",
    tip: str = "",
    id: str = "",
) -> Box:
    """Return a box with its text set from the top."""
    labels = []
    at = y + pad
    for one in words:
        for line in one.lines:
            labels.append(Label(x + pad, round(at + one.size, 1), line, one.kind))
            at += one.size * LEADING
    return Box(x, y, width, height or height_of(words, pad), kind, tuple(labels), tint, tip, id)
