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
from sopkit.loader.files import DiskFile, File, Files, HeldFile
from sopkit.loader.nodes import parse
from sopkit.loader.roles import read_role
from sopkit.loader.rules import RULES, Profile
from sopkit.loader.search import at_path, find
from sopkit.loader.text import checked

__all__ = ["lint", "lint_file", "lint_files", "lint_held"]

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
    Return everything that is wrong or doubtful with a runbook, a role file or a file of wording rules.

    A text of several lines is linted as it is, as if it were saved as
    *name*; anything else is a path or the id of a runbook. A file in a
    folder called ``roles`` is a role, one in ``wording`` a set of rules.
    *platform* is what scripts are held to where the file names none.
    """
    if isinstance(path_or_text, str) and "\n" in path_or_text:
        return lint_held(
            path_or_text, Path(name or "runbook.yaml"), profile=profile, platform=platform, folders=folders
        )
    is_path = isinstance(path_or_text, Path)
    found = at_path(Path(path_or_text), folders) if is_path else find(path_or_text, folders)
    if isinstance(found, Finding):
        return Report((found,), Profile(profile), texts={found.span.file: ""}, unread=(found.span.file,))
    return _linted(*found, Profile(profile), platform)


def lint_held(
    text: str,
    path: Path,
    *,
    profile: Profile | str = Profile.STANDARD,
    platform: str | None = None,
    folders: Sequence[Path] = (),
) -> Report:
    """Return what is wrong with *text* as it would be in the file *path*, such as one that is being typed."""
    file, library = at_path(path, folders)
    held = checked(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), file.shown)
    return _linted(HeldFile(file.entry, held), library, Profile(profile), platform)


def lint_file(
    file: File, files: Files, *, profile: Profile | str = Profile.STANDARD, platform: str | None = None
) -> Report:
    """Return what is wrong with *file*, which finds those that it uses among *files*."""
    return _linted(file, files, Profile(profile), platform)


def _linted(file: File, library: Files, profile: Profile, platform: str | None) -> Report:
    with _resting():
        # What was built is gone before the collector wakes, and need not be walked by it.
        if _is_role(file):
            return _role(file, profile)
        rules_in = _rules_in(file)
        if rules_in is not None:
            return _wording(file, rules_in, profile)
        return _runbook(file, library, profile, platform)


def _runbook(file: File, library: Files, profile: Profile, platform: str | None) -> Report:
    built = build_whole(file, library)
    texts = {text.shown: text.text for draft in built.main.all() for text in draft.texts}
    report = _report(Subject(built.main.text, built.main.root, platform, built), built.findings, profile, texts)
    if built.book is not None:
        built.book.memo.clear()  # what is remembered of a runbook there refers back to it
    return report


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


def _is_role(file: File) -> bool:
    if isinstance(file, DiskFile):
        place = file.entry.place
        return isinstance(place, Path) and place.parent.name == "roles"
    return file.name.startswith("roles/")


def _rules_in(file: File) -> Path | None:
    """Return the folder in whose ``wording`` a file of rules is; those shipped are in ``wording/rules``."""
    if not isinstance(file, DiskFile) or not isinstance(file.entry.place, Path):
        return None
    home = file.entry.place.absolute().parent
    if home.name == "rules" and home.parent.name == "wording":
        home = home.parent
    return home.parent if home.name == "wording" else None


def _wording(file: File, folder: Path, profile: Profile) -> Report:
    from sopkit.loader.wording_check import check_wording_file

    text = file.text()
    findings = text.findings if text.broken else list(check_wording_file(file, folder=folder))
    findings = [*(one for one in text.findings if one.code == rules.NOT_UTF8.code), *findings]
    return _report(Subject(text, parse(text)[0]), findings, profile, {text.shown: text.text})


def _role(file: File, profile: Profile) -> Report:
    text = file.text()
    findings = text.findings if text.broken else list(read_role(file.id, file.shown, text.text)[1])
    findings = [*(one for one in text.findings if one.code == rules.NOT_UTF8.code), *findings]
    return _report(Subject(text, parse(text)[0]), findings, profile, {text.shown: text.text})


def _report(subject: Subject, found: Iterable[Finding], profile: Profile, texts: dict[str, str]) -> Report:
    shown = subject.text.shown
    findings, silenced = [*found, *findings_of(subject)], 0
    if "ignore" in subject.text.text.casefold():
        from sopkit.lint.suppress import suppressed

        findings, silenced = suppressed(subject, findings)
    visible = [one for one in findings if _ORDER.index(RULES[one.code].profile) <= _ORDER.index(profile)]
    own = sorted((one for one in visible if one.span.file == shown), key=lambda one: (one.span.start, one.code))
    others = [one for one in visible if one.span.file != shown]
    unread = any(one.code in _UNREAD for one in own) and not subject.text.text
    return Report(
        (*own, *others),
        profile,
        tuple(subject.cut_short),
        texts,
        (shown,),
        (shown,) if unread else (),
        silenced,
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
