"""Geometry: what is wrong with a picture: boxes on boxes, text out of its box, lines on lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from sopkit.drawing.shape import Box, Drawing, Line

ASIDES = ("aside-ask", "aside-check", "aside-seat")
_SLACK = 0.01


def faults_of(drawing: Drawing) -> list[str]:
    """Return everything that is wrong with the places in *drawing*."""
    return [*_overlaps(drawing), *_spills(drawing), *_crossed(drawing), *_doubled(drawing), *_outside(drawing)]


def _overlaps(drawing: Drawing) -> Iterator[str]:
    for one, other in combinations(drawing.boxes, 2):
        if (
            one.x < other.right - _SLACK
            and other.x < one.right - _SLACK
            and one.y < other.bottom - _SLACK
            and other.y < one.bottom - _SLACK
        ):
            yield f"{_name(one)} lies on {_name(other)}"


def _spills(drawing: Drawing) -> Iterator[str]:
    for box in (*drawing.boxes, *drawing.areas):
        for label in box.labels:
            if label.x < box.x or label.x + label.width > box.right or not box.y < label.y < box.bottom:
                yield f"{label.text!r} does not fit {_name(box)}"


def _crossed(drawing: Drawing) -> Iterator[str]:
    for line in drawing.lines:
        if line.kind in ASIDES:
            continue
        for (x1, y1), (x2, y2) in pairwise(line.points):
            for box in drawing.boxes:
                if (
                    min(x1, x2) < box.right - _SLACK
                    and max(x1, x2) > box.x + _SLACK
                    and min(y1, y2) < box.bottom - _SLACK
                    and max(y1, y2) > box.y + _SLACK
                ):
                    yield f"{line} goes through {_name(box)}"


def _doubled(drawing: Drawing) -> Iterator[str]:
    """Yield lines that share a stretch, unless they leave from one place: then they part."""
    led = [line for line in drawing.lines if line.kind not in ASIDES]
    for one, other in combinations(led, 2):
        if one.points[0] == other.points[0]:
            continue
        for a in _stretches(one):
            for b in _stretches(other):
                if a[0] == b[0] and abs(a[1] - b[1]) < _SLACK and min(a[3], b[3]) - max(a[2], b[2]) > _SLACK:
                    yield f"{one} lies on {other}"


def _stretches(line: Line) -> Iterator[tuple[str, float, float, float]]:
    for (x1, y1), (x2, y2) in pairwise(line.points):
        if x1 == x2:
            yield "|", x1, min(y1, y2), max(y1, y2)
        else:
            assert y1 == y2, f"{line} is not at right angles"
            yield "-", y1, min(x1, x2), max(x1, x2)


def _outside(drawing: Drawing) -> Iterator[str]:
    for box in (*drawing.boxes, *drawing.areas):
        if box.x < 0 or box.y < 0 or box.right > drawing.width or box.bottom > drawing.height:
            yield f"{_name(box)} is cut off"
    for label in drawing.labels:
        if label.x + label.width > drawing.width or label.y > drawing.height:
            yield f"{label.text!r} is cut off"


def _name(box: Box) -> str:
    return f"{box.kind} {box.id} {' '.join(label.text for label in box.labels)[:40]!r}"
