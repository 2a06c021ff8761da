"""Card: what the picture of a step says: its title, its terms, and a tab for each way on that has a name."""

from __future__ import annotations

from sopkit.definition.procedure import Procedure
from sopkit.definition.step import Step, TargetKind
from sopkit.drawing.metrics import cut
from sopkit.drawing.shape import PAD, SIZES, Words, height_of
from sopkit.drawing.ways import Way, WayKind, ways_of
from sopkit.frozen import frozen
from sopkit.phrase import Phrases

__all__ = ["Aside", "Card", "Tab", "asides_of", "card_of", "ending"]

# Drawn as lines, tabs or asides; said in words they would stand there twice.
_DRAWN = frozenset(("seats", "asked", "after", "outcomes", "expect", "failed", "ends", "only"))
_NARROWEST_TAB = 78.0
_TAB_PAD = 5.0
_MARKS = {"finished": "■", "cancelled": "✕"}


@frozen
class Tab:
    """Where a way leaves the card: with words in it, or bare where the flow simply goes on."""

    way: Way
    words: tuple[Words, ...]
    width: float
    height: float


@frozen
class Card:
    """The picture of one step before it has a place."""

    step: Step
    kind: str
    words: tuple[Words, ...]
    tabs: tuple[Tab, ...]
    width: float
    body: float
    tip: str

    @property
    def height(self) -> float:
        """How high it is with its tabs."""
        return self.body + max((tab.height for tab in self.tabs), default=0.0)


@frozen
class Aside:
    """What another role has to do with a step: it asks, looks a second time, or takes it as well."""

    role: str
    kind: str
    words: tuple[Words, ...]


def card_of(phrases: Phrases, procedure: Procedure, step: Step, number: int, narrowest: float) -> Card:
    """Return the card of *step*, at least *narrowest* wide and wider where its tabs need it."""
    ways = tuple(way for way in ways_of(procedure) if way.start == step.id and _leaves(way))
    width = max(narrowest, _NARROWEST_TAB * len(ways))
    inner = width - 2 * PAD
    words = [Words.wrapped(f"{number}  {step.title}" if number else step.title, inner, "title")]
    steps = {one.id: one for one in procedure.steps}
    for trait in phrases.traits(step, steps):
        if trait.key == "verify" and not (step.verify and step.verify.role):
            words.append(Words.wrapped(f"✓✓ {phrases.word('trait.verify')}{phrases.word('colon')}{trait.text}", inner))
        elif trait.key not in _DRAWN and trait.key != "verify":
            words.append(Words.wrapped(phrases.labelled(trait), inner))
    tabs = tuple(_tab(phrases, steps, step, way, width / len(ways), numbered=number > 0) for way in ways)
    kind = "aside-step" if step.only or step.optional else "step"
    tip = "\n".join((step.title, *map(phrases.script, step.say), step.note, step.caution))
    return Card(step, kind, tuple(words), tabs, width, height_of(words), tip.strip())


def _leaves(way: Way) -> bool:
    """Whether a way leaves at the foot of the card; what follows by ``after`` does so without a tab."""
    return way.kind is not WayKind.AFTER


def _tab(phrases: Phrases, steps: dict[str, Step], step: Step, way: Way, width: float, *, numbered: bool) -> Tab:
    inner = width - 2 * _TAB_PAD
    said = phrases.word("list").join(way.words)
    if way.kind is WayKind.BROKEN:
        said = phrases.word("broken", expect=phrases.condition(step.expect or "", steps))
    elif way.kind is WayKind.FAILED and step.on_fail is not None:
        said = phrases.failed(step.on_fail)
    here, there = list(steps).index(step.id), list(steps).index(way.end) if way.end else -1
    if said and numbered and there not in (-1, here + 1):
        # A line that goes far is easier to follow when one knows where it ends.
        said = f"{said} → {there + 1}"
    words = [Words.wrapped(said, inner, "chip")] if said else []
    if way.outside is not None:
        mark = "⚡ " if way.outside.kind is TargetKind.RAISE else "▸ "
        words.append(Words.wrapped(mark + phrases.target(way.outside, steps), inner, "mark"))
    if way.ends:
        words.append(Words.wrapped(ending(phrases, way.ends), inner, "mark"))
    return Tab(way, tuple(words), width, height_of(words, _TAB_PAD) if words else 0.0)


def ending(phrases: Phrases, ends: str) -> str:
    """Return the sign and the word for an end."""
    return f"{_MARKS[ends]} {phrases.word('end-' + ends)}"


def asides_of(phrases: Phrases, step: Step, width: float) -> tuple[Aside, ...]:
    """Return what other roles have to do with *step*, a role once."""
    found: dict[str, tuple[str, list[str]]] = {}
    if step.asked_by:
        found[step.asked_by] = (
            "ask",
            [phrases.word("asks", text=phrases.script(step.ask)) if step.ask else phrases.word("asks-bare")],
        )
    for role in step.seats.roles[1:]:
        said = phrases.word("together" if step.seats.all else "instead")
        found.setdefault(role, ("seat", []))[1].append(said)
    if step.verify is not None and step.verify.role:
        found.setdefault(step.verify.role, ("check", []))[1].append("✓✓ " + phrases.word("checks"))
    found.pop(step.seats.roles[0], None)
    inner = width - 2 * PAD
    return tuple(
        Aside(role, kind, tuple(Words(cut(one, inner, SIZES["chip"], 3), "chip") for one in said))
        for role, (kind, said) in found.items()
    )
