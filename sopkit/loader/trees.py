"""Trees: mappings and lists of nodes taken apart and put together, every node still where it was written."""

from __future__ import annotations

from sopkit.finding import Span
from sopkit.loader.nodes import Kind, Node

__all__ = [
    "HOW",
    "MARKS",
    "bare",
    "id_of",
    "joined",
    "listing",
    "mapping",
    "named",
    "pairs_of",
    "place_of",
    "roles_of_both",
    "says_how",
    "scenarios_of_both",
    "span_of",
    "texts_in",
]

HOW = ("override", "change", "remove")
"""How an item, or a step, stands to the one of the same id below it."""

MARKS = {*HOW, "without", "before", "after_step"}
"""The keys that say how something is laid over another."""


def pairs_of(node: Node | None) -> dict[str, tuple[Node, Node]]:
    """Return the key and value nodes of a mapping, by key; nothing where it is none."""
    if node is None or node.kind is not Kind.MAP:
        return {}
    return {key.value: (key, value) for key, value in node.value}


def mapping(pairs: list[tuple[Node, Node]], like: Node) -> Node:
    """Return a mapping that stands where *like* does."""
    return Node(Kind.MAP, pairs, like.start, like.end, None, like.text)


def listing(nodes: list[Node], like: Node) -> Node:
    """Return a list that stands where *like* does."""
    return Node(Kind.LIST, nodes, like.start, like.end, None, like.text)


def says_how(pairs: dict[str, tuple[Node, Node]]) -> tuple[str, Node] | None:
    """Return how an item stands to the one below, and the key that says so."""
    for how in HOW:
        if how in pairs and pairs[how][1].value in ("true", "是"):
            return how, pairs[how][0]
    return None


def bare(node: Node, keep: tuple[str, ...] = ()) -> Node:
    """Return a mapping without the keys that say how it is laid over another."""
    if node.kind is not Kind.MAP:
        return node
    return mapping([(k, v) for k, v in node.value if k.value not in MARKS or k.value in keep], node)


def place_of(span: Span) -> str:
    """Return a place for a sentence."""
    return f"{span.file}:{span.line}:{span.column}"


def named(node: Node, name: str) -> Node:
    """Return a key of another name that stands where *node* does."""
    return Node(Kind.TEXT, name, node.start, node.end, None, node.text)


def texts_in(node: Node) -> list[Node]:
    """Return the texts of a list, or the one text."""
    nodes = node.value if node.kind is Kind.LIST else [node]
    return [one for one in nodes if one.kind is Kind.TEXT and not one.empty]


def id_of(node: Node) -> str:
    """Return the id of a step; one of its own where it has none."""
    found = pairs_of(node).get("id")
    return str(found[1].value) if found is not None and found[1].kind is Kind.TEXT else f"\0{id(node)}"


def span_of(node: Node) -> Span:
    """Return where a step stands."""
    found = pairs_of(node).get("id")
    return found[1].span if found is not None else node.span


def joined(base: Node, mine: Node) -> Node:
    """Return a list of both, each text once."""
    nodes = [*(base.value if base.kind is Kind.LIST else [base]), *(mine.value if mine.kind is Kind.LIST else [mine])]
    seen: dict[object, Node] = {}
    for node in nodes:
        seen.setdefault(node.value if node.kind is Kind.TEXT else id(node), node)
    return listing([one for one in seen.values() if not one.empty], mine)


def roles_of_both(base: Node, mine: Node) -> Node:
    """Return the roles of both: names where both list names, else a mapping in which the variant's stand."""
    if base.kind is not Kind.MAP and mine.kind is not Kind.MAP:
        return joined(base, mine)
    found: dict[str, tuple[Node, Node]] = {}
    for node in (base, mine):
        for name in texts_in(node) if node.kind is not Kind.MAP else ():
            found.setdefault(name.value, (name, Node(Kind.TEXT, "", name.end, name.end, None, name.text)))
        found.update(pairs_of(node))
    return mapping(list(found.values()), mine)


def scenarios_of_both(base: Node, mine: Node) -> Node:
    """Return the scenarios of both; one of the same title is replaced, or taken away."""
    if base.kind is not Kind.LIST or mine.kind is not Kind.LIST:
        return mine
    found: dict[object, Node] = {}
    for node in (*base.value, *mine.value):
        pairs = pairs_of(node)
        title = pairs["title"][1].value if "title" in pairs else id(node)
        says = says_how(pairs)
        if says is not None and says[0] == "remove":
            found.pop(title, None)
        else:
            found[title] = bare(node)
    return listing(list(found.values()), mine)
