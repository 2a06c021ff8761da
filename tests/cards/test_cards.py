"""Role cards: everything that concerns a seat is on its card, as text and nothing else, on a page that stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings

import sopkit
from sopkit.cards import card_of, cards_page
from sopkit.content import library_beside
from sopkit.definition.procedure import Procedure
from sopkit.definition.runbook import Runbook
from sopkit.drawing.metrics import plain
from sopkit_cli.main import sop as command_line
from tests.drawing.books import book_of, procedures

SHIPPED = [entry.id for entry in library_beside(None, ()).runbooks()]
EMPTY = {"meta", "!doctype"}

load = cache(sopkit.load)


class Tree(HTMLParser):
    """Reads a page: its elements, its words, and whether every element is closed in turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.words: list[str] = []
        self.articles: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and the names of its attributes."""
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag == "article":
            self.words = []
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element."""
        assert self.open.pop() == tag
        if tag == "article":
            self.articles.append("".join("".join(self.words).split()))

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)


def squeezed(text: str) -> str:
    """Return *text* as a page shows it, spaces left out."""
    return "".join(plain(text).split())


def titles_for(book: Runbook, role: str) -> Iterator[str]:
    """Yield the title of every step that *role* takes, calls for or checks."""
    for procedure in book.procedures.values():
        for step in procedure.steps:
            looks = step.verify.role if step.verify else None
            if role in (*step.seats.roles, step.asked_by, looks):
                yield step.title


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SHIPPED)
def test_a_card_has_everything_for_its_seat(name: str, lang: str) -> None:
    """Each step that a seat takes, calls for or checks is on its card, and so is what it says at once in a fault."""
    book = load(name)
    for role in book.roles:
        page = cards_page(book, (role,), lang)
        (words,) = Tree(page).articles
        missing = [title for title in titles_for(book, role) if squeezed(title) not in words]
        assert missing == []
        for fault in book.faults.values():
            line = fault.first_lines.get(role, "").split("{")[0]
            assert squeezed(line) in words


def test_a_card_for_each_seat_that_works() -> None:
    """Without a choice there is a card for each seat that has anything to do, in the order of the runbook."""
    book = load("hold-order")
    working = [role for role in book.roles if card_of(book, role).sections]
    assert len(Tree(cards_page(book)).articles) == len(working) > 3


def test_parameters_are_filled_and_the_shows_own_words_are_not() -> None:
    """A script has the default of a parameter in its place; what only the show knows keeps its braces."""
    page = cards_page(load("hold-order"), ("host",))
    assert "{params." not in page
    assert "{product.name}" in page


def test_faults_come_gravest_first() -> None:
    """What is said at once is sorted by severity: it is looked up in a hurry."""
    section = card_of(load("hold-order"), "host").sections[0]
    grades = [entry.title[:2] for entry in section.entries]
    assert section.kind == "fault"
    assert grades == sorted(grades)


@given(procedures())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_words_of_others_are_only_text(procedure: Procedure) -> None:
    """Whatever a title or a question holds, no element and no attribute comes of it."""
    tree = Tree(cards_page(book_of(procedure)))
    assert tree.tags <= {
        *("html", "head", "meta", "title", "style", "body", "article", "header", "section", "div", "span", "b"),
        *("h1", "h2", "h3", "h4", "p", "ul", "li", "small"),
    }
    assert tree.names <= {"lang", "charset", "http-equiv", "content", "name", "class"}


def test_the_page_fetches_nothing() -> None:
    """No link, image, script or import; and a policy that would forbid them."""
    page = cards_page(load("hold-order"))
    assert re.findall(r"https?:|src=|href=|@import|url\(|<script", page) == []
    assert "default-src 'none'" in page


def test_on_paper_a_role_begins_a_page() -> None:
    """The print rules break before each card and keep an entry whole."""
    page = cards_page(load("hold-order"))
    rules = page.partition("@media print")[2]
    assert "break-before:page" in rules
    assert "break-inside:avoid" in page


def test_the_command_writes_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`sop cards` takes a seat by its Chinese name; one that is not there is told."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(command_line, ["cards", "hold-order", *words, "--lang", "zh"], prog_name="sop")
        return result.exit_code, result.output

    assert run("--role", "主播", "-o", "cards.html")[0] == 0
    assert len(Tree(Path("cards.html").read_text(encoding="utf-8")).articles) == 1
    code, said = run("--role", "主波")
    assert code == 2
    assert "主波" in said
    assert run()[1].startswith("<!doctype html>")
