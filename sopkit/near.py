"""Did you mean: the names that are so close to a wrong one that they were probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

__all__ = ["begun", "distance", "near"]


def distance(left: str, right: str, limit: int) -> int:
    """
    Return the Damerau-Levenshtein distance (restricted), or ``limit + 1`` once it is over *limit*.

    A swap of two neighbours counts as one edit.
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    far = limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above, before_above = row, before
        # Further from the diagonal than the limit nothing can be within it.
        first, last = max(1, i - limit), min(len(right), i + limit)
        row = [far] * (len(right) + 1)
        least = row[first - 1] = i if first == 1 else far
        for j in range(first, last + 1):
            b = right[j - 1]
            cost = above[j - 1] + (a != b)
            if above[j] < cost:
                cost = above[j] + 1
            if row[j - 1] < cost:
                cost = row[j - 1] + 1
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b and before_above[j - 2] < cost:
                cost = before_above[j - 2] + 1
            row[j] = cost
            least = min(least, cost)
        before = above
        if least > limit:
            return far
    return min(row[-1], far)


def near(wrong: str, names: Iterable[str]) -> tuple[str, ...]:
    """
    Return every name that is nearest to *wrong*, all ties, in the order of *names*.

    One edit is allowed in up to three characters, else 30 % of the length.
    Case and the choice between ``-`` and ``_`` do not count. Of one
    character nothing can be said: every other one is an edit away.
    """
    wrong, letters = _folded(wrong[:100])
    limit = 1 if len(wrong) <= 3 else int(len(wrong) * 0.3 + 0.5)
    best: list[str] = []
    for name in names:
        other, others = _folded(name)
        # An edit brings in one letter at most, and takes away one: most names need no closer look.
        if abs(len(other) - len(wrong)) > limit or len(letters - others) > limit or len(others - letters) > limit:
            continue
        found = distance(wrong, other, limit)
        if found > limit or (found and len(wrong) < 2):
            continue
        if found < limit:
            limit, best = found, []
        best.append(name)
    return tuple(dict.fromkeys(best))


def begun(wrong: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the first few names of which *wrong* is the first word or words: of ``coupon``, ``coupon-missing``."""
    start, _ = _folded(wrong[:100])
    return tuple(name for name in names if start and _folded(name)[0].startswith(start + "-"))[:3]


@lru_cache(maxsize=8192)
def _folded(name: str) -> tuple[str, frozenset[str]]:
    """Return *name* as it is compared, and its letters."""
    folded = name.casefold().replace("_", "-")
    return folded, frozenset(folded)
