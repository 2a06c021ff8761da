"""Did you mean: the names that are so close to a wrong one that they were probably meant."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["distance", "near"]


def distance(left: str, right: str, limit: int) -> int:
    """
    Return the Damerau-Levenshtein distance (restricted), or ``limit + 1`` once it is over *limit*.

    A swap of two neighbours counts as one edit.
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above, before_above = row, before
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before_above[j - 2] + 1)
            row.append(cost)
        before = above
        if min(row) > limit:
            return limit + 1
    return row[-1] if row[-1] <= limit else limit + 1


def near(wrong: str, names: Iterable[str]) -> tuple[str, ...]:
    """
    Return every name that is nearest to *wrong*, all ties, in the order of *names*.

    One edit is allowed in up to three characters, else 30 % of the length.
    Case and the choice between ``-`` and ``_`` do not count. Of one
    character nothing can be said: every other one is an edit away.
    """
    wrong = wrong[:100].casefold().replace("_", "-")
    limit = 1 if len(wrong) <= 3 else int(len(wrong) * 0.3 + 0.5)
    best: list[str] = []
    for name in names:
        found = distance(wrong, name.casefold().replace("_", "-"), limit)
        if found > limit or (found and len(wrong) < 2):
            continue
        if found < limit:
            limit, best = found, []
        best.append(name)
    return tuple(dict.fromkeys(best))
