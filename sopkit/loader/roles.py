"""Role files: each read once, and the table of everyone who can be named."""

from __future__ import annotations

from functools import lru_cache

from sopkit.finding import Finding
from sopkit.loader import rules
from sopkit.loader.files import File
from sopkit.loader.nodes import parse
from sopkit.loader.parts import role_of
from sopkit.loader.reader import read_item
from sopkit.loader.reading import Reading, Seating
from sopkit.loader.text import checked
from sopkit.role import Role

__all__ = ["Cast", "read_role"]


@lru_cache(maxsize=256)
def read_role(stem: str, shown: str, string: str) -> tuple[Role | None, tuple[Finding, ...]]:
    """Return the role that the text of a role file defines, and what is wrong with it."""
    text = checked(string, shown)
    root, findings = parse(text)
    reading = Reading(text, Seating())
    reading.findings += [*text.findings, *findings]
    if root is None:
        return None, tuple(reading.findings)
    item = read_item(reading, root, "role", root, stem)
    if item is None:
        return None, tuple(reading.findings)
    if item.get("sop", "1") != "1":
        reading.note(rules.WRONG_FORMAT, item.nodes["sop"].span, text=item.get("sop"))
    if item.get("id", stem) != stem:
        reading.note(rules.ID_NOT_STEM, item.nodes["id"].span, id=item.get("id"), stem=stem)
    if item.get("title") is None and not item.has("title"):
        args = {"what": "岗位", "what_en": "the role", "key": "title", "doc": "中文名"}
        reading.note(rules.MISSING_KEY, item.span(), doc_en="its Chinese name", **args)
    return role_of(item, stem), tuple(reading.findings)


class Cast:
    """The roles that files define, by id, with the file of each; the first that defines one has it."""

    def __init__(self, files: tuple[File, ...]) -> None:
        self.roles: dict[str, Role] = {}
        self.files: dict[str, File] = {}
        self.findings: list[Finding] = []
        self.join(files)

    def join(self, files: tuple[File, ...]) -> None:
        """Let those whom *files* define join; who is here already stays as he is."""
        for file in files:
            if file.id in self.roles:
                continue
            text = file.shared()
            if text.broken or text.findings:
                self.findings += text.findings
                continue
            role, findings = read_role(file.id, file.shown, text.text)
            self.findings += findings
            if role is not None:
                self.roles[role.id] = role
                self.files[role.id] = file

    def seat(self, seating: Seating, inline: dict[str, Role]) -> None:
        """Let *seating* know everyone: the roles of the file itself before those of role files."""
        everyone = {**self.roles, **inline}
        for name in (*inline, *(name for name in self.roles if name not in inline)):
            role = everyone[name]
            seating.add(name, (role.title, *role.aliases, role.title_en))
