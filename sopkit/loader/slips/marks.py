"""Slips of lists: bullets and numbers for dashes, and a first item on the line of its key."""

from __future__ import annotations

import re

from sopkit.finding import Edit
from sopkit.loader import rules
from sopkit.loader.slips.place import goes_on, indent_of, lists, parent_of
from sopkit.loader.slips.slip import Slip
from sopkit.loader.text import Text
from sopkit.loader.working import HOLE

__all__ = ["dash_behind_key", "list_mark"]

_BULLETS = "●•·○◆◇■□▪▫▶►※★☆✓✔✅☑👉➤‣⁃∙◦*+"
_MARK = re.compile(
    r"^( *)(?P<mark>[" + _BULLETS + r"]|\d{1,2}(?:[.．)）]|、)|[①-⑳㈠-㈩⒈-⒛⑴-⒇]|[（(][\d一二三四五六七八九十]{1,2}[)）]"
    r"|[一二三四五六七八九十]{1,3}、)(?P<gap> *)(?=\S)(?P<rest>.*)$"
)
_PAIR = re.compile(r"[^\s:]+:(\s|$)")
_BEHIND = re.compile(r"^(?P<head> *(?:- +)*(?P<key>[A-Za-z_]\w{0,40}): *)(?P<dash>- +)(?P<rest>\S.*)$")


def list_mark(view: Text, number: int) -> Slip | None:
    """Find a bullet or a number at the head of a line where an item of a list should begin."""
    line = view.line(number)
    match = _MARK.match(line)
    if match is None or parent_of(view, number) not in lists() or goes_on(view, number):
        return None
    if match["mark"] in "*+" and not match["gap"]:
        return None
    start = view.start_of(number) + match.start("mark")
    end = view.start_of(number) + match.start("rest")
    after = view.line(number + 1)
    # Where the next line stands below the text, the text has to stay where it is.
    width = end - start
    aligned = bool(after.strip()) and indent_of(after) == match.start("rest") and width > 2
    dash = "-" + " " * (width - 1) if aligned else "- "
    args = {"char": match["mark"], "fix": f"- {match['rest'].strip()}"[:60]}
    # A number may be meant to be read aloud, unless a key follows.
    safe = match["mark"] in _BULLETS or _PAIR.match(match["rest"]) is not None
    zh, en = "改成“- ”", "write “- ”"
    width = len(match["mark"])
    return Slip(rules.LIST_MARK, start, start + width, (Edit(start, end, dash),), args, zh, en, safe=safe)


def dash_behind_key(view: Text, number: int) -> Slip | None:
    """Find the first item of a list on the line of its key."""
    line = view.line(number)
    match = _BEHIND.match(line)
    if match is None or match["key"] not in lists():
        return None
    offset = view.start_of(number)
    at, end = offset + match.start("dash"), offset + len(line.rstrip())
    level = indent_of(line) + 2 * (match["head"].lstrip(" ").startswith("-") + 1)
    below = _below(view, number)
    mend = _broken(view, number, match, level, below)
    edits = [Edit(at, end, HOLE)]
    for other in below:
        # What stands there cannot be read before the line is broken.
        text = view.line(other)
        edits.append(Edit(view.start_of(other), view.start_of(other) + len(text), " " * len(text)))
    args = {"key": match["key"]}
    zh, en = "换行", "break the line"
    return Slip(rules.DASH_BEHIND_KEY, at, at + 1, tuple(edits), args, zh, en, mend=mend)


def _below(view: Text, number: int) -> list[int]:
    """Return the lines that hang on the key of this line."""
    indent = indent_of(view.line(number))
    found: list[int] = []
    for other in range(number + 1, view.text.count("\n") + 1):
        line = view.line(other)
        if line.strip() and indent_of(line) <= indent:
            break
        if line.strip():
            found.append(other)
    return found


def _broken(view: Text, number: int, match: re.Match[str], level: int, below: list[int]) -> tuple[Edit, ...]:
    """Return the edits that break the line, what hangs on it moved along; none where its shape is not plain."""
    offset = view.start_of(number)
    head = offset + match.end("key") + 1
    edits = [Edit(head, offset + match.start("rest"), "\n" + " " * level + "- ")]
    items = {indent_of(view.line(n)) for n in below if view.line(n).lstrip().startswith("- ")}
    keys = {indent_of(view.line(n)) for n in below if not view.line(n).lstrip().startswith(("- ", "#"))}
    if len(items) > 1 or len(keys) > 1:
        return ()
    for other in below:
        line = view.line(other)
        wanted = level if line.lstrip().startswith("- ") else level + 2
        at = view.start_of(other)
        edits.append(Edit(at, at + indent_of(line), " " * wanted))
    return tuple(edits)
