"""`sop test`: play the scenarios of runbooks, and say where one fails."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sopkit_cli.language import language, t
from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.terminal import Terminal

if TYPE_CHECKING:
    from sopkit.errors import DefinitionError
    from sopkit.scenario import Result

__all__ = ["test"]

EXIT_FAILED = 1
EXIT_DEFINITION = 3


@command("test")
@with_terminal()
@click.argument("runbooks", nargs=-1, metavar="[RUNBOOK]...")
@option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR", key="folder")
def test(terminal: Terminal, runbooks: tuple[str, ...], folders: tuple[Path, ...]) -> int:
    """Play every scenario; end with 1 where one fails, with 3 where a file is wrong or a scenario cannot be read."""
    from sopkit.errors import DefinitionError
    from sopkit.loader import load
    from sopkit.scenario import play_all

    shown: list[dict[str, Any]] = []
    code = 0
    for name in runbooks or _all(folders):
        try:
            results = play_all(load(name, folders=folders))
        except DefinitionError as error:
            code = EXIT_DEFINITION
            shown.append(_wrong(terminal, name, error))
            continue
        code = max(code, *map(_code, results), 0)
        shown.append(_played(terminal, name, results))
    if terminal.as_json:
        terminal.data({"ok": code == 0, "runbooks": shown})
    else:
        played = [scenario for book in shown for scenario in book["scenarios"]]
        failed = sum(not scenario["passed"] for scenario in played)
        wrong = sum(book["error"] is not None for book in shown)
        style = "fault" if code else "good"
        terminal.line(t("test.sum", count=len(played), books=len(shown), failed=failed, wrong=wrong), style)
    return code


def _all(folders: tuple[Path, ...]) -> tuple[str, ...]:
    """Return every runbook that can be found by its id."""
    from sopkit.content import library_beside

    return tuple(entry.id for entry in library_beside(None, folders).runbooks())


def _code(result: Result) -> int:
    if result.failure is None:
        return 0
    return EXIT_DEFINITION if result.failure.unreadable else EXIT_FAILED


def _wrong(terminal: Terminal, name: str, error: DefinitionError) -> dict[str, Any]:
    from sopkit_cli.failure import describe

    if not terminal.as_json:
        terminal.line(name, "head")
        terminal.line(error.text(language()), "fault", first="  ")
    return {"runbook": name, "error": describe(error), "scenarios": []}


def _played(terminal: Terminal, name: str, results: tuple[Result, ...]) -> dict[str, Any]:
    from sopkit_cli.plain import plain

    if not terminal.as_json:
        terminal.line(name, "head")
        for result in results:
            failure = result.failure
            terminal.line(result.title, "fault" if failure else "", first="  x  " if failure else "  ok ")
            if failure is not None:
                terminal.line(failure.text(language()), "warn", first="     ")
        if not results:
            terminal.line(t("test.none"), "dim", first="  ")
    scenarios = [{**plain(result), "passed": result.passed} for result in results]
    return {"runbook": name, "error": None, "scenarios": scenarios}
