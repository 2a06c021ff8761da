"""Markdown: the whole runbook as a page; its words are text, whatever signs they hold."""

from __future__ import annotations

from functools import cache

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from markdown_it import MarkdownIt

import sopkit
from sopkit.content import library_beside
from sopkit.definition.procedure import Order, Procedure
from sopkit.markdown import markdown_of
from sopkit_cli.main import sop as command_line
from tests.drawing.books import book_of, procedures

SHIPPED = [entry.id for entry in library_beside(None, ()).runbooks()]
KINDS = {"paragraph", "heading", "ordered_list", "bullet_list", "list_item", "blockquote"}

load = cache(sopkit.load)


def blocks_of(text: str) -> set[str]:
    """Return the kinds of block in a page."""
    return {token.type.removesuffix("_open") for token in MarkdownIt().parse(text) if token.type.endswith("_open")}


def words_of(text: str) -> str:
    """Return what a reader sees, spaces left out."""
    inline = [token for token in MarkdownIt().parse(text) if token.type == "inline"]
    shown = "".join(child.content for token in inline for child in token.children or ())
    return "".join(shown.split())


@pytest.mark.parametrize("name", SHIPPED)
def test_the_whole_runbook_is_on_the_page(name: str) -> None:
    """Every phase, procedure, step, fault and cue is there by its title, every script in full."""
    book = load(name)
    words = words_of(markdown_of(book))
    titles = [one.title for one in (*book.phases,)] + [one.title for one in book.faults.values()]
    titles += [one.title for one in book.cues.values()]
    titles += [step.title for one in book.procedures.values() for step in one.steps]
    titles += [line.split("{")[0] for one in book.procedures.values() for step in one.steps for line in step.say]
    assert [title for title in titles if "".join(title.split()) not in words] == []


@given(procedures())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_words_are_only_text(procedure: Procedure) -> None:
    """No title makes a link, a code block, a table or HTML; each step is one item."""
    text = markdown_of(book_of(procedure), procedure="p")
    assert blocks_of(text) <= KINDS
    inline = [token for token in MarkdownIt().parse(text) if token.type == "inline"]
    kinds = {child.type for token in inline for child in token.children or ()}
    assert kinds <= {"text", "strong_open", "strong_close", "text_special"}
    items = [token for token in MarkdownIt().parse(text) if token.type == "list_item_open" and token.level == 1]
    assert len(items) == len(procedure.steps)


def test_a_sequence_is_numbered_and_a_checklist_ticked() -> None:
    """The marks say whether the order matters."""
    book = load("standard-live")
    kinds = {one.order: one for one in book.procedures.values()}
    assert "\n1. **" in markdown_of(book, procedure=kinds[Order.SEQUENCE].id)
    assert "\n- [ ] **" in markdown_of(book, procedure=kinds[Order.CHECKLIST].id)


def test_show_prints_it() -> None:
    """`sop show --markdown` prints the page, or that of one procedure."""
    words = ["show", "hold-order", "--procedure", "priority-ship", "--markdown", "--lang", "zh"]
    result = CliRunner().invoke(command_line, words, prog_name="sop")
    assert result.exit_code == 0
    assert result.output == markdown_of(load("hold-order"), procedure="priority-ship")
