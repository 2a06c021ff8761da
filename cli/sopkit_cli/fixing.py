"""Fixing: the files that a command line names, mended on disk, or shown as they would be."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

from sopkit.frozen import frozen
from sopkit.lint.fixing import Fixed, fix_file
from sopkit.lint.targets import files_of
from sopkit_cli.complaint import usage
from sopkit_cli.language import t
from sopkit_cli.terminal import Terminal

__all__ = ["Fixing"]


@frozen
class Fixing:
    """How files are mended, and where that is told."""

    terminal: Terminal
    folders: tuple[Path, ...]
    diff: bool
    unsafe: bool

    def run(self, names: tuple[str, ...]) -> int:
        """Mend every file; return the exit code."""
        targets, barren = files_of(names)
        if barren:
            raise usage("no-yaml", path=barren[0])
        done = [(Path(one), self._fix(Path(one))) for one in targets]
        if not any(fixed.made for _, fixed in done):
            self.terminal.line(t("fix.nothing"))
        waiting = sum(fixed.waiting for _, fixed in done)
        left = sum(len(fixed.left.failing) for _, fixed in done)
        if waiting:
            self.terminal.line(t("fix.unsafe-left", count=waiting))
        if left:
            self.terminal.line(t("fix.left", count=left))
        if any(fixed.left.unread for _, fixed in done):
            return 3
        return int(left > 0 or (self.diff and any(fixed.made for _, fixed in done)))

    def _fix(self, path: Path) -> Fixed:
        fixed = fix_file(path, unsafe=self.unsafe, write=not self.diff, folders=self.folders)
        if fixed.made:
            self.terminal.line(t("fix.would" if self.diff else "fix.done", file=path, count=fixed.made))
        if self.diff and fixed.before != fixed.after:
            self._show(path, fixed)
        return fixed

    def _show(self, path: Path, fixed: Fixed) -> None:
        styles = {"+": "good", "-": "fault", "@": "dim"}
        before, after = fixed.before.splitlines(), fixed.after.splitlines()
        for line in unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm=""):
            self.terminal.block([line], styles.get(line[:1], ""))
