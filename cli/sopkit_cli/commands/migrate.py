"""`sop migrate`: files of an older format, made into today's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopkit_cli.language import language, t
from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.terminal import Terminal

if TYPE_CHECKING:
    from sopkit.migrate import Migrated

__all__ = ["migrate"]


@command("migrate")
@with_terminal(as_json=False)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@option("--diff", is_flag=True)
@option("--write", is_flag=True)
@option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR", key="folder")
def migrate(terminal: Terminal, paths: tuple[Path, ...], diff: bool, write: bool, folders: tuple[Path, ...]) -> int:
    """Say what would change in each FILE, or change it; return 1 where something waits, 3 where a file was refused."""
    from sopkit.migrate import migrate_file

    code = 0
    for path in paths:
        done = migrate_file(path, write=write, folders=folders or (Path(),))
        _tell(terminal, path, done)
        if diff and done.after != done.before:
            _show(terminal, path, done)
        code = max(code, 3 if done.refused else int(bool(done.steps) and not write))
    return code


def _tell(terminal: Terminal, path: Path, done: Migrated) -> None:
    side = int(language() == "en")
    if done.refused is not None:
        terminal.line(t("migrate.refused", path=path, why=done.refused[side]), "warn")
    elif not done.steps:
        terminal.line(t("migrate.current", path=path))
    else:
        key = "migrate.done" if done.backup else "migrate.would"
        terminal.line(t(key, path=path, before=done.version, backup=done.backup or ""))
        for step in done.steps:
            terminal.line((step.zh, step.en)[side], first=f"  {step.before} → {step.before + 1}  ")


def _show(terminal: Terminal, path: Path, done: Migrated) -> None:
    from difflib import unified_diff

    styles = {"+": "good", "-": "fault", "@": "dim"}
    before, after = done.before.splitlines(), done.after.splitlines()
    for line in unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm=""):
        terminal.block([line], styles.get(line[:1], ""))
