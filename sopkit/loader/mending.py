"""Mending: a text that the parser cannot read, mended slip by slip, so that all of it can be judged in one pass."""

from __future__ import annotations

import re
from itertools import islice

import attrs

from sopkit.finding import Edit, Finding, Fix
from sopkit.frozen import frozen
from sopkit.loader import rules
from sopkit.loader.events import BrokenYaml, EventSource, broken_yaml, read_through
from sopkit.loader.slips import Slip, candidates, unseen
from sopkit.loader.suspect import suspicious
from sopkit.loader.tabs import misfits, readings, shape
from sopkit.loader.text import Text
from sopkit.loader.working import Working

__all__ = ["Mended", "mend"]

_TRIES = 24
_ROUNDS = 6
_GIVEN_UP = 2
_CANDIDATES = 16
_AHEAD = 30
_BUDGET = 60_000
"""How many characters may be parsed in looking for causes: some ten milliseconds."""

# A key of the first or second level: what stands below it can be read without what is above.
_OUTER = re.compile(r" {0,2}[^\s#\-\]}][^:#]*:(\s|$)")
_TOP = re.compile(r"[^\s#\-\]}]")
_FAR = 1_000


@frozen
class Mended:
    """The text that can be read, or ``None``; and what had to be mended."""

    work: Working | None
    findings: tuple[Finding, ...] = ()


def mend(text: Text, source: EventSource) -> Mended:
    """Return the working text of *text*, mended until the parser can read it."""
    return _Mending(text, source).run()


