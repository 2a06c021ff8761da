"""`sop diff`: in what two runbooks differ, by what they mean."""

from __future__ import annotations

from pathlib import Path

import click

from sopkit_cli.language import language, t
from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.terminal import Terminal

__all__ = ["diff"]

EXIT_DIFFERENT = 1


@command("diff")
@with_terminal()
@click.argument("before")
@click.argument("after")
@option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR", key="folder")
def diff(terminal: Terminal, before: str, after: str, folders: tuple[Path, ...]) -> int:
    """Print each difference in a sentence; end with 1 where there is one."""
    import sopkit
    from sopkit.diff import compare
    from sopkit_cli.plain import plain

    beside = folders or (Path(),)
    found = compare(sopkit.load(before, folders=beside), sopkit.load(after, folders=beside))
    if terminal.as_json:
        terminal.data({"ok": True, "same": not found, "differences": [plain(one) for one in found]})
    else:
        signs = {"added": "+ ", "removed": "- "}
        styles = {"added": "good", "removed": "fault"}
        for one in found:
            text = one.zh if language() == "zh" else one.en
            terminal.line(text, styles.get(one.how, ""), first=signs.get(one.how, "~ "), rest="  ")
        terminal.line(t("diff.sum", count=len(found)) if found else t("diff.same"), "dim")
    return EXIT_DIFFERENT if found else 0
