"""Complaints: what the reader says of keys and values that are not as their table wants them."""

from __future__ import annotations

import re
from collections.abc import Collection
from unicodedata import normalize

from sopkit.finding import Edit, Fix
from sopkit.loader import kinds, rules
from sopkit.loader.item import Item
from sopkit.loader.kinds import Key, Table
from sopkit.loader.nodes import Kind, Node
from sopkit.loader.reading import Reading, hint

__all__ = ["FOUND", "check_id", "fits_id", "missing", "not_a_mapping", "nothing", "unknown_key"]

FOUND = {Kind.TEXT: ("一段文字", "a text"), Kind.LIST: ("一个列表", "a list"), Kind.MAP: ("一组“键: 值”", "a mapping")}
_ID = re.compile(r"[^\s$:{}\[\],#&*!|>'\"%@`/\\，、；：［］【】｛｝]{1,80}")
_NAME = re.compile(r"[^\W\d]\w{0,60}")
_RESERVED = {"next", "finish", "raise", "open"}


def not_a_mapping(reading: Reading, node: Node, table: Table) -> None:
    """Note a node that should be a mapping."""
    zh, en = FOUND[node.kind]
    reading.note(rules.NOT_A_MAPPING, node.span, what=table.zh, what_en=table.en, found=zh, found_en=en)


def unknown_key(reading: Reading, table: Table, key: Node, others: Collection[str]) -> str | None:
    """Note a key that the table does not have; return the one that was surely meant, unless it is among *others*."""
    word: str = key.value
    plain = normalize("NFKC", word).strip("“”‘’\"'「」 ")
    char = next((char for char in word if normalize("NFKC", char) != char or char in "“”‘’「」"), None)
    if char is not None and plain in table.by_name:
        at = word.index(char)
        fix = Fix("改成半角", "type the plain signs", (Edit(key.span.start, key.span.end, plain),), key.style is None)
        args = {"char": char, "half": '"' if char in "“”‘’「」" else normalize("NFKC", char)}
        reading.findings.append(rules.FULL_MARK.mended(key.part(at, at + 1), (fix,), args=args))
        return plain if plain not in others else None
    from sopkit.loader.said import KEYS_SAID

    said = tuple(one for one in KEYS_SAID.get(word.casefold(), ()) if one in table.by_name and one not in others)
    meant = said or reading.near(word, table.by_name)
    reading.note(rules.UNKNOWN_KEY, key.span, key=word, what=table.zh, what_en=table.en, **hint(meant))
    return meant[0] if len(meant) == 1 and meant[0] not in others else None


def missing(reading: Reading, item: Item, key: Key) -> None:
    """Note a key that the item must have."""
    table = item.table
    args = {"what": f"{table.zh}“{item.id}”" if item.id else table.zh, "key": key.name, "doc": key.zh}
    en = f"{table.en} “{item.id}”" if item.id else table.en
    reading.note(rules.MISSING_KEY, item.span(), what_en=en, doc_en=key.en, **args)


def nothing(reading: Reading, node: Node, key: str) -> None:
    """Note a key without a value; one that a # turned into a comment says so."""
    rest = node.text.line(node.start.line)[node.start.column :].lstrip()
    rule = rules.EATEN_VALUE if rest.startswith("#") and not rest.startswith("# ") else rules.NO_VALUE
    span = node.span
    if rule is rules.EATEN_VALUE:
        at = node.text.start_of(node.start.line) + node.text.line(node.start.line).index("#", node.start.column)
        span = node.text.span(at, at + len(rest))
    reading.note(rule, span, key=key)


def fits_id(text: str) -> bool:
    """Whether *text* can be an id."""
    return _ID.fullmatch(text) is not None and text not in _RESERVED


def check_id(reading: Reading, node: Node, kind: kinds.Kind) -> str | None:
    """Return the id that *node* gives, or note why it cannot be one."""
    text: str = node.value
    if isinstance(kind, kinds.Text):
        return text
    if isinstance(kind, kinds.Name):
        fits = _NAME.fullmatch(text) is not None and normalize("NFKC", text) == text and not text.startswith("_")
        want = ("只能用文字、数字和下划线，不以数字开头", "letters, digits and _ only, not beginning with a digit")
    else:
        fits = fits_id(text)
        want = (
            "不能有空格、标点，也不能是 next、finish、raise、open",
            "no spaces or signs, and not next, finish, raise or open",
        )
    if fits:
        return text
    reading.note(rules.BAD_ID, node.span, text=text[:40], want=want[0], want_en=want[1])
    return None