class _Mending:
    """The mending of one text."""

    def __init__(self, text: Text, source: EventSource) -> None:
        self.text = text
        self.source = source
        self.work = text.work
        self.findings: list[Finding] = []
        self.left = max(_BUDGET, 3 * len(text.text))
        self.probed: dict[str, BrokenYaml | None] = {}
        self.lost = 0
        self.first = 0

    def run(self) -> Mended:
        """Mend what can be mended; what cannot is blanked, and then only the slips elsewhere are told."""
        if self.text.tabbed:
            self._untab()
        if suspicious(self.work.string):
            self._mend_unseen()
        broken = self._rest()
        for _ in range(_TRIES):
            if broken is None:
                return Mended(None if self.lost else self.work, tuple(self.findings))
            if self.left < 0 or self.lost > _GIVEN_UP:
                break
            if not self._mend(broken):
                self._give_up_on(broken)
            broken = self._rest()
        if broken is not None and not self.findings and not self.text.findings:
            self._here(self._view(), broken)
        return Mended(None, tuple(self.findings))

    def _view(self) -> Text:
        return Text(self.text.shown, self.work.string)

    def _probe(self, string: str) -> BrokenYaml | None:
        """Return where the parser gets stuck, if it does."""
        if string not in self.probed:
            self.left -= len(string)
            self.probed[string] = self._stuck(string)
        return self.probed[string]

    def _stuck(self, string: str) -> BrokenYaml | None:
        try:
            read_through(string, self.source)
        except Exception as error:
            broken = broken_yaml(error)
            if broken is None:
                raise
            return broken
        return None

    def _rest(self) -> BrokenYaml | None:
        """Return where the parser gets stuck; above the top-level key of the last trouble it mostly does not."""
        view = self._view()
        broken = self._probe(self.work.string[view.start_of(self.first) :])
        if broken is None and self.first:
            # What can be read apart need not be one mapping.
            self.first = 0
            broken = self._probe(self.work.string)
        if broken is None:
            return None
        found = BrokenYaml(broken.line + self.first, broken.column, broken.since + self.first)
        self.first = view.line_of(self._window(view, found, _TOP)[0])
        return found

    def _mend_unseen(self) -> None:
        """Mend the slips that the parser passes over, unless the text is the worse for it."""
        before = self._probe(self.work.string)
        among: set[int] | None = None
        inside: set[int] = set()
        for _ in range(_ROUNDS):
            view = self._view()
            found, inside = unseen(view, among, inside)
            # Mending one place twice leads nowhere.
            told = {(one.code, one.span.start) for one in self.findings}
            slips = [slip for slip in found if (slip.rule.code, self.work.back(slip.start)) not in told]
            if not slips:
                return
            mended = self.work.edited([edit for slip in slips for edit in slip.edits])
            after = self._probe(mended.string)
            if after is not None and (before is None or after.line < before.line):
                return
            self.findings += [slip.finding(self.text, self.work) for slip in slips]
            self.work, before = mended, after
            # A line shows one slip at a time, or all its questions; on the others there is nothing new.
            others = (slip for slip in slips if slip.rule is not rules.QUESTION)
            among = {view.line_of(edit.start) for slip in others for edit in slip.edits}

    def _mend(self, broken: BrokenYaml) -> bool:
        """Mend the slip that gets the parser furthest; say whether there was one."""
        view = self._view()
        inner, outer = self._window(view, broken, _OUTER), self._window(view, broken, _TOP)
        best: tuple[int, Slip, Working] | None = None
        for slip in islice(candidates(view, broken, view.line_of(outer[0])), _CANDIDATES):
            if self.lost and slip.rule is rules.INDENT:
                continue  # against what was blanked nothing can be measured
            mended = self.work.edited(slip.edits)
            # An open quote or bracket may stand far above the line that gives it away.
            window = inner if slip.edits[0].start >= inner[0] else outer
            reached = self._reached(mended, window, broken)
            if reached is None:
                continue
            if best is None or reached > best[0]:
                best = reached, slip, mended
            if reached >= _FAR or self.left < 0:
                break
        if best is None:
            return False
        finding = best[1].finding(self.text, self.work)
        # Mending one place twice leads nowhere: the second cause is not the cause.
        if any(one.span == finding.span and one.code == finding.code for one in self.findings):
            return False
        self.findings.append(finding)
        self.work = best[2]
        return True

    def _reached(self, mended: Working, window: tuple[int, int], broken: BrokenYaml) -> int | None:
        """Return how many lines behind the trouble the parser now gets; ``None`` if it gets no further."""
        base, end = window
        grown = len(mended.string) - len(self.work.string)
        part = mended.string[base : end + grown]
        after = self._probe(part)
        line = broken.line - self.work.string.count("\n", 0, base)
        # The end of the window is no trouble of its own.
        if after is None or after.line >= self.work.string.count("\n", base, end):
            return _FAR
        if after.line > line:
            return after.line - line
        if after.line < line:
            return None
        # On the same line: further only if more of what was typed can be read.
        start = base + sum(map(len, part.splitlines(keepends=True)[:line]))
        there = mended.back(start + after.column)
        here = self.work.back(self._view().start_of(broken.line) + broken.column)
        return 0 if there > here else None

    def _window(self, view: Text, broken: BrokenYaml, key: re.Pattern[str]) -> tuple[int, int]:
        """Return the part of the text in which the trouble shows: from a line like *key* to some lines behind it."""
        first = min(broken.since, broken.line)
        while first > 0 and not key.match(view.line(first)):
            first -= 1
        least = len(view.line(first)) - len(view.line(first).lstrip(" "))
        end = broken.line + 1
        last = min(view.text.count("\n") + 1, broken.line + _AHEAD)
        while end < last and not view.line(end)[:least].strip(" "):
            end += 1
        return view.start_of(first), view.start_of(end)

    def _give_up_on(self, broken: BrokenYaml) -> None:
        """Say where it broke, and blank the lines that could not be read, then more and more around them."""
        view = self._view()
        if not self.lost:
            self._here(view, broken)
        self.lost += 1
        last = min(broken.line, view.text.rstrip().count("\n"))
        for first, end in ((last, last + 1), (broken.since, last + 1), self._block(view, last)):
            start, stop = view.start_of(first), view.start_of(end)
            if not self.work.string[start:stop].strip():
                continue
            blank = "".join("\n" if char == "\n" else " " for char in self.work.string[start:stop])
            mended = self.work.edited((Edit(start, stop, blank),))
            after = self._probe(mended.string)
            if after is None or after.line > broken.line:
                self.work = mended
                return
        # Nothing helps: the rest of the text is given up.
        start = view.start_of(self._block(view, min(last, broken.since))[0])
        rest = self.work.string[start:]
        self.work = self.work.edited((Edit(start, len(self.work.string), "\n" * rest.count("\n")),))

    def _block(self, view: Text, number: int) -> tuple[int, int]:
        first = number
        while first > 0 and not _TOP.match(view.line(first)):
            first -= 1
        end, count = number + 1, view.text.count("\n") + 1
        while end < count and not _TOP.match(view.line(end)):
            end += 1
        return first, end

    def _here(self, view: Text, broken: BrokenYaml) -> None:
        last = min(broken.line, max(0, view.text.rstrip().count("\n")))
        line = view.line(last)
        column = len(line) - len(line.lstrip()) if last != broken.line else min(broken.column, max(0, len(line) - 1))
        at = self.work.back(view.start_of(last) + column)
        self.findings.append(rules.SYNTAX.at(self.text.span(at, at + 1)))

    def _untab(self) -> None:
        """Try how wide the tabs and wide spaces of the indents are meant; take what hangs together best."""
        view, before = self._view(), self.work
        tried: dict[str, tuple[Edit, ...]] = {}
        for edits in readings(view):
            tried.setdefault(before.edited(edits).string, edits)
        odd = {string: misfits(string) + (1000 if self._probe(string) is not None else 0) for string in tried}
        least = min(odd.values())
        best = [string for string in tried if odd[string] == least]
        edits = tried[best[0]]
        self.work = before.edited(edits)
        safe = least < 1000 and (len(best) == 1 or len({shape(self.source, string) for string in best}) == 1)
        lines: dict[int, list[Edit]] = {}
        for edit in edits:
            start = before.back(edit.start)
            lines.setdefault(self.text.line_of(start), []).append(Edit(start, before.back(edit.end), edit.text))
        for place, finding in enumerate(self.text.findings):
            if finding.fixes or finding.code not in {rules.TAB.code, rules.WIDE_INDENT.code}:
                continue
            own = tuple(lines.get(finding.span.line - 1, ()))
            fix = Fix("换成空格", "type spaces", own, safe)
            self.text.findings[place] = attrs.evolve(finding, fixes=(fix,) if own else ())
