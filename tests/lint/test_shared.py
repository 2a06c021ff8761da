"""Files that others use are read once in a process, and no lint can tell that they were."""

from __future__ import annotations

import pytest

from sopkit.definition.runbook import Source
from sopkit.lint import Report, lint_file
from sopkit.loader import kept
from sopkit.loader.files import Pinned, PinnedFile
from sopkit.loader.nodes import parse
from sopkit.loader.text import Text
from tests.lint.fuzz import shipped

SHIPPED = shipped()
ROLES = tuple(source for source in SHIPPED if source.name.startswith("roles/"))
HEAD = "sop: 1\nid: {id}\ntitle: 练习\n"
STEP = "procedures:\n  {id}: {{title: 事, steps: [{{id: go, title: 做, role: {role}}}]}}\n"


def source(name: str, rest: str) -> Source:
    """Return a runbook of that id."""
    return Source(f"runbooks/{name}.yaml", HEAD.format(id=name) + rest)


def answer(main: Source, *others: Source) -> Report:
    """Return the lint of *main* among *others*."""
    return lint_file(PinnedFile(main), Pinned((main, *others)), profile="strict")


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Forget what is kept; tell the names of the files that are parsed from now on."""
    seen: list[str] = []

    def counted(text: Text) -> object:
        seen.append(text.shown)
        return parse(text)

    monkeypatch.setattr(kept, "parse", counted)
    kept.tree_of.cache_clear()
    kept._kept.clear()
    return seen


def test_what_is_used_is_read_once(parses: list[str]) -> None:
    """Of a show over twenty files, only its own is parsed again when it is linted again."""
    show = next(one for one in SHIPPED if one.name == "runbooks/standard-live.yaml")
    answer(show, *SHIPPED)
    assert len(parses) > 10
    parses.clear()
    answer(Source(show.name, show.text + "# x\n"), *SHIPPED)
    assert parses == [show.name]


@pytest.mark.usefixtures("parses")
def test_nobody_can_tell_that_it_was() -> None:
    """Every shipped file gets the same report, whether what it uses was read for it or long ago."""
    alone = []
    for one in SHIPPED:
        kept.tree_of.cache_clear()
        kept._kept.clear()
        alone.append(answer(one, *SHIPPED).findings)
    assert [answer(one, *SHIPPED).findings for one in SHIPPED] == alone
    assert [answer(one, *SHIPPED).findings for one in reversed(SHIPPED)] == alone[::-1]


@pytest.mark.usefixtures("parses")
def test_what_clashes_in_one_runbook_is_not_wrong_in_the_next() -> None:
    """A finding that another file gives rise to in a used one is gone with that file."""
    used = source("used", STEP.format(id="fetch", role="host"))
    clash = source("top", "use: [used]\n" + STEP.format(id="fetch", role="control"))
    fine = source("top", "use: [used]\n" + STEP.format(id="carry", role="host"))
    first = answer(fine, used, *ROLES).findings
    assert any(one.code == "SOP203" for one in answer(clash, used, *ROLES).findings)
    assert answer(fine, used, *ROLES).findings == first


@pytest.mark.usefixtures("parses")
def test_a_change_of_what_is_used_is_seen() -> None:
    """A used file is read anew where its text, the roles, or what it uses itself is another."""
    top = source("top", "use: [middle]\n" + STEP.format(id="one", role="host"))
    middle = source("middle", "use: [used]\n" + STEP.format(id="two", role="主播"))
    used = source("used", STEP.format(id="three", role="host"))

    def errors(*others: Source) -> list[tuple[str, str]]:
        report = answer(top, *others)
        return [(one.code, one.span.file) for one in report.findings if one.severity == "error"]

    assert errors(middle, used, *ROLES) == []
    assert errors(middle, source("used", STEP.format(id="three", role="猪播")), *ROLES) == [("SOP201", used.name)]
    assert errors(middle, used, *(Source(one.name, one.text.replace("主播", "主持")) for one in ROLES)) == [
        ("SOP201", middle.name)
    ]
    assert errors(source("middle", "use: [gone]\n"), used, *ROLES) == [("SOP503", middle.name)]
    assert errors(middle, used, *ROLES) == []


def test_many_ways_to_one_file_are_walked_once() -> None:
    """Forty files of which each uses the two below it: not two to the fortieth walks."""
    files = [source(f"f{n}", f"use: [f{n + 1}, f{n + 2}]\n" + STEP.format(id=f"p{n}", role="host")) for n in range(40)]
    ends = [source(f"f{n}", STEP.format(id=f"p{n}", role="host")) for n in (40, 41)]
    report = answer(files[0], *files[1:], *ends, *ROLES)
    assert not [one for one in report.findings if one.severity == "error"]
