"""Aloud: words that are read on air, with what may not be said marked in them, and why, before them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sopkit_cli.language import language, t

if TYPE_CHECKING:
    from sopkit import Objection
    from sopkit_cli.terminal import Terminal

__all__ = ["barred", "marked", "print_aloud", "print_why"]

_STYLES = {"block": "fault", "evidence": "warn", "context": "warn"}


def barred(found: Iterable[Objection]) -> bool:
    """Whether something of it may never be said."""
    return any(one.level.value == "block" for one in found)


def marked(text: str, found: Iterable[Objection]) -> str:
    """Return *text* with brackets around what is objected to, each saying how grave it is; colour is not needed."""
    for one in sorted(_told(found), key=lambda one: -one.start):
        mark = t(f"aloud.{one.level.value}", text=text[one.start : one.end])
        text = text[: one.start] + mark + text[one.end :]
    return text


def print_aloud(terminal: Terminal, label: str, text: str, found: Sequence[Objection]) -> None:
    """Print words to be read, under what their rules object to."""
    print_why(terminal, found)
    style = "fault" if barred(found) else "warn" if _told(found) else "say"
    terminal.line(marked(text, found), style, first=("!! " if barred(found) else "   ") + label)


def print_why(terminal: Terminal, found: Iterable[Objection]) -> None:
    """Print what is objected to, each in a line."""
    for one in _told(found):
        level = t(f"wording.{one.level.value}")
        text = t("wording.hit", level=level, text=one.text, message=one.message(language()))
        style = _STYLES[one.level.value]
        terminal.line(text, style, first="!! " if style == "fault" else "!  ", rest="   ")


def _told(found: Iterable[Objection]) -> list[Objection]:
    """Return what is more than a hint: a host is not stopped for less."""
    return [one for one in found if one.level.value in _STYLES]
