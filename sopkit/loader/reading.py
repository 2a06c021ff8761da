"""Reading: what is gathered while a file is read, and how its names, lengths and values are understood."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from sopkit.definition.step import Target, TargetKind
from sopkit.definition.value import Anchor, Duration, Offset, ParamRef
from sopkit.duration import parse_duration
from sopkit.finding import Edit, Finding, Fix, Related, Span
from sopkit.frozen import frozen
from sopkit.loader import rules
from sopkit.loader.nodes import Node
from sopkit.loader.text import Text
from sopkit.near import near

__all__ = ["Formula", "Mention", "Reading", "Seating", "hint"]

_OFFSET = re.compile(
    r"(?:(?P<t>[TtＴ])|(?P<anchor>go_live|phase|activity|round))\s*(?:(?P<sign>[-+−＋－])\s*(?P<by>\S.*))?"
)
_PARAM = re.compile(r"\$([^\W\d]\w*)")

_GUESSES = 20_000
"""With how many names those of one file that lead nowhere are compared."""


@frozen
class Mention:
    """
    A name that must lead somewhere: to what kind of thing, where it stands, inside which procedure.

    ``inside`` is the item that names it: its part and id.
    """

    kind: str
    name: str
    span: Span
    scope: str = ""
    want: str = ""
    inside: tuple[str, str] = ("", "")
    node: Node | None = None
    many: bool = False


@frozen
class Formula:
    """An expression or a script, to be checked once every name is known."""

    text: str
    node: Node
    scope: str
    procedure: str
    inside: tuple[str, str] = ("", "")


class Seating:
    """The roles that can be named: by id, alias or title."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}

    def add(self, role: str, names: Iterable[str]) -> None:
        """Let each of *names*, and the id itself, stand for *role*; what is taken stays as it was."""
        self.ids[role] = role
        for name in names:
            if name:
                self.ids.setdefault(name, role)

    @property
    def titles(self) -> tuple[str, ...]:
        """What each role is called first, other than by its id."""
        found: dict[str, str] = {}
        for name, role in self.ids.items():
            if found.get(role, role) == role:
                found[role] = name
        return tuple(found.values())

    def find(self, name: str) -> str | None:
        """Return the id of the role called *name*."""
        return self.ids.get(name)


def hint(names: tuple[str, ...]) -> dict[str, str]:
    """Return the two did-you-mean endings for *names*."""
    if not names:
        return {"hint": "", "hint_en": ""}
    return {
        "near": "\n".join(names),
        "hint": "，是不是" + "或".join(f"“{name}”" for name in names) + "？",
        "hint_en": "; did you mean " + " or ".join(f"“{name}”" for name in names) + "?",
    }


