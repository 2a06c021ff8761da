"""`sop lint`: what is wrong or doubtful in runbook and role files."""

from __future__ import annotations

from pathlib import Path

import click

from sopkit_cli.options import command, option, with_terminal
from sopkit_cli.terminal import Terminal

__all__ = ["lint"]

FORMATS = ("text", "json", "sarif", "github", "junit")
PROFILES = ("novice", "standard", "strict")
NAMES = {"新手": "novice", "标准": "standard", "严格": "strict"}


class ProfileType(click.Choice[str]):
    """A profile by its English or its Chinese name."""

    def __init__(self) -> None:
        super().__init__(PROFILES)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the English name."""
        return super().convert(NAMES.get(value, value), param, ctx)


@command("lint")
@with_terminal()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@option("--profile", type=ProfileType(), default="standard")
@option("--format", "form", type=click.Choice(FORMATS), default="text", key="format")
@option("--platform", metavar="NAME", key="lint_platform")
@option("--baseline", type=click.Path(path_type=Path), metavar="FILE")
@option("--write-baseline", type=click.Path(path_type=Path), metavar="FILE")
@option("--watch", is_flag=True)
@option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR", key="folder")
def lint(
    terminal: Terminal,
    *,
    paths: tuple[str, ...],
    profile: str,
    form: str,
    platform: str | None,
    baseline: Path | None,
    write_baseline: Path | None,
    watch: bool,
    folders: tuple[Path, ...],
) -> int:
    """Lint the files that PATH names."""
    from sopkit_cli.linting import Linting

    form = "json" if terminal.as_json else form
    linting = Linting(terminal, paths or (".",), profile, platform, folders or (Path(),), baseline)
    if write_baseline is not None:
        return linting.write_baseline(write_baseline)
    return linting.watch(form) if watch else linting.once(form)
