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
        if not given:
            for number, (identity, text) in enumerate(options[:MANY], 1):
                shown = text if identity in text or not identity.isascii() else f"{text} [{identity}]"
                self._terminal.line(shown, first=f"{number:>3}. ")
        while True:
            given = given or self._answer(t("run.prompt", label=label, hint=t("run.which")))
            found = _found(given, options)
            if len(found) == 1:
                return found[0]
            if given:
                self._terminal.line(t("run.several" if found else "run.not-found", text=given), "warn")
            given = ""

    def field(self, field: Field) -> Value:
        """Return the value of a field; ``None`` where it was left empty and may be."""
        prompt = "  " + t("run.prompt", label=field.title or field.id, hint=_hint(field))
        if field.type is ValueType.CHOICE:
            self._terminal.line("  ".join(f"{n}. {choice}" for n, choice in enumerate(field.choices, 1)), first="    ")
        while True:
            answer = self._answer(prompt)
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

    def record(self, fields: Sequence[Field]) -> dict[str, Value]:
        """Return what is recorded, field by field."""
        answers = ((field.id, self.field(field)) for field in fields)
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
