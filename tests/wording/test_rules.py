"""The shipped rules: sourced, told in both languages, right about their own phrases, and safe on any text."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from sopkit.content import library_beside
from sopkit.loader import compiled
from sopkit.loader.files import DiskFile
from sopkit.loader.wordbook import Page, Wordbook
from sopkit.loader.wording import load_wording
from sopkit.loader.wording_check import check_wording
from sopkit.wording import Level, Rule, Rules, check_text

RULES = load_wording()
COVERAGE = Path(__file__).parents[1] / "content" / "coverage.csv"
NAMED = re.compile(r"《[^》]+》.*|抖音规则的二手转述（没有读到平台原文）")


@pytest.fixture(scope="module")
def known() -> frozenset[str]:
    """Return the ids of the source documents."""
    with COVERAGE.open(encoding="utf-8", newline="") as file:
        return frozenset(row["id"] for row in csv.DictReader(file))


def test_every_phrase_of_every_rule_is_told_right() -> None:
    """Each rule finds its bad phrases and lets its good ones pass; the files have no mistake."""
    assert check_wording() == ()


@pytest.mark.parametrize("rule", RULES.all, ids=lambda rule: rule.id)
def test_a_rule_is_whole(rule: Rule, known: frozenset[str]) -> None:
    """A rule has a message in each language, phrases of both kinds, and sources that lead somewhere."""
    assert rule.zh
    assert rule.en.isascii() or "“" in rule.en
    assert rule.bad
    assert rule.good
    assert rule.source
    assert all(name in known or NAMED.fullmatch(name) for name in rule.source)
    assert (rule.level is Level.EVIDENCE) == bool(rule.needs)


@pytest.mark.parametrize("rule", RULES.all, ids=lambda rule: rule.id)
def test_evidence_at_hand_lets_a_hit_pass(rule: Rule) -> None:
    """What needs evidence passes with that kind of evidence; nothing else does."""
    platform = rule.platforms[0] if rule.platforms else None
    alone = Rules((rule,), RULES.platforms)
    hits = check_text(rule.bad[0], rules=alone, platform=platform, evidence=frozenset({rule.needs or "anything"}))
    assert bool(hits) is not (rule.level is Level.EVIDENCE)


def test_all_levels_are_in_use() -> None:
    """There are rules of each of the four levels."""
    assert {rule.level for rule in RULES.all} == set(Level)


def test_law_is_quoted() -> None:
    """A rule that rests on the advertising law quotes it: the product quotes a rule, it gives no advice."""
    rests = [rule for rule in RULES.all if rule.source[0].startswith("《广告法》")]
    assert rests
    assert [rule.id for rule in rests if not rule.quote] == []


def test_what_is_written_down_is_of_these_files() -> None:
    """compiled.json is what `python -m sopkit.loader.compiled` writes: run it after a rule has changed."""
    entries = library_beside(None).wording()
    book = Wordbook(Page(DiskFile(entry)) for entry in entries)
    place = entries[0].place
    assert isinstance(place, Path)
    kept = (place.parent / compiled.FILE).read_text(encoding="utf-8")
    assert kept == compiled.dump(book.rules, entries)
    read = compiled.read(entries)
    assert read is not None
    assert read.all == book.rules.all
    assert [rule.find.openings for rule in read.all] == [rule.find.openings for rule in book.rules.all]
    assert [rule.find.musts for rule in read.all] == [rule.find.musts for rule in book.rules.all]
    assert read.platforms == book.rules.platforms


def test_what_is_written_down_of_other_files_is_left_aside(tmp_path: Path) -> None:
    """A digest of other files, or no file of that name at all, means that the rules themselves are read."""
    (tmp_path / "wording").mkdir()
    path = tmp_path / "wording" / "mine.yaml"
    path.write_text("sop: 1\nid: mine\n", encoding="utf-8")
    entries = library_beside(None, (tmp_path,)).wording()
    assert compiled.read(entries) is None
    (tmp_path / "wording" / compiled.FILE).write_text('{"digest": "of others"}', encoding="utf-8")
    assert compiled.read(entries) is None


@pytest.mark.parametrize("rule", RULES.all, ids=lambda rule: rule.id)
def test_no_text_is_too_much_for_a_rule(rule: Rule) -> None:
    """A text of a rule's own beginnings, again and again, is answered: nothing in a pattern repeats without bound."""
    assert not re.search(r"(?<!\\)[*+]|\{\d+,\}", re.sub(r"\[[^\]]*\]", "", rule.find.source))
    starts = sorted(rule.find.openings)[:40]
    for text in ("".join(starts) * 20, "".join(phrase[:-1] for phrase in rule.bad) * 60, "一" * 4000):
        check_text(text, rules=RULES)
