"""Sniff: text that is read without an error, though hardly as it was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sopkit.finding import Edit, Finding, Fix
from sopkit.lint import rules
from sopkit.lint.subject import Subject
from sopkit.loader.nodes import Kind, Node

__all__ = ["sniff"]

# A space before the sign, none behind it, and not the rulers and shebangs of real comments.
_LATE = re.compile(r"[ ]+(#(?=[^\s#!=\-*])[^\n]*)")
_ITEM = re.compile(r"\n[ ]*(-[ ]+[^\n]*)")


def sniff(subject: Subject) -> Iterator[Finding]:
    """Yield what parses but is doubtful."""
    assert subject.root is not None
    text = subject.text.text
    one_space = False
    late = " #" in text
    for node, parent in _nodes(subject.root):
        if node.kind is not Kind.TEXT:
            if not one_space and parent is not None and _by_one(node, parent):
                one_space = True
                at = node.start.index
                fixes = (
                    (Fix("每层缩进改成两格", "indent each level by two", edits),)
                    if (edits := _doubled(subject))
                    else ()
                )
                yield rules.ONE_SPACE.mended(subject.text.span(at, at + 1), fixes)
            continue
        if node.style is not None or not node.value:
            continue
        if late and (found := _late_comment(subject, node)) is not None:
            yield found
        if node.end.line > node.start.line and (item := _ITEM.search(text, node.start.index, node.end.index)):
            yield rules.FOLDED_ITEM.at(subject.text.span(item.start(1), item.start(1) + 1))


def _nodes(root: Node) -> Iterator[tuple[Node, Node | None]]:
    """Yield every value, with the key or the list that it belongs to."""
    waiting: list[tuple[Node, Node | None]] = [(root, None)]
    while waiting:
        node, parent = waiting.pop()
        yield node, parent
        if node.kind is Kind.MAP:
            waiting += [(value, key) for key, value in reversed(node.value)]
        elif node.kind is Kind.LIST:
            waiting += [(one, None) for one in reversed(node.value)]


def _by_one(node: Node, key: Node) -> bool:
    """Whether a block stands one column to the right of its key."""
    if node.start.line <= key.start.line or node.start.column != key.start.column + 1:
        return False
    if key.text.line(key.start.line)[: key.start.column].strip(" -"):
        return False
    # A tab or a wide space is one character too, and is told of by itself.
    return not node.text.line(node.start.line)[: node.start.column].strip(" -")


def _doubled(subject: Subject) -> tuple[Edit, ...]:
    """Return the edits that make two spaces of each level of one, what hangs on it moved along."""
    text = subject.text.text
    assert subject.root is not None
    if "\t" in text or "\u3000" in text or "\xa0" in text:
        return ()
    for node, _ in _nodes(subject.root):
        if node.kind is Kind.TEXT and node.end.line > node.start.line and node.value:
            return ()  # the lines of a text would be moved along
    edits: list[Edit] = []
    levels = [(0, 0)]
    for match in re.finditer(r"^( *)((?:- +)*)(?=\S)", text, re.MULTILINE):
        old = len(match[1])
        if text[match.end()] == "#":
            below, above = next(level for level in reversed(levels) if level[0] <= old)
            edits.append(Edit(match.start(), match.start(), " " * (above - below)))
            continue
        while levels[-1][0] > old:
            levels.pop()
        below, above = levels[-1]
        if old > below:
            levels.append((old, above + max(2, old - below)))
        new = levels[-1][1]
        if match[2]:
            levels.append((old + len(match[2]), new + len(match[2])))
        if new > old:
            edits.append(Edit(match.start(), match.start(), " " * (new - old)))
    return tuple(edits)


def _late_comment(subject: Subject, node: Node) -> Finding | None:
    """Find a comment behind a value which, for want of a space, may have been meant as part of it."""
    text = subject.text.text
    end = node.end.index
    match = _LATE.match(text, end) if text[end : end + 1] == " " else None
    if match is None:
        return None
    from sopkit.loader.slips.slip import quotes_around

    start = node.start.index
    whole = text[start : match.end()].rstrip()
    quote = Fix("加引号，算作文字", "put it in quotes: it is text", quotes_around(start, whole), safe=False)
    space = Fix(
        "# 后面空一格，算作注释",
        "type a space: it is a comment",
        (Edit(match.start(1) + 1, match.start(1) + 1, " "),),
        safe=False,
    )
    args = {"text": match[1].rstrip()[:40]}
    return rules.LATE_COMMENT.mended(subject.text.span(match.start(1), match.end(1)), (quote, space), args=args)
