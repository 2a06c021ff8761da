"""The corpus: each file of mistakes gives exactly the findings that stand beside it; each good file gives none."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopkit.errors import DefinitionError
from sopkit.finding import Finding, Severity
from sopkit.loader import check, load, load_sources
from sopkit.loader.rules import RULES

HERE = Path(__file__).parent
INVALID = sorted(path.stem for path in (HERE / "invalid").glob("*.yaml"))
VALID = sorted(path.stem for path in (HERE / "valid").glob("*.yaml"))


def findings_of(folder: str, name: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Finding, ...]:
    """Check a file of the corpus from inside its folder, so that no path stands in what is said."""
    monkeypatch.chdir(HERE / folder)
    return check(f"{name}.yaml")


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", INVALID)
def test_a_mistake_is_found_where_it_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The findings are those beside the file, to the letter, on both parsers."""
    found = findings_of("invalid", name, monkeypatch)
    said = "".join(finding.line_text("zh") + "\n" for finding in found)
    assert said == Path(f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", INVALID)
def test_every_finding_is_whole(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each finding has a known code, both languages, and a place inside the file."""
    for finding in findings_of("invalid", name, monkeypatch):
        assert finding.code in RULES
        assert finding.zh
        assert finding.en
        assert finding.zh != finding.en
        assert 1 <= finding.span.line <= finding.span.end_line
        assert finding.span.column >= 1
        assert 0 <= finding.span.start <= finding.span.end


@pytest.mark.parametrize("name", INVALID)
def test_a_file_of_mistakes_does_not_load(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`load` raises every error of the file at once; a file with only warnings loads."""
    errors = tuple(one for one in findings_of("invalid", name, monkeypatch) if one.severity is Severity.ERROR)
    if not errors:
        assert load(f"{name}.yaml").id == name
        return
    with pytest.raises(DefinitionError) as caught:
        load(f"{name}.yaml")
    assert caught.value.findings == errors
    assert caught.value.exit_code == 3


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", VALID)
def test_a_good_file_is_clean(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is found in a good file, and its pinned texts give the very same runbook."""
    assert findings_of("valid", name, monkeypatch) == ()
    book = load(f"{name}.yaml")
    assert load_sources(book.sources) == book


def test_the_corpus_is_there() -> None:
    """The corpus has the size that it should have, and no expectation without a file."""
    assert len(INVALID) >= 80
    assert sorted(path.stem for path in (HERE / "invalid").glob("*.txt")) == INVALID
    assert len(VALID) >= 4
