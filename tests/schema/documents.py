"""Documents: runbooks made up from the field table itself, right at first, then with a slip or two."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from sopkit.loader import kinds
from sopkit.loader.kinds import Key, Kind, Table
from sopkit.loader.tables import TABLES


@frozen
class Word:
    """A scalar as it is typed, in quotes or not."""

    text: str
    quoted: bool = False


Draw = st.DrawFn
IDS = ("a", "b-2", "憋单", "618", "1.5", "true")
NAMES = ("a", "b_2", "件数")
TEXTS = ("一句话", "29.9", "618", "true", "Q1 上新", "1.0.0", "20:00")
# What a table asks for besides what it says is required.
NEEDED = {"step": ("role",), "procedure": ("steps",), "field": ("type",)}
SLIPS: tuple[Any, ...] = (
    Word(""), Word("", quoted=True), Word("~"), Word("true"), Word("是"), Word("5"), Word("0"), Word("-1"), Word("1.5"),
    Word("5m"), Word("5", quoted=True), Word("$a"), Word("$ a", quoted=True), Word("T-30m"), Word("phase + 5m"),
    Word("next"), Word("raise"), Word("open a"), Word("P0"), Word("int"), Word("有 空格"), Word("a:b", quoted=True),
    Word("五分钟"), Word("1h 30m"), Word("30m 1h"), Word("5 公里"), [], {}, [Word("a")], [[Word("a")]],
    {"a": Word("b")}, [{"a": Word("b")}], [Word("")],
)  # fmt: skip
# Each type of a param with a low, a middle and a high value of it.
TYPED = {
    "int": ("0", "5", "99"),
    "number": ("0", "0.5", "99"),
    "money": ("0", "29.9", "99"),
    "duration": ("1s", "5m", "9h"),
    "text": ("", "一句话", ""),
    "bool": ("", "是", ""),
    "list": ("", "一句话", ""),
}


@st.composite
def documents(draw: Draw) -> dict[str, Any]:
    """Return a runbook with up to two slips."""
    made: dict[str, Any] = item(draw, TABLES["runbook"], 0)
    for _ in range(draw(st.sampled_from((0, 0, 1, 1, 2)))):
        slip(draw, made)
    return made


def item(draw: Draw, table: Table, depth: int) -> Any:
    """Return an item of *table*: what it must have, and a few of the rest."""
    if table.null and draw(st.integers(0, 3)) == 0:
        return Word("")
    if table.flag and draw(st.integers(0, 3)) == 0:
        return Word(draw(st.sampled_from(("true", "是", "false", "否"))))
    if table.short is not None and draw(st.integers(0, 2)) == 0:
        return value(draw, table.by_name[table.short].kind, depth, empty=False)
    rest = [key for key in table.keys if not key.required]
    most = 6 if depth == 0 else max(0, 4 - depth)
    chosen = {key.name for key in draw(st.lists(st.sampled_from(rest), max_size=most))} if rest else set()
    needed = NEEDED.get(table.name, ())
    keys = [key for key in table.keys if key.required or key.name in chosen or key.name in needed]
    made = {key.name: value(draw, key.kind, depth) for key in keys}
    return special(draw, table, made, keys)


def special(draw: Draw, table: Table, made: dict[str, Any], keys: list[Key]) -> dict[str, Any]:
    """Give *made* what only one table asks for."""
    if table.name == "runbook":
        made |= {"sop": Word("1", quoted=draw(st.booleans())), "id": Word("show")}
        if "roles" in made:
            forms = (Word("主播"), [Word("主播"), Word("场控")], {"主播": Word(""), "客人": {"title": Word("客人")}})
            made["roles"] = draw(st.sampled_from(forms))
    if table.name == "scenario":
        made |= {"given": {}, "do": [], "then": {}}
    if table.name in ("param", "field"):
        kind = draw(st.sampled_from(sorted(TYPED)))
        made["type"] = Word(kind)
        for key, typed in zip(("min", "default", "max"), TYPED[kind], strict=True):
            if any(one.name == key for one in keys):
                made[key] = Word(typed)
                if not typed:
                    del made[key]
    return made


PLAIN: dict[type[Kind], tuple[str, ...]] = {
    kinds.Flag: ("true", "false", "是", "否"),
    kinds.Length: ("30s", "5m", "1h30m", "1.5h", "5分钟", "1天 2小时", "$a"),
    kinds.Moment: ("T-30m", "T", "go_live + 1h", "phase + 5m", "round + $a", "activity+3分"),
    kinds.Way: ("next", "finish", "a", "618", "raise a", "open 憋单"),
    kinds.Id: IDS,
    kinds.Ref: ("主播", "a", "618"),
    kinds.When: ("product.price > 0", "true", "round == 1"),
}
"""What may be typed for the kinds that are one text."""


def value(draw: Draw, kind: Kind, depth: int, *, empty: bool = True) -> Any:
    """Return a value of *kind* as it may be typed."""
    match kind:
        case kinds.Nested(table):
            return item(draw, TABLES[table], depth + 1)
        case kinds.Items(table):
            few = st.integers(0 if empty else 1, 2)
            return [item(draw, TABLES[table], depth + 1) for _ in range(draw(few))] or Word("")
        case kinds.Named(table, ids):
            names = st.lists(st.sampled_from(NAMES if isinstance(ids, kinds.Name) else IDS), max_size=2, unique=True)
            return {name: item(draw, TABLES[table], depth + 1) for name in draw(names)} or Word("")
        case kinds.OneOf(words):
            return Word(draw(st.sampled_from([word for word, _, _ in words])))
        case kinds.Whole(least):
            return Word(str(draw(st.integers(least, 10**15 - 1))), quoted=draw(st.booleans()))
        case kinds.Count(least):
            return Word(draw(st.sampled_from((str(least), "12", "$a", "$件数"))))
        case kinds.Text(many=True) | kinds.Words(many=True) | kinds.Ref(many=True):
            return draw(st.sampled_from((Word("主播"), [Word("主播"), Word("618")], Word(TEXTS[0], quoted=True))))
    return Word(draw(st.sampled_from(PLAIN.get(type(kind), TEXTS))))


def wrong(draw: Draw) -> Any:
    """Return a value that fits hardly anywhere."""
    return deepcopy(draw(st.sampled_from(SLIPS)))


def slip(draw: Draw, root: Any) -> None:
    """Make one slip somewhere in *root*: another value, a key too many, a key too few."""
    places = list(holders(root))
    place = draw(st.sampled_from(places))
    if isinstance(place, list):
        place[draw(st.integers(0, len(place) - 1))] = wrong(draw)
        return
    key = draw(st.sampled_from(sorted(place)))
    kind = draw(st.integers(0, 5))
    if kind == 0:
        del place[key]
    elif kind == 1:
        place[draw(st.sampled_from(("titel", "步骤", "x", "within", "role", "steps")))] = wrong(draw)
    else:
        place[key] = wrong(draw)


def holders(root: Any) -> list[Any]:
    """Return every list and mapping in *root* that holds something."""
    inside = root.values() if isinstance(root, dict) else root if isinstance(root, list) else ()
    here = [root] if isinstance(root, dict | list) and root else []
    return [*here, *(found for one in inside for found in holders(one))]


def least(table: Table) -> dict[str, Any]:
    """Return the smallest right item of *table*."""
    needed = NEEDED.get(table.name, ())
    return {key.name: right(key) for key in table.keys if key.required or key.name in needed}


def right(key: Key) -> Any:
    """Return a value that fits *key*."""
    match key.kind:
        case kinds.Nested(table):
            return least(TABLES[table])
        case kinds.Items(table):
            return [least(TABLES[table])]
        case kinds.Named(table):
            return {"a": least(TABLES[table])}
        case kinds.OneOf(words):
            return Word(words[0][0])
        case kinds.Whole(bound) | kinds.Count(bound):
            return Word(str(bound))
        case _ if key.name in ("sop", "id"):
            return Word("1" if key.name == "sop" else "show")
    return Word(PLAIN.get(type(key.kind), TEXTS)[0])


def around(table: str, item: Any) -> dict[str, Any]:
    """Return the smallest right runbook, but for *item*, which stands where an item of *table* may."""
    while table != "runbook":
        parent, key = PARENTS[table]
        held: Any = {"a": item} if isinstance(key.kind, kinds.Named | kinds.Plain) else item
        held = [item] if isinstance(key.kind, kinds.Items) else held
        beside = {name: value for name, value in least(parent).items() if (name, key.name) != ("role", "roles")}
        table, item = parent.name, {**beside, key.name: held}
    found: dict[str, Any] = item
    return found


def parents() -> dict[str, tuple[Table, Key]]:
    """Return, for each table that a runbook leads to, the first key of another that leads there."""
    found: dict[str, tuple[Table, Key]] = {"role": (TABLES["runbook"], TABLES["runbook"].by_name["roles"])}
    waiting = [TABLES["runbook"]]
    while waiting:
        table = waiting.pop(0)
        for key in table.keys:
            named = getattr(key.kind, "table", None)
            # What a step has, a procedure of one step may have too; the step itself shows it better.
            shorthand = table.name == "procedure" and key.name in TABLES["step"].by_name and key.name != "plan"
            # What a cue adjusts is read by the type of a param, which stands elsewhere.
            if named is not None and named not in (*found, "adjust") and not shorthand:
                found[named] = table, key
                waiting.append(TABLES[named])
    return found


PARENTS = parents()


def written(tree: Any) -> str:
    """Return *tree* as YAML: the runbook's keys on lines of their own, the rest in brackets."""
    return "".join(f"{key}: {flow(value)}\n" for key, value in tree.items())


def flow(tree: Any) -> str:
    """Return *tree* in brackets."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{json.dumps(key, ensure_ascii=False)}: {flow(one)}" for key, one in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(flow(one) or "~" for one in tree) + "]"
    return json.dumps(tree.text, ensure_ascii=False) if tree.quoted else tree.text
