"""Check: one file, or several, through the loader and every pass, into a report."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sopkit.finding import Finding
from sopkit.lint.passes import findings_of
from sopkit.lint.report import Report
from sopkit.lint.subject import Subject
from sopkit.loader import rules
from sopkit.loader.book import build_whole
from sopkit.loader.files import DiskFile, HeldFile
from sopkit.loader.nodes import parse
from sopkit.loader.roles import read_role
from sopkit.loader.rules import RULES, Profile
from sopkit.loader.search import at_path, find
from sopkit.loader.text import checked

__all__ = ["lint", "lint_files"]

_UNREAD = {rules.NO_FILE.code, rules.UNREADABLE.code, rules.NO_RUNBOOK.code}
_ORDER = list(Profile)


def lint(
    path_or_text: Path | str,
    *,
    name: Path | str | None = None,
    profile: Profile | str = Profile.STANDARD,
    platform: str | None = None,
    folders: Sequence[Path] = (),
) -> Report:
    """
    Return everything that is wrong or doubtful with a runbook or role file.

    A text of several lines is linted as it is, as if it were saved as
    *name*; anything else is a path or the id of a runbook. A file in a
    folder called ``roles`` is a role. *platform* is what scripts are held
    to where the file names none.
    """
    profile = Profile(profile)
    held = isinstance(path_or_text, str) and "\n" in path_or_text
    path = Path(name or "runbook.yaml") if held else path_or_text
    found = at_path(Path(path), folders) if held or isinstance(path, Path) else find(path, folders)
    if isinstance(found, Finding):
        return Report((found,), profile, texts={found.span.file: ""}, unread=(found.span.file,))
    file, library = found
    if held:
        file = HeldFile(file.entry, checked(str(path_or_text).replace("\r\n", "\n").replace("\r", "\n"), file.shown))
    with _resting():
        if _is_role(file):
            return _role(file, profile)
        built = build_whole(file, library)
        text = built.main.text
        texts = {draft.text.shown: draft.text.text for draft in built.main.all()}
        return _report(Subject(text, built.main.root, platform, built), built.findings, profile, texts)


def lint_files(
    paths: Iterable[Path | str],
    *,
    profile: Profile | str = Profile.STANDARD,
    platform: str | None = None,
    folders: Sequence[Path] = (),
) -> Report:
    """Return one report on several files; what is said of a file that two of them use is said once."""
    reports = [lint(path, profile=profile, platform=platform, folders=folders) for path in paths]
    seen: dict[tuple[str, int, int, str, str], Finding] = {}
    for report in reports:
        for one in report.findings:
            key = (Path(one.span.file).as_posix(), one.span.start, one.span.end, one.code, one.zh)
            seen.setdefault(key, one)
    return Report(
        tuple(seen.values()),
        Profile(profile),
        tuple(dict.fromkeys(cut for report in reports for cut in report.cut_short)),
        {name: text for report in reports for name, text in report.texts.items()},
        tuple(dict.fromkeys(name for report in reports for name in report.files)),
        tuple(dict.fromkeys(name for report in reports for name in report.unread)),
        sum(report.hidden for report in reports),
    )


def _is_role(file: DiskFile) -> bool:
    place = file.entry.place
    return isinstance(place, Path) and place.parent.name == "roles"


def _role(file: DiskFile, profile: Profile) -> Report:
    text = file.text()
    findings = text.findings if text.broken else list(read_role(file.id, file.shown, text.text)[1])
    findings = [*(one for one in text.findings if one.code == rules.NOT_UTF8.code), *findings]
    return _report(Subject(text, parse(text)[0]), findings, profile, {text.shown: text.text})


def _report(subject: Subject, found: Iterable[Finding], profile: Profile, texts: dict[str, str]) -> Report:
    findings = [*found, *findings_of(subject)]
    shown = [one for one in findings if _ORDER.index(RULES[one.code].profile) <= _ORDER.index(profile)]
    own = [one for one in shown if one.span.file == subject.text.shown]
    others = [one for one in shown if one.span.file != subject.text.shown]
    own.sort(key=lambda one: (one.span.start, one.code))
    unread = any(one.code in _UNREAD and one.span.file == subject.text.shown and not subject.text.text for one in own)
    return Report(
        (*own, *others),
        profile,
        tuple(subject.cut_short),
        texts,
        (subject.text.shown,),
        (subject.text.shown,) if unread else (),
    )


@contextmanager
def _resting() -> Iterator[None]:
    """Let the garbage collector rest: it would walk the growing trees over and over, and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
