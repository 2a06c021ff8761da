"""Templates: each loads, is clean under the lint, plays its scenarios and plays to its end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sopkit.errors import UsageError
from sopkit.lint import Profile, lint
from sopkit.loader import load
from sopkit.scenario import play
from sopkit.templates import KINDS, template
from tests.content.walker import Subject, full_crew, walk_everywhere
from tests.schema.editor import complaints

FOLDER = Path(__file__).parents[2] / "sopkit" / "templates"


@pytest.fixture(params=list(KINDS))
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a file made from each template."""
    path = tmp_path / "first-one.yaml"
    path.write_text(template(request.param, "first-one"), encoding="utf-8")
    return path


def test_there_is_a_file_for_each_kind() -> None:
    """No kind lacks its template, and no template its kind."""
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(KINDS)


def test_a_template_is_clean(written: Path) -> None:
    """The lint has nothing to say, nor has an editor that goes by the schema."""
    report = lint(written, profile=Profile.STANDARD)
    assert [one.line_text("zh") for one in report.findings] == []
    assert report.exhausted
    assert complaints(written.read_text(encoding="utf-8")) == []


def test_a_template_plays(written: Path) -> None:
    """Its scenarios pass, and each of its procedures and faults comes to an end along every outcome."""
    book = load(written)
    assert book.scenarios
    results = [play(book, scenario) for scenario in book.scenarios]
    assert [result for result in results if not result.passed] == []
    for name in book.procedures:
        assert walk_everywhere(Subject(book, name), full_crew(book)) == set(), name


def test_a_template_explains_itself(written: Path) -> None:
    """It is short, tells editors where the schema is, and says in Chinese what its keys are for."""
    lines = written.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=runbook.schema.json"
    assert len(lines) <= 80
    assert sum(1 for line in lines if re.search(r"# .*[\u4e00-\u9fff]", line)) >= 6


def test_a_name_that_cannot_be_an_id_is_refused() -> None:
    """What would not load is not written."""
    with pytest.raises(UsageError, match="不能做编号"):
        template("show", "my show")
    assert "\nid: show\n" in template("show")
