"""Conditions: whether an expression can be true, can be false, or only one of the two, whatever its names hold."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from typing import Any

from sopkit.verify.terms import ALL, ANY, LEAF, MISFIT, NOT, NULL, UNKNOWN, Domain, is_broken, terms_of

__all__ = ["NULL", "UNKNOWN", "Domain", "Truth", "judge"]

_MOST = 2048
"""How many cases are tried before it is left undecided."""


class Truth(Enum):
    """What is known of a condition; ``undecided`` where nobody should guess."""

    ALWAYS = "always"
    NEVER = "never"
    DEPENDS = "depends"
    UNDECIDED = "undecided"

    @property
    def may_hold(self) -> bool:
        """Whether it is not known never to hold."""
        return self is not Truth.NEVER

    @property
    def may_fail(self) -> bool:
        """Whether it is not known always to hold."""
        return self is not Truth.ALWAYS


def judge(texts: tuple[str, ...], domain: Callable[[str], Domain]) -> Truth:
    """
    Return what is known of *texts* holding together; *domain* says what each name may hold.

    What compares two names, or reckons with one, is taken to hold or not as
    it likes, so that a verdict of ``always`` or ``never`` is sure.
    """
    terms = terms_of(texts)
    return Truth.UNDECIDED if terms is None else _judged(texts, tuple(map(domain, terms.constants)))


@lru_cache(maxsize=8192)
def _judged(texts: tuple[str, ...], domains: tuple[Domain, ...]) -> Truth:
    """
    Return the verdict where the names hold what *domains* say, in the order in which they are read.

    What a name holds matters only by what becomes of the leaves that read
    it. The conditions are walked as the engine walks them; where a leaf of
    an open name is come to, each thing that can become of it is tried, so
    that names which nothing comes to cost nothing.
    """
    terms = terms_of(texts)
    assert terms is not None
    ways = [terms.ways(name, domain) for name, domain in zip(terms.constants, domains, strict=True)]
    ways += [dict.fromkeys(((True,) * count, (False,) * count)) for count in terms.opaque.values()]
    misfits = any(value is MISFIT for several in ways for way in several for value in way)
    seen: set[bool] = set()
    left: list[tuple[Any, ...]] = [(None,) * len(ways)]
    for _ in range(_MOST):
        if not left or (len(seen) == 2 and not misfits):
            return _verdict(seen)
        held = left.pop()
        value = _value(terms.tree, held)
        if value is MISFIT:
            return Truth.UNDECIDED
        if isinstance(value, _Open):
            left += [(*held[: value.name], way, *held[value.name + 1 :]) for way in ways[value.name]]
        else:
            seen.add(bool(value) and not is_broken(value))
    return Truth.UNDECIDED if left else _verdict(seen)


def _verdict(seen: set[bool]) -> Truth:
    return Truth.DEPENDS if len(seen) > 1 else Truth.ALWAYS if True in seen else Truth.NEVER


class _Open:
    """Stands for a value that hangs on a name of which nothing is settled yet."""

    __slots__ = ("name",)

    def __init__(self, name: int) -> None:
        self.name = name


def _value(part: Any, held: tuple[Any, ...]) -> Any:
    """Return the value of a part of a condition, as the engine would work it out: the first that decides is taken."""
    kind = part[0]
    if kind == LEAF:
        way = held[part[1]]
        return _Open(part[1]) if way is None else way[part[2]]
    if kind in (ALL, ANY):
        value: Any = kind == ALL
        for one in part[1]:
            value = _value(one, held)
            if isinstance(value, _Open) or is_broken(value) or bool(value) is (kind == ANY):
                return value
        return value
    if kind == NOT:
        value = _value(part[1], held)
        return value if isinstance(value, _Open) or is_broken(value) else not value
    return part[1]
