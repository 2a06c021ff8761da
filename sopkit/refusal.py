"""Refusal: why a command may not happen now, who can lift it, and what is legal instead."""

from __future__ import annotations

from attrs import field

from sopkit.frozen import frozen

__all__ = ["Choice", "Reason", "Refusal"]


@frozen
class Reason:
    """
    One thing in the way.

    ``code`` is stable (docs/reference/refusals.md lists them). ``lifted_by``
    names what would lift it: the ids of roles, steps, activities or faults,
    or persons, whichever ``lifted_by_kind`` (``role``, ``step``,
    ``activity``, ``fault``, ``person``; ``time`` for none of them) says.
    """

    code: str
    zh: str
    en: str
    lifted_by: tuple[str, ...] = ()
    lifted_by_kind: str = "role"
    args: dict[str, str] = field(factory=dict)


@frozen
class Choice:
    """
    Something that is legal now: a command's name and what it is about, in words and as data.

    ``outcomes`` are the answers that the step may be given now, of those it has.
    """

    command: str
    target: str
    activity: str | None
    roles: tuple[str, ...]
    zh: str
    en: str
    outcomes: tuple[str, ...] = ()


@frozen
class Refusal:
    """
    Every reason why a command is refused; never empty.

    ``what`` names the command and its target as data; ``what_zh`` and
    ``what_en`` say the same in words. ``legal`` is what may be done instead
    (at most a dozen, the nearest first).
    """

    command: str
    what: str
    reasons: tuple[Reason, ...]
    legal: tuple[Choice, ...] = ()
    what_zh: str = ""
    what_en: str = ""

    @property
    def zh(self) -> str:
        """The whole refusal in Chinese, one paragraph."""
        why = "；".join(reason.zh for reason in self.reasons)
        now = "、".join(choice.zh for choice in self.legal)
        return f"{self.what_zh or self.what}：不能这样做。{why}。" + (f"现在可以：{now}。" if now else "")

    @property
    def en(self) -> str:
        """The whole refusal in English, one paragraph."""
        why = "; ".join(reason.en for reason in self.reasons)
        now = ", ".join(choice.en for choice in self.legal)
        return f"{self.what_en or self.what}: not now. {why}." + (f" Legal now: {now}." if now else "")

    def text(self, lang: str) -> str:
        """Return the refusal in *lang* (``"zh"`` or ``"en"``)."""
        return self.en if lang == "en" else self.zh
