"""Importing: a sheet read, made into a runbook, checked, shown, and written when that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from sopkit.errors import cause
from sopkit.finding import Finding, Severity
from sopkit.lint import lint
from sopkit.loader import load_roles
from sopkit.sheets import lines_of, read_sheet, yaml_of
from sopkit.sheets.notes import slug
from sopkit_cli.complaint import usage
from sopkit_cli.language import language, t
from sopkit_cli.paper import write_whole
from sopkit_cli.plain import plain
from sopkit_cli.render.wording import head
from sopkit_cli.terminal import Terminal

__all__ = ["Importing"]

EXIT_LEFT_OUT = 1
EXIT_BROKEN = 3


class Importing:
    """One sheet and what it becomes."""

    def __init__(
        self, sheet: Path, out: Path | None, title: str, go_live: timedelta | None, folders: Sequence[Path]
    ) -> None:
        try:
            raw = sheet.read_bytes()
        except OSError as error:
            raise usage("cannot-read", path=sheet, why=cause(error)) from None
        self.out = out or Path(f"{slug(sheet.stem) or 'runbook'}.yaml")
        if self.out.suffix != ".yaml" or slug(self.out.stem) != self.out.stem:
            raise usage("yaml-name", path=self.out)
        lines, unread = lines_of(raw, str(sheet))
        self.draft, noted = read_sheet(
            lines, str(sheet), load_roles(folders=folders), id=self.out.stem, title=title, go_live=go_live
        )
        self.findings = (*unread, *(() if unread and not lines else noted))
        self.text = yaml_of(self.draft)
        self.checked = lint(self.text, name=self.out, folders=folders).findings if self.draft.steps else ()

    @property
    def broken(self) -> bool:
        """Whether there is nothing that would load."""
        return not self.draft.steps or any(one.severity is Severity.ERROR for one in self.checked)

    def run(self, terminal: Terminal, *, write: bool, force: bool) -> int:
        """Show it and, where that is asked for and it would load, write it."""
        written = write and not self.broken
        if written and self.out.exists() and not force:
            raise usage("sheet-exists", path=self.out)
        if written:
            write_whole(self.out, self.text.encode())
        code = EXIT_BROKEN if self.broken else EXIT_LEFT_OUT if _left_out(self.findings) else 0
        if terminal.as_json:
            terminal.data(
                {
                    "ok": not self.broken,
                    "file": str(self.out),
                    "written": written,
                    "yaml": self.text,
                    "findings": plain(self.findings),
                    "lint": plain(self.checked),
                }
            )
        else:
            self._show(terminal, write=write, written=written)
        return code

    def _show(self, terminal: Terminal, *, write: bool, written: bool) -> None:
        if not write:
            terminal.line(head(t("sheet.would", path=self.out), terminal.width), "head")
            print(self.text, end="")
        parts = {"phases": self.draft.phases, "procedures": self.draft.procedures, "faults": self.draft.faults}
        terminal.line(t("sheet.summary", steps=self.draft.steps, **{name: len(part) for name, part in parts.items()}))
        for title, findings in (("sheet.doubts", self.findings), ("sheet.checked", self.checked)):
            if findings:
                terminal.line(head(t(title), terminal.width), "head")
            for one in findings:
                style = "fault" if one.severity is Severity.ERROR else "warn"
                terminal.line(one.line_text(language()), style, rest="  ")
        if not self.findings and not self.broken:
            terminal.line(t("sheet.clean"), "good")
        if self.broken:
            terminal.line(t("sheet.not-written"), "fault")
        else:
            terminal.line(t("paper.written", path=self.out) if written else t("sheet.write-it"))


def _left_out(findings: Sequence[Finding]) -> bool:
    return any(one.severity is Severity.ERROR for one in findings)
