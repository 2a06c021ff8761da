"""The formats: JSON, SARIF, GitHub and JUnit hold what was found, with places that other programs understand."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from sopkit.finding import Severity, Span
from sopkit.lint import Report, lint, lint_held
from sopkit.lint.formats import written
from sopkit.lint.formats.github import LIMIT
from sopkit.lint.report import CutShort

TEXT = (
    "sop: 1\nid: show\ntitle: 练习\nprocedures:\n  hold:\n    title：憋单\n    role: 猪播\n    role: 主播\n"
    "    limits: {rounds: 2}\n"
)


@pytest.fixture
def report() -> Report:
    """Return a report with errors, a warning, fixes and a second place."""
    return lint_held(TEXT, Path("folder/show.yaml"))


def test_json_has_the_keys_that_were_promised(report: Report) -> None:
    """`version` and `findings`, each with code, severity, place, both texts and fixes; nothing else is needed."""
    data = json.loads(written(report, "json"))
    assert data["version"] == 1
    assert [one["code"] for one in data["findings"]] == ["SOP011", "SOP201", "SOP028", "SOP406"]
    for one in data["findings"]:
        assert {"code", "severity", "file", "line", "column", "end_line", "end_column", "zh", "en", "fixes"} <= set(one)
        assert one["file"] == "folder/show.yaml"
        assert one["line"] >= 1
        assert one["column"] >= 1
    colon = data["findings"][0]
    assert (colon["line"], colon["column"], colon["end_column"]) == (6, 10, 11)
    assert colon["fixes"][0]["edits"] == [{"line": 6, "column": 10, "end_line": 6, "end_column": 11, "text": ": "}]
    assert data["findings"][2]["related"][0]["line"] == 7


def test_columns_count_code_points() -> None:
    """An emoji is one column, as it is one code point; cells and UTF-16 units are for those who draw."""
    report = lint_held("sop: 1\nid: a\ntitle: 🔥🔥\u200b\n", Path("a.yaml"))
    assert [(one.code, one.span.column) for one in report.findings] == [("SOP003", 10)]


def test_a_bom_counts_for_nothing(tmp_path: Path) -> None:
    """A file saved with a BOM has its columns where one without has them, also behind astral characters."""
    for bom in (b"", b"\xef\xbb\xbf"):
        path = tmp_path / "a.yaml"
        path.write_bytes(bom + "spo: 1\r\nid: a\r\ntitle: 🔥𠮷 # 好\r\nnote: 𠮷\u200b\r\n".encode())
        data = json.loads(written(lint(path), "json"))["findings"]
        places = [(one["code"], one["line"], one["column"], one["end_line"], one["end_column"]) for one in data]
        assert places == [("SOP104", 1, 1, 1, 4), ("SOP003", 4, 8, 4, 9)]
        assert data[1]["fixes"][0]["edits"] == [{"line": 4, "column": 8, "end_line": 4, "end_column": 9, "text": ""}]


def sarif(report: Report) -> Any:
    """Return the SARIF log of a report."""
    return json.loads(written(report, "sarif", "en"))


def test_sarif_is_shaped_as_the_standard_says(report: Report) -> None:
    """Version, tool, rules and results are there, indexes fit, regions count from 1, levels are of the three."""
    log = sarif(report)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in rules] == sorted({one.code for one in report.findings})
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"] == finding.en
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (finding.span.line, finding.span.column)
        assert region["endLine"] >= region["startLine"] >= 1
        for fix in result.get("fixes", ()):
            for change in fix["artifactChanges"]:
                assert change["artifactLocation"]["uri"] == "folder/show.yaml"
                assert all("deletedRegion" in one for one in change["replacements"])


def test_sarif_escapes_the_names_of_files() -> None:
    """A file in Chinese, with a blank in its name, is a URI."""
    log = sarif(lint_held(TEXT, Path("流程 一/show.yaml")))
    uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "%E6%B5%81%E7%A8%8B%20%E4%B8%80/show.yaml"


def test_github_gets_a_command_a_line_the_worst_first(report: Report) -> None:
    """Errors come before warnings, and every line is one command."""
    lines = written(report, "github").split("\n")
    assert [line.split(" ", 1)[0] for line in lines] == ["::error"] * 3 + ["::warning"]
    assert lines[0].startswith("::error file=folder/show.yaml,line=6,endLine=6,col=10,endColumn=10,title=SOP011::")


def test_github_escapes_what_would_end_a_command(report: Report) -> None:
    """Percent signs and line ends in a text, colons and commas in a file's name."""
    one = report.findings[0]
    odd = evolve(one, zh="一%\n二::", span=evolve(one.span, file="a,b:c.yaml"))
    assert "a%2Cb%3Ac.yaml" in written(Report((odd,)), "github")
    assert written(Report((odd,)), "github").endswith("::一%25%0A二::")


def test_github_says_what_it_will_not_show(report: Report) -> None:
    """GitHub drops what is over its limit without a word, so that is said first."""
    many = Report(report.findings[:1] * (LIMIT + 5))
    lines = written(many, "github").split("\n")
    assert "还有 5 条" in lines[0]
    assert len(lines) == LIMIT + 6


def test_junit_counts_and_escapes(report: Report) -> None:
    """A case for each finding, a failure for each that fails the check, and XML whatever a file holds."""
    one = report.findings[0]
    odd = evolve(one, zh='<a & "b">\x00\n', severity=Severity.INFO)
    root = ET.fromstring(written(evolve(report, findings=(*report.findings, odd)), "junit"))  # noqa: S314 -- ours
    suite = root.find("testsuite")
    assert suite is not None
    assert suite.get("tests") == "5"
    assert suite.get("failures") == "4" == str(len(suite.findall("testcase/failure")))
    assert len(suite.findall("testcase/system-out")) == 1


def test_a_clean_file_is_a_case_that_passes() -> None:
    """A build server sees that the file was looked at."""
    root = ET.fromstring(written(Report((), files=("a.yaml",)), "junit"))  # noqa: S314 -- ours
    assert [case.get("classname") for case in root.iter("testcase")] == ["a.yaml"]


def test_a_search_that_was_cut_short_is_told_in_every_format() -> None:
    """Whoever reads a report learns that silence means nothing there."""
    report = Report((), cut_short=(CutShort("a.yaml", "deadlock", "没有查完", "not finished"),), files=("a.yaml",))
    assert not report.exhausted
    assert json.loads(written(report, "json"))["exhausted"] is False
    assert "not finished" in written(report, "github", "en")
    assert "not finished" in written(report, "sarif", "en")


def test_a_file_that_is_not_there_is_unread() -> None:
    """The report says so, and so does the exit code."""
    report = lint(Path("no-such-file.yaml"))
    assert report.unread == ("no-such-file.yaml",)
    assert report.exit_code == 3
    assert report.findings[0].span == Span("no-such-file.yaml", 1, 1, 1, 1)
