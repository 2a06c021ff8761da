"""Naming: what is said of a name that leads nowhere: several in one, a remark behind it, a sign of another width."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from unicodedata import normalize

from sopkit.finding import Edit, Fix, Span
from sopkit.loader import rules
from sopkit.near import near

if TYPE_CHECKING:
    from sopkit.loader.nodes import Node
    from sopkit.loader.reading import Mention, Reading

__all__ = ["WIDE", "extra", "full_width", "nearest", "not_one_of", "unknown", "unknown_role"]

_HALF = dict(zip("，、；［］【】｛｝“”‘’：", ",,,[][]{}\"\"'':", strict=True))
WIDE = re.compile(f"[{''.join(_HALF)}]")
_COMMAS = "，、；"
_MOST = 8
_WAYS = frozenset(("next", "finish", "raise", "open"))


def full_width(reading: Reading, node: Node, *, many: bool = False) -> bool:
    """Note a full-width sign that no name has; say whether there was one."""
    match = WIDE.search(node.value)
    if match is None:
        return False
    if match[0] in _COMMAS and many and not _in_list(node):
        from sopkit.loader.meant import parts

        if len(parts(node.value)) > 1:
            _several(reading, node, parts(node.value), many=many)
            return True
    span, whole = node.part(*match.span()), node.part(0, len(node.value))
    fixes: tuple[Fix, ...] = ()
    if (
        node.style is None
        and whole.end - whole.start == len(node.value)
        and (match[0] not in _COMMAS or _in_list(node))
    ):
        # All signs of the name at once: one bracket alone would not be read.
        edits = tuple(
            Edit(whole.start + one.start(), whole.start + one.end(), _HALF[one[0]]) for one in WIDE.finditer(node.value)
        )
        fixes = (Fix("改成半角", "type the plain sign", edits),)
    args = {"char": match[0], "half": _HALF[match[0]]}
    reading.findings.append(rules.FULL_MARK.mended(span, fixes, args=args))
    return True


def unknown_role(reading: Reading, node: Node, *, many: bool) -> str | None:
    """Note a name that no role has; return the role that it is without what stands behind it."""
    from sopkit.loader.meant import parts
    from sopkit.loader.reading import hint
    from sopkit.loader.said import ROLES_SAID

    name: str = node.value
    find = reading.seating.find
    several = parts(name)
    listed = _in_list(node) and WIDE.search(name)
    if len(several) > 1 and all(find(one) for one in several) and not listed:
        _several(reading, node, several, many=many)
        return None
    if listed and full_width(reading, node, many=many):
        return None
    if extra(reading, node, node.span, lambda text: find(text) is not None):
        return find(reading.findings[-1].args["name"])
    if full_width(reading, node, many=many):
        return None
    from sopkit.wording.traditional import SIMPLIFIED

    plain = normalize("NFKC", "".join(SIMPLIFIED.get(char, char) for char in name)).strip(
        "@“”‘’\"'「」『』《》<>() \u200d"
    )
    known = tuple(reading.seating.ids)
    meant = (plain,) if find(plain) else tuple(one for one in ROLES_SAID.get(plain.casefold(), ()) if find(one))
    meant = meant or reading.near(name, known)
    hints = hint(meant) if meant else _known(reading.seating.titles)
    reading.note(rules.UNKNOWN, node.span, what="岗位", what_en="role", name=name, **hints)
    return None


def nearest(reading: Reading, name: str, names: Iterable[str]) -> dict[str, str]:
    """Return the endings that say what was probably meant; where nothing is near, what there is."""
    from sopkit.loader.reading import hint

    known = tuple(names)
    found = reading.near(name, known)
    return hint(found) if found else _known(known)


def _known(names: tuple[str, ...]) -> dict[str, str]:
    if not 0 < len(names) <= _MOST:
        return {"hint": "", "hint_en": ""}
    return {"hint": f"。现有：{'、'.join(names)}", "hint_en": f"; there are: {', '.join(names)}"}


def extra(reading: Reading, node: Node, span: Span, fits: Callable[[str], bool]) -> bool:
    """Note a remark, or a sign, behind a value that is right without it; say whether there was one."""
    from sopkit.loader.meant import extra as behind

    text: str = node.value
    at = behind(text, fits)
    if at is None:
        return False
    more = text[at:].strip()
    said = more.strip("（）()【】[]「」#＃/／,，.。;；:：、!！|｜-–— ")
    start = at + len(text[at:]) - len(text[at:].lstrip())
    spot = node.part(start, len(text))
    fixes: tuple[Fix, ...] = ()
    if node.style is None and spot.start > span.start:
        whole = node.part(0, len(text))
        line = node.text.line(node.start.line)
        ends = not line[node.start.column + len(text) :].strip()
        keep = f" # {said}" if said and ends else ""
        zh, en = ("改成注释", "make it a comment") if keep else ("删掉", "delete it")
        fixes = (Fix(zh, en, (Edit(whole.start + at, whole.end, keep),), not said or bool(keep)),)
    args = {"name": text[:at], "extra": more[:40]}
    if said:
        reading.findings.append(rules.REMARK_BEHIND.mended(spot, fixes, args={**args, "said": said[:40]}))
    else:
        reading.findings.append(rules.SIGN_BEHIND.mended(spot, fixes, args=args))
    return True


def not_one_of(reading: Reading, node: Node, key: str, words: tuple[tuple[str, str, str], ...]) -> None:
    """Note a word that is none of *words*; where none was surely meant, say what each of them means."""
    from sopkit.loader.meant import words as stands_for
    from sopkit.loader.reading import hint

    known = tuple(word for word, _, _ in words)
    if extra(reading, node, node.span, known.__contains__):
        return
    meant = stands_for(node.value, known) or near(node.value, known)
    zh = "、".join(known if meant else (f"{word}（{what}）" if what != word else word for word, what, _ in words))
    en = ", ".join(known if meant else (f"{word} ({what})" if what != word else word for word, _, what in words))
    args = {"key": key, "text": node.value[:40], "known": zh, "known_en": en, "wrong": node.value}
    reading.note(rules.NOT_ONE_OF, node.span, **args, **hint(meant))


def unknown(reading: Reading, mention: Mention, known: Iterable[str], what: str, what_en: str) -> None:
    """Note a mention that leads nowhere."""
    from sopkit.loader.meant import parts, way
    from sopkit.loader.reading import hint

    node, name = mention.node, mention.name
    known = tuple(known)
    if node is not None and node.value == name:
        several = parts(name)
        if mention.many and len(several) > 1 and all(one in known for one in several):
            _several(reading, node, several, many=True)
            return
        if extra(reading, node, mention.span, known.__contains__):
            return
    meant = (
        tuple(one for one in way(name) if one in known or one.split(" ")[0] in _WAYS) if mention.kind == "step" else ()
    )
    ends = hint(meant) if meant else nearest(reading, name, known)
    reading.note(rules.UNKNOWN, mention.span, what=what, what_en=what_en, name=name, **ends)


def _several(reading: Reading, node: Node, several: tuple[str, ...], *, many: bool) -> None:
    """Note several names in one, and the list to write for them."""
    line = node.text.line(node.start.line)
    names = f"[{', '.join(several)}]"
    fixes: tuple[Fix, ...] = ()
    single = re.search(r"(?:^|[\s{,])(role): +$", line[: node.start.column])
    fix = names
    if single:
        fix = f"roles: {names}"
    if single or many:
        at = node.text.start_of(node.start.line) + single.start(1) if single else node.span.start
        fixes = (Fix(f"改成 {fix}", f"write {fix}", (Edit(at, node.span.end, fix),), many and not single),)
    args = {"text": node.value, "fix": fix}
    reading.findings.append(rules.SEVERAL.mended(node.span, fixes, args=args))


def _in_list(node: Node) -> bool:
    """Whether the value is an item of a list in brackets."""
    before = node.text.text[: node.span.start].rstrip()
    line = before[before.rfind("\n") + 1 :]
    return before.endswith(("[", ",")) and line.count("[") > line.count("]")
