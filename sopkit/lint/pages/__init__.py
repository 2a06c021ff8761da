"""Pages: what each code means, with examples; imported when somebody asks."""

from __future__ import annotations

import re
from importlib import import_module

from sopkit.lint.pages.page import HEAD, PAGES, Page, page
from sopkit.loader.rules import RULES, Rule

__all__ = ["HEAD", "HOMES", "Page", "every_rule", "find", "page", "page_of", "table_rules"]

HOMES = (
    "sopkit.lint.pages.characters",
    "sopkit.lint.pages.writing",
    "sopkit.lint.pages.yaml",
    "sopkit.lint.pages.habits",
    "sopkit.lint.pages.shape",
    "sopkit.lint.pages.value",
    "sopkit.lint.pages.sense",
    "sopkit.lint.pages.flow",
    "sopkit.lint.pages.doubt",
    "sopkit.lint.pages.wording",
    "sopkit.lint.pages.variant",
    "sopkit.lint.pages.verify_flow",
    "sopkit.lint.pages.verify_crew",
    "sopkit.lint.pages.verify_sense",
    "sopkit.lint.pages.sheet",
    "sopkit.lint.pages.lineup",
)
"""Where pages are written. A module that brings rules of its own adds the one with their pages here."""


def _all() -> None:
    # The passes bring rules of their own, which are rules only once they are imported.
    import_module("sopkit.lint.passes")
    for home in HOMES:
        import_module(home)


def page_of(code: str) -> Page | None:
    """Return the page of *code*."""
    _all()
    return PAGES.get(code)


def every_rule() -> tuple[Rule, ...]:
    """Return every rule of runbooks and roles, by code."""
    _all()
    return tuple(RULES[code] for code in sorted(RULES))


def table_rules() -> tuple[Rule, ...]:
    """Return every rule of line-ups and of run-of-show sheets, by code."""
    _all()
    from sopkit.lineup.rules import LINEUP_RULES
    from sopkit.sheets.rules import SHEET_RULES

    return tuple(one for _, one in sorted({**LINEUP_RULES, **SHEET_RULES}.items()))


def find(name: str) -> Rule | None:
    """Return the rule called *name*: its code in full, only the digits of it, or its slug."""
    _all()
    word = name.strip().casefold()
    code = f"SOP{word}" if re.fullmatch(r"\d{3}", word) else word.upper()
    every = (*RULES.values(), *table_rules())
    return next((rule for rule in every if code == rule.code or rule.slug == word), None)
