"""Role cards: what each seat does and says, from a runbook, as one page to print."""

from __future__ import annotations

from sopkit.cards.card import Card, Entry, Section, card_of
from sopkit.cards.page import cards_page

__all__ = ["Card", "Entry", "Section", "card_of", "cards_page"]
