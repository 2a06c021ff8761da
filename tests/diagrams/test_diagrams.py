"""Diagrams show what runs: every cell of a table, every part of a runbook and how they lead on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sopkit
from sopkit.definition.runbook import Runbook
from sopkit.diagrams import lifecycle_mermaid, runbook_mermaid
from sopkit.lifecycle import LIFECYCLES

ARROW = re.compile(r"^    (\w+) (==>|-->|-\.->)(?:\|\"(.*)\"\|)? (\w+)$", re.MULTILINE)
NODE = re.compile(r"^    (\w+)(?:\(\[|\[|\{\{|>)\"(.*)\"(?:\]\)|\]|\}\})$", re.MULTILINE)

TEXT = """
sop: 1
id: small
title: 小场
gates: {ready: {title: 设备“好了”, when: "params.ok", waive: [运营]}}
params: {ok: {type: bool, default: true, note: 试}}
phases:
  pre:  {title: 播前, opens: [devices], gates: [ready]}
  live: {title: 播中, live: true}
  post: {title: 播后, receives: true}
procedures:
  devices: {title: 设备检查, role: 场控}
  slot:
    title: 'A<B> & #1 "过品"'
    opens: {by: [主播], in: [live]}
    steps:
      - {id: speak, title: 讲, role: 主播, call: devices}
      - {id: link, title: 上链接, role: 中控, record: {price: money}, expect: "price == 1", else: raise wrong}
      - {id: close, title: 收, role: 主播, outcomes: {要安抚: open soothe, 过: finish}}
  soothe: {title: 安抚, role: 运营}
faults:
  wrong: {title: 价错, severity: P0, first: 中控, handling: {steps: [{id: mend, role: 中控}]}, owes: [soothe]}
"""


@pytest.fixture
def small(tmp_path: Path) -> Runbook:
    """Return a runbook with one of each thing that leads somewhere."""
    path = tmp_path / "small.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return sopkit.load(path)


def arrows(text: str) -> set[tuple[str, str, str, str]]:
    """Return each arrow as its start, kind, words and end, nodes by their words."""
    names = dict(NODE.findall(text))
    return {(names[start], kind, words, names[end]) for start, kind, words, end in ARROW.findall(text)}


@pytest.mark.parametrize("name", LIFECYCLES)
def test_a_lifecycle_is_drawn_cell_by_cell(name: str) -> None:
    """Every cell of the table is an arrow, and no arrow is without its cell."""
    table = LIFECYCLES[name].table
    drawn = {
        (start, trigger, end)
        for start, end, triggers in re.findall(r"^    (\w+) --> (\w+) : (.+)$", lifecycle_mermaid(name), re.MULTILINE)
        for trigger in triggers.split(", ")
    }
    assert drawn == {(status, trigger, after) for status, row in table.items() for trigger, after in row.items()}


@pytest.mark.parametrize("name", LIFECYCLES)
def test_a_lifecycle_shows_where_it_begins_and_ends(name: str) -> None:
    """The first status is entered from the start; the dead ends, and only they, lead to the end."""
    table = LIFECYCLES[name].table
    text = lifecycle_mermaid(name)
    assert re.findall(r"\[\*\] --> (\w+)", text) == [next(iter(table))]
    assert re.findall(r"(\w+) --> \[\*\]", text) == [status for status, row in table.items() if not row]


def test_a_runbook_is_drawn_with_every_way_on(small: Runbook) -> None:
    """Phases, calls, hands, answers, broken expectations and what is owed are all arrows, and nothing else is."""
    slot = "A#lt;B#gt; #amp; #35;1 #quot;过品#quot;<br/>3"
    assert arrows(runbook_mermaid(small)) == {
        ("播前", "==>", "设备“好了”", "播中"),
        ("播中", "==>", "", "播后"),
        ("播前", "-->", "", "设备检查<br/>1"),
        ("播中", "-.->", "主播", slot),
        (slot, "-->", "讲", "设备检查<br/>1"),
        (slot, "-.->", "上链接", "价错<br/>P0"),
        (slot, "-.->", "要安抚", "安抚<br/>1"),
        ("价错<br/>P0", "-.->", "", "安抚<br/>1"),
    }


def test_a_shipped_runbook_is_drawn_whole() -> None:
    """Every phase, procedure, fault and cue of the standard stream is a node, and every line is read."""
    book = sopkit.load("standard-live")
    text = runbook_mermaid(book)
    nodes = NODE.findall(text)
    handling = {fault.handling.id for fault in book.faults.values()}
    assert len(nodes) == len(book.phases) + len(book.procedures.keys() - handling) + len(book.faults) + len(book.cues)
    assert len(text.splitlines()) == 1 + len(nodes) + len(ARROW.findall(text))
