"""Mermaid: a procedure and a fault as flow charts that Mermaid can read."""

from __future__ import annotations

import re
from functools import cache

import pytest

import sopkit
from sopkit.content import library_beside
from sopkit.drawing import fault_mermaid, procedure_mermaid
from sopkit.drawing.ways import ways_of

SHIPPED = [entry.id for entry in library_beside(None, ()).runbooks()]
WORDS = r'"[^"]*"'
NODE = rf"\w+(?:\[{WORDS}\]|\(\[{WORDS}\]\)|\{{\{{{WORDS}\}}\}}|\{{{WORDS}\}}|\[\[{WORDS}\]\]|\(\({WORDS}\)\)|\[/{WORDS}/\]|>{WORDS}\])"
LINE = re.compile(
    rf" +(?:subgraph {NODE}|end|{NODE}|(\w+) (?:-->|-\.->|==>)(?:\|{WORDS}\|)? (\w+|{NODE}))$",
)

load = cache(sopkit.load)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_line_is_mermaid_and_every_step_is_there(name: str) -> None:
    """Each line is a node, a group or an arrow between nodes that are there; each step is one node."""
    book = load(name)
    texts = [(book.procedures[one], procedure_mermaid(book, one)) for one in book.procedures]
    texts += [(fault.handling, fault_mermaid(book, fault.id)) for fault in book.faults.values()]
    for procedure, text in texts:
        head, *lines = text.splitlines()
        assert head == "flowchart TB"
        assert [line for line in lines if not LINE.fullmatch(line)] == []
        nodes = set(re.findall(r"(\w+)(?=[\[({>].*\"[\])}/]*$)", text, re.MULTILINE))
        assert len(re.findall(r"^ {8}step\d+\W", text, re.MULTILINE)) == len(procedure.steps)
        ends = {
            one
            for start, end in re.findall(r"^    (\w+) \S+(?:\|\"[^\"]*\"\|)? (\w+)", text, re.MULTILINE)
            for one in (start, end)
        }
        assert ends <= nodes
        led = [way for way in ways_of(procedure) if way.end]
        assert len(re.findall(r"^    \w+ (?:-->|-\.->)(?:\|.*\|)? step\d+$", text, re.MULTILINE)) == len(led)
