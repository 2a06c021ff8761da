"""Rule: one thing that may be wrong in a file, its stable code, and its text in both languages."""

from __future__ import annotations

from enum import StrEnum

from sopkit.finding import Finding, Fix, Related, Severity, Span
from sopkit.frozen import frozen

__all__ = ["RULES", "Profile", "Rule", "rule"]


class Profile(StrEnum):
    """How much a person wants to hear: a beginner only what must be mended, a strict team everything."""

    NOVICE = "novice"
    STANDARD = "standard"
    STRICT = "strict"


@frozen
class Rule:
    """
    One thing that may be wrong.

    ``code`` is stable and never reused; ``slug`` is its name for people.
    ``zh`` and ``en`` hold the same placeholders. ``profile`` is the first
    one that shows it. What is ``safety`` cannot be suppressed, nor can an
    error: the file would still not load.
    """

    code: str
    slug: str
    zh: str
    en: str
    severity: Severity = Severity.ERROR
    profile: Profile = Profile.NOVICE
    safety: bool = False

    @property
    def suppressable(self) -> bool:
        """Whether a comment, or a baseline, may silence it."""
        return self.severity is not Severity.ERROR and not self.safety

    def at(self, span: Span, *related: Related, **args: str) -> Finding:
        """Return the finding of this rule at *span*."""
        return self.mended(span, (), related, args)

    def mended(
        self, span: Span, fixes: tuple[Fix, ...], related: tuple[Related, ...] = (), args: dict[str, str] | None = None
    ) -> Finding:
        """Return the finding of this rule at *span*, with ways to mend it."""
        args = args or {}
        zh, en = self.zh.format(**args), self.en.format(**args)
        return Finding(self.code, self.severity, span, zh, en, args=args, fixes=fixes, related=related)


RULES: dict[str, Rule] = {}
"""Every rule by its code, once the module that makes it is imported."""


def rule(
    code: str,
    slug: str,
    zh: str,
    en: str,
    severity: Severity = Severity.ERROR,
    profile: Profile = Profile.NOVICE,
    *,
    safety: bool = False,
) -> Rule:
    """Return a new rule, entered in `RULES`."""
    assert code not in RULES, f"{code} is taken"
    RULES[code] = made = Rule(code, slug, zh, en, severity, profile, safety)
    return made
