"""Explain: the page of a code on a terminal, and the list of all codes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sopkit.lint.formats.text import SEVERITIES
from sopkit.lint.pages import Page, page_of
from sopkit.loader.rules import Rule
from sopkit_cli.language import language, t
from sopkit_cli.terminal import Terminal

__all__ = ["explained", "list_codes"]


def explained(terminal: Terminal, rule: Rule) -> None:
    """Print the page of *rule*."""
    page = page_of(rule.code)
    if terminal.as_json:
        terminal.data({"ok": True, **_data(rule, page)})
        return
    english = language() == "en"
    zh, en = SEVERITIES[rule.severity]
    terminal.line(f"{rule.code} {rule.slug}", "head")
    suppress = t("explain.may" if rule.suppressable else "explain.may-not")
    terminal.line(
        t("explain.severity", severity=en if english else zh, profile=rule.profile.value, suppress=suppress), "dim"
    )
    terminal.line(re.sub(r"\{\w+\}", "…", rule.en if english else rule.zh))
    if page is None:
        return
    terminal.line()
    terminal.line(page.en if english else page.zh)
    for key, style, text in (
        ("explain.wrong", "fault", page.shown(page.wrong)),
        ("explain.right", "good", page.shown(page.right)),
    ):
        terminal.line()
        terminal.line(t(key), style)
        terminal.block(_indented(text))
    for name, text in page.beside.items():
        terminal.line()
        terminal.line(f"{name}{t('help.colon')}", "dim")
        terminal.block(_indented(text))


def _indented(text: str) -> list[str]:
    return [f"  {line}".rstrip() for line in text.rstrip("\n").split("\n")]


def list_codes(terminal: Terminal, rules: Iterable[Rule]) -> None:
    """Print every code with its name and severity."""
    listed = list(rules)
    if terminal.as_json:
        terminal.data({"ok": True, "codes": [_data(rule, page_of(rule.code)) for rule in listed]})
        return
    english = language() == "en"
    for rule in listed:
        zh, en = SEVERITIES[rule.severity]
        terminal.line(f"{rule.code} {en if english else zh} {rule.slug}")


def _data(rule: Rule, page: Page | None) -> dict[str, object]:
    data: dict[str, object] = {
        "code": rule.code,
        "name": rule.slug,
        "severity": rule.severity.value,
        "profile": rule.profile.value,
        "suppressable": rule.suppressable,
        "message": {"zh": rule.zh, "en": rule.en},
    }
    if page is not None:
        data |= {"zh": page.zh, "en": page.en, "wrong": page.shown(page.wrong), "right": page.shown(page.right)}
    return data
