"""Slips: the mistakes of typing behind YAML that cannot be read, or that is read as something else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator

from sopkit.loader import rules
from sopkit.loader.events import BrokenYaml
from sopkit.loader.scan import Scan, scan
from sopkit.loader.slips.lines import LINE_SLIPS, bad_start, dash, flow_comma, full_colon, no_space, sign
from sopkit.loader.slips.marks import list_mark
from sopkit.loader.slips.pairs import not_a_colon, quoted_key, tight_pair
from sopkit.loader.slips.pasted import comment_sign, fence, ruler, stray_line
from sopkit.loader.slips.place import KEYS
from sopkit.loader.slips.slip import Slip, quoted, quotes_around
from sopkit.loader.slips.structure import indents, structure_slips
from sopkit.loader.suspect import suspects, suspicious
from sopkit.loader.text import Text

__all__ = ["Slip", "bad_start", "candidates", "unseen"]

_UNSEEN = (
    *(fence, comment_sign, list_mark, quoted_key, ruler, flow_comma, full_colon, sign, dash, bad_start, no_space),
    *(not_a_colon, tight_pair),
)

_LONGEST = 4_000
"""On a longer line nobody is shown where to type what."""


def unseen(
    view: Text, among: Collection[int] | None = None, inside: Collection[int] = ()
) -> tuple[list[Slip], set[int]]:
    """
    Return the slips that the parser passes over, one kind for each line, and the lines inside longer texts.

    Those are known already where only the lines *among* are looked at.
    """
    if among is None:
        lines = sorted({view.line_of(place) for place in suspects(view.text)})
    else:
        lines = sorted(number for number in among if suspicious(view.line(number)))
    lines = [number for number in lines if len(view.line(number)) <= _LONGEST]
    slips = {number: [slip] for number in lines if (slip := _unseen_on(view, number)) is not None}
    asking = [number for number in lines if number not in slips and "?" in view.line(number)]
    if asking or (slips and among is None):
        seen = scan(view)
        inside = seen.inside
        slips |= {number: list(_questions(view, number, seen)) for number in asking}
    return [slip for number in sorted(slips) if number not in inside for slip in slips[number]], set(inside)


def _unseen_on(view: Text, number: int) -> Slip | None:
    line = view.line(number)
    for find in _UNSEEN:
        slip = find(view, number)
        if slip is None:
            continue
        word = re.search(r"([A-Za-z_]+)[\"']?\s*$", line[: slip.start - view.start_of(number)])
        if find is full_colon and word is None:
            continue
        if find is no_space and (word is None or word[1] not in KEYS):
            continue
        if find is bad_start and slip.args["char"] != "{{":
            continue
        return slip
    return None


def _questions(view: Text, number: int, seen: Scan) -> Iterator[Slip]:
    """Yield each plain text inside brackets that holds a question mark: YAML readers do not agree on it."""
    start, end = view.start_of(number), view.start_of(number) + len(view.line(number))
    for low, high in seen.flow[bisect_left(seen.flow, (start,)) :]:
        if low >= end:
            return
        if "?" in (value := view.text[low:high]):
            at = low + value.index("?")
            args = {"fix": quoted(value)[:60]}
            yield Slip(rules.QUESTION, at, at + 1, quotes_around(low, value), args, "加引号", "put it in quotes")


def candidates(view: Text, broken: BrokenYaml, first: int) -> Iterator[Slip]:
    """
    Yield what may be behind a syntax error, the likeliest first; whether it is shows when it is mended.

    *first* is the line of the top-level key above it.
    """
    last = min(broken.line, max(0, view.text.rstrip().count("\n")))
    lines = list(_lines(view, broken.since, last))
    for find in LINE_SLIPS:
        for number in lines:
            slip = find(view, number)
            if slip is not None:
                yield slip
    yield from structure_slips(view, first, last)
    for number in lines:
        slip = stray_line(view, number)
        if slip is not None:
            yield slip
    yield from indents(view, last)


def _lines(view: Text, since: int, last: int) -> Iterator[int]:
    """Yield the lines worth a look: where it broke, those above, and where the broken thing began."""
    near = list(range(last, max(-1, last - 4), -1))
    yield from (number for number in near if view.line(number).strip() and len(view.line(number)) <= _LONGEST)
    if since not in near and len(view.line(since)) <= _LONGEST:
        yield since
