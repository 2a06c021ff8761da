"""Rule: a thing that may not be said, or not without more; and the set of all rules that a room keeps."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from attrs import field

from sopkit.frozen import frozen
from sopkit.near import near
from sopkit.wording.pattern import Matcher

__all__ = ["Exemption", "Level", "Rule", "Rules"]


class Level(StrEnum):
    """
    What a hit means.

    ``block`` may never be said; ``evidence`` only with its evidence at hand;
    ``context`` is wrong in the words that stand around it; ``info`` is worth
    a look and no breach by itself.
    """

    BLOCK = "block"
    EVIDENCE = "evidence"
    CONTEXT = "context"
    INFO = "info"

    @property
    def weight(self) -> int:
        """How much it weighs against the others."""
        return {"block": 3, "evidence": 2, "context": 1, "info": 0}[self.value]


@frozen
class Exemption:
    """
    What lets a hit pass: words just before it or just after it, such as a denial.

    Looked for within ``within`` characters of the same clause; with
    ``sentence``, of the same sentence. One of ``but`` there undoes it: 是不是
    holds 不是, and denies nothing.
    """

    id: str
    title: str
    before: Matcher | None = None
    after: Matcher | None = None
    but: Matcher | None = None
    within: int = 6
    sentence: bool = False


@frozen
class Rule:
    """
    One thing that may not be said.

    A hit is a match of ``find`` with ``before``, ``after`` (each: one of
    them, where there are any) or ``near`` (on either side) within ``within``
    characters of the same sentence, unless a match of ``unless`` overlaps it
    or one of ``exempt`` applies. ``platforms`` narrows it to some,
    ``not_platforms`` keeps it from some. ``needs`` is the evidence that makes
    an ``evidence`` rule pass. ``bad`` and ``good`` are its test phrases.
    """

    id: str
    level: Level
    zh: str
    en: str
    find: Matcher
    before: Matcher | None = None
    after: Matcher | None = None
    near: Matcher | None = None
    within: int = 6
    unless: Matcher | None = None
    exempt: tuple[Exemption, ...] = ()
    platforms: tuple[str, ...] = ()
    not_platforms: tuple[str, ...] = ()
    needs: str = ""
    source: tuple[str, ...] = ()
    quote: str = ""
    note: str = ""
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()

    def holds_on(self, platform: str | None) -> bool:
        """Whether it holds on *platform*; where none is known, a rule of some platforms only does not."""
        if self.platforms:
            return platform in self.platforms
        return platform not in self.not_platforms


@frozen(eq=False, slots=False)
class Rules:
    """The rules that a room keeps, and the names of the platforms that they know."""

    all: tuple[Rule, ...]
    platforms: Mapping[str, tuple[str, ...]] = field(factory=dict)
    off: Mapping[str, str] = field(factory=dict)
    """The rules that were switched off, and why."""

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """Each rule by its id."""
        return {rule.id: rule for rule in self.all}

    @cached_property
    def by_opening(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules by what their hits begin with, so that a text is held only against those that it may break."""
        found: dict[str, list[Rule]] = {}
        for rule in self.all:
            for opening in rule.find.openings:
                found.setdefault(opening, []).append(rule)
        return {opening: tuple(rules) for opening, rules in found.items()}

    @cached_property
    def _platform_of(self) -> Mapping[str, str]:
        names = {name: (name, *others) for name, others in self.platforms.items()}
        return {each.casefold(): name for name, alike in names.items() for each in alike}

    def platform(self, name: str) -> str | None:
        """Return the platform called *name*, by any of its names."""
        return self._platform_of.get(name.strip().casefold())

    def near_platforms(self, name: str) -> tuple[str, ...]:
        """Return the names of platforms that look like *name*."""
        return near(name, self._platform_of)
