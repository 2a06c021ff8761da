"""Mutants: a shipped file with one to three things done to it, of the kinds that hands, tools and programs do."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

__all__ = ["KINDS", "mutant"]

PIECES = (
    *"：，、【】（）“”‘’－—＃｜　\t\n\r\x00\x07\x1b\x85\xa0\u200b\u2028\ufeff\x7f:,-[]{}'\"#&*!|>%@`$?~<= \\",
    "\n  ", "\n", "- ", ": ", " #", "{{", "}}", "{", "$nope", "<<: ", "---\n", "...\n", "null", "true", "猪播", "9" * 20,
    "[" * 40, "{" * 40, "- " * 40, "T-", "raise ", "20:00", "010", "on:", "# sop: ignore[SOP406]", "!!str ", "&a ", "*a ",
)  # fmt: skip
_WIDE = dict(zip(":,-[]{}()\"'#|>!?.", "：，－【】｛｝（）“’＃｜＞！？。", strict=True))
_WORD = re.compile(r"[^\s:,\[\]{}\"'#()]+")
_STEP = re.compile(r"^( *)- (?:\{)?id: *([^\s,}]+)", re.MULTILINE)
_KEYS = (
    "optional: true", "skip: true", "na: true", "when: {when}", "after: {step}", "outcomes: {{好: next, 坏: {step}}}",
    "outcomes: {{好: finish, 坏: {step}}}", "call: {procedure}", "on_fail: {{retry: 2, then: {step}}}", "gates: [{gate}]",
    "record: {{{field}: bool}}", "expect: {when}", "else: {step}", "only: on_limit", "every: 2m", "within: 5m",
    "at: T-30m", "plan: 9h", "say: 全网最低，第一", "verify: true", "ends: finished", "for_each: product",
)  # fmt: skip
_OF_PROCEDURE = (
    "order: checklist", "order: sequence", "limits: {{duration: 5m, rounds: 3, on_limit: [{step}]}}", "limits: {{rounds: 9}}",
    "for_each: product", "product: required", "plan: 1m", "opens: {{when: {when}, at_most: 1}}",
)  # fmt: skip
_CONDITIONS = (
    "product.price > 3", "product.name == null", "round < 2", "params.x", 'run.kind == "a"', "stock.left > 0", "{field}",
    "not {field}", "{field} == true", "1 < 2", "avg(viewers, 2m) > 9", "nope.x",
)  # fmt: skip

Mutate = Callable[[Random, str, tuple[str, ...]], str | bytes]


def mutant(rand: Random, text: str, others: tuple[str, ...]) -> tuple[str, bytes]:
    """Return *text*, one to three things done to it, and the kinds of those; *others* may lend parts."""
    kinds = []
    for _ in range(rand.choice((1, 1, 2, 3))):
        kind = rand.choice(tuple(KINDS))
        kinds.append(kind)
        made = KINDS[kind](rand, text, others)
        if isinstance(made, bytes):
            return "+".join(kinds), made
        text = made
    return "+".join(kinds), text.encode("utf-8", "surrogatepass")


def _place(rand: Random, text: str, _: tuple[str, ...]) -> str:
    """Cut, double, move or fill one place."""
    at = rand.randrange(len(text) + 1)
    end = min(len(text), at + rand.choice((0, 0, 1, 1, 2, 4, 12, 80)))
    other = rand.choice(("", rand.choice(PIECES), rand.choice(PIECES), text[at:end] * 2))
    return text[:at] + other + text[end:]


def _byte(rand: Random, text: str, _: tuple[str, ...]) -> bytes:
    """Change single bytes, as a bad disk or a bad copy does."""
    raw = bytearray(text.encode("utf-8", "replace"))
    for _again in range(rand.choice((1, 1, 4))):
        at = rand.randrange(len(raw) + 1)
        raw[at : at + rand.choice((0, 1, 1, 3))] = rand.choice((b"", rand.randbytes(1), rand.randbytes(2)))
    return bytes(raw[: rand.randrange(len(raw) + 1)] if rand.random() < 0.1 else raw)


def _encoding(rand: Random, text: str, _: tuple[str, ...]) -> bytes:
    """Save in another encoding, or with other line ends."""
    if rand.random() < 0.3:
        return text.replace("\n", rand.choice(("\r\n", "\r", "\n\n", "\u2028"))).encode("utf-8", "replace")
    raw = text.encode(rand.choice(("gb18030", "big5", "utf-16", "utf-16-le", "utf-32", "utf-8-sig")), "replace")
    return raw[: rand.randrange(len(raw) + 1)] if rand.random() < 0.2 else raw


def _token(rand: Random, text: str, _: tuple[str, ...]) -> str:
    """Misspell, swap, drop or double a word, or put another of the file in its place."""
    words = list(_WORD.finditer(text))
    if not words:
        return text + "a"
    one, other = rand.choice(words), rand.choice(words)[0]
    word = one[0]
    at = rand.randrange(len(word))
    new = rand.choice(
        (
            other, "", word * 2, word[::-1], word[:at] + word[at + 1 :], word[:at] + rand.choice(other) + word[at + 1 :],
            word.upper(), word + " " + other, rand.choice(("yes", "0", "-1", "1e9", "99999999999999999999", "5分钟", "T+1d")),
        )
    )  # fmt: skip
    return text[: one.start()] + new + text[one.end() :]


def _line(rand: Random, text: str, _: tuple[str, ...]) -> str:
    """Drop, double, swap, join, comment, or shift lines."""
    lines = text.split("\n")
    at = rand.randrange(len(lines))
    end = min(len(lines), at + rand.choice((1, 1, 1, 2, 5, 20)))
    block = lines[at:end]
    by = rand.choice((1, 2, 3, 4, -1, -2))
    ways: tuple[list[str], ...] = (
        [], block * 2, block[::-1], ["".join(block)], ["# " + one for one in block], ["\t" + one for one in block],
        [" " * by + one if by > 0 else one[-by:] if one.startswith(" " * -by) else one for one in block],
        [*block, ""], [one + " " for one in block], [one.rstrip(",]}") for one in block],
    )  # fmt: skip
    lines[at:end] = rand.choice(ways)
    return "\n".join(lines)


def _block(rand: Random, text: str, others: tuple[str, ...]) -> str:
    """Move, double or drop a block of lines that hang together, or bring one from another file."""
    start, end = _block_at(rand, text)
    block = text[start:end]
    if rand.random() < 0.3:
        other = rand.choice(others)
        block = other[slice(*_block_at(rand, other))]
    rest = text if rand.random() < 0.5 else text[:start] + text[end:]
    if rand.random() < 0.25:
        return rest
    at = rand.choice([0, *(one.end() for one in re.finditer("\n", rest))])
    return rest[:at] + block * rand.choice((1, 1, 1, 2, 9)) + rest[at:]


def _block_at(rand: Random, text: str) -> tuple[int, int]:
    """Return where a line and all that hangs on it begins and ends."""
    starts = [one.start() for one in re.finditer(r"^ *\S", text, re.MULTILINE)]
    if not starts:
        return 0, len(text)
    start = rand.choice(starts)
    indent = len(text[start:]) - len(text[start:].lstrip(" "))
    after = re.compile(rf"^ {{0,{indent}}}[^\s]", re.MULTILINE).search(text, text.find("\n", start) + 1 or len(text))
    return start, after.start() if after else len(text)


def _punctuation(rand: Random, text: str, _: tuple[str, ...]) -> str:
    """Type with the Chinese input method on: one sign, those of a line, or those of the file."""
    signs = [one.start() for one in re.finditer(r"[:,\-\[\]{}()\"'#|>!?.]", text)]
    if not signs:
        return text + "："
    at = rand.choice(signs)
    if rand.random() < 0.6:
        return text[:at] + _WIDE[text[at]] + text[at + 1 :]
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    if rand.random() < 0.1:
        start, end = 0, len(text)
    chosen = set(rand.sample(sorted(_WIDE), rand.choice((1, 2, 5))))
    part = "".join(_WIDE[char] if char in chosen else char for char in text[start:end])
    if rand.random() < 0.2:
        part = part.replace("  ", "\u3000")
    return text[:start] + part + text[end:]


def _flow(rand: Random, text: str, _: tuple[str, ...]) -> str:
    """Write more of the flow: keys of steps and procedures, in one place or at every step of a stretch."""
    steps = list(_STEP.finditer(text))
    if not steps:
        return text + "\nprocedures: {x: {role: host}}\n"
    procedures = re.findall(r"^  ([^\s:#]+):", text, re.MULTILINE) or ["x"]
    fields = re.findall(r"record: \{([^\s:]+):", text) or ["seen"]
    here = rand.randrange(len(steps))
    chosen = steps[here : here + rand.choice((1, 1, 1, 2, 6, 30))]
    key = rand.choice(_KEYS)
    for one in reversed(chosen):
        names = {"step": rand.choice(steps)[2], "procedure": rand.choice(procedures), "gate": rand.choice(procedures)}
        line = key.format(**names, field=rand.choice(fields), when=_condition(rand, fields))
        at = text.find("\n", one.start())
        at = len(text) if at < 0 else at
        close = text.rfind("}", one.start(), at)
        flat = "{" in one[0] and close > 0
        text = text[:close] + ", " + line + text[close:] if flat else f"{text[:at]}\n{one[1]}  {line}{text[at:]}"
    if rand.random() < 0.3:
        head = rand.choice(list(re.finditer(r"^ +steps:", text, re.MULTILINE)) or [steps[0]])
        line = rand.choice(_OF_PROCEDURE).format(step=rand.choice(steps)[2], when=_condition(rand, fields))
        indent = re.match(" *", head[0])
        text = f"{text[: head.start()]}{indent[0] if indent else ''}{line}\n{text[head.start() :]}"
    return text


def _condition(rand: Random, fields: list[str]) -> str:
    """Return a condition of one to a dozen terms, in quotes."""
    terms = [rand.choice(_CONDITIONS).format(field=rand.choice(fields)) for _ in range(rand.choice((1, 1, 2, 4, 12)))]
    return "'" + rand.choice((" and ", " or ", " and not ")).join(terms) + "'"


def _files(rand: Random, text: str, others: tuple[str, ...]) -> str:
    """Use, extend, or call oneself another file."""
    ids = [found[1] for other in (*others, text) if (found := re.search(r"^id: *(\S+)", other, re.MULTILINE))]
    one, two = rand.choice(ids), rand.choice(ids)
    lines = (f"use: [{one}, {two}]\n", f"extends: {one}\n", f"id: {one}\n", f"use: {one}\n", f"use: [{one}, nope]\n")
    line = rand.choice(lines)
    key = line.split(":")[0]
    replaced = re.sub(rf"^{key}:.*\n(?: +.*\n|- .*\n)*", line, text, count=1, flags=re.MULTILINE)
    return replaced if replaced != text else text.replace("\n", "\n" + line, 1)


KINDS: dict[str, Mutate] = {
    "place": _place,
    "byte": _byte,
    "encoding": _encoding,
    "token": _token,
    "line": _line,
    "block": _block,
    "punctuation": _punctuation,
    "flow": _flow,
    "files": _files,
}
"""The kinds of mutation, each a function from a text to another, or to its bytes."""