class Reading:
    """Everything that is gathered while one file is read."""

    def __init__(self, text: Text, seating: Seating) -> None:
        self.text = text
        self.seating = seating
        self.findings: list[Finding] = []
        self.guesses = _GUESSES
        self.mentions: list[Mention] = []
        self.formulas: list[Formula] = []
        self.scripts: list[Formula] = []
        self.roles: dict[str, Span] = {}
        self.scope = ""
        self.inside = ("", "")

    def near(self, wrong: str, names: Collection[str]) -> tuple[str, ...]:
        """Return the names that were probably meant; in a file where very much leads nowhere, no more after a while."""
        self.guesses -= len(names)
        return near(wrong, names) if self.guesses >= 0 else ()

    def note(self, rule: rules.Rule, span: Span, *related: Related, **args: str) -> None:
        """Add a finding; names that were probably meant become fixes to choose from."""
        meant = [name for name in args.pop("near", "").split("\n") if name]
        wrong = args.pop("wrong", args.get("name", ""))
        fixes: tuple[Fix, ...] = ()
        if meant and span.end > span.start:
            # Of `{prodct.name}` only the word that is wrong.
            found = self.text.text.find(wrong, span.start, span.end) if wrong else -1
            start, end = (found, found + len(wrong)) if found >= 0 else (span.start, span.end)
            fixes = tuple(
                Fix(f"改成“{name}”", f"write “{name}”", (Edit(start, end, name),), safe=False) for name in meant
            )
        self.findings.append(rule.mended(span, fixes, related, args))

    def mend(self, rule: rules.Rule, span: Span, right: str, /, safe: bool = True, **args: str) -> None:  # noqa: FBT001, FBT002
        """Add a finding that *right* in its place would mend."""
        fix = Fix(f"改成 {right}", f"write {right}", (Edit(span.start, span.end, right),), safe)
        self.findings.append(rule.mended(span, (fix,), args=args))

    def mention(
        self,
        kind: str,
        node: Node,
        name: str | None = None,
        want: str = "",
        scope: str | None = None,
        *,
        many: bool = False,
    ) -> None:
        """Note that *node* names something that must exist; with *many*, a list of names would do as well."""
        if self.full_width(node, many=many):
            return
        name = node.value if name is None else name
        at = node.value.find(name)
        span = node.part(at, at + len(name))
        within = self.scope if scope is None else scope
        self.mentions.append(Mention(kind, name, span, within, want, self.inside, node, many))

    def role(self, node: Node, *, many: bool = False) -> str | None:
        """Return the id of the role that *node* names, or note that there is none."""
        found = self.seating.find(node.value)
        if found is None:
            from sopkit.loader.naming import unknown_role

            return unknown_role(self, node, many=many)
        self.roles.setdefault(found, node.span)
        return found

    def full_width(self, node: Node, *, many: bool = False) -> bool:
        """Whether a name holds a full-width sign that no name has, which is then noted."""
        if node.value.isascii():
            return False
        from sopkit.loader.naming import full_width

        return full_width(self, node, many=many)

    def param(self, node: Node, want: str) -> ParamRef | None:
        """Return the param that ``$name`` stands for, or note what is wrong with it."""
        match = _PARAM.fullmatch(node.value)
        if match is None:
            self.bad(node, "参数写成 $名称", "a param is written $name", "param")
            return None
        self.mention("param", node, match[1], want)
        return ParamRef(match[1])

    def length(self, node: Node) -> Duration | None:
        """Return the length of time that *node* says."""
        text: str = node.value
        if text.startswith("$"):
            return self.param(node, "duration")
        length = parse_duration(text)
        if length is None:
            self.bad(node, "时长写如 90s、5m、2h、1h30m、5分钟", "a length of time is 90s, 5m, 2h or 1h30m", "length")
        return length

    def count(self, node: Node, least: int) -> int | ParamRef | None:
        """Return the whole number that *node* says, or the param that gives it."""
        return self.param(node, "int") if node.value.startswith("$") else self.whole(node, least)

    def whole(self, node: Node, least: int) -> int | None:
        """Return the whole number that *node* says."""
        text: str = node.value
        if not re.fullmatch(r"[0-9]{1,15}", text):
            self.bad(node, "这里要一个整数", "a whole number is needed here", "whole")
            return None
        self.leading_zero(node)
        if int(text) < least:
            self.note(rules.OUT_OF_BOUNDS, node.span, text=text, bounds=f"≥ {least}")
            return None
        return int(text)

    def flag(self, node: Node) -> bool | None:
        """Return the yes or no that *node* says."""
        value = {"true": True, "false": False, "是": True, "否": False}.get(node.value)
        if value is None:
            self.bad(node, "这里写 true 或 false（是 或 否）", "write true or false here", "flag")
        return value

    def moment(self, node: Node) -> Offset | None:
        """Return the offset that *node* says."""
        match = _OFFSET.fullmatch(node.value.strip())
        by: Duration | None = None
        if match and match["by"]:
            by = self._offset_by(node, match["by"].strip(), negative=match["sign"] in "-−－")
        elif match:
            by = parse_duration("0s")
        if match is None or by is None:
            if match is None or not match["by"].startswith("$"):
                self.bad(
                    node,
                    "时刻写如 T-30m、phase + 5m、activity + 3m、round + $max_hold",
                    "a moment is T-30m, phase + 5m, activity + 3m or round + $max_hold",
                    "moment",
                )
            return None
        return Offset(Anchor.GO_LIVE if match["t"] else Anchor(match["anchor"]), by)

    def _offset_by(self, node: Node, text: str, *, negative: bool) -> Duration | None:
        if not text.startswith("$"):
            length = parse_duration(text)
            return -length if negative and length is not None else length
        if not _PARAM.fullmatch(text):
            self.bad(node, "参数写成 $名称", "a param is written $name", "param")
            return None
        self.mention("param", node, text[1:], "duration")
        return ParamRef(text[1:], negative=negative)

    def way(self, node: Node) -> Target | None:
        """Return where the flow goes by *node*."""
        text: str = " ".join(node.value.split())
        verb, _, rest = text.partition(" ")
        if rest and verb in ("raise", "open"):
            self.mention("fault" if verb == "raise" else "procedure", node, rest)
            return Target(TargetKind(verb), rest)
        if text in ("next", "finish"):
            return Target(TargetKind(text))
        if not text or text in ("raise", "open"):
            self.bad(
                node,
                "去向写 next、finish、一个步骤的 id、raise 故障 或 open 流程",
                "write next, finish, a step's id, raise <fault> or open <procedure>",
            )
            return None
        self.mention("step", node, text)
        return Target(TargetKind.STEP, text)

    def bad(self, node: Node, want: str, want_en: str, kind: str = "") -> None:
        """Note a value that cannot be read; what it surely means, as a value of *kind*, is offered."""
        from sopkit.loader.misread import misread

        misread(self, node, want, want_en, kind)

    def leading_zero(self, node: Node) -> None:
        """Note a number that YAML programs of the older kind would read in base eight."""
        if re.fullmatch(r"[-+]?0[0-9]+", node.value):
            meant = str(int(node.value))
            self.mend(rules.LEADING_ZERO, node.span, meant, safe=False, text=node.value, meant=meant)

    def formula(self, node: Node, scope: str) -> None:
        """Note an expression."""
        self.formulas.append(Formula(node.value, node, scope, self.scope, self.inside))

    def script(self, node: Node) -> None:
        """Note a script."""
        if "{" in node.value or "}" in node.value or "｛" in node.value:
            self.scripts.append(Formula(node.value, node, "script", self.scope, self.inside))
