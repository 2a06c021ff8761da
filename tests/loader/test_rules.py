"""The rules: unique codes and slugs, both languages with the same placeholders, each shown by a file or a test."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from sopkit.loader.rules import RULES, Rule

HERE = Path(__file__).parent


def placeholders(text: str) -> set[str]:
    """Return the names in the braces of *text*, the English half of a pair as its Chinese one."""
    return {name.removesuffix("_en") for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_both_languages_say_the_same(rule: Rule) -> None:
    """Both texts hold the same placeholders."""
    assert placeholders(rule.zh) == placeholders(rule.en)


def test_codes_and_slugs_are_unique() -> None:
    """No two rules share a code or a slug, and codes look alike."""
    assert all(re.fullmatch(r"SOP\d{3}", code) and rule.code == code for code, rule in RULES.items())
    assert len({rule.slug for rule in RULES.values()}) == len(RULES)


def test_every_rule_is_shown_to_fire() -> None:
    """Each code of the loader stands in an expectation of the corpus or in a test beside it."""
    homes = [HERE, *(HERE.parent / name for name in ("extends", "lint", "verify", "wording"))]
    paths = [path for home in homes for pattern in ("invalid/*.txt", "test_*.py") for path in home.glob(pattern)]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    shown = set(re.findall(r"SOP\d{3}", "\n".join(texts)))
    own = {code for code in RULES if code < "SOP600"}  # those of verification and lint are shown by their pages
    assert own - shown == set()
