"""Slips that only the lines around show: brackets and quotes left open, indents that match nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from sopkit.finding import Edit
from sopkit.loader import rules
from sopkit.loader.scan import scan
from sopkit.loader.slips.place import indent_of
from sopkit.loader.slips.slip import Slip
from sopkit.loader.text import Text

__all__ = ["indents", "structure_slips"]

_CLOSER = {"[": "]", "{": "}"}
_OPENER = {"]": "[", "}": "{"}
_BLOCK = re.compile(r"^(?P<head> *(?:- +)*)(?P<key>[^\s:#]{1,40}): +(?P<sign>[|>][+-]?\d?[+-]?)\s*(?:#.*)?$")
_PAIR = re.compile(r"^ *(?:- +)*[A-Za-z_]\w{0,40}:(\s|$)")
_SEEN = 200
"""How many lines above the trouble an open bracket or quote is looked for."""


def structure_slips(view: Text, first: int, last: int) -> Iterator[Slip]:
    """Yield what may be wrong with blocks, brackets and quotes from line *first* to line *last*."""
    yield from _block_text(view, last)
    seen = scan(view, first, last)
    floor = view.start_of(max(0, last - _SEEN))
    for at in [at for at in seen.quotes if at >= floor][:3]:
        yield _unclosed(view, at, view.text[at], first)
    for char, at in [one for one in reversed(seen.opened) if one[1] >= floor][:3]:
        yield from _open_bracket(view, at, char)
    for at in [at for at in seen.stray if at >= floor][-2:]:
        char = view.text[at]
        args = {"char": char, "open": _OPENER[char]}
        yield Slip(rules.UNOPENED, at, at + 1, (Edit(at, at + 1, ""),), args, "删掉", "delete it")


def _block_text(view: Text, last: int) -> Iterator[Slip]:
    """Yield the text below a ``|`` or ``>`` that does not stand further in than its key."""
    for number in range(last, max(-1, last - 4), -1):
        header = _BLOCK.match(view.line(number))
        first = next((n for n in range(number + 1, last + 2) if view.line(n).strip()), None)
        if header is None or first is None:
            continue
        level, have = len(header["head"]), indent_of(view.line(first))
        if have > level or _PAIR.match(view.line(first)):
            continue
        edits = []
        for other in range(first, view.text.count("\n") + 1):
            line = view.line(other)
            if line.strip() and (indent_of(line) < have or _PAIR.match(line)):
                break
            if line.strip():
                at = view.start_of(other)
                edits.append(Edit(at, at, " " * (level + 2 - have)))
        at = view.start_of(first) + have
        args = {"key": header["key"], "sign": header["sign"], "have": str(have), "want": str(level + 1)}
        zh, en = f"缩进改成 {level + 2} 格", f"indent it by {level + 2}"
        end = at + len(view.line(first).strip())
        yield Slip(rules.BLOCK_TEXT, at, end, tuple(edits), args, zh, en)


def _unclosed(view: Text, at: int, char: str, first: int) -> Slip:
    number = view.line_of(at)
    line = view.line(number)
    end = view.start_of(number) + len(line.rstrip())
    inside = line[at - view.start_of(number) :]
    comment = re.search(r"\s+#\s", inside)
    if comment:
        end = at + comment.start()
    # Inside brackets the text ended before the closing one, not after it.
    opened = scan(view, first, number - 1).opened if number > first else []
    tail = re.search(r"[\]}]+\s*$", view.text[at:end])
    if tail and (opened or re.search(r"[\[{]", line[: at - view.start_of(number)])):
        end = at + tail.start()
    return Slip(
        rules.UNCLOSED,
        at,
        at + 1,
        (Edit(end, end, char),),
        {"char": char, "close": char},
        "补上",
        "close it",
        safe=False,
    )


def _open_bracket(view: Text, at: int, char: str) -> Iterator[Slip]:
    """Yield the bracket closed where its line ends, or before the next line that is a key at its own level."""
    close = _CLOSER[char]
    number = view.line_of(at)
    for line_number in (number, _before_next_key(view, number)):
        line = re.sub(r"\s+#(\s.*)?$", "", view.line(line_number)).rstrip().rstrip(",，")
        end = view.start_of(line_number) + len(line)
        if end > at:
            args = {"char": char, "close": close}
            yield Slip(rules.UNCLOSED, at, at + 1, (Edit(end, end, close),), args, "补上", "close it", safe=False)
    # Or it was closed by one of the other kind.
    rest = view.line(number)[at - view.start_of(number) :]
    other = "}" if close == "]" else "]"
    if close not in rest and other in rest:
        wrong = at + rest.index(other)
        args = {"char": char, "close": close}
        yield Slip(rules.UNCLOSED, at, at + 1, (Edit(wrong, wrong + 1, close),), args, "补上", "close it", safe=False)


def _before_next_key(view: Text, number: int) -> int:
    line = view.line(number)
    indent = len(line) - len(line.lstrip(" "))
    count = view.text.count("\n")
    kept = number
    for after in range(number + 1, min(count, number + _SEEN) + 1):
        text = view.line(after)
        if not text.strip():
            continue
        if len(text) - len(text.lstrip(" ")) <= indent and re.match(r"\s*(- +)?[^\s:]+:(\s|$)", text):
            break
        kept = after
    return kept


def indents(view: Text, last: int) -> Iterator[Slip]:
    """Yield the line whose indent matches no line above it, moved with all that hangs on it to the nearest level."""
    for number in range(last, max(-1, last - 3), -1):
        line = view.line(number)
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        have = len(line) - len(line.lstrip(" "))
        levels = _levels(view, number)
        if not levels:
            continue
        wanted = sorted(levels, key=lambda level, have=have: (abs(level - have), -level))  # type: ignore[misc]
        for want in wanted[:3]:
            if want == have:
                continue
            block = _moved(view, number, have, want)
            yield block
            if len(block.edits) > 1:
                # Or only the line itself strayed, and what hangs on it stands where it should.
                yield evolve(block, edits=block.edits[:1])


def _levels(view: Text, number: int) -> list[int]:
    """Return the levels at which a line after those above may stand."""
    levels: list[int] = []
    below: int | None = None
    for above in range(number - 1, max(-1, number - 400), -1):
        text = view.line(above)
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        indent = len(text) - len(text.lstrip(" "))
        inner = len(text) - len(re.sub(r"^ *(- +)+", "", text))
        if below is None or indent < below:
            levels += [level for level in (inner, indent) if level not in levels]
            below = indent
        if indent == 0:
            break
    return levels


def _moved(view: Text, number: int, have: int, want: int) -> Slip:
    edits = []
    count = view.text.count("\n")
    for after in range(number, count + 1):
        line = view.line(after)
        indent = len(line) - len(line.lstrip(" "))
        if (
            after > number
            and line.strip()
            and (indent < have or (indent == have and not _same(line, view.line(number))))
        ):
            break
        at = view.start_of(after)
        if not line.strip():
            continue
        if want > have:
            edits.append(Edit(at, at, " " * (want - have)))
        else:
            edits.append(Edit(at, at + have - want, ""))
    at = view.start_of(number)
    args = {"have": str(have), "want": str(want)}
    # One line that strayed is brought back; a whole block may have been meant to hang elsewhere.
    zh, en = f"缩进改成 {want} 格", f"indent it by {want}"
    return Slip(rules.INDENT, at + have, at + len(view.line(number)), tuple(edits), args, zh, en, safe=False)


def _same(line: str, other: str) -> bool:
    """Whether two lines of one indent belong to one list or one mapping."""
    return line.lstrip().startswith("- ") == other.lstrip().startswith("- ")
