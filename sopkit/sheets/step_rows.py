"""Step rows: one row of a sheet as a step (or two, where the sheet has a column for each role)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta

from attrs import evolve

from sopkit.definition.step import Outcome, Plan, Seats, Step, Target, TargetKind, Verify
from sopkit.definition.value import Field, Offset
from sopkit.frozen import frozen
from sopkit.loader.rules import Rule
from sopkit.role import Role
from sopkit.sheets import rules
from sopkit.sheets.cells import read_field, read_length, read_moment, read_span
from sopkit.sheets.columns import EXTRAS, HEADS
from sopkit.sheets.notes import Notes, slug
from sopkit.sheets.rows import ENDS
from sopkit.sheets.sheet import Line

__all__ = ["DraftStep", "StepRows", "settle"]

_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
_SECOND = frozenset(("是", "√", "第二个人", "第二人", "双人", "yes", "true"))
_LEFT = {
    "可选": "optional",
    "选做": "optional",
    "可不适用": "not_applicable",
    "不适用": "not_applicable",
    "只在到上限时": "only",
}


@frozen
class DraftStep:
    """A step whose ways and waits are still words, and the row that it stands in."""

    step: Step
    row: int
    outcomes: tuple[tuple[str, str], ...] = ()
    after: tuple[str, ...] = ()
    otherwise: str = ""
    columns: Mapping[str, int] = {}


class StepRows:
    """Reads rows; remembers the roles that nobody knew."""

    def __init__(
        self, notes: Notes, roles: Mapping[str, Role], go_live: timedelta | None, columns: Mapping[str, int]
    ) -> None:
        self.notes, self.go_live, self.columns = notes, go_live, columns
        self.words = {word: role.id for role in roles.values() for word in (*role.aliases, role.title, role.id)}
        self.strangers: dict[str, Role] = {}

    def read(self, line: Line, cells: Mapping[str, str], name: str, before: Sequence[DraftStep]) -> Iterator[DraftStep]:
        """Yield the steps of a row."""
        host, partner = cells.get("host", ""), cells.get("partner", "")
        if not (host or partner):
            made = self._step(line, cells, name, before)
            if made is not None:
                yield made
            return
        taken = list(before)
        for text, role in ((host, "主播"), (partner, "场控")):
            if text:
                said = _QUOTED.findall(text)
                action = _QUOTED.sub("", text).strip(" ：:，,。；;\n") if said else text
                given = dict(cells) | {"role": role, "title": action or said[0][:16], "say": "\n".join(said)}
                if role != "主播":
                    given = {key: given[key] for key in ("role", "title", "say", "at") if key in given}
                made = self._step(line, given, name if text is host else "", taken)
                if made is not None:
                    taken.append(made)
                    yield made

    def _step(self, line: Line, cells: Mapping[str, str], name: str, before: Sequence[DraftStep]) -> DraftStep | None:
        title, say = cells.get("title", ""), tuple(filter(None, map(str.strip, cells.get("say", "").split("\n"))))
        if not title and not say:
            self._note(rules.NOTHING_TO_DO, line)
            return None
        seats = self.seats(line, cells.get("role", ""))
        if seats is None:
            self._note(rules.NO_ROLE, line, "role")
            return None
        title = title or say[0][:16]
        keep: list[str] = []
        plan = self._plan(line, cells, keep)
        at = None if plan is not None and plan.start and not cells.get("plan") else self._at(line, cells, keep)
        extras = (f"【{HEADS[x]}】{' '.join(cells[x].split())}" for x in EXTRAS if cells.get(x))
        notes = (cells.get("note", ""), *keep, *extras)
        asked_by = self.role(line, cells["asked_by"], "asked_by") if cells.get("asked_by") else None
        left = self._left(line, cells.get("left", ""))
        expect, _, otherwise = cells.get("expect", "").partition("\n否则")
        step = Step(
            self._id(line, name, title, before),
            title,
            seats,
            say=say,
            note="\n".join(filter(None, notes)),
            asked_by=asked_by,
            ask=cells.get("ask", "") if asked_by else "",
            answer=cells.get("answer", "") if asked_by and cells.get("ask") else "",
            record=tuple(self._record(line, cells.get("record", ""))),
            verify=self._verify(line, cells.get("verify", "")),
            when=cells.get("when") or None,
            expect=expect.strip() or None,
            optional="optional" in left,
            not_applicable="not_applicable" in left,
            only="on_limit" if "only" in left else None,
            ends=next((ends for ends, word in ENDS.items() if word in cells.get("outcomes", "").split("\n")), None),
            within=self._length(line, cells, "within", keep),
            at=at,
            plan=plan,
            source=tuple(filter(None, (one.strip() for one in cells.get("source", "").split("；")))),
            caution=cells.get("caution", ""),
        )
        outcomes = tuple(_outcomes(cells.get("outcomes", "")))
        after = tuple(filter(None, (one.strip() for one in re.split("[、，,\n]", cells.get("after", "")))))
        return DraftStep(step, line.number, outcomes, after, otherwise.strip(), self.columns)

    def _id(self, line: Line, name: str, title: str, before: Sequence[DraftStep]) -> str:
        taken = {one.step.id: one.row for one in before}
        if not name:
            return self.notes.fresh(
                title if len(title) <= 24 else f"{slug(title)[:16]}", taken, f"step-{len(before) + 1}"
            )
        name = self.notes.fitting(name, line, self.columns.get("id", 0))
        if name in taken:
            new = self.notes.fresh(name, taken, "step")
            self._note(rules.SAME_ID, line, "id", text=name, row=str(taken[name]), new=new)
            return new
        return name

    def seats(self, line: Line, text: str) -> Seats | None:
        """Return who takes a step: one of several, or (with a plus) all of them."""
        every = "＋" in text or "+" in text
        words = [one.strip() for one in re.split(r"[/、，,＋+]|或|和", text) if one.strip()]
        roles = tuple(dict.fromkeys(self.role(line, word, "role") for word in words))
        return Seats(roles, every and len(roles) > 1) if roles else None

    def role(self, line: Line, text: str, column: str) -> str:
        """Return the id of the role that is called *text*; one that nobody knows is a new one."""
        if text in self.words or not text:
            return self.words.get(text, "")
        hints = self.notes.hint(text, self.words)
        self._note(rules.UNKNOWN_ROLE, line, column, text=text, **hints)
        name = slug(text) or "role"
        self.words[text] = name
        self.strangers[name] = Role(name, text)
        return name

    def openers(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the roles that *words* name; those that nobody knows are new ones."""
        return tuple(self.role(Line(1, ()), word, "way") for word in words)

    def _at(self, line: Line, cells: Mapping[str, str], keep: list[str]) -> Offset | None:
        text = cells.get("at", "")
        if not text:
            return None
        found = read_moment(text, self.go_live)
        if found is None:
            self._note(rules.BAD_TIME, line, "at", text=text)
            keep.append(f"【时间】{text}")
        return found

    def _plan(self, line: Line, cells: Mapping[str, str], keep: list[str]) -> Plan | None:
        """Return the planned stretch: of its own column, or the span of minutes that the time gives."""
        text = cells.get("plan", "")
        if not text:
            span = read_span(cells.get("at", ""), self.go_live)
            return Plan(span[1], span[0]) if span else None
        start, sign, length = text.rpartition("起")
        begin, duration = read_moment(start, self.go_live) if sign else None, read_length(length)
        if duration is None or (sign and begin is None):
            self._note(rules.BAD_LENGTH, line, "plan", text=text)
            keep.append(f"【计划】{text}")
            return None
        return Plan(duration, begin)

    def _length(self, line: Line, cells: Mapping[str, str], column: str, keep: list[str]) -> timedelta | None:
        text = cells.get(column, "")
        found = read_length(text) if text else None
        if text and found is None:
            self._note(rules.BAD_LENGTH, line, column, text=text)
            keep.append(f"【{HEADS[column]}】{text}")
        return found

    def _record(self, line: Line, text: str) -> Iterator[Field]:
        for number, word in enumerate(filter(None, map(str.strip, text.split("\n"))), 1):
            found = read_field(word, f"record_{line.number}_{number}")
            if found is None:
                self._note(rules.BAD_RECORD, line, "record", text=word)
            else:
                yield found

    def _verify(self, line: Line, text: str) -> Verify | None:
        if not text or text in ("否", "no", "false"):
            return None
        return Verify() if text.casefold() in _SECOND else Verify(self.role(line, text, "verify"))

    def _left(self, line: Line, text: str) -> set[str]:
        found = set()
        for word in filter(None, (one.strip() for one in re.split("[，,、]", text))):
            if word in _LEFT:
                found.add(_LEFT[word])
            elif word not in ("否", "no"):
                self._note(rules.BAD_LEFT, line, "left", text=word)
        return found

    def _note(self, rule: Rule, line: Line, column: str = "title", **args: str) -> None:
        self.notes.add(rule, line.number, self.columns.get(column, 0), **args)


