"""Linting: a lint of the files that a command line names, once or whenever one of them changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from sopkit.lint import Report, lint_files
from sopkit.lint.targets import files_of, stamps
from sopkit_cli.complaint import usage
from sopkit_cli.language import language, t
from sopkit_cli.terminal import Terminal

__all__ = ["Linting"]

_PAUSE = 0.3
_STYLES = {
    "caret": "fault",
    "rim": "dim",
    "fix": "good",
    "error": "fault",
    "warning": "warn",
    "info": "say",
    "place": "head",
}


class Linting:
    """One set of files, how they are linted, and where the result is shown."""

    def __init__(
        self,
        terminal: Terminal,
        names: tuple[str, ...],
        profile: str,
        platform: str | None,
        folders: tuple[Path, ...],
        baseline: Path | None,
    ) -> None:
        self.terminal = terminal
        self.names = names
        self.profile = profile
        self.platform = platform
        self.folders = folders
        self.baseline = baseline

    def report(self) -> Report:
        """Return the report on the files as they are now."""
        targets, barren = files_of(self.names)
        if barren:
            raise usage("no-yaml", path=barren[0])
        report = lint_files(targets, profile=self.profile, platform=self.platform, folders=self.folders)
        return report if self.baseline is None else self._without(self.baseline, report)

    def _without(self, path: Path, report: Report) -> Report:
        from sopkit.lint.baseline import read_baseline, without

        if not path.is_file():
            raise usage("no-baseline", path=path)
        baseline = read_baseline(path.read_text(encoding="utf-8"))
        if baseline is None:
            raise usage("bad-baseline", path=path)
        return without(report, baseline)

    def write_baseline(self, path: Path) -> int:
        """Write the baseline of the files as they are now; errors are not in it, and still fail."""
        from sopkit.lint.baseline import baseline_of
        from sopkit.loader.rules import RULES

        self.baseline = None
        report = self.report()
        path.write_text(baseline_of(report), encoding="utf-8")
        count = sum(1 for one in report.findings if RULES[one.code].suppressable)
        self.terminal.line(t("lint.baseline-written", count=count, path=path))
        return 3 if report.unread else 0

    def once(self, form: str) -> int:
        """Lint, show the report, and return the exit code."""
        report = self.report()
        self.show(report, form)
        return report.exit_code

    def show(self, report: Report, form: str) -> None:
        """Print the report."""
        if form != "text":
            from sopkit.lint.formats import written

            out = written(report, form, language())
            self.terminal.painted([out] if out else [])
            return
        from sopkit.lint.formats.text import closing, lines_of

        paint: Callable[[str, str], str] = lambda piece, style: self.terminal.paint(piece, _STYLES.get(style, ""))  # noqa: E731
        self.terminal.painted(lines_of(report, lang=language(), width=self.terminal.width, paint=paint))
        self.terminal.painted([closing(report, language())])

    def watch(self, form: str) -> int:
        """Lint again whenever a file changes, until a person ends it."""
        seen = None
        try:
            while True:
                now = stamps(self.names)
                if now != seen:
                    seen = now
                    self.once(form)
                    self.terminal.line(t("lint.watching", time=time.strftime("%H:%M:%S")), "dim")
                time.sleep(_PAUSE)
        except KeyboardInterrupt:
            return 0
