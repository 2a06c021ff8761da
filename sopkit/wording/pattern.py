"""Pattern: the small language that wording rules are written in, made so that no pattern can be slow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import field

from sopkit.frozen import frozen
from sopkit.wording.fold import ENDERS, HOLE, folded_chars
from sopkit.wording.nodes import ANY, Alternatives, Chars, Node, Repeat, Sequence, Word, either, one_of_each

__all__ = ["LONGEST", "MOST_WAYS", "NUMBER", "Matcher", "PatternError", "matcher", "parse"]

LONGEST = 400
"""How many characters a pattern may have."""
MOST_WAYS = 4_000
"""In how many ways a pattern may match at one place: what bounds its time, whatever the text."""
MOST_REPEATS = 20

# Characters that stand for themselves and are not counted: the last of a run may be.
_PLAIN = re.compile(r"[^\\()\[\]<>|.?*+{}]+(?![?*+{])")

NUMBER = "0123456789零〇一二两三四五六七八九十百千万亿几" + HOLE
"""What ``\\d`` stands for: a digit, a Chinese numeral, or a place that a script leaves open."""


class PatternError(Exception):
    """A pattern is malformed, from ``start`` to ``end``; ``zh`` and ``en`` say how."""

    def __init__(self, zh: str, en: str, start: int, end: int) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en
        self.start = start
        self.end = end


@frozen(slots=False)
class Matcher:
    """
    Several patterns as one: as they were written, and as a regular expression.

    ``openings`` are what a match may begin with; ``musts`` characters of which
    every match has one, where such are known.
    """

    patterns: tuple[str, ...]
    source: str
    openings: frozenset[str] = field(default=frozenset(), eq=False, repr=False)
    musts: frozenset[str] = field(default=frozenset(), eq=False, repr=False)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Return the expression, compiled when it is first needed: most texts need few."""
        return re.compile(self.source)


def matcher(patterns: Iterable[tuple[str, Node]]) -> Matcher | None:
    """Return one matcher for patterns and what each stands for, or nothing where there are none."""
    several = tuple(patterns)
    if not several:
        return None
    openings = frozenset[str]().union(*(node.openings for _, node in several))
    musts = one_of_each(node.musts for _, node in several)
    return Matcher(tuple(text for text, _ in several), either(node.source for _, node in several), openings, musts)


def parse(text: str, sets: Mapping[str, Node]) -> Node:
    """
    Return what the pattern *text* stands for; ``<name>`` stands for one of *sets*.

    Raises:
        PatternError: it is malformed, or could be slow.
    """
    if len(text) > LONGEST:
        raise PatternError(f"太长，最多 {LONGEST} 个字", f"too long: at most {LONGEST} characters", LONGEST, len(text))
    node = _Parser(text, sets).whole()
    if node.firsts is None or node.least == 0:
        raise PatternError(
            "开头不能是 . 或 [^…]，也不能整个都可有可无",
            "it may not begin with . or [^…], nor be optional as a whole",
            0,
            len(text),
        )
    if node.ways > MOST_WAYS:
        raise PatternError(
            f"可有可无的部分太多，匹配的走法超过 {MOST_WAYS} 种；请拆成几条",
            f"too much of it is optional: over {MOST_WAYS} ways to match; write several patterns",
            0,
            len(text),
        )
    return node


