"""The corpus of real slips: each mistake found once, at the guilty character, said as it stands beside the file."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from sopkit.finding import Finding
from sopkit.lint import lint
from sopkit.lint.fixing import fix_text
from sopkit.loader.events import PARSERS

HERE = Path(__file__).parent
LOADER = HERE.parent / "loader"
INVALID = sorted(path.stem for path in (HERE / "invalid").glob("*.yaml"))
VALID = sorted(path.stem for path in (HERE / "valid").glob("*.yaml"))


def mistakes() -> dict[str, list[tuple[int, int]]]:
    """Return where the mistakes of each file are, as they were marked when it was written."""
    found: dict[str, list[tuple[int, int]]] = {}
    with (HERE / "invalid" / "mistakes.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found.setdefault(row["file"], []).append((int(row["line"]), int(row["column"])))
    return found


MISTAKES = mistakes()


@pytest.fixture(params=sorted(PARSERS))
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the test once on each YAML parser that is here."""
    source = PARSERS[request.param]
    monkeypatch.setattr("sopkit.loader.nodes.default_parser", lambda: source)
    return str(request.param)


def findings_of(folder: str, name: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Finding, ...]:
    """Lint a file of the corpus from inside its folder, so that no path stands in what is said."""
    monkeypatch.chdir(HERE / folder)
    return lint(Path(f"{name}.yaml")).findings


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", INVALID)
def test_a_slip_is_told_in_these_words(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The findings are those beside the file, to the letter, on both parsers."""
    said = "".join(finding.line_text("zh") + "\n" for finding in findings_of("invalid", name, monkeypatch))
    assert said == Path(f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", INVALID)
def test_there_is_one_finding_for_each_mistake_at_the_guilty_character(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many findings as mistakes, each at the line and column that was marked by hand."""
    found = [(one.span.line, one.span.column) for one in findings_of("invalid", name, monkeypatch)]
    assert sorted(found) == sorted(MISTAKES[name])


@pytest.mark.parametrize("name", INVALID)
def test_what_is_mended_stays_mended(name: str) -> None:
    """Mending twice is mending once, and mending never leaves more to mend."""
    text = (HERE / "invalid" / f"{name}.yaml").read_text(encoding="utf-8")
    for unsafe in (False, True):
        once = fix_text(text, f"{name}.yaml", unsafe=unsafe)
        assert fix_text(once.after, f"{name}.yaml", unsafe=unsafe).after == once.after
        assert len(once.left.findings) <= len(MISTAKES[name])


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", VALID)
def test_a_good_file_is_clean(name: str) -> None:
    """What looks odd but is right gives nothing, even in the strictest profile."""
    assert lint(HERE / "valid" / f"{name}.yaml", profile="strict").findings == ()


def test_the_corpus_is_large_enough() -> None:
    """At least 200 files of slips together with the loader's, each with its expectation, and the slips add up."""
    loader = [path.stem for path in (LOADER / "invalid").glob("*.yaml")]
    assert len(INVALID) + len(loader) >= 200
    assert sorted(path.stem for path in (HERE / "invalid").glob("*.txt")) == INVALID == sorted(MISTAKES)
    codes = Counter(
        line.split(" ")[1]
        for folder in (HERE / "invalid", LOADER / "invalid")
        for path in folder.glob("*.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    assert len(codes) >= 60
    assert len(VALID) >= 10
