"""Suppress: comments that silence a finding for a reason, and what is wrong with such comments."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from sopkit.finding import Edit, Finding, Fix
from sopkit.frozen import frozen
from sopkit.lint import rules
from sopkit.lint.subject import Subject
from sopkit.loader.nodes import Kind, Node
from sopkit.loader.reading import hint
from sopkit.loader.rules import RULES
from sopkit.loader.text import Text
from sopkit.near import near

__all__ = ["suppressed"]

_COMMENT = re.compile(r"#[ ]*sop[ ]*[:：]?[ ]*ignore\b([^\n]*)", re.IGNORECASE)
_FORM = re.compile(r"[ ]*\[([^\]\n]*)\][ ]*(.*)")


@frozen
class _Ignore:
    """One code that one comment names: the line it speaks of, where the comment stands, and the reason."""

    code: str
    line: int
    start: int
    end: int
    reason: str


def suppressed(subject: Subject, findings: Iterable[Finding]) -> tuple[list[Finding], int]:
    """
    Return *findings* without those that a comment silences, with what is wrong with the comments; and how many went.

    A comment behind something speaks of its line, one that stands alone of
    the next line. Inside a text it is part of the text. A file that cannot
    be read has no comments to speak of.
    """
    found = list(findings)
    if subject.root is None:
        return found, 0
    ignores, wrong = _ignores(subject.text, subject.root)
    kept: list[Finding] = []
    used: set[_Ignore] = set()
    spoken: dict[tuple[int, str], list[_Ignore]] = {}
    for one in ignores:
        spoken.setdefault((one.line, one.code), []).append(one)
    for finding in found:
        own = finding.span.file == subject.text.shown
        silencing = spoken.get((finding.span.line, finding.code), []) if own else []
        used.update(silencing)
        if not silencing or not RULES[finding.code].suppressable:
            kept.append(finding)
    complaints = [said for one in ignores for said in _complaints(subject, one, used=one in used)]
    return [*kept, *complaints, *wrong], len(found) - len(kept)


def _complaints(subject: Subject, ignore: _Ignore, *, used: bool) -> Iterator[Finding]:
    """Yield what is wrong with one code of a comment."""
    span = subject.text.span(ignore.start, ignore.end)
    rule = RULES.get(ignore.code)
    if rule is None:
        args = {"code": ignore.code, **hint(near(ignore.code, RULES))}
        args.pop("near", None)
        yield rules.IGNORE_UNKNOWN.at(span, **args)
    elif not rule.suppressable:
        why = (
            ("它关系到安全", "it is about safety") if rule.safety else ("有错误的文件用不了", "the file would not load")
        )
        yield rules.IGNORE_REFUSED.at(span, code=ignore.code, why=why[0], why_en=why[1])
    elif not used:
        # Only where every pass could look: a finding that waits behind an error is not gone.
        if subject.built is None or subject.book is not None:
            fix = Fix("删掉这条注释", "delete the comment", (_without(subject.text, ignore),))
            yield rules.IGNORE_UNUSED.mended(span, (fix,), args={"code": ignore.code})
    elif not ignore.reason:
        yield rules.IGNORE_REASON.at(span, code=ignore.code)


def _ignores(text: Text, root: Node) -> tuple[list[_Ignore], list[Finding]]:
    ignores: list[_Ignore] = []
    wrong: list[Finding] = []
    texts = sorted(_texts(root))
    matches = [match for match in _COMMENT.finditer(text.text) if _outside(texts, match.start(), text)]
    following: dict[int, int] = {}
    for match in reversed(matches):
        number = text.line_of(match.start())
        alone = not text.line(number)[: match.start() - text.start_of(number)].strip()
        line = _next(text, number, following) if alone else number
        form = _FORM.fullmatch(match[1].rstrip())
        codes = [code.strip() for code in form[1].split(",")] if form else []
        if form is None or not all(re.fullmatch(r"[A-Za-z0-9_-]+", code) for code in codes):
            wrong.append(rules.IGNORE_FORM.at(text.span(match.start(), match.end())))
            continue
        end = match.end() - len(match[1]) + len(match[1].rstrip())
        ignores += [_Ignore(code, line + 1, match.start(), end, form[2].strip()) for code in reversed(codes)]
    return ignores[::-1], wrong[::-1]


def _next(text: Text, number: int, following: dict[int, int]) -> int:
    """Return the next line that holds something other than a comment; *following* knows it of lines below."""
    first, last = number, text.line_of(len(text.text))
    number += 1
    while number < last and (not text.line(number).strip() or text.line(number).lstrip().startswith("#")):
        if number in following:
            number = following[number]
            break
        number += 1
    following[first] = number
    return number


def _texts(root: Node) -> Iterator[tuple[int, int, int]]:
    """Yield where each text begins and ends, and the line on which a block of one begins (else -1)."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.kind is Kind.TEXT:
            yield node.start.index, node.end.index, node.start.line if node.style in ("|", ">") else -1
        elif node.kind is Kind.MAP:
            waiting += [one for pair in node.value for one in pair]
        else:
            waiting += node.value


def _outside(texts: list[tuple[int, int, int]], at: int, text: Text) -> bool:
    """Whether offset *at* begins a comment: behind a blank, and inside no text."""
    if at and text.text[at - 1] not in " \n\t":
        return False
    before = bisect_right(texts, (at, len(text.text) + 1)) - 1
    if before < 0 or at >= texts[before][1]:
        return True
    # On the line of its own sign, `|`, a block has comments still.
    return text.line_of(at) == texts[before][2]


def _without(text: Text, ignore: _Ignore) -> Edit:
    """Return the edit that takes the comment out, its line too where nothing else is on it."""
    number = text.line_of(ignore.start)
    line, start = text.line(number), text.start_of(number)
    before = line[: ignore.start - start]
    if not before.strip():
        return Edit(start, min(len(text.text), start + len(line) + 1), "")
    return Edit(start + len(before.rstrip()), start + len(line), "")
