"""Markdown: a runbook, or one procedure of it, as a page to read, paste or print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sopkit.definition.fault import Fault
from sopkit.definition.procedure import Order, Procedure
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Step
from sopkit.phrase import Phrases

__all__ = ["markdown_of"]

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~&])")
_LINE_SIGNS = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def markdown_of(book: Runbook, lang: str = "zh", procedure: str | None = None) -> str:
    """Return *book* as Markdown, or only *procedure*; words of the runbook are nothing but text in it."""
    page = _Page(Phrases(book, lang))
    lines = page.book() if procedure is None else page.procedure(book.procedures[procedure], 1)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _text(words: str) -> str:
    """Return words so that Markdown takes none of them for a sign; on one line."""
    line = _SIGNS.sub(r"\\\1", " ".join(words.split()))
    return _LINE_SIGNS.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", line)


class _Page:
    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases

    def book(self) -> Iterator[str]:
        """Yield the whole runbook."""
        p, book = self.phrases, self.phrases.book
        yield f"# {_text(book.title)}"
        yield ""
        yield _text(p.word("version", version=book.version, people=book.min_people))
        yield ""
        yield from self._paragraphs(book.note)
        handled = {fault.handling.id for fault in book.faults.values()}
        left = {name: one for name, one in book.procedures.items() if name not in handled}
        for phase in book.phases:
            yield f"## {_text(phase.title)}"
            yield ""
            if phase.gates:
                titles = p.listed(book.gates[gate].title for gate in phase.gates)
                yield from self._paragraphs(p.word("leave", gates=titles))
            for name in [*phase.opens, *(one for one, procedure in left.items() if phase.id in procedure.phases)]:
                if name in left:
                    yield from self.procedure(left.pop(name), 3)
        if left:
            yield f"## {p.word('opens-anywhere')}"
            yield ""
        for procedure in left.values():
            yield from self.procedure(procedure, 3)
        if book.faults:
            yield f"## {p.word('faults')}"
            yield ""
        for fault in book.faults.values():
            yield from self._fault(fault)
        yield from self._cues()

    def _cues(self) -> Iterator[str]:
        p, book = self.phrases, self.phrases.book
        if book.cues:
            yield f"## {p.word('cues')}"
            yield ""
        for cue in book.cues.values():
            said = f"{p.word('colon')}{_text(p.script(cue.say))}" if cue.say else ""
            when = p.word("comma") + _text(p.cue(cue)) if cue.timed else ""
            yield f"- **{_text(cue.title)}** {_text(p.word('to', roles=p.roles(cue.to)))}{when}{said}"
        yield ""

    def procedure(self, procedure: Procedure, level: int) -> Iterator[str]:
        """Yield a procedure with every step."""
        yield f"{'#' * level} {_text(procedure.title)}"
        yield ""
        yield from self._paragraphs(procedure.note, procedure.caution)
        if procedure.limits is not None:
            yield from self._paragraphs(self.phrases.bounds(procedure.limits))
        yield from self._steps(procedure)

    def _fault(self, fault: Fault) -> Iterator[str]:
        p = self.phrases
        yield f"### {fault.severity.value} {_text(fault.title)}"
        yield ""
        yield from self._paragraphs(p.word("first", role=p.role(fault.first)), fault.note, fault.caution)
        for role, line in fault.first_lines.items():
            yield f"- **{_text(p.role(role))}**{p.word('colon')}{_text(p.script(line))}"
        yield ""
        yield from self._steps(fault.handling)
        if fault.recovered:
            yield from self._paragraphs(p.word("recovered") + p.word("colon") + fault.recovered)
        if fault.owes:
            yield from self._paragraphs(p.word("owed-after") + p.word("colon") + p.listed(map(p.owed, fault.owes)))

    def _steps(self, procedure: Procedure) -> Iterator[str]:
        steps = {step.id: step for step in procedure.steps}
        for number, step in enumerate(procedure.steps, 1):
            yield from self._step(f"{number}." if procedure.order is Order.SEQUENCE else "- [ ]", step, steps)
        yield ""

    def _step(self, mark: str, step: Step, steps: dict[str, Step]) -> Iterator[str]:
        p = self.phrases
        # A task list's content begins behind its dash, a numbered one's behind its number.
        blank = "  " if mark.startswith("-") else " " * (len(mark) + 1)
        yield f"{mark} **{_text(step.title)}** — {_text(p.seats(step.seats))}"
        for line in (*step.say, *filter(None, (step.ask, step.answer))):
            yield ""
            yield f"{blank}> {_text(p.script(line))}"
        said = [p.labelled(trait) for trait in p.traits(step, steps) if trait.key != "seats"]
        for line in (*said, step.note, step.caution):
            if line:
                yield ""
                yield f"{blank}{_text(line)}"
        yield ""

    def _paragraphs(self, *texts: str) -> Iterator[str]:
        for text in texts:
            if text:
                yield _text(text)
                yield ""
