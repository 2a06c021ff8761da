"""`sop wording`: what may not be said, line by line; and how well the rules tell labelled lines apart."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopkit_cli.complaint import usage
from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.terminal import Terminal

if TYPE_CHECKING:
    from sopkit.wording import Rules

__all__ = ["wording"]

# What reads like the name of a file is one, so that a slip in it is not called clean.
_LIKE_A_FILE = re.compile(r"\S*\.(txt|md|csv|yaml|yml|json|srt)", re.IGNORECASE)


@command("wording")
@with_terminal()
@click.argument("what", required=False, metavar="TEXT|FILE|-")
@option("--platform", metavar="NAME", key="wording_platform")
@option("--evidence", "evidence", multiple=True, metavar="KIND")
@option("--exempted", is_flag=True)
@option("--score", "scored", type=click.Path(path_type=Path), metavar="FILE")
@option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR", key="folder")
def wording(
    terminal: Terminal,
    *,
    what: str | None,
    platform: str | None,
    evidence: tuple[str, ...],
    exempted: bool,
    scored: Path | None,
    folders: tuple[Path, ...],
) -> int:
    """Check a text, a file or the standard input; end with 1 where something may not be said as it is."""
    from sopkit.loader.wording import load_wording
    from sopkit.wording import check_text, objects
    from sopkit_cli.render.hits import print_lines, print_score

    rules = load_wording(folders=folders or (Path(),))
    if scored is not None:
        from sopkit.loader.labelled import load_labelled

        return print_score(terminal, load_labelled(scored), rules)
    on = _platform(rules, platform)
    found = [
        (line, check_text(line, rules=rules, platform=on, evidence=frozenset(evidence), exempted=exempted))
        for line in _lines(what)
    ]
    print_lines(terminal, found)
    return int(any(objects(hits) for _, hits in found))


def _platform(rules: Rules, name: str | None) -> str | None:
    if name is None:
        return None
    found = rules.platform(name)
    if found is None:
        raise usage("no-platform", name=name, known="、".join(rules.platforms))
    return found


def _lines(what: str | None) -> list[str]:
    """Return the lines of a text, of a file, or of the standard input."""
    if what is None:
        raise usage("wording")
    if what == "-":
        text = _decoded(sys.stdin.buffer.read(), what)
    elif _is_file(what):
        text = _decoded(Path(what).read_bytes(), what)
    elif _LIKE_A_FILE.fullmatch(what):
        raise usage("no-such-file", path=what)
    else:
        text = what
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if len(lines) > 1 and not lines[-1] else lines


def _is_file(what: str) -> bool:
    try:
        return "\n" not in what and Path(what).is_file()
    except OSError:
        # Longer than any name may be: a text, then.
        return False


def _decoded(raw: bytes, path: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise usage("not-utf8", path=path) from error