class _Parser:
    """Reads one pattern from left to right."""

    def __init__(self, text: str, sets: Mapping[str, Node]) -> None:
        self.text = folded_chars(text)
        self.sets = sets
        self.at = 0

    def whole(self) -> Node:
        """Return the node of the whole text."""
        node = self._alternatives()
        if self.at < len(self.text):
            raise self._error("多了一个 )", ") closes nothing", self.at)
        return node

    def _alternatives(self) -> Node:
        found = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            found.append(self._sequence())
        return found[0] if len(found) == 1 else Alternatives(tuple(found))

    def _sequence(self) -> Node:
        start, found = self.at, list[Node]()
        while self._peek() not in ("", "|", ")"):
            plain = _PLAIN.match(self.text, self.at)
            if plain is not None:
                self.at = plain.end()
                found.append(Word(plain[0]))
            else:
                found.append(self._repeated())
        if not found:
            raise self._error("这里没有内容", "nothing stands here", start)
        return found[0] if len(found) == 1 else Sequence(tuple(found))

    def _repeated(self) -> Node:
        start = self.at
        atom = self._atom()
        char = self._peek()
        if char in ("*", "+"):
            raise self._error(
                f"不支持 {char}；写 {{0,6}} 这样有上限的次数", f"{char} has no bound; write {{0,6}}", self.at
            )
        if char not in ("?", "{"):
            return atom
        low, high = self._times()
        if atom.varies and high > 1:
            raise PatternError("会变长的一段不能再重复", "what may vary in length may not be repeated", start, self.at)
        if self._peek() in ("?", "{", "*", "+"):
            raise self._error("次数写了两次", "repeated twice", self.at)
        return Repeat(atom, low, high)

    def _times(self) -> tuple[int, int]:
        if self._peek() == "?":
            self.at += 1
            return 0, 1
        match = re.compile(r"\{([0-9]{1,3})(?:,([0-9]{1,3}))?\}").match(self.text, self.at)
        if match is None:
            raise self._error("次数写成 {2} 或 {0,6}", "a count is {2} or {0,6}", self.at)
        low, high = int(match[1]), int(match[2] or match[1])
        if not low <= high <= MOST_REPEATS or high == 0:
            raise PatternError(
                f"次数要从小到大，最多 {MOST_REPEATS}",
                f"a count goes from less to more, at most {MOST_REPEATS}",
                match.start(),
                match.end(),
            )
        self.at = match.end()
        return low, high

    def _atom(self) -> Node:
        start, char = self.at, self._take()
        if char == "(":
            node = self._alternatives()
            if self._peek() != ")":
                raise self._error("括号没有关上", "( is not closed", start)
            self.at += 1
            return node
        if char == "[":
            return self._class(start)
        if char == "<":
            return self._set(start)
        if char == ".":
            return ANY
        if char in "*+?{}]>":
            raise self._error(
                f"{char} 前面要有内容；字面的写 \\{char}", f"nothing before {char}; write \\{char}", start
            )
        if char == "\\":
            return Chars(frozenset(self._escaped(char)))
        return Word(char)

    def _class(self, start: int) -> Node:
        negated = self._peek() == "^"
        self.at += negated
        chars = set[str]()
        while (char := self._take()) != "]":
            if not char:
                raise self._error("[ 没有关上", "[ is not closed", start)
            if char == "-" and chars:
                raise self._error("不支持 a-z 这样的范围，逐个写出", "no ranges: write each character", self.at - 1)
            chars |= set(self._escaped(char) if char == "\\" else char)
        if not chars:
            raise self._error("[] 里没有字", "[] is empty", start)
        return Chars(frozenset(chars | set(ENDERS)), negated=True) if negated else Chars(frozenset(chars))

    def _set(self, start: int) -> Node:
        end = self.text.find(">", start)
        name = self.text[start + 1 : end] if end > 0 else ""
        if name not in self.sets:
            known = "、".join(self.sets)
            stop = end + 1 if end > 0 else start + 1
            raise PatternError(f"没有叫“{name}”的词组（有：{known}）", f"no set “{name}” (known: {known})", start, stop)
        self.at = end + 1
        return self.sets[name]

    def _escaped(self, slash: str) -> str:
        char = self._take()
        if char == "d":
            return NUMBER
        if not char or char.isalnum():
            raise self._error(f"不认识 {slash}{char}", f"{slash}{char} is not known", self.at - len(char) - 1)
        return char

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _take(self) -> str:
        char = self._peek()
        self.at += 1
        return char

    def _error(self, zh: str, en: str, at: int) -> PatternError:
        return PatternError(zh, en, at, min(at + 1, len(self.text)))
