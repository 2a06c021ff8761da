"""Everything that sopkit raises: one base, and one class for each party whose fault it is."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from sopkit.finding import Finding
    from sopkit.refusal import Refusal

__all__ = [
    "ConflictError",
    "DefinitionError",
    "RefusedError",
    "SopError",
    "StoreError",
    "UsageError",
    "cause",
]

_CAUSES: Mapping[int | None, tuple[str, str]] = {
    errno.ENOENT: ("没有这个文件或文件夹", "there is no such file or folder"),
    errno.EACCES: ("没有权限", "permission denied"),
    errno.EPERM: ("没有权限", "permission denied"),
    errno.EISDIR: ("这是文件夹，不是文件", "it is a folder, not a file"),
    errno.ENOTDIR: ("路径里有一段不是文件夹", "a part of the path is no folder"),
    errno.ENAMETOOLONG: ("名字太长", "the name is too long"),
    errno.EROFS: ("磁盘是只读的", "the disk is read-only"),
    errno.ENOSPC: ("磁盘满了", "the disk is full"),
    errno.EDQUOT: ("磁盘配额用完了", "the disk quota is used up"),
    errno.EFBIG: ("文件超过了允许的大小", "the file is larger than is allowed"),
    errno.EIO: ("磁盘读写出错", "the disk failed"),
}
"""Why the system refused a file, by its number; what is not here is said in the system's own words."""


class SopError(Exception):
    """
    Base of every error that sopkit raises on purpose.

    ``zh`` and ``en`` each say what happened, where, why, and what to do now.
    ``exit_code`` is what the terminal returns for it. ``str(error)`` is the
    Chinese text, the first language of the product.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en

    def text(self, lang: str) -> str:
        """Return the message in *lang* (``"zh"`` or ``"en"``)."""
        return self.en if lang == "en" else self.zh


class UsageError(SopError):
    """The call itself is wrong: a value of the wrong form, an argument missing."""

    exit_code = 2


class RefusedError(SopError):
    """
    The command is well formed but may not happen now.

    ``refusal`` holds every reason, who can lift each, and what is legal now.
    It equals what `Run.check` returns for the same command.
    """

    exit_code = 1

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.zh, refusal.en)
        self.refusal = refusal


class DefinitionError(SopError):
    """
    A runbook or role file is wrong.

    ``findings`` lists every problem of the pass, in the order of the file.
    """

    exit_code = 3

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            "\n".join(f.line_text("zh") for f in findings),
            "\n".join(f.line_text("en") for f in findings),
        )
        self.findings = findings


class ConflictError(SopError):
    """
    Somebody else's command was stored first.

    Nothing of this command was kept; the run has been read anew, so look and
    decide again. ``expected`` is the version that this command was decided
    on, ``actual`` the one that the journal had reached.
    """

    exit_code = 4

    def __init__(self, run_id: str, expected: int, actual: int) -> None:
        super().__init__(
            f"{run_id}：别人的操作先记下了（本次依据第 {expected} 条，日志已到第 {actual} 条）。"
            "本次操作没有生效；看板已更新，请再看一眼再操作。",
            f"{run_id}: somebody else's command was stored first (this one was decided on event "
            f"{expected}, the journal is at {actual}). Nothing of it was kept; look again, then decide.",
        )
        self.run_id = run_id
        self.expected = expected
        self.actual = actual


class StoreError(SopError):
    """
    The journal cannot be read or written: disk, permission, corruption, or a foreign file.

    ``path`` names the file or address where there is one. Everything that
    was acknowledged before stays as it was.
    """

    exit_code = 5

    def __init__(self, zh: str, en: str, *, path: str | None = None) -> None:
        super().__init__(zh, en)
        self.path = path


def cause(error: OSError) -> tuple[str, str]:
    """Return why the system refused, in Chinese and in English."""
    own = error.strerror or type(error).__name__
    return _CAUSES.get(error.errno, (own, own))
