"""Wordbook: one set of wording rules made out of several files, what is wrong noted where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sopkit.finding import Finding, Related
from sopkit.loader import rules
from sopkit.loader.files import File
from sopkit.loader.item import Item
from sopkit.loader.nodes import Kind, Node, parse
from sopkit.loader.reader import read_item
from sopkit.loader.reading import Reading, Seating, hint
from sopkit.near import near
from sopkit.wording import Exemption, Level, Rule, Rules
from sopkit.wording.nodes import Alternatives
from sopkit.wording.nodes import Node as PatternNode
from sopkit.wording.pattern import Matcher, PatternError, matcher
from sopkit.wording.pattern import parse as parse_pattern

__all__ = ["Page", "Wordbook"]


class Page:
    """One file of rules, as its table reads it."""

    def __init__(self, file: File) -> None:
        self.file = file
        text = file.text()
        self.reading = Reading(text, Seating())
        root, findings = parse(text)
        self.reading.findings += findings
        self.item = read_item(self.reading, root, "wording", root, file.id) if root is not None else None
        if self.item is not None:
            self._head(self.item)

    def _head(self, item: Item) -> None:
        if item.get("sop", "1") != "1":
            self.reading.note(rules.WRONG_FORMAT, item.nodes["sop"].span, text=item.get("sop"))
        if item.get("id", self.file.id) != self.file.id:
            self.reading.note(rules.ID_NOT_STEM, item.nodes["id"].span, id=item.get("id"), stem=self.file.id)

    def items(self, key: str) -> Mapping[str, Item]:
        """Return the items under *key*, by id."""
        found: Mapping[str, Item] = self.item.get(key, {}) if self.item is not None else {}
        return found


class Wordbook:
    """
    Makes one set of rules out of several files, the nearest first.

    A file that comes later may not define what an earlier one has, unless
    that one says ``override``.
    """

    def __init__(self, pages: Iterable[Page]) -> None:
        self.pages = tuple(pages)
        self.sets: dict[str, PatternNode] = {}
        self.platforms: dict[str, tuple[str, ...]] = {}
        self.exemptions: dict[str, Exemption] = {}
        self.always: list[Exemption] = []
        self.rules = self._made()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the files, in their order."""
        return tuple(finding for page in self.pages for finding in page.reading.findings)

    def _made(self) -> Rules:
        self._sets()
        for _, item in self._each("platforms", "平台", "platform"):
            self.platforms[item.id] = item.get("aliases", ())
        for page, item in self._each("exemptions", "豁免", "exemption"):
            self._exemption(page.reading, item)
        off = {name: item.get("reason", "") for page in self.pages for name, item in page.items("off").items()}
        found: dict[str, Rule] = {}
        for page, item in self._each("rules", "话术规则", "wording rule"):
            made = self._rule(page.reading, item)
            if made is not None:
                found[made.id] = made
        for page in self.pages:
            for name, item in page.items("off").items():
                if name not in found:
                    self._unknown(page.reading, item.anchor, "话术规则", "wording rule", name, found)
        return Rules(tuple(one for one in found.values() if one.id not in off), self.platforms, off)

    def _each(self, key: str, what: str, what_en: str) -> list[tuple[Page, Item]]:
        """Return every item under *key* once."""
        found: dict[str, tuple[Page, Item]] = {}
        for page in self.pages:
            for name, item in page.items(key).items():
                home, first = found.setdefault(name, (page, item))
                if first is item or first.get("override") is True:
                    continue
                place = f"{item.anchor.span.file}:{item.anchor.span.line}"
                where = Related(item.anchor.span, "另一个在这里", "the other is here")
                args = {"what": what, "what_en": what_en, "id": name, "place": place}
                home.reading.note(rules.CLASH, first.anchor.span, where, **args)
        return list(found.values())

    def _unknown(self, reading: Reading, node: Node, what: str, what_en: str, name: str, known: Iterable[str]) -> None:
        hints = hint(near(name, tuple(known)))
        reading.note(rules.UNKNOWN, node.span, what=what, what_en=what_en, name=name, **hints)

    def _sets(self) -> None:
        """Read the word sets; a set may not name another, so that none can grow out of sight."""
        made: dict[str, PatternNode] = {}
        for page, item in self._each("sets", "词组", "set"):
            words = self._patterns(page.reading, item, "words")
            if words:
                made[item.id] = Alternatives(tuple(node for _, node in words))
        self.sets = made

    def _patterns(self, reading: Reading, item: Item, key: str) -> list[tuple[str, PatternNode]]:
        node = item.nodes.get(key)
        found: list[tuple[str, PatternNode]] = []
        for one in () if node is None else node.value if node.kind is Kind.LIST else [node]:
            if one.kind is not Kind.TEXT or one.empty:
                continue
            try:
                found.append((one.value, parse_pattern(one.value, self.sets)))
            except PatternError as error:
                span = one.part(error.start, max(error.end, error.start))
                reading.note(
                    rules.BAD_VALUE, span, text=one.value[:40], want=error.zh, want_en=error.en, hint="", hint_en=""
                )
        return found

    def _matcher(self, reading: Reading, item: Item, key: str) -> Matcher | None:
        return matcher(self._patterns(reading, item, key))

    def _exemption(self, reading: Reading, item: Item) -> None:
        made = Exemption(
            item.id,
            item.get("title", item.id),
            self._matcher(reading, item, "before"),
            self._matcher(reading, item, "after"),
            self._matcher(reading, item, "but"),
            item.get("within", 6),
            item.get("sentence", False),
        )
        self.exemptions[made.id] = made
        if item.get("always", False):
            self.always.append(made)

    def _rule(self, reading: Reading, item: Item) -> Rule | None:
        find = self._matcher(reading, item, "find")
        before, after, near_, unless = (
            self._matcher(reading, item, key) for key in ("before", "after", "near", "unless")
        )
        only, never = (self._platforms(reading, item, key) for key in ("platforms", "not_platforms"))
        exempt = self._exempt(reading, item)
        level = item.get("level")
        if level == Level.EVIDENCE and not item.has("needs"):
            reading.note(rules.NEEDS_OTHER, item.span("level"), one="level: evidence", other="needs")
        if find is None or level is None:
            return None
        return Rule(
            id=item.id,
            level=Level(level),
            zh=item.get("zh", ""),
            en=item.get("en", ""),
            find=find,
            before=before,
            after=after,
            near=near_,
            unless=unless,
            platforms=only,
            not_platforms=never,
            within=item.get("within", 6),
            exempt=exempt,
            needs=item.get("needs", ""),
            source=item.get("source", ()),
            quote=item.get("quote", ""),
            note=item.get("note", ""),
            bad=item.get("bad", ()),
            good=item.get("good", ()),
        )

    def _exempt(self, reading: Reading, item: Item) -> tuple[Exemption, ...]:
        found = [] if item.get("strict", False) else list(self.always)
        for name in item.get("exempt", ()):
            one = self.exemptions.get(name)
            if one is None:
                self._unknown(reading, _naming(item, "exempt", name), "豁免", "exemption", name, self.exemptions)
            elif one not in found:
                found.append(one)
        return tuple(found)

    def _platforms(self, reading: Reading, item: Item, key: str) -> tuple[str, ...]:
        names: tuple[str, ...] = item.get(key, ())
        for name in names:
            if name not in self.platforms:
                self._unknown(reading, _naming(item, key, name), "平台", "platform", name, self.platforms)
        return names


def _naming(item: Item, key: str, name: str) -> Node:
    """Return where *name* stands under *key*: by itself, or in a list."""
    node = item.nodes[key]
    return next((one for one in node.value if one.value == name), node) if node.kind is Kind.LIST else node
