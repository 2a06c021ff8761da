"""Fixing: a text mended by the edits that its findings offer, round by round, until nothing is left to mend."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from sopkit.finding import Finding, Fix
from sopkit.frozen import frozen
from sopkit.lint.check import lint, lint_held
from sopkit.lint.edits import apply, compatible
from sopkit.lint.report import Report
from sopkit.loader import rules
from sopkit.loader.rules import Profile

__all__ = ["Fixed", "fix_file", "fix_text"]

_ROUNDS = 30

Look = Callable[[str], Report]


@frozen
class Fixed:
    """A text before and after, how many findings that mended, those left, and how many wait for ``unsafe``."""

    before: str
    after: str
    made: int
    left: Report
    waiting: int = 0
    recoded: bool = False


def fix_text(
    text: str,
    name: Path | str,
    *,
    unsafe: bool = False,
    profile: Profile | str = Profile.STANDARD,
    folders: Sequence[Path] = (),
) -> Fixed:
    """
    Return *text*, which is or will be the file *name*, mended.

    Each round makes every fix that does not get in another's way, and is
    kept only if fewer findings are left; else its fixes are tried one by
    one. So mending ends, never makes a file worse, and mending twice is
    mending once. Comments and the order of things stay.
    """
    path = Path(name)

    def look(string: str) -> Report:
        return lint_held(string, path, profile=profile, folders=folders)

    report, now = look(text), text
    made = 0
    for _ in range(_ROUNDS):
        fixes = compatible(_chosen(one, unsafe=unsafe) for one in _own(report) if _chosen(one, unsafe=unsafe).edits)
        better = _better(now, report, fixes, look)
        if better is None:
            break
        now, report = better[:2]
        made += better[2]
    waiting = sum(1 for one in _own(report) if not unsafe and any(fix.edits for fix in one.fixes))
    return Fixed(text, now, made, report, waiting)


def fix_file(path: Path, *, unsafe: bool = False, write: bool = True, folders: Sequence[Path] = ()) -> Fixed:
    """Mend the file at *path*; its line ends and BOM stay as they are, another encoding becomes UTF-8."""
    found = lint(path, folders=folders)
    text = found.texts.get(str(path), "")
    recode = any(one.code == rules.NOT_UTF8.code and one.fixes for one in found.findings)
    if found.unread or (not recode and any(one.code in _HOPELESS for one in found.findings)):
        return Fixed(text, text, 0, found)
    fixed = fix_text(text, path, unsafe=unsafe, folders=folders)
    fixed = Fixed(text, fixed.after, fixed.made + recode, fixed.left, fixed.waiting, recode)
    if write and (fixed.after != text or recode):
        _write(path, fixed.after)
    return fixed


_HOPELESS = frozenset((rules.NOT_UTF8.code, rules.TOO_LARGE.code))


def _own(report: Report) -> list[Finding]:
    return [one for one in report.findings if one.span.file == report.files[0]]


_NONE = Fix("", "", ())


def _chosen(finding: Finding, *, unsafe: bool) -> Fix:
    """Return the fix that is made without asking; of several unsafe ones none, for only a person can choose."""
    safe = next((fix for fix in finding.fixes if fix.safe), None)
    if safe is not None:
        return safe
    return finding.fixes[0] if unsafe and len(finding.fixes) == 1 else _NONE


def _better(text: str, report: Report, fixes: list[Fix], look: Look) -> tuple[str, Report, int] | None:
    """Return the text after *fixes*, what is then found, if that is less, and how many; else with one that helps."""
    groups = [fixes] if len(fixes) < 2 else [fixes, *([fix] for fix in fixes)]
    for group in groups:
        if not group:
            continue
        edits = tuple(dict.fromkeys(edit for fix in group for edit in fix.edits))
        mended = apply(text, edits)
        after = look(mended)
        if _trouble(after) < _trouble(report):
            return mended, after, len(group)
    return None


def _trouble(report: Report) -> tuple[int, int]:
    """Return how bad it is: what cannot be read may hide what it says, so that is counted first."""
    own = _own(report)
    return sum(1 for one in own if one.code < "SOP100"), len(own)


def _write(path: Path, text: str) -> None:
    """Write *text* in the place of the file, at once or not at all."""
    raw = path.read_bytes()
    if b"\r\n" in raw or b"\r\x00\n\x00" in raw:
        text = text.replace("\n", "\r\n")
    new = (b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b"") + text.encode("utf-8")
    beside = path.with_name(f".{path.name}.sop-fix")
    try:
        beside.write_bytes(new)
        shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
