"""Everything that sopkit raises: one base, and one class for each party whose fault it is."""

from __future__ import annotations

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
]


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
