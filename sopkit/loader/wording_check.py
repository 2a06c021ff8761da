"""Wording check: what is wrong with files of wording rules, and with the test phrases of each rule."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from sopkit.content import library_beside
from sopkit.finding import Finding
from sopkit.loader import rules
from sopkit.loader.files import DiskFile, File
from sopkit.loader.nodes import Kind
from sopkit.loader.wordbook import Page, Wordbook
from sopkit.wording import Rules, check_text

__all__ = ["check_wording", "check_wording_file"]


def check_wording(*, folders: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """Return what is wrong with the files, and every test phrase that its own rule gets wrong."""
    book = Wordbook(_pages(folders))
    if book.findings:
        return book.findings
    return tuple(finding for page in book.pages for finding in _phrases(page, book.rules))


def check_wording_file(file: File, *, folder: Path) -> tuple[Finding, ...]:
    """
    Return what is wrong with one file of rules among those in ``wording/`` of *folder* and those shipped.

    The test phrases of a rule are tried where nothing else is wrong with it.
    """
    others = (page for page in _pages((folder,)) if page.file.id != file.id)
    page = Page(file)
    book = Wordbook((page, *others))
    findings = tuple(page.reading.findings)
    places = [one.span.start for one in findings]
    sound = {
        name
        for name, item in page.items("rules").items()
        if not any(item.anchor.span.start <= place < item.node.end.index for place in places)
    }
    return (*findings, *_phrases(page, book.rules, sound))


def _pages(folders: Sequence[Path]) -> list[Page]:
    return [Page(DiskFile(entry)) for entry in library_beside(None, folders).wording()]


def _phrases(page: Page, found: Rules, only: Collection[str] | None = None) -> list[Finding]:
    """Return a finding for each test phrase of *page* that its rule (one of *only*, where given) gets wrong."""
    wrong: list[Finding] = []
    for item in page.items("rules").values():
        rule = found.by_id.get(item.id)
        if rule is None or (only is not None and rule.id not in only):
            continue
        alone = Rules((rule,), found.platforms)
        platform = rule.platforms[0] if rule.platforms else None
        for key in ("bad", "good"):
            node = item.nodes[key]
            for one in node.value if node.kind is Kind.LIST else [node]:
                hits = check_text(one.value, rules=alone, platform=platform)
                if bool(hits) is (key == "bad"):
                    continue
                want = f"规则“{rule.id}”没有查到它，请改模式或例句"
                want_en = f"rule “{rule.id}” does not find it; mend a pattern, or the phrase"
                if hits:
                    want = f"规则“{rule.id}”不该报它（“{hits[0].text}”），请收窄模式或写进 unless"
                    want_en = f"rule “{rule.id}” should let it pass (“{hits[0].text}”); narrow a pattern, or use unless"
                args = {"text": one.value[:40], "want": want, "want_en": want_en, "hint": "", "hint_en": ""}
                wrong.append(rules.BAD_VALUE.at(one.span, **args))
    return wrong
