"""Reshape: a list or a text that was written in the shape of something else, told of and read as what it is."""

from __future__ import annotations

import re

from sopkit.finding import Edit, Fix
from sopkit.loader import rules
from sopkit.loader.complaints import FOUND
from sopkit.loader.nodes import Kind, Node
from sopkit.loader.reading import Reading

__all__ = ["braced", "no_list", "not_a_text", "rejoined"]


def braced(reading: Reading, node: Node) -> Node:
    """Return the list that names in braces stand for, which is told of; anything else as it is."""
    if not _names(node) or len(node.value) < 2:
        return node
    at = node.start.index
    end = node.end.index
    fixes: tuple[Fix, ...] = ()
    if node.text.text[end - 1] == "}":
        fixes = (Fix("改成方括号", "use brackets", (Edit(at, at + 1, "["), Edit(end - 1, end, "]"))),)
    names = "、".join(key.value for key, _ in node.value)
    fix = f"[{', '.join(key.value for key, _ in node.value)}]"
    args = {"text": names[:40], "fix": fix[:60]}
    reading.findings.append(rules.BRACED_LIST.mended(node.text.span(at, at + 1), fixes, args=args))
    return Node(Kind.LIST, [key for key, _ in node.value], node.start, node.end, None, node.text)


def _names(node: Node) -> bool:
    """Whether the node is nothing but names between braces."""
    if node.kind is not Kind.MAP or not node.value or node.text.text[node.start.index] != "{":
        return False
    return all(value.empty for _, value in node.value)


def not_a_text(reading: Reading, node: Node, key: str) -> None:
    """Note a list or mapping where one text should stand."""
    if node.kind is Kind.LIST and len(node.value) == 1 and node.value[0].kind is Kind.TEXT and node.value[0].value:
        one: Node = node.value[0]
        fixes: tuple[Fix, ...] = ()
        if node.text.text[node.start.index] == "[":
            typed = node.text.text[one.start.index : one.end.index]
            edits = (Edit(node.start.index, node.end.index, typed),)
            fixes = (Fix("去掉方括号", "take the brackets away", edits, safe=False),)
        args = {"key": key, "fix": str(one.value)[:60]}
        reading.findings.append(rules.ONE_ONLY.mended(node.span, fixes, args=args))
        return
    if node.kind is Kind.MAP and len(node.value) == 1 and _colon(reading, node):
        return
    if _names(node) and node.start.line == node.end.line:
        from sopkit.loader.slips.slip import quoted, quotes_around

        typed = node.text.text[node.start.index : node.end.index]
        fixes = (Fix("加引号", "put it in quotes", quotes_around(node.start.index, typed)),)
        args = {"char": "{", "fix": quoted(typed)[:60]}
        at = node.start.index
        reading.findings.append(rules.NEEDS_QUOTES.mended(node.text.span(at, at + 1), fixes, args=args))
        return
    zh, en = FOUND[node.kind]
    reading.note(rules.NOT_A_TEXT, node.span, key=key, found=zh, found_en=en)


def _colon(reading: Reading, node: Node) -> bool:
    """Note a text of one line with a colon and a space in it, which is no mapping, though YAML takes it for one."""
    from sopkit.loader.slips.slip import quoted, quotes_around

    key, value = node.value[0]
    line = node.text.line(key.start.line)
    if value.kind is not Kind.TEXT or value.start.line != key.start.line or key.style or value.style:
        return False
    if re.fullmatch(r"[a-z_]+", key.value) or node.text.text[node.start.index] == "{":
        return False
    typed = re.split(r"\s#", line[key.start.column :], maxsplit=1)[0].rstrip()
    at = key.end.index
    edits = quotes_around(key.start.index, typed)
    fixes = (Fix("加引号", "put it in quotes", edits),)
    args = {"fix": quoted(typed)[:60]}
    reading.findings.append(rules.COLON_IN_VALUE.mended(node.text.span(at, at + 1), fixes, args=args))
    return True


def no_list(reading: Reading, node: Node, key: str) -> list[Node]:
    """Note what should be a list; return the items that it holds nevertheless: one without a dash, or several by id."""
    zh, en = FOUND[node.kind]
    items: list[Node] = []
    fixes: tuple[Fix, ...] = ()
    if node.kind is Kind.MAP and node.value:
        keys = [one.value for one, _ in node.value]
        block = node.text.text[node.start.index] != "{"
        if "id" in keys:
            items = [node]
            fixes = (Fix("加“- ”", "write “- ”", _dashed(node)),) if block else ()
        elif all(value.kind is Kind.MAP for _, value in node.value):
            items = [_with_id(name, value) for name, value in node.value]
            edits = tuple(edit for name, value in node.value for edit in _identified(name, value)) if block else ()
            fixes = (Fix("改成列表", "make it a list", edits),) if edits else ()
    args = {"key": key, "found": zh, "found_en": en}
    reading.findings.append(rules.NOT_A_LIST.mended(node.span, fixes, args=args))
    return items


def _dashed(node: Node) -> tuple[Edit, ...]:
    """Return the edits that make one item of a block: a dash, and every line of it further in."""
    text = node.text
    edits = [Edit(node.start.index, node.start.index, "- ")]
    for number in range(node.start.line + 1, text.text.count("\n") + 1):
        line = text.line(number)
        if not line.strip():
            continue
        if len(line) - len(line.lstrip(" ")) < node.start.column:
            break
        edits.append(Edit(text.start_of(number), text.start_of(number), "  "))
    return tuple(edits)


def _with_id(name: Node, value: Node) -> Node:
    """Return the item *value* with *name* for its id."""
    key = Node(Kind.TEXT, "id", name.start, name.end, None, name.text)
    return Node(Kind.MAP, [(key, name), *value.value], value.start, value.end, None, value.text)


def _identified(name: Node, value: Node) -> tuple[Edit, ...]:
    """Return the edits that write ``- id: a`` for ``a:``."""
    start, end = name.start.index, value.start.index
    typed = name.text.text[start : name.end.index]
    if value.text.text[end] == "{":
        return (Edit(start, end + 1, f"- {{id: {typed}, "),)
    if value.start.line == name.start.line or value.start.column != name.start.column + 2:
        return ()
    return (Edit(start, name.end.index + 1, f"- id: {typed}"),)


def rejoined(reading: Reading, nodes: list[Node]) -> list[Node]:
    """Return the items, those that a dash too many cut off put back to the one before; each such dash is told of."""
    found: list[Node] = []
    for node in nodes:
        before = found[-1] if found else None
        if before is None or not _cut_off(before, node):
            found.append(node)
            continue
        start = node.start.index
        at = node.text.text.rfind("-", 0, start)
        fix = Fix("去掉“- ”", "take the “- ” away", (Edit(at, at + 1, " "),))
        args = {"key": node.value[0][0].value, "id": _id_of(before)}
        reading.findings.append(rules.CUT_OFF.mended(node.text.span(at, at + 1), (fix,), args=args))
        found[-1] = Node(Kind.MAP, [*before.value, *node.value], before.start, node.end, None, node.text)
    return found


def _id_of(node: Node) -> str:
    return next((value.value for key, value in node.value if key.value == "id" and value.kind is Kind.TEXT), "")


def _cut_off(before: Node, node: Node) -> bool:
    """Whether *node* has no id, and only keys that *before*, which has one, does not have."""
    if node.kind is not Kind.MAP or before.kind is not Kind.MAP or node.text.text[node.start.index] == "{":
        return False
    keys = [key.value for key, _ in before.value]
    own = [key.value for key, _ in node.value]
    return "id" in keys and "id" not in own and bool(own) and not any(one in keys for one in own)
