"""SVG: a picture as one file that stands alone: no font, script or sheet from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from sopkit.drawing.metrics import plain
from sopkit.drawing.shape import Box, Drawing, Label, Line
from sopkit.drawing.style import STYLE

__all__ = ["escaped", "svg"]

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escaped(text: str) -> str:
    """Return *text* so that XML takes it for nothing but text."""
    return plain(text).translate(_ENTITIES)


def svg(drawing: Drawing) -> str:
    """Return *drawing* as SVG; the same drawing gives the same text."""
    return "\n".join(_parts(drawing)) + "\n"


def _parts(drawing: Drawing) -> Iterator[str]:
    width, height = _number(drawing.width), _number(drawing.height)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc">'
    )
    yield f'<title id="title">{escaped(drawing.title)}</title>'
    yield f'<desc id="desc">{escaped(drawing.about)}</desc>'
    yield f"<style>{STYLE}</style>"
    yield f'<rect class="paper" width="{width}" height="{height}"/>'
    for area in drawing.areas:
        yield from _box(area)
    kinds = sorted({line.kind for line in drawing.lines if line.arrow})
    yield "<defs>" + "".join(_head(kind) for kind in kinds) + "</defs>"
    for line in (*drawing.lines, *drawing.legend):
        yield _line(line)
    for box in drawing.boxes:
        yield from _box(box)
    for mark in drawing.marks:
        yield from _box(mark)
    for label in drawing.labels:
        yield _label(label)
    yield "</svg>"


def _box(box: Box) -> Iterator[str]:
    tint = f" {box.tint}" if box.tint else ""
    named = f' data-id="{escaped(box.id)}"' if box.id else ""
    yield f'<g class="{box.kind}{tint}"{named}>'
    if box.tip:
        tip = "\n".join(escaped(line) for line in box.tip.split("\n") if line.strip())
        yield f"<title>{tip}</title>"
    shape = f'x="{_number(box.x)}" y="{_number(box.y)}" width="{_number(box.width)}" height="{_number(box.height)}"'
    yield f"<rect {shape}{_rounding(box.kind)}/>"
    for label in box.labels:
        yield _label(label)
    yield "</g>"


def _rounding(kind: str) -> str:
    if kind.startswith("tab-") or kind.endswith("head") or kind in ("lane", "panel"):
        return ""
    return ' rx="14"' if kind.startswith("aside-") and kind != "aside-step" else ' rx="5"'


def _label(label: Label) -> str:
    return f'<text class="{label.kind}" x="{_number(label.x)}" y="{_number(label.y)}">{escaped(label.text)}</text>'


def _line(line: Line) -> str:
    path = "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in line.points)
    head = f' marker-end="url(#{line.kind})"' if line.arrow else ""
    return f'<path class="way {line.kind}" d="{path}"{head}/>'


def _head(kind: str) -> str:
    return (
        f'<marker id="{kind}" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" '
        f'markerUnits="userSpaceOnUse" orient="auto"><path class="head {kind}" d="M0 .8L8 4L0 7.2z"/></marker>'
    )


def _number(value: float) -> str:
    """Return a length with at most one decimal, and none where it is whole."""
    return f"{value:.1f}".removesuffix(".0")
