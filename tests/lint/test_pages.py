"""The pages: every code has one, the wrong example gives exactly that code, the right one nothing."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from openpyxl import Workbook

from sopkit.lineup import check_lineup
from sopkit.lint import Report, lint
from sopkit.lint.pages import every_rule, find, page_of, table_rules
from sopkit.lint.pages.page import Page
from sopkit.loader.rules import Rule
from sopkit.sheets import lines_of, read_sheet
from tests.sheets.books import known_roles

RULES = every_rule()
TABLE_RULES = table_rules()


def page(rule: Rule) -> Page:
    """Return the page of a rule; that there is one is the first thing that is tested."""
    found = page_of(rule.code)
    assert found is not None, f"{rule.code} has no page"
    return found


def linted(example: str | bytes, written: Page, folder: Path) -> Report:
    """Lint an example in a folder of its own, with what stands beside it."""
    for name, text in written.beside.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    if isinstance(example, str) and example.startswith("$ sop lint "):
        return lint(folder / example.removeprefix("$ sop lint "), profile="strict")
    (folder / "example.yaml").write_bytes(written.written(example))
    return lint(folder / "example.yaml", profile="strict")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_wrong_example_gives_exactly_its_code(rule: Rule, tmp_path: Path) -> None:
    """What the page calls wrong is found under its code, and under no other."""
    assert {one.code for one in linted(page(rule).wrong, page(rule), tmp_path).findings} == {rule.code}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_right_example_is_clean(rule: Rule, tmp_path: Path) -> None:
    """What the page calls right gives no finding, in the strictest profile."""
    assert linted(page(rule).right, page(rule), tmp_path).findings == ()


def codes_of(example: str | bytes, written: Page, folder: Path) -> set[str]:
    """Return the codes found in an example that is a table, read as what its name says."""
    path = folder / written.name
    raw = written.written(example)
    path.write_bytes(raw)
    if written.code.startswith("SHT"):
        lines, findings = lines_of(raw, path.name)
        return {one.code for one in (*findings, *read_sheet(lines, path.name, known_roles(), id="book")[1])}
    if path.suffix == ".xlsx":
        book = Workbook()
        for row in raw.decode().splitlines():
            book.worksheets[0].append(row.split(","))
        book.save(path)
    return {one.code for one in check_lineup(path)[1]}


@pytest.mark.parametrize("rule", TABLE_RULES, ids=lambda rule: rule.code)
def test_the_examples_of_tables_are_what_they_are_called(rule: Rule, tmp_path: Path) -> None:
    """What the page of a line-up or a sheet calls wrong gives its code and no other; what it calls right, nothing."""
    assert codes_of(page(rule).wrong, page(rule), tmp_path) == {rule.code}
    assert codes_of(page(rule).right, page(rule), tmp_path) == set()


def test_a_code_is_found_by_its_number_and_its_name() -> None:
    """`sop explain 204`, `SOP204`, `sop204` and the slug lead to one page."""
    found = {find(name) for name in ("204", "SOP204", "sop204", "nothing-overridden")}
    assert len(found) == 1
    assert find("nothing-of-that-name") is None


def test_the_written_pages_are_those_of_the_rules() -> None:
    """docs/codes holds what `python docs/extensions/codes.py` writes: run it after a rule or its page has changed."""
    home = Path(__file__).parents[2] / "docs"
    spec = spec_from_file_location("codes", home / "extensions" / "codes.py")
    assert spec is not None
    assert spec.loader is not None
    codes = module_from_spec(spec)
    spec.loader.exec_module(codes)
    found = {path.name: path.read_text(encoding="utf-8") for path in (home / "codes").glob("*.md")}
    assert found == codes.written()
