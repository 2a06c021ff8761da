"""The JSON Schema: the golden file, what is shipped, and the reader's own judgement."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from jsonschema import Draft7Validator

from sopkit.definition.runbook import Source
from sopkit.finding import Finding, Severity
from sopkit.loader import rules
from sopkit.loader.book import build
from sopkit.loader.files import Pinned, PinnedFile
from sopkit.loader.tables import TABLES
from sopkit.schema import schema
from tests.schema.documents import PARENTS, SLIPS, around, documents, least, written
from tests.schema.editor import complaints

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).with_name("runbook.schema.json")
ROLES = tuple(
    Source(f"roles/{name}.yaml", f"sop: 1\nid: {name}\ntitle: {title}\n")
    for name, title in (("host", "主播"), ("floor", "场控"), ("operations", "运营"))
)

# What only the reader can see, since it is about names that lead somewhere else: the schema accepts it.
NAMES = {
    one.code
    for one in (
        rules.UNKNOWN, rules.DUPLICATE_ID, rules.ROLE_NOT_LISTED, rules.WRONG_PARAM_TYPE, rules.ID_NOT_STEM,
        rules.EXPRESSION, rules.EXPRESSION_NAME, rules.TEMPLATE, rules.TEMPLATE_NAME, rules.CYCLE, rules.AFTER_LATER,
        rules.CALL_CYCLE, rules.NO_RECEIVER, rules.NEEDS_PRODUCT, rules.NO_RUNBOOK, rules.USE_CYCLE, rules.NO_ORIGIN,
        rules.SEVERAL, rules.REMARK_BEHIND, rules.SIGN_BEHIND,
    )
}  # fmt: skip
# What is about several keys at once; the schema says some of it, and nothing is claimed.
SEVERAL_KEYS = {one.code for one in (rules.TOGETHER, rules.NEEDS_OTHER, rules.EMPTY, rules.STEP_KEYS)}
# What changes something that is not there: an editor cannot see that, and takes it for a change.
LAID_OVER = {rules.NOTHING_CHANGED.code, rules.STRAY.code}


def errors(text: str) -> tuple[Finding, ...]:
    """Return what keeps the reader from taking *text* as the runbook `show`."""
    sources = (Source("runbooks/show.yaml", text), *ROLES)
    found = build(PinnedFile(sources[0]), Pinned(sources))[1]
    return tuple(one for one in found if one.severity is Severity.ERROR)


def only_by_other_keys(finding: Finding) -> bool:
    """Whether a value is wrong only because of other keys: a param's own bounds or choices."""
    if finding.code == rules.NOT_ONE_OF.code:
        return finding.args["key"] == "choices"
    return finding.code == rules.OUT_OF_BOUNDS.code and finding.args["bounds"] not in ("≥ 0", "≥ 1")


def test_the_schema_is_draft_07() -> None:
    """Each schema is one, by the schema of schemas."""
    for table in ("runbook", "role", "wording"):
        Draft7Validator.check_schema(schema(table))


def test_the_golden_file_is_the_schema() -> None:
    """The checked-in schema is the one that the table gives."""
    told = "run `sop schema -o tests/schema/runbook.schema.json` and look at what changed"
    assert GOLDEN.read_text(encoding="utf-8") == json.dumps(schema(), ensure_ascii=False, indent=2) + "\n", told


def test_every_key_is_explained() -> None:
    """Each key of each table is there, explained in both languages; each word of a choice, too."""
    made = schema()
    items = {"runbook": made, **made["definitions"]}
    for name, table in TABLES.items():
        if name not in items:
            assert name.startswith("wording"), name
            continue
        found = items[name].get("properties") or items[name]["anyOf"][0]["properties"]
        assert list(found) == [key.name for key in table.keys]
        for one in found.values():
            assert one["description"]
            assert one["markdownDescription"]
            assert len(one.get("enumDescriptions", ())) == (len(one["enum"]) if "enumDescriptions" in one else 0)


