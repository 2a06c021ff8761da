"""Answers: what a key or a name means, and where it is defined."""

from __future__ import annotations

import re

from sopkit.finding import Span
from sopkit.language_server.page import Known, Page
from sopkit.language_server.walk import Spot
from sopkit.loader import kinds
from sopkit.loader.reading import Seating

__all__ = ["defined", "hover"]

_PARAM = re.compile(r"(?:\$|params\.)([^\W\d]\w*)")
_WAYS = {
    "next": ("接着做下一步", "go on with the next step"),
    "finish": ("流程到此完成", "the activity is finished"),
}


def hover(page: Page, offset: int, lang: str = "zh") -> tuple[str, Span] | None:
    """Return what stands at *offset* means, in Markdown, and how far it reaches."""
    spot = page.at(offset)
    if spot is None:
        return None
    span = spot.node.part(0, len(spot.node.value))
    if spot.kind is None:
        return (_key(spot, lang), span) if spot.key else None
    if isinstance(spot.kind, kinds.OneOf):
        told = next(((zh, en) for word, zh, en in spot.kind.words if word == spot.node.value), None)
        return (f"`{spot.node.value}` {_side(told, lang)}", span) if told else None
    if isinstance(spot.kind, kinds.Way) and spot.node.value in _WAYS:
        return _side(_WAYS[spot.node.value], lang), span
    known = defined(page, offset)
    if known is not None:
        return "\n\n".join(filter(None, (f"**{known.title or known.name}** `{known.name}`", known.note))), span
    return (_key(spot, lang), span) if spot.key else None


def _side(told: tuple[str, str], lang: str) -> str:
    return told[lang == "en"]


def _key(spot: Spot, lang: str) -> str:
    assert spot.key is not None
    key = spot.key
    needed = _side(("（必填）", " (required)"), lang) if key.required else ""
    lines = [f"**{key.name}**{needed} {_side((key.zh, key.en), lang)}"]
    if isinstance(key.kind, kinds.OneOf):
        lines += [f"- `{word}` {_side((zh, en), lang)}" for word, zh, en in key.kind.words]
    return "\n\n".join((lines[0], "\n".join(lines[1:]))).rstrip()


def defined(page: Page, offset: int) -> Known | None:
    """Return what is named at *offset*, with the place where it is defined."""
    spot = page.at(offset)
    if spot is None or spot.kind is None:
        return None
    param = _param(page, spot, offset)
    if param is not None:
        return param
    if isinstance(spot.kind, kinds.Ref) and spot.kind.to == "role":
        seating = Seating()
        page.cast.seat(seating, page.built.main.inline)
        name = seating.find(spot.node.value)
        return next((one for one in page.known("role") if one.name == name), None)
    for mention in page.built.main.reading.mentions:
        if mention.span.start <= offset <= mention.span.end:
            return next((one for one in page.known(mention.kind, mention.scope) if one.name == mention.name), None)
    return None


def _param(page: Page, spot: Spot, offset: int) -> Known | None:
    """Return the param that ``$name`` or ``params.name`` at *offset* stands for."""
    for match in _PARAM.finditer(str(spot.node.value)):
        span = spot.node.part(*match.span())
        if span.start <= offset <= span.end:
            return next((one for one in page.known("param") if one.name == match[1]), None)
    return None
