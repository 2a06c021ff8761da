"""Rule: one thing that may be wrong in a file, its stable code, and its text in both languages."""

from __future__ import annotations

from attrs import frozen

from sopkit.finding import Finding, Related, Severity, Span

__all__ = ["RULES", "Rule", "rule"]


@frozen
class Rule:
    """
    One thing that may be wrong.

    ``code`` is stable and never reused; ``slug`` is its name for people.
    ``zh`` and ``en`` hold the same placeholders.
    """

    code: str
    slug: str
    zh: str
    en: str
    severity: Severity = Severity.ERROR

    def at(self, span: Span, *related: Related, **args: str) -> Finding:
        """Return the finding of this rule at *span*."""
        return Finding(
            self.code,
            self.severity,
            span,
            self.zh.format(**args),
            self.en.format(**args),
            args=args,
            related=related,
        )


RULES: dict[str, Rule] = {}
"""Every rule by its code, once `sopkit.loader.rules` is imported."""


def rule(code: str, slug: str, zh: str, en: str, severity: Severity = Severity.ERROR) -> Rule:
    """Return a new rule, entered in `RULES`."""
    RULES[code] = made = Rule(code, slug, zh, en, severity)
    return made
