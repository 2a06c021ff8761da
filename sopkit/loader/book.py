"""Book: a file and all that it uses made into one runbook, with everything that is wrong found on the way."""

from __future__ import annotations

import gc
from hashlib import sha256
from typing import Any

from attrs import evolve, fields

from sopkit.definition.runbook import May, Phase, Runbook, Source
from sopkit.definition.value import ParamRef
from sopkit.finding import Finding, Related, Severity
from sopkit.frozen import frozen
from sopkit.loader import rules
from sopkit.loader.draft import SHARED, Draft
from sopkit.loader.drafting import read_draft
from sopkit.loader.files import File, Files
from sopkit.loader.flow import check_flow
from sopkit.loader.item import Item
from sopkit.loader.references import Names, check_references
from sopkit.loader.roles import Cast
from sopkit.loader.scopes import check_formulas
from sopkit.loader.values import value_of, within
from sopkit.role import Role

__all__ = ["Built", "build", "build_whole"]

_MEANING = "SOP100"
"""From this code on a finding is about what the file says, not about how it is written."""
_FORMAT = b"sopkit-runbook-1"
_ALONE = Phase("live", "练习", live=True, receives=True)


@frozen(eq=False)
class Built:
    """
    What became of a file: the runbook where nothing is wrong, and everything that was found and gathered.

    ``names`` is there once every file could be read.
    """

    book: Runbook | None
    findings: tuple[Finding, ...]
    main: Draft
    names: Names | None = None


def build(file: File, files: Files) -> tuple[Runbook | None, tuple[Finding, ...]]:
    """Return the runbook of *file*, or ``None``, and everything that was found, in the order of the files."""
    built = build_whole(file, files)
    return built.book, built.findings


