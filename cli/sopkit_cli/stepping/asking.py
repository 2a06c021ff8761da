"""Asking: one question at a time; a bad answer is explained and asked again, a lone dot takes it all back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from unicodedata import normalize

from sopkit.definition.value import Field, Value, ValueType
from sopkit.record import BadValueError, read_value
from sopkit_cli.language import language, t

if TYPE_CHECKING:
    from sopkit_cli.terminal import Terminal

__all__ = ["Asker", "TakenBack"]

MANY = 30


class TakenBack(Exception):  # noqa: N818 -- no error: the person thought better of it
    """The person answered with a lone dot."""


class Asker:
    """Asks on a terminal; ``read`` shows a prompt and returns a line, or raises EOFError."""

    def __init__(self, terminal: Terminal, read: Callable[[str], str]) -> None:
        self._terminal = terminal
        self._read = read

    def line(self, prompt: str) -> str:
        """Return one line, trimmed."""
        return self._read(prompt).strip()

    def text(self, label: str, given: str = "") -> str:
        """Return a text that is not empty."""
        while not given:
            given = self._answer(f"{label}{t('help.colon')} ")
            if not given:
                self._terminal.line(t("run.needed"), "warn")
        return given

    def _answer(self, prompt: str) -> str:
        answer = self.line(prompt)
        if normalize("NFKC", answer) in {".", "。"}:
            raise TakenBack
        return answer

    def choose(self, label: str, options: Sequence[tuple[str, str]], given: str = "") -> str:
        """Return the id of one of (id, what it is), by its number, its id, or some letters of either."""
        everything = list(range(len(options)))[:MANY]
        listed = not given
        if listed:
            self._list(options, everything)
        while True:
            given = given or self._answer(t("run.prompt", label=label, hint=t("run.which")))
            found = _found(given, options)
            if len(found) == 1:
                return found[0]
            key = "run.several" if found else "run.not-found" if given else "run.needed"
            self._terminal.line(t(key, text=given), "warn")
            if found:
                self._list(options, [n for n, (identity, _) in enumerate(options) if identity in found][:MANY])
            elif not listed:
                self._list(options, everything)
            listed, given = True, ""

    def _list(self, options: Sequence[tuple[str, str]], places: Sequence[int]) -> None:
        """List some of the options by their numbers; where not all are listed, say how many there are."""
        for place in places:
            identity, text = options[place]
            shown = text if identity in text or not identity.isascii() else f"{text} [{identity}]"
            self._terminal.line(shown, first=f"{place + 1:>3}. ")
        if len(places) == MANY < len(options):
            self._terminal.line(t("run.and-more", count=len(options) - MANY), "dim", first="     ")

    def field(self, field: Field, given: str = "") -> Value:
        """Return the value of a field; ``None`` where it was left empty and may be."""
        prompt = "  " + t("run.prompt", label=field.title or field.id, hint=_hint(field))
        if field.type is ValueType.CHOICE and not given:
            self._terminal.line("  ".join(f"{n}. {choice}" for n, choice in enumerate(field.choices, 1)), first="    ")
        while True:
            answer, given = given or self._answer(prompt), ""
            if not answer:
                if not field.required:
                    return None
                self._terminal.line(t("run.needed"), "warn", first="  ")
                continue
            place = normalize("NFKC", answer)
            if field.type is ValueType.CHOICE and place.isdecimal() and 0 < int(place) <= len(field.choices):
                return field.choices[int(place) - 1]
            try:
                return read_value(field.type, answer, field.choices, field.min, field.max)
            except BadValueError as wrong:
                self._terminal.line(t("run.bad", why=wrong.text(language())), "warn", first="  ")

    def record(self, fields: Sequence[Field], given: str = "") -> dict[str, Value]:
        """Return what is recorded, field by field; *given* is the answer to the first."""
        answers = ((field.id, self.field(field, given if place == 0 else "")) for place, field in enumerate(fields))
        return {name: value for name, value in answers if value is not None}


def _found(given: str, options: Sequence[tuple[str, str]]) -> list[str]:
    """Return the options that an answer means: a number, an id, else whatever holds its letters."""
    wanted = normalize("NFKC", given).casefold()
    if wanted.isdecimal() and 0 < int(wanted) <= len(options):
        return [options[int(wanted) - 1][0]]
    if not wanted:
        return []
    words = [(identity, identity.casefold(), text.casefold()) for identity, text in options]
    whole = [identity for identity, *same in words if wanted in same]
    return whole or [identity for identity, *same in words if any(wanted in one for one in same)]


def _hint(field: Field) -> str:
    hints = [t(f"type.{field.type.value}")]
    if field.unit:
        hints.append(field.unit)
    for key, bound in (("least", field.min), ("most", field.max)):
        if bound is not None:
            hints.append(t(f"run.{key}", value=bound))
    if not field.required:
        hints.append(t("run.optional"))
    return t("word.comma").join(hints)