def _outcomes(text: str) -> Iterator[tuple[str, str]]:
    """Yield each answer and the words for where it leads."""
    for word in filter(None, map(str.strip, text.split("\n"))):
        if word in ENDS.values():
            continue
        name, _, target = word.replace("->", "→").rpartition("→")
        yield (name.strip(), target.strip()) if name.strip() else (word, "下一步")


def settle(made: Sequence[DraftStep], known: Collection[str], notes: Notes) -> tuple[Step, ...]:
    """Return the steps with their ways and waits resolved: by id, title or number; *known* are all procedures."""
    ids = {one.step.id for one in made}
    words = {one.step.title: one.step.id for one in reversed(made)} | {name: name for name in ids}
    words |= {str(number): one.step.id for number, one in enumerate(made, 1) if str(number) not in words}
    steps = []
    for one in made:
        after = []
        for word in one.after:
            if word in words and words[word] != one.step.id:
                after.append(words[word])
            else:
                notes.add(rules.UNKNOWN_STEP, one.row, one.columns.get("after", 0), text=word)
        outcomes = []
        for name, word in one.outcomes:
            target = _target(word, words, known)
            if target is None:
                notes.add(rules.BAD_OUTCOME, one.row, one.columns.get("outcomes", 0), text=f"{name} → {word}")
            outcomes.append(Outcome(name, target or Target(TargetKind.NEXT)))
        otherwise = _target(one.otherwise, words, known) if one.otherwise and one.step.expect else None
        if one.otherwise and otherwise is None:
            notes.add(rules.BAD_OUTCOME, one.row, one.columns.get("expect", 0), text=one.otherwise)
        steps.append(evolve(one.step, after=tuple(after), outcomes=tuple(outcomes), otherwise=otherwise))
    return tuple(steps)


def _target(word: str, words: Mapping[str, str], known: Collection[str]) -> Target | None:
    fixed = {"下一步": TargetKind.NEXT, "next": TargetKind.NEXT, "结束": TargetKind.FINISH, "finish": TargetKind.FINISH}
    if word in fixed:
        return Target(fixed[word])
    if word in words:
        return Target(TargetKind.STEP, words[word])
    verb, _, name = word.partition(" ")
    if verb == "打开" and name in known:
        return Target(TargetKind.OPEN, name)
    return Target(TargetKind.RAISE, name) if verb == "报" and f"fault:{name}" in known else None
