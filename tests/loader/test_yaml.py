"""YAML: both parsers give the same tree, nothing is guessed about types, and size is capped."""

from __future__ import annotations

import time
from typing import Any

import pytest

from sopkit.loader.events import PARSERS
from sopkit.loader.nodes import MAX_NODES, Kind, Node, parse, plain
from sopkit.loader.text import MAX_BYTES, checked, decode

TREES: list[tuple[str, Any]] = [
    ("at: 20:00", {"at": "20:00"}),
    ("on: 1\nno: NO\noff: ~", {"on": "1", "no": "NO", "off": None}),
    ("a: 010\nb: 1_000\nc: 1e3\nd: 2024-02-30", {"a": "010", "b": "1_000", "c": "1e3", "d": "2024-02-30"}),
    ("a: |\n  一\n  二\nb: >\n  三\n  四\n", {"a": "一\n二\n", "b": "三 四\n"}),
    ("a: 'x''y'\nb: \"\\u4e00\\n\"", {"a": "x'y", "b": "一\n"}),
    ("- [a, {b: c}]\n- - d\n  - e\n-\n", [["a", {"b": "c"}], ["d", "e"], None]),
    ("? 长的键\n: 值\n", {"长的键": "值"}),
    ("a: b # 注释\n# 又一句\nc: 'd # 不是注释'\n", {"a": "b", "c": "d # 不是注释"}),
    ("a: 甲\n  乙\n", {"a": "甲 乙"}),
    ("%YAML 1.1\n---\na: 1\n...\n", {"a": "1"}),
]


def walk(node: Node) -> list[tuple[Any, ...]]:
    """Return every node with its places."""
    own = (node.kind, node.start.index, node.end.index, node.start.line, node.start.column, node.style)
    if node.kind is Kind.TEXT:
        return [(*own, node.value)]
    children = node.value if node.kind is Kind.LIST else [one for pair in node.value for one in pair]
    return [own, *(inner for child in children for inner in walk(child))]


@pytest.mark.parametrize("parser", sorted(PARSERS))
@pytest.mark.parametrize(("text", "tree"), TREES)
def test_scalars_stay_text(text: str, tree: Any, parser: str) -> None:
    """Times, dates, numbers and words such as `on` are read as the text that was typed."""
    root, findings = parse(checked(text, "a.yaml"), PARSERS[parser])
    assert findings == []
    assert root is not None
    assert plain(root) == tree


@pytest.mark.parametrize("text", [text for text, _ in TREES])
def test_both_parsers_see_the_same_places(text: str) -> None:
    """Every node stands at the same line, column and offset, whichever parser read it."""
    trees = [parse(checked(text, "a.yaml"), source)[0] for source in PARSERS.values()]
    assert all(tree is not None for tree in trees)
    assert len({tuple(walk(tree)) for tree in trees if tree is not None}) == 1


@pytest.mark.parametrize(
    "bomb", ["[" * 30_000, "{" * 30_000, "- " * 300 + "x", "a: [" * 10_000, "? " * 300, "[{" * 20_000]
)
@pytest.mark.usefixtures("parser")
def test_bombs_are_answered_at_once(bomb: str) -> None:
    """Deep nesting is refused at its 33rd level, whatever follows."""
    began = time.process_time()
    root, findings = parse(checked(bomb, "a.yaml"))
    assert time.process_time() - began < 0.5
    assert root is None
    assert [finding.code for finding in findings] == ["SOP020"]


def test_too_many_nodes_are_refused() -> None:
    """A file with more nodes than the cap is refused: SOP021."""
    text = checked("[" + "a," * (MAX_NODES + 1) + "]", "a.yaml")
    root, findings = parse(text)
    assert root is None
    assert [finding.code for finding in findings] == ["SOP021"]


def test_too_large_a_file_is_refused() -> None:
    """A file over 2 MB is refused before it is parsed: SOP001."""
    text = decode(b"a" * (MAX_BYTES + 1), "a.yaml")
    assert [finding.code for finding in text.findings] == ["SOP001"]


def test_line_ends_and_bom_do_not_matter() -> None:
    """A BOM is dropped and CRLF is LF, so that a digest is the same on every system."""
    assert decode(b"\xef\xbb\xbfa: 1\r\nb: 2\r", "a.yaml").text == "a: 1\nb: 2\n"


def test_the_same_key_in_two_spellings_is_one() -> None:
    """Keys are compared in NFC, as people see them: SOP028 with both places."""
    _, findings = parse(checked("café: 1\ncafe\u0301: 2\n", "a.yaml"))
    (finding,) = findings
    assert finding.code == "SOP028"
    assert finding.span.line == 2
    assert finding.related[0].span.line == 1


@pytest.mark.usefixtures("parser")
def test_what_cannot_be_explained_is_still_placed() -> None:
    """A syntax error without a known cause points at where the parser got stuck: SOP010."""
    _, findings = parse(checked("a: {b: {c: d}}: e\n", "a.yaml"))
    assert [(one.code, one.span.line) for one in findings] == [("SOP010", 1)]


def test_a_key_that_is_a_list() -> None:
    """A key that is no text is refused: SOP027."""
    _, findings = parse(checked("? [a]\n: b\nc: d\n", "a.yaml"))
    assert [finding.code for finding in findings] == ["SOP027"]


def test_a_tag_and_an_anchor_on_values() -> None:
    """Tags and anchors that parse are refused where they stand: SOP022 and SOP023."""
    _, findings = parse(checked("a: !!int 3\nb: &x [c]\n", "a.yaml"))
    assert [(one.code, one.span.line, one.span.column) for one in findings] == [("SOP022", 1, 4), ("SOP023", 2, 4)]
