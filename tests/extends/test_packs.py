"""Installed packs: a shop publishes its runbooks as a package, found by id when nothing nearer has it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sopkit.content import packs
from sopkit.definition.runbook import Runbook
from sopkit.loader import load, load_sources
from tests.extends.conftest import BASE, SHARED

Shop = Callable[[str], Runbook]


@pytest.fixture
def pack(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Install a package that names itself under ``sopkit.runbooks``; return its folder."""
    site = tmp_path_factory.mktemp("site")
    inside = site / "teahouse_runbooks"
    for folder in ("runbooks", "roles"):
        (inside / folder).mkdir(parents=True)
    (inside / "__init__.py").write_text("", encoding="utf-8")
    text = BASE.replace("id: base", "id: tea-base").replace("role: 运营", "role: 茶艺师")
    (inside / "runbooks" / "tea-base.yaml").write_text(text, encoding="utf-8")
    (inside / "runbooks" / "shared.yaml").write_text(SHARED, encoding="utf-8")
    (inside / "roles" / "tea_master.yaml").write_text("sop: 1\nid: tea_master\ntitle: 茶艺师\n", encoding="utf-8")
    info = site / "teahouse_runbooks-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: teahouse-runbooks\nVersion: 1.0\n", encoding="utf-8")
    points = "[sopkit.runbooks]\ngone = no_such_package_here\nteahouse = teahouse_runbooks\n"
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    packs.cache_clear()
    yield inside
    packs.cache_clear()
    sys.modules.pop("teahouse_runbooks", None)


@pytest.mark.usefixtures("pack")
def test_a_variant_of_a_published_runbook(team: Path) -> None:
    """It is found by its id, with the roles that come with it, and pinned like any other file."""
    text = "sop: 1\nid: mine\ntitle: 我店\nextends: tea-base\nprocedures:\n  scene: {change: true, title: 茶席}\n"
    (team / "mine.yaml").write_text(text, encoding="utf-8")
    book = load("mine.yaml")
    assert book.procedures["scene"].title == "茶席"
    assert book.roles["tea_master"].title == "茶艺师"
    assert load_sources(book.sources) == book


@pytest.mark.usefixtures("pack")
def test_a_published_runbook_by_itself() -> None:
    """It loads by its id, from anywhere, with what stands beside it in the package."""
    assert load("tea-base").procedures["bag"].title == "福袋"


@pytest.mark.usefixtures("pack")
def test_a_file_of_the_team_comes_first(team: Path) -> None:
    """A pack is asked only for an id that neither the team nor sopkit has."""
    text = (team / "base.yaml").read_text(encoding="utf-8").replace("id: base", "id: tea-base")
    (team / "tea-base.yaml").write_text(text, encoding="utf-8")
    assert "tea_master" not in load("tea-base", folders=(team,)).roles


@pytest.mark.usefixtures("team")
def test_nothing_installed_is_looked_at_before_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A runbook whose every file is at hand asks for no metadata of installed packages."""
    packs.cache_clear()

    def asked(**_: object) -> None:
        raise AssertionError("metadata was read")

    monkeypatch.setattr("importlib.metadata.entry_points", asked)
    assert load("base.yaml").id == "base"
    assert load("standard-live").id == "standard-live"