@pytest.mark.parametrize(
    ("table", "folder"), [("runbook", "runbooks"), ("role", "roles"), ("wording", "sopkit/wording/rules")]
)
def test_what_is_shipped_is_accepted(table: str, folder: str) -> None:
    """An editor underlines nothing in the files that are shipped."""
    paths = sorted((ROOT / folder).glob("*.yaml"))
    assert paths
    assert {path.name: complaints(path.read_text(encoding="utf-8"), table) for path in paths} == {
        path.name: [] for path in paths
    }


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents())
def test_reader_and_schema_agree(tree: dict[str, Any]) -> None:
    """What the reader takes the schema takes; what it refuses for its form the schema refuses."""
    event(agreed(written(tree)))


def agreed(text: str) -> str:
    """Return what reader and schema both say of *text*; fail where they differ."""
    found = [one for one in errors(text) if one.code not in NAMES]
    said = complaints(text)
    if any(one.code in LAID_OVER for one in found):
        return "changes nothing"
    if not found:
        assert said == [], text
        return "accepted"
    if any(one.code not in SEVERAL_KEYS and not only_by_other_keys(one) for one in found):
        assert said, (text, [one.zh for one in found])
        return "refused"
    return "by other keys"


@pytest.mark.parametrize("table", ["runbook", *PARENTS])
def test_they_agree_on_every_key(table: str) -> None:
    """In the smallest item of each table, each key is left out, and given each value that people slip into."""
    right_one = least(TABLES[table])
    said = [agreed(written(around(table, right_one)))]
    if table != "runbook":
        said += [agreed(written(around(table, wrong))) for wrong in SLIPS]
    for key in TABLES[table].keys:
        if (table, key.name) in (("runbook", "id"), ("role", "sop")):
            continue  # the first is the file's name; the second says nothing inside a runbook
        said += [agreed(written(around(table, {**right_one, key.name: wrong}))) for wrong in SLIPS]
        if key.name in right_one:
            rest = {name: value for name, value in right_one.items() if name != key.name}
            said.append(agreed(written(around(table, rest))))
    assert "accepted" in said
    assert "refused" in said


BOOK = "sop: 1\nid: show\ntitle: 练习\n"
STEP = "procedures: {p: {steps: [{id: a, role: 主播, %s}]}}\n"


@pytest.mark.parametrize(
    ("body", "reads", "shown"),
    [
        ("crew: {min: 1.0}", False, True),  # to YAML 1.2 1.0 is a whole number
        ("crew: {min: +5}", False, True),
        ("crew: {min: 0x10}", False, True),
        (STEP % "na: True", False, True),  # one spelling is enough, and `sop fix` mends the others
        ("note: Null", True, False),  # to YAML 1.2 nothing, to the reader a text
        ("params: {a😀: {type: text, default: x, note: n}}", False, True),  # not every sign can be told by a pattern
        (STEP % "within: 9999天", False, True),  # over ten years
    ],
)
def test_the_known_differences(body: str, reads: bool, shown: bool) -> None:
    """Where the two disagree, they do so on these spellings, and nobody is misled about a runbook that works."""
    assert (not errors(BOOK + body + "\n")) == reads
    assert (not complaints(BOOK + body + "\n")) == shown


@pytest.mark.parametrize(
    "body",
    [
        "note: 29.9", "note: true", "note: 20:00", "version: 1.10", "platform: 618",
        STEP % "say: 3", STEP % "say: [3, 2, 1]", STEP % "within: 5m", "crew: {min: '3'}", STEP % "optional: 是",
        STEP % "record: {n: int}", STEP % "record: {n: {choice: [1, 2, 3]}}", STEP % "skip: true",
    ],
)  # fmt: skip
def test_what_people_type_without_quotes_is_text_in_both(body: str) -> None:
    """Numbers, yes and no, and times of day need no quotes where a text is wanted."""
    assert errors(BOOK + body + "\n") == ()
    assert complaints(BOOK + body + "\n") == []


@pytest.mark.parametrize(
    "body", ["roles: [~, 场控]", "roles: [[主播]]", "roles: [{主播: 场控}]", "sop: 2", "crew: [3]"]
)
def test_neither_passes_over_what_it_cannot_use(body: str) -> None:
    """What would be left out in silence is refused by both."""
    text = "id: show\ntitle: 练习\n" + ("" if body.startswith("sop") else "sop: 1\n") + body + "\n"
    assert errors(text)
    assert complaints(text)
