"""Nodes: what a pattern is made of, each with its regular expression and the cost of matching it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import prod

from sopkit.wording.fold import ENDERS

__all__ = ["ANY", "Alternatives", "Chars", "Node", "Repeat", "Sequence", "Word", "either", "one_of_each"]

_MOST_OPENINGS = 400


class Node:
    """
    A part of a pattern. Everything that is known of it is worked out when it is made.

    ``firsts`` are the characters that a match may begin with (``None`` for
    nearly any), ``openings`` the first two where they are known, ``musts``
    characters of which every match has one (none, where none are known).
    ``least`` is the fewest characters of a match; ``varies`` says that
    matches differ in length; ``ways`` bounds in how many ways it may match
    at one place. ``source`` is its regular expression, as one atom.
    """

    __slots__ = ("firsts", "least", "musts", "openings", "source", "varies", "ways")

    firsts: frozenset[str] | None
    openings: frozenset[str]
    musts: frozenset[str]
    least: int
    varies: bool
    ways: int
    source: str


class Word(Node):
    """Characters one after the other, as they are."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        self.firsts = frozenset(text[:1])
        self.openings = frozenset((text[:2],))
        self.musts = frozenset(text[-1:])
        self.least = len(text)
        self.varies = False
        self.ways = 1
        # Han and letters stand for themselves, and there are thousands of them.
        source = text if text.isalnum() else re.escape(text)
        self.source = source if len(text) == 1 else f"(?:{source})"


class Chars(Node):
    """One character out of some, or any but some."""

    __slots__ = ()

    def __init__(self, chars: frozenset[str], *, negated: bool = False) -> None:
        self.firsts = None if negated else chars
        self.openings = self.musts = frozenset() if negated else chars
        self.least = self.ways = 1
        self.varies = False
        self.source = _class(chars, negated)


class Repeat(Node):
    """A node, from ``low`` to ``high`` times."""

    __slots__ = ()

    def __init__(self, node: Node, low: int, high: int) -> None:
        self.firsts = node.firsts
        self.openings = node.openings if node.least > 1 or low > 1 else node.firsts or frozenset()
        self.musts = node.musts if low else frozenset()
        self.least = node.least * low
        self.varies = True
        self.ways = sum(node.ways**times for times in range(low, high + 1))
        self.source = f"{node.source}{'?' if (low, high) == (0, 1) else f'{{{low},{high}}}'}"


class Sequence(Node):
    """One node after the other."""

    __slots__ = ()

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        self.firsts = _together(nodes)
        self.openings = _openings(nodes)
        # The fewer they are the more they tell, and what comes late tells more than what it opens with.
        self.musts = min((node.musts for node in reversed(nodes) if node.musts), key=len, default=frozenset())
        self.least = sum(node.least for node in nodes)
        self.varies = any(node.varies for node in nodes)
        self.ways = prod(node.ways for node in nodes)
        self.source = f"(?:{''.join(node.source for node in nodes)})"


class Alternatives(Node):
    """One of several nodes."""

    __slots__ = ()

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        known = [node.firsts for node in nodes if node.firsts is not None]
        self.firsts = frozenset().union(*known) if len(known) == len(nodes) else None
        self.openings = frozenset().union(*(node.openings for node in nodes))
        self.musts = one_of_each(node.musts for node in nodes)
        self.least = min(node.least for node in nodes)
        self.varies = any(node.varies for node in nodes) or len({node.least for node in nodes}) > 1
        self.ways = _most_at_once(nodes)
        self.source = either(node.source for node in nodes)


def one_of_each(musts: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return characters of which there is one wherever one of several matches; none, where one may match without."""
    several = tuple(musts)
    return frozenset().union(*several) if all(several) else frozenset()


def either(sources: Iterable[str]) -> str:
    """Return one of several expressions, the longer of two words first, so that a match is as long as can be."""
    return f"(?:{'|'.join(sorted(sources, key=len, reverse=True))})"


@lru_cache(maxsize=512)
def _class(chars: frozenset[str], negated: bool) -> str:  # noqa: FBT001 -- the key of a cache
    inside = "".join(re.escape(char) for char in sorted(chars))
    return inside if len(chars) == 1 and not negated else f"[{'^' * negated}{inside}]"


def _together(nodes: tuple[Node, ...]) -> frozenset[str] | None:
    """Return the first characters of every node up to the first that must match something."""
    found = frozenset[str]()
    for node in nodes:
        if node.firsts is None:
            return None
        found |= node.firsts
        if node.least:
            break
    return found


def _openings(nodes: tuple[Node, ...]) -> frozenset[str]:
    """Return what a match begins with: two characters where the first node is one and the next are known."""
    first, *rest = nodes
    if first.least == 0:
        return first.openings | (_openings(tuple(rest)) if rest else frozenset())
    if first.least > 1 or first.varies or not rest or sum(node.least for node in rest) == 0:
        return first.openings
    then = _together(tuple(rest))
    ones = first.firsts or frozenset()
    if then is None or len(ones) * len(then) > _MOST_OPENINGS:
        return ones
    return frozenset(one + other for one in ones for other in then)


def _most_at_once(nodes: tuple[Node, ...]) -> int:
    """Return the most ways at one place: only those that begin with the same character can match there."""
    counted = Counter[str]()
    always = 0
    for node in nodes:
        if node.firsts is None or node.least == 0:
            always += node.ways
        else:
            for char in node.firsts:
                counted[char] += node.ways
    return always + max(counted.values(), default=0)


ANY = Chars(frozenset(ENDERS), negated=True)
"""Any character of the same sentence."""
