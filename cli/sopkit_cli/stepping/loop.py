"""Loop: show where we are, read a key, do it; until the run is over or the person leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

import click

from sopkit.errors import SopError, StoreError
from sopkit_cli.failure import sentence
from sopkit_cli.language import t
from sopkit_cli.stepping.asking import TakenBack
from sopkit_cli.stepping.header import print_header
from sopkit_cli.stepping.keys import BY_LETTER, KEYS, Key, label
from sopkit_cli.width import columns_of, flow, wrap

if TYPE_CHECKING:
    from sopkit import Item
    from sopkit_cli.stepping.stepper import Stepper

__all__ = ["step_through"]


def step_through(stepper: Stepper) -> None:
    """
    Step through a run until it is over or the person leaves.

    Every key is done, and durable, before the next one is read: leaving at
    any point loses nothing. End of input and Ctrl-C are ways to leave.
    """
    try:
        shown = -1
        while not stepper.left and not stepper.run.state.over:
            stepper.run.tick()
            board = stepper.board()
            item = stepper.current(board)
            if shown != (shown := hash((stepper.run.state.version, stepper.person, stepper.wanted))):
                print_header(stepper, board, item)
                _print_keys(stepper, item)
            _one_key(stepper, item)
    except (EOFError, KeyboardInterrupt):
        stepper.terminal.line()


def _print_keys(stepper: Stepper, item: Item | None) -> None:
    """Print the keys that are legal now, and no other."""
    shown = [
        f"{key.letters[0] or 'Enter'} {label(stepper, key, item)}" for key in KEYS if key.may(stepper, item) is None
    ]
    stepper.terminal.block(flow(shown, stepper.terminal.width, first=t("run.keys"), rest="  "), "dim")


def _one_key(stepper: Stepper, item: Item | None) -> None:
    """Read a line and do what its key says; whatever is wrong with it is told, and nothing moves."""
    line = stepper.ask.line(_prompt(stepper, item))
    key, given = read_key(line)
    try:
        if key is None:
            stepper.terminal.line(t("run.no-key", key=line[:20]), "warn")
            return
        why = key.may(stepper, item)
        if why is not None:
            _say_why(stepper, label(stepper, key, item), why)
            return
        key.act(stepper, item, given)
    except TakenBack:
        stepper.terminal.line(t("run.taken-back"), "dim")
    except StoreError:
        raise
    except (SopError, click.ClickException) as error:
        for one in sentence(error).split("\n"):
            stepper.terminal.line(one, "warn", rest="  ")


def _prompt(stepper: Stepper, item: Item | None) -> str:
    """Return the prompt: the step that Enter would take, for it may have gone off the screen, and who I am."""
    name = stepper.person or t("run.everybody")
    if item is None:
        return f"{name}> "
    title, most = item.title, stepper.terminal.width // 2
    if columns_of(title) > most:
        title = next(wrapped for wrapped in wrap(title, most - 1)) + "…"
    return f"{title} | {name}> "


def _say_why(stepper: Stepper, key: str, why: str) -> None:
    """Say why a key is not legal now; several reasons have a line each."""
    lines = why.split("\n")
    if len(lines) == 1:
        stepper.terminal.line(t("run.not-now", key=key) + why, "warn")
        return
    stepper.terminal.line(t("run.not-now", key=key), "warn")
    for one in lines:
        stepper.terminal.line(one, "warn", first="  · ", rest="    ")


def read_key(line: str) -> tuple[Key | None, str]:
    """Return the key that a line means, and what was typed behind it; full-width letters count as themselves."""
    if not line:
        return BY_LETTER[""], ""
    letter = normalize("NFKC", line[0])
    given = line[1:]
    glued = letter in "+/"
    if given and not given[0].isspace() and not glued:
        return None, ""
    return BY_LETTER.get(letter), given.strip()
