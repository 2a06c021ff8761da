"""What is read aloud in the scenarios of the shipped content, filled in as a seat sees it. Run it to read it all."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from attrs import frozen

from sopkit.board import Item
from sopkit.commands import Command
from sopkit.definition.runbook import Runbook
from sopkit.run import Run
from sopkit.run.done import Done
from sopkit.scenario import play_all
from tests.content.driven import shipped


@frozen(order=True)
class Line:
    """One line of a step or a cue as it is read; ``gaps`` are the names in it that had no value."""

    about: str
    text: str
    gaps: tuple[str, ...] = ()


def _of_item(item: Item) -> Iterator[Line]:
    # What the step itself records is written down with the answer: no gap before it.
    own = {field.id for field in item.record}
    gaps = tuple(name for name in item.missing if name not in own)
    for text in (*item.say, item.ask, item.answer):
        if text:
            yield Line(f"{item.procedure}/{item.key.partition('@')[0]}", text, gaps)


@contextmanager
def hearing(heard: set[Line]) -> Iterator[None]:
    """Put into *heard* what stands on the whole room's board after each command that is taken inside."""
    do = Run.do

    def heard_do(run: Run, command: Command, *, key: str | None = None) -> Done:
        done = do(run, command, key=key)
        board = run.board()
        for item in board.mine_now:
            heard.update(_of_item(item))
        heard.update(Line(f"cue {cue.rule or cue.fault}", cue.text) for cue in board.cues if cue.rule or cue.fault)
        return done

    with patch.object(Run, "do", heard_do):
        yield


def heard_in(books: Iterable[Runbook]) -> set[Line]:
    """Return everything that is read aloud, or told to a seat by a cue, in the scenarios of *books*."""
    heard: set[Line] = set()
    with hearing(heard):
        for book in books:
            play_all(book)
    return heard


def main() -> None:
    """Print every line, with the step that it belongs to."""
    for line in sorted(heard_in(shipped())):
        gaps = f"  [{', '.join(line.gaps)}]" if line.gaps else ""
        sys.stdout.write(f"{line.about}: {line.text}{gaps}\n")


if __name__ == "__main__":
    main()
