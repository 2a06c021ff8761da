"""Slips of one key and its value: no colon between them, or something else; quotes of another width around the key."""

from __future__ import annotations

import re

from sopkit.finding import Edit
from sopkit.loader import rules
from sopkit.loader.slips.place import KEYS, goes_on
from sopkit.loader.slips.slip import Slip
from sopkit.loader.text import Text

__all__ = ["not_a_colon", "quoted_key", "tight_pair"]

_OTHER = re.compile(
    r"^(?P<head> *(?:- +)*)(?P<key>[A-Za-z_]{2,30})(?P<sign> *(?:==?|＝|=>|->|→|；|;|，|。|、|﹕|∶|︰|: *：|：：|::) *| +)(?P<rest>\S.*)$"
)
_WIDE_KEY = re.compile(
    r"(?:^ *(?:- +)*|[{,，] *)(?P<open>[“”‘’＂＇「『])(?P<key>[^“”‘’＂＇「」『』:：\"']{1,40})(?P<close>[“”‘’＂＇」』])(?= *[:：])"
)
_TIGHT = re.compile(r"(?P<key>[{,，] *[a-z_]{2,30}):(?=[^\s:/\"'\d])")
_PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'", "＂": '"', "＇": "'", "「": '"', "『": '"'}


def not_a_colon(view: Text, number: int) -> Slip | None:
    """Find a known key with something else than a colon behind it, or with nothing but a space."""
    line = view.line(number)
    match = _OTHER.match(line)
    if match is None or match["key"] not in KEYS or goes_on(view, number):
        return None
    sign = match["sign"].strip()
    rest = match["rest"].strip()
    if not sign and (rest[0] in ":：=" or re.search(r":(\s|$)", rest)):
        return None
    offset = view.start_of(number)
    at = offset + match.start("sign") + (len(match["sign"]) - len(match["sign"].lstrip()) if sign else 0)
    edits = (Edit(offset + match.start("sign"), offset + match.end("sign"), ": "),)
    args = {
        "key": match["key"],
        "char": f"“{sign}”" if sign else "空格",
        "char_en": f"“{sign}”" if sign else "a space alone",
        "fix": f"{match['key']}: {rest}"[:60],
    }
    zh, en = "改成冒号加空格", "write a colon and a space"
    return Slip(rules.NOT_A_COLON, at, at + max(1, len(sign)), edits, args, zh, en)


def quoted_key(view: Text, number: int) -> Slip | None:
    """Find a key between quotes of another width."""
    line = view.line(number)
    match = _WIDE_KEY.search(line)
    if match is None or line.lstrip().startswith("#"):
        return None
    offset = view.start_of(number)
    half = _PLAIN[match["open"]]
    # One word needs no quotes, and what stands behind it can then be judged by itself.
    bare = re.fullmatch(r"[\w-]+", match["key"]) is not None
    edits = tuple(
        Edit(offset + match.start(part), offset + match.end(part), "" if bare else half) for part in ("open", "close")
    )
    zh, en = ("去掉引号", "take the quotes away") if bare else ("改成半角", "type the plain sign")
    args = {"char": match["open"], "half": half}
    return Slip(rules.FULL_MARK, edits[0].start, edits[0].end, edits, args, zh, en)


def tight_pair(view: Text, number: int) -> Slip | None:
    """Find, inside braces, a known key with no space behind its colon: YAML takes the two for one word."""
    line = view.line(number)
    for match in _TIGHT.finditer(line):
        word = match["key"].lstrip("{,， ")
        if word not in KEYS or line.lstrip().startswith("#"):
            continue
        at = view.start_of(number) + match.end("key")
        rest = re.split(r"[,，}\]]", line[match.end() :], maxsplit=1)[0].strip()
        args = {"fix": f"{word}: {rest}"[:60]}
        return Slip(rules.NO_SPACE, at, at + 1, (Edit(at + 1, at + 1, " "),), args, "补一个空格", "type the space")
    return None
