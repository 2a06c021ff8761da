"""Origin: where each part of a runbook comes from, once what it extends and uses is brought together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sopkit.errors import DefinitionError
from sopkit.finding import Finding, Severity, Span
from sopkit.frozen import frozen
from sopkit.loader.book import Built, build_whole
from sopkit.loader.places import ItemPlaces
from sopkit.loader.search import find
from sopkit.loader.variant import PARTS, Change

__all__ = ["Origin", "changes_of", "origins", "origins_of"]


@frozen
class Origin:
    """
    Where an item, or a step of one, was written: ``file``, ``line``.

    ``how`` is empty where it stands as it was first written; else what was
    done to it (``override``, ``change``, ``add``, ``remove``), the last
    time at ``here``; ``was`` is where the one before stands.
    """

    part: str
    id: str
    step: str
    file: str
    line: int
    how: str = ""
    here: str = ""
    was: str = ""


def origins(name_or_path: str | Path, *, folders: Sequence[Path] = ()) -> tuple[Origin, ...]:
    """
    Return where each part of the runbook of that id or path comes from.

    Raises:
        DefinitionError: it does not load.
    """
    found = find(name_or_path, folders)
    if isinstance(found, Finding):
        raise DefinitionError((found,))
    built = build_whole(*found)
    if built.book is None:
        raise DefinitionError(tuple(one for one in built.findings if one.severity is Severity.ERROR))
    return origins_of(built)


def changes_of(built: Built) -> Iterator[Change]:
    """Yield what the files of a runbook change of each other, what they use instead of another's included."""
    for draft in built.main.all():
        yield from draft.changes
        for (part, name), other in draft.overrides.items():
            item = draft.items[part][name]
            if not any(one.part == part and one.id == name and not one.step for one in draft.changes):
                yield Change("override", part, name, item.span("override"), other.span())


def origins_of(built: Built) -> tuple[Origin, ...]:
    """Return where each part of a runbook that loads comes from, those that were taken away last."""
    assert built.book is not None
    assert built.names is not None
    places = ItemPlaces(built.names)
    last = {(one.part, one.id, one.step): one for one in changes_of(built)}
    found: list[Origin] = []
    for part in PARTS:
        ids = [phase.id for phase in built.book.phases] if part == "phases" else getattr(built.book, part)
        for name in ids:
            if name.startswith("fault:"):
                continue
            found.append(_origin(places.part(part, name), part, name, "", last.pop((part, name, ""), None)))
            scope = {"procedures": name, "faults": f"fault:{name}"}.get(part)
            for step in built.book.procedures[scope].steps if scope else ():
                change = last.pop((part, name, step.id), None)
                found.append(_origin(places.step(scope or "", step.id), part, name, step.id, change))
    gone = [one for one in last.values() if one.how == "remove" and one.there is not None]
    return (*found, *(_origin(one.there or one.here, one.part, one.id, one.step, one) for one in gone))


def _origin(span: Span, part: str, name: str, step: str, change: Change | None) -> Origin:
    if change is None:
        return Origin(part, name, step, span.file, span.line)
    was = _place(change.there) if change.there is not None else ""
    return Origin(part, name, step, span.file, span.line, change.how, _place(change.here), was)


def _place(span: Span) -> str:
    return f"{span.file}:{span.line}"
