"""Keys: each with its label, its help, whether it is legal now, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sopkit.frozen import frozen
from sopkit.lifecycle import RunStatus
from sopkit_cli.language import t
from sopkit_cli.stepping import on_cue, on_run, on_screen, on_step

if TYPE_CHECKING:
    from sopkit import Item
    from sopkit_cli.stepping.stepper import Stepper

__all__ = ["BY_LETTER", "KEYS", "Key", "label"]


@frozen
class Key:
    """One key. ``may`` returns why it is not legal now; ``act`` takes what was typed behind it."""

    letters: tuple[str, ...]
    name: str
    may: Callable[[Stepper, Item | None], str | None]
    act: Callable[[Stepper, Item | None, str], None]


def _quit(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is called the same way
    stepper.left = True


def _help(stepper: Stepper, item: Item | None, given: str) -> None:  # noqa: ARG001 -- every key is called the same way
    for key in KEYS:
        shown = ", ".join(letter or "Enter" for letter in key.letters)
        stepper.terminal.line(t(f"help.{key.name}"), first=f"  {shown:<10}")
    stepper.terminal.line(t("help.answers"), "dim", first="  ")


KEYS: tuple[Key, ...] = (
    Key(("", "d"), "do", on_step.may_do, on_step.do),
    Key(("n",), "not", on_step.may_pass("not"), on_step.pass_by("not")),
    Key(("x",), "na", on_step.may_pass("na"), on_step.pass_by("na")),
    Key(("s",), "skip", on_step.may_pass("skip"), on_step.pass_by("skip")),
    Key(("u", "b"), "undo", on_step.may_undo, on_step.undo),
    Key(("j",), "jump", on_step.may_jump, on_step.jump),
    Key(("g",), "go", on_run.may_go, on_run.go),
    Key(("k",), "open", on_run.may_open, on_run.open_),
    Key(("e",), "finish", on_run.may_finish, on_run.finish),
    Key(("p",), "hold", on_run.may_hold, on_run.hold),
    Key(("f",), "fault", on_run.may_fault, on_run.fault),
    Key(("c",), "complaint", on_run.may_complain, on_run.complaint),
    Key(("a",), "answer", on_cue.may_answer, on_cue.answer),
    Key(("m",), "number", on_run.may_number, on_run.number),
    Key(("+",), "note", on_run.may_note, on_run.note),
    Key(("r",), "role", on_screen.always, on_screen.role),
    Key(("l",), "script", on_step.may_script, on_step.script),
    Key(("o",), "outline", on_screen.always, on_screen.outline),
    Key(("w",), "waits", on_screen.always, on_screen.waits),
    Key(("/",), "verb", on_screen.always, on_screen.verb),
    Key(("h", "?"), "help", on_screen.always, _help),
    Key(("q",), "quit", on_screen.always, _quit),
    Key(("Q",), "abort", on_run.may_abort, on_run.abort),
)
"""Every key, in the order in which they are shown."""

BY_LETTER = {letter: key for key in KEYS for letter in key.letters}


def label(stepper: Stepper, key: Key, item: Item | None) -> str:
    """Return what a key means now, in a word."""
    name = key.name
    if name == "do" and item is not None and item.command == "CheckStep":
        name = "check"
    elif name == "do" and item is not None and item.command == "StartStep":
        name = "ask" if item.ask else "begin"
    elif name == "not" and item is not None and item.command == "CheckStep":
        name = "reject"
    elif name == "go":
        name = on_run.go_word(stepper)
    elif name == "hold" and stepper.run.state.status is RunStatus.HELD:
        name = "go-on"
    return t(f"key.{name}")