def build_whole(file: File, files: Files) -> Built:
    """
    Return what becomes of *file*, for those who look further into it.

    The garbage collector rests meanwhile: it would walk the growing trees
    over and over, and find nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        return _build(file, files)
    finally:
        if was_on:
            gc.enable()


def _build(file: File, files: Files) -> Built:
    cast = Cast(files.roles())
    known: dict[str, Draft] = {}
    main = read_draft(file, files, cast, known)
    drafts = main.all()
    merged = _Merged(main)
    names: Names | None = None
    if all(draft.item is not None for draft in drafts):
        names = Names(drafts, merged.owner)
        check_references(drafts, names)
        check_formulas(drafts, names)
        check_flow(drafts, names, merged.parts)
        merged.adjust()
    findings = list(cast.findings)
    for draft in drafts:
        own = sorted(draft.reading.findings, key=lambda finding: (finding.span.start, finding.code))
        findings += _without_echoes(own)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Built(None, tuple(findings), main, names)
    return Built(merged.runbook(cast), tuple(findings), main, names)


def _without_echoes(findings: list[Finding]) -> list[Finding]:
    """
    Leave out what was said twice, and what only follows from something worse.

    That is: at the very place of a finding on the YAML itself, anything
    about its meaning.
    """
    places = {finding.span.start for finding in findings if finding.code < _MEANING}
    kept: list[Finding] = []
    for finding in findings:
        if finding in kept[-8:] or (finding.code >= _MEANING and finding.span.start in places):
            continue
        kept.append(finding)
    return kept


class _Merged:
    """The parts of a draft and of those that it uses, each id once."""

    def __init__(self, main: Draft) -> None:
        self.main = main
        self.drafts = main.all()
        self.parts: dict[str, dict[str, Any]] = {}
        self.owner: dict[str, dict[str, Draft]] = {}
        for part in SHARED:
            self.owner[part] = self._owners(main, part, {})
            self.parts[part] = {
                name: draft.made[part][name] for name, draft in self.owner[part].items() if name in draft.made[part]
            }

    def _owners(self, draft: Draft, part: str, known: dict[str, dict[str, Draft]]) -> dict[str, Draft]:
        """Return which draft has the say on each id of *part*, noting every clash once, where it arises."""
        if draft.file.name in known:
            return known[draft.file.name]
        owners = known[draft.file.name] = dict.fromkeys(draft.items[part], draft)
        for used in draft.used:
            for name, owner in self._owners(used, part, known).items():
                held = owners.setdefault(name, owner)
                if held is owner:
                    continue
                other = owner.items[part][name]
                if name in draft.removed.get(part, ()):
                    continue
                if held is draft and draft.items[part][name].get("override"):
                    draft.overrides.setdefault((part, name), other)
                    continue
                if held.made[part].get(name, held) == owner.made[part].get(name, owner):
                    continue  # two files that say the same of a shared signal or param do not clash
                self._clash(draft, held, part, name, other)
        for name, item in draft.items[part].items():
            if item.get("override") and not any(name in self._ids(used, part) for used in draft.used):
                draft.reading.note(rules.NOTHING_OVERRIDDEN, item.span("override"), id=name)
        for name in draft.removed.get(part, ()):
            owners.pop(name, None)
        return owners

    def _ids(self, draft: Draft, part: str) -> set[str]:
        return {name for one in draft.all() for name in one.items[part]}

    def _clash(self, draft: Draft, held: Draft, part: str, name: str, other: Item) -> None:
        what, what_en = SHARED[part]
        span = other.span()
        place = f"{span.file}:{span.line}:{span.column}"
        if held is draft:
            where = Related(span, "引入的在这里", "the one that comes in")
            mine = draft.items[part][name].span()
            draft.reading.note(rules.CLASH, mine, where, what=what, what_en=what_en, id=name, place=place)
        else:
            first = Related(held.items[part][name].span(), "另一个在这里", "the other one")
            assert draft.item is not None
            at = draft.item.span("use")
            args = {"what": what, "what_en": what_en, "id": name}
            draft.reading.note(rules.DUPLICATE_ID, at, first, place=place, **args)

    def adjust(self) -> None:
        """Read what each cue adjusts, now that the types of the params are known."""
        for name, owner in self.owner["cues"].items():
            items: dict[str, Item] = owner.items["cues"][name].get("adjust", {})
            adjusts: dict[str, Any] = {}
            for param_id, item in items.items():
                param = self.parts["params"].get(param_id)
                node = item.get("value")
                if param is None or node is None:
                    continue  # noted already
                if isinstance(node.value, str) and node.value.startswith("$"):
                    adjusts[param_id] = ParamRef(node.value[1:])
                    continue
                value = value_of(owner.reading, node, param.type, param.choices)
                within(owner.reading, node, value, param.min, param.max)
                adjusts[param_id] = value
            cue = self.parts["cues"].get(name)
            if adjusts and cue is not None:
                self.parts["cues"][name] = evolve(cue, adjusts=adjusts)

    def runbook(self, cast: Cast) -> Runbook:
        """Return the runbook; only where nothing is wrong."""
        main, item = self.main, self.main.item
        assert item is not None
        roles, used_files = self._roles(cast)
        texts: dict[str, str] = {}
        for draft in self.drafts:
            texts.setdefault(draft.file.name, draft.text.text)
        for base, text in (pair for draft in self.drafts for pair in draft.bases):
            texts.setdefault(base.name, text.text)
        for file in used_files:
            texts.setdefault(file.name, file.text().text)
        sources = tuple(Source(name, text) for name, text in texts.items())
        procedures = dict(self.parts["procedures"])
        for name, fault in self.parts["faults"].items():
            procedures[f"fault:{name}"] = fault.handling
        crew = item.get("crew")
        return Runbook(
            id=item.get("id"),
            title=item.get("title"),
            version=item.get("version", "0"),
            roles=roles,
            phases=tuple(main.made["phases"].values()) or (_ALONE,),
            procedures=procedures,
            diagnoses=tuple(diagnosis for draft in self.drafts for diagnosis in draft.diagnoses),
            scenarios=main.scenarios,
            may=self._may(roles),
            platform=item.get("platform"),
            min_people=crew.get("min", 1) if crew else 1,
            note=item.get("note", ""),
            sources=sources,
            digest=_digest(sources),
            **{part: self.parts[part] for part in SHARED if part != "procedures"},
        )

    def _roles(self, cast: Cast) -> tuple[dict[str, Role], list[File]]:
        """Return the roles of the runbook in their order, and the role files that they come from."""
        named: dict[str, None] = dict.fromkeys(self.main.listed or ())
        for draft in self.drafts:
            named.update(dict.fromkeys(draft.reading.roles))
        inline = {name: role for draft in reversed(self.drafts) for name, role in draft.inline.items()}
        roles = {name: inline.get(name) or cast.roles[name] for name in named}
        return roles, [file for name, file in cast.files.items() if name in roles and name not in inline]

    def _may(self, roles: dict[str, Role]) -> May:
        """Return who may do what; where nothing is said: operations, or everybody where there is none."""
        may = self.main.may or May()
        default = May().enter
        if all(name in roles for name in default):
            return may
        assert self.main.item is not None
        said = self.main.item.get("may")
        everyone = tuple(roles)
        missing = [one.name for one in fields(May) if said is None or not said.has(one.name)]
        return evolve(may, **dict.fromkeys(missing, everyone))


def _digest(sources: tuple[Source, ...]) -> str:
    """Return the SHA-256 over the format version and every name and text, each with its length before it."""
    digest = sha256(_FORMAT)
    for source in sources:
        for part in (source.name.encode(), source.text.encode()):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()
