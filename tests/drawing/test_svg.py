"""SVG: one well-formed file that fetches nothing, the same each time, with other people's words only as text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

import sopkit
from sopkit.definition.procedure import Procedure
from sopkit.drawing import draw_fault, draw_procedure, draw_runbook, svg
from tests.drawing.books import book_of, procedures

SVG = "{http://www.w3.org/2000/svg}"
KNOWN = {f"{SVG}{name}" for name in ("svg", "title", "desc", "style", "rect", "defs", "marker", "path", "g", "text")}


def elements(text: str) -> ET.Element:
    """Return the tree of a picture that was just drawn."""
    return ET.fromstring(text)  # noqa: S314 -- nobody else's file


def pictures() -> list[str]:
    """Return a few pictures of what is shipped."""
    book = sopkit.load("hold-order")
    return [
        svg(draw_runbook(book)),
        svg(draw_procedure(book, "hold-order", "en")),
        svg(draw_fault(book, next(iter(book.faults)))),
    ]


@pytest.mark.parametrize("number", range(3))
def test_a_picture_stands_alone(number: int) -> None:
    """The file is well-formed, names what it shows, and refers to nothing outside itself."""
    text = pictures()[number]
    root = elements(text)
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title") is not None
    links = re.findall(r"(?:href|src)=|@import|url\((?!#)", text)
    assert links == []
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]


def test_every_arrow_has_its_head_in_the_file() -> None:
    """Each marker that a line ends with is defined, once."""
    for text in pictures():
        defined = re.findall(r'<marker id="([^"]+)"', text)
        assert len(defined) == len(set(defined))
        assert set(re.findall(r"marker-end=\"url\(#([^)]+)\)\"", text)) <= set(defined)


def test_the_same_runbook_gives_the_same_file() -> None:
    """Another process, with other hashes, draws the same picture to the byte."""
    code = (
        "import sopkit, sys; from sopkit.drawing import *; b = sopkit.load('hold-order');"
        "sys.stdout.buffer.write((svg(draw_runbook(b)) + svg(draw_procedure(b, 'hold-order'))).encode())"
    )
    root = str(Path(__file__).parents[2])
    made = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert made[0] == made[1]
    assert b"</svg>" in made[0]


@given(procedures())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_words_of_others_are_only_text(procedure: Procedure) -> None:
    """Whatever a title, a question or an answer holds, the file stays well-formed and no element comes of it."""
    for drawing in (draw_procedure(book_of(procedure), "p"), draw_runbook(book_of(procedure))):
        root = elements(svg(drawing))
        assert {element.tag for element in root.iter()} <= KNOWN


def test_by_night_and_on_paper() -> None:
    """Dark colours are for dark screens only; print is dark on white."""
    style = elements(pictures()[0]).findtext(f"{SVG}style") or ""
    assert ".paper{fill:#ffffff}" in style.partition("@media")[0]
    assert re.findall(r"@media[^{]*", style) == ["@media screen and (prefers-color-scheme:dark)"]
