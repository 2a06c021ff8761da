"""Card: everything in a runbook that concerns one role, in the order in which it comes up."""

from __future__ import annotations

from collections.abc import Iterator

from sopkit.definition.procedure import Order, Procedure
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Step
from sopkit.frozen import frozen
from sopkit.phrase import Phrases

__all__ = ["Card", "Entry", "Section", "card_of"]

# Said by where they stand on the card, or by their own line.
_ELSEWHERE = frozenset(("asked", "optional"))


@frozen
class Entry:
    """
    One thing to do or say.

    ``part`` is why it is on this card: ``do``, ``ask``, ``check``, ``say``
    (at once, in a fault) or ``cue``. ``scripts`` are (label, text), the
    label empty for what is simply said.
    """

    title: str
    part: str
    number: str = ""
    scripts: tuple[tuple[str, str], ...] = ()
    traits: tuple[str, ...] = ()
    note: str = ""
    caution: str = ""
    optional: bool = False


@frozen
class Section:
    """What belongs together: a procedure, a fault, the lines said at once, the cues."""

    kind: str
    title: str
    entries: tuple[Entry, ...]
    about: str = ""
    place: str = ""


@frozen
class Card:
    """The card of one role."""

    role: str
    title: str
    duties: tuple[str, ...]
    sections: tuple[Section, ...]
    about: str = ""


def card_of(book: Runbook, role: str, lang: str = "zh") -> Card:
    """Return the card of *role*: the lines of faults first, then phase by phase, then the handling, then the cues."""
    return _Cards(book, role, lang).card()


class _Cards:
    def __init__(self, book: Runbook, role: str, lang: str) -> None:
        self.book, self.role, self.phrases = book, role, Phrases(book, lang)

    def card(self) -> Card:
        """Return the card."""
        role = self.book.roles[self.role]
        sections = tuple(section for section in self._sections() if section.entries)
        about = f"{self.book.title} · {self.phrases.word('version', version=self.book.version, people=self.book.min_people)}"
        return Card(role.id, self.phrases.role(role.id), role.duties, sections, about)

    def _sections(self) -> Iterator[Section]:
        p = self.phrases
        lines = tuple(
            Entry(f"{one.severity.value} {one.title}", "say", scripts=(("", p.script(one.first_lines[self.role])),))
            for one in sorted(self.book.faults.values(), key=lambda one: one.severity.value)
            if self.role in one.first_lines
        )
        yield Section("fault", p.word("card.at-once"), lines)
        for procedure, place in self._procedures():
            yield self._section(procedure, procedure.title, place, "procedure")
        for fault in self.book.faults.values():
            title = p.word("card.handling", title=f"{fault.severity.value} {fault.title}")
            yield self._section(fault.handling, title, p.word("faults"), "fault")
        cues = tuple(
            Entry(
                one.title,
                "cue",
                scripts=(("", p.script(one.say)),) if one.say else (),
                traits=(p.cue(one),) if one.timed else (),
            )
            for one in self.book.cues.values()
            if self.role in one.to
        )
        yield Section("cue", p.word("cues"), cues)

    def _procedures(self) -> Iterator[tuple[Procedure, str]]:
        """Yield each procedure with the phase that it stands in, phase by phase."""
        handled = {fault.handling.id for fault in self.book.faults.values()}
        left = {name: one for name, one in self.book.procedures.items() if name not in handled}
        for phase in self.book.phases:
            for name in [*phase.opens, *(one for one, procedure in left.items() if phase.id in procedure.phases)]:
                if name in left:
                    yield left.pop(name), phase.title
        for procedure in left.values():
            yield procedure, ""

    def _section(self, procedure: Procedure, title: str, place: str, kind: str) -> Section:
        entries = tuple(
            entry
            for number, step in enumerate(procedure.steps, 1)
            for entry in self._entries(procedure, step, str(number) if procedure.order is Order.SEQUENCE else "")
        )
        note = self.phrases.script(procedure.note)
        return Section(kind, title, entries, f"{note} {procedure.caution}".strip(), place)

    def _entries(self, procedure: Procedure, step: Step, number: str) -> Iterator[Entry]:
        p = self.phrases
        steps = {one.id: one for one in procedure.steps}
        if step.asked_by == self.role:
            answer = ((p.word("card.hear"), p.script(step.answer)),) if step.answer else ()
            call = ((p.word("card.call"), p.script(step.ask)),) if step.ask else ()
            yield Entry(step.title, "ask", number, call + answer, (p.word("card.to", who=p.seats(step.seats)),))
        if self.role in step.seats.roles:
            scripts = [("", p.script(line)) for line in step.say]
            if step.asked_by:
                scripts += [(p.word("card.hears", who=p.role(step.asked_by)), p.script(step.ask))] if step.ask else []
                scripts += [(p.word("card.answer"), p.script(step.answer))] if step.answer else []
            alone = step.seats.roles == (self.role,)
            traits = tuple(
                p.labelled(one)
                for one in p.traits(step, steps)
                if one.key not in _ELSEWHERE and not (one.key == "seats" and alone)
            )
            optional = step.optional or step.only is not None
            yield Entry(step.title, "do", number, tuple(scripts), traits, step.note, step.caution, optional)
        if step.verify is not None and step.verify.role == self.role:
            who = p.word("card.of", who=p.seats(step.seats))
            yield Entry(step.title, "check", number, (), (who,), step.note, step.caution)
