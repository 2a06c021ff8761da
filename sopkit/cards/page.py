"""Page: role cards as one HTML file that stands alone: on a screen, and on paper a role a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sopkit.cards.card import Card, Entry, Section, card_of
from sopkit.cards.style import STYLE
from sopkit.definition.runbook import Runbook
from sopkit.drawing.frame import tint_of
from sopkit.drawing.svg import escaped
from sopkit.phrase import Phrases

__all__ = ["cards_page"]

# A page that is opened from a file may still fetch; this one may not.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def cards_page(book: Runbook, roles: Sequence[str] = (), lang: str = "zh") -> str:
    """Return the cards of *roles* (all that have anything to do, where none is named) as one page."""
    cards = [card_of(book, role, lang) for role in roles or book.roles]
    if not roles:
        cards = [card for card in cards if card.sections]
    return "\n".join(_page(book, cards, lang)) + "\n"


def _page(book: Runbook, cards: Sequence[Card], lang: str) -> Iterator[str]:
    words = Phrases(book, lang)
    yield "<!doctype html>"
    yield f'<html lang="{"en" if lang == "en" else "zh-CN"}">'
    yield '<head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escaped(book.title)} · {words.word('card.cards')}</title>"
    yield f"<style>{STYLE}</style></head>"
    yield "<body>"
    for card in cards:
        yield from _card(words, card)
    yield "</body></html>"


def _card(words: Phrases, card: Card) -> Iterator[str]:
    yield f'<article class="{tint_of(words.book, card.role)}">'
    yield f"<header><h1>{escaped(card.title)}</h1><p>{escaped(card.about)}</p></header>"
    if card.duties:
        yield '<ul class="duties">' + "".join(f"<li>{escaped(one)}</li>" for one in card.duties) + "</ul>"
    place = ""
    for section in card.sections:
        if section.place != place and section.place:
            yield f'<h2 class="place">{escaped(section.place)}</h2>'
        place = section.place
        yield from _section(words, section)
    yield "</article>"


def _section(words: Phrases, section: Section) -> Iterator[str]:
    yield f'<section class="{section.kind}"><h3>{escaped(section.title)}</h3>'
    if section.about:
        yield f'<p class="note">{escaped(section.about)}</p>'
    for entry in section.entries:
        yield from _entry(words, entry)
    yield "</section>"


def _entry(words: Phrases, entry: Entry) -> Iterator[str]:
    kind = f"{entry.part} optional" if entry.optional else entry.part
    yield f'<div class="entry {kind}">'
    number = f'<span class="number">{entry.number}</span>' if entry.number else '<span class="tick"></span>'
    badge = (
        "" if entry.part in ("do", "say", "cue") else f'<b class="badge">{words.word(f"card.part-{entry.part}")}</b>'
    )
    optional = f'<b class="badge">{words.word("trait.optional")}</b>' if entry.optional else ""
    yield f"<h4>{number}{escaped(entry.title)}{badge}{optional}</h4>"
    for label, text in entry.scripts:
        named = f"<small>{escaped(label)}</small>" if label else ""
        yield f'<p class="script">{named}{escaped(text)}</p>'
    if entry.traits:
        yield '<ul class="traits">' + "".join(f"<li>{escaped(one)}</li>" for one in entry.traits) + "</ul>"
    if entry.note:
        yield f'<p class="note">{escaped(entry.note)}</p>'
    if entry.caution:
        yield f'<p class="caution">{escaped(entry.caution)}</p>'
    yield "</div>"
