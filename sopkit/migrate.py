"""Migrate: files of an older format made into today's by edits of their text, so that comments and order stay."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from attrs import evolve

from sopkit.errors import cause
from sopkit.finding import Edit, Finding, Severity
from sopkit.frozen import frozen
from sopkit.lint import lint_held
from sopkit.lint.edits import apply
from sopkit.loader.nodes import Kind, Node, parse
from sopkit.loader.text import Text, checked, decode

__all__ = ["CURRENT", "STEPS", "Migrated", "Step", "migrate_file", "migrate_text"]

CURRENT = 1
"""The format that this sopkit reads and writes."""

Check = Callable[[str], Sequence[Finding]]


@frozen
class Step:
    """
    The way from one format to the next: what changes, in zh and en, and the edits that make it.

    The number at ``sop`` is not theirs to change: that is done for every step.
    """

    before: int
    zh: str
    en: str
    edits: Callable[[Text, Node], Iterable[Edit]]


STEPS: tuple[Step, ...] = (Step(0, "写上格式版本 sop: 1", "say the format version, sop: 1", lambda _text, _root: ()),)
"""Every step there is, in order. A file that names no version is of version 0, from before there was one."""


@frozen
class Migrated:
    """
    A file before and after, from which version, and the steps that were made.

    ``refused`` says in zh and en why the file was left as it was; ``backup``
    is where the old text was kept.
    """

    before: str
    after: str
    version: int | None = None
    steps: tuple[Step, ...] = ()
    refused: tuple[str, str] | None = None
    backup: Path | None = None


class _RefusedError(Exception):
    """The file is left as it is; the two arguments say why."""


def migrate_text(text: str, check: Check, *, steps: Sequence[Step] = STEPS) -> Migrated:
    """
    Return *text* in the format that the last of *steps* leads to.

    What comes out must satisfy *check*, which returns what is wrong with a
    text; else nothing is changed, and `Migrated.refused` says why.
    """
    now, made = text, []
    version: int | None = None
    last = steps[-1].before + 1
    try:
        version = reached = _version(*_read(text), last)
        while reached < last:
            step = _step_from(reached, steps)
            read, root = _read(now)
            now = apply(now, (_renumbered(read, root, reached + 1), *step.edits(read, root)))
            made.append(step)
            reached = _version(*_read(now), last)
            assert reached == step.before + 1, "a step that does not arrive"
        if made:
            _satisfied(check(now))
    except _RefusedError as why:
        return Migrated(text, text, version, refused=why.args)
    return Migrated(text, now, version, tuple(made))


def migrate_file(
    path: Path, *, write: bool = False, folders: Sequence[Path] = (), steps: Sequence[Step] = STEPS
) -> Migrated:
    """
    Return the file at *path* in today's format; with *write*, put it there and keep the old one beside it.

    Line ends and a BOM stay as they are.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        zh, en = cause(error)
        return Migrated("", "", refused=(f"读不了：{zh}。", f"it cannot be read: {en}."))
    read = decode(raw, str(path))
    if read.broken or any(one.severity is Severity.ERROR for one in read.findings):
        return Migrated(read.text, read.text, refused=_unreadable(read.findings))
    done = migrate_text(read.text, lambda text: lint_held(text, path, folders=folders).findings, steps=steps)
    if not write or done.after == done.before:
        return done
    try:
        return evolve(done, backup=_written(path, raw, done))
    except OSError as error:
        zh, en = cause(error)
        return evolve(done, after=done.before, refused=(f"写不进去：{zh}。", f"it cannot be written: {en}."))


def _step_from(version: int, steps: Sequence[Step]) -> Step:
    for step in steps:
        if step.before == version:
            return step
    raise _RefusedError(f"没有从版本 {version} 升上来的办法。", f"there is no way up from version {version}.")


def _read(text: str) -> tuple[Text, Node]:
    read = checked(text, "")
    root, findings = parse(read)
    wrong = [one for one in (*read.findings, *findings) if one.severity is Severity.ERROR]
    if wrong or root is None:
        raise _RefusedError(*_unreadable(wrong))
    if root.kind is not Kind.MAP or not root.value:
        raise _RefusedError("它不是一组“键: 值”，不像流程文件。", "it is not a mapping, so hardly a runbook.")
    return read, root


def _unreadable(findings: Sequence[Finding]) -> tuple[str, str]:
    zh, en = (f"（{findings[0].zh}）", f" ({findings[0].en})") if findings else ("", "")
    return f"它还读不懂{zh}。先用 sop lint 改好，再升级。", f"it cannot be read yet{en}. Mend it with sop lint first."


def _version(_text: Text, root: Node, last: int) -> int:
    """Return the version that a file names; refuse one that is not known."""
    node = next((value for key, value in root.value if key.value == "sop"), None)
    if node is None:
        return 0
    named = node.value if node.kind is Kind.TEXT else ""
    version = int(named) if named.isascii() and named.isdigit() and len(named) < 6 else -1
    if version > last:
        raise _RefusedError(
            f"它是版本 {version}，这个 sopkit 只认到 {last}。请升级 sopkit。",
            f"it is of version {version}, and this sopkit knows up to {last}. Upgrade sopkit.",
        )
    if version < 1:
        raise _RefusedError(
            f"看不懂版本“{named[:20]}”。sop 后面写一个整数，现在是 {last}。",
            f"“{named[:20]}” is no version. Write a whole number after sop; today's is {last}.",
        )
    return version


def _renumbered(text: Text, root: Node, version: int) -> Edit:
    """Return the edit that writes *version*: in the place of the old one, or on a line before the first key."""
    for key, value in root.value:
        if key.value == "sop":
            span = value.part(0, len(value.value))
            return Edit(span.start, span.end, str(version))
    first: int = root.value[0][0].span.start
    if text.text[text.start_of(text.line_of(first)) : first].strip():
        return Edit(first, first, f"sop: {version}, ")  # a file written as one pair of braces
    return Edit(first, first, f"sop: {version}\n")


def _satisfied(findings: Sequence[Finding]) -> None:
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if errors:
        span = errors[0].span
        raise _RefusedError(
            f"升级以后还有 {len(errors)} 个错误，第一个在 {span.line}:{span.column}：{errors[0].zh}。先用 sop lint 改好，再升级。",
            f"it would still have {len(errors)} errors, the first at {span.line}:{span.column}: {errors[0].en}. Mend them "
            "with sop lint first.",
        )


def _written(path: Path, raw: bytes, done: Migrated) -> Path:
    """Put the new text in the place of the file, at once or not at all; return where the old one is kept."""
    new = (done.after.replace("\n", "\r\n") if b"\r\n" in raw else done.after).encode()
    backup = _kept(path, raw, done.version or 0)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes((b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b"") + new)
        shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return backup


def _kept(path: Path, raw: bytes, version: int) -> Path:
    """Write the old bytes beside the file, over no other backup; return where."""
    number = 1
    while True:
        backup = path.with_name(f"{path.name}.v{version}{f'-{number}' if number > 1 else ''}.bak")
        try:
            with backup.open("xb") as file:
                file.write(raw)
        except FileExistsError:
            number += 1
        else:
            return backup
