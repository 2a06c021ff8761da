"""Both YAML parsers, and a way to load a runbook from text alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sopkit.definition.runbook import Runbook
from sopkit.finding import Finding
from sopkit.loader import check, load
from sopkit.loader.events import PARSERS

HERE = Path(__file__).parent
ROLES = {"host": "主播", "assistant_host": "助播", "control": "中控", "floor": "场控", "operations": "运营"}

Check = Callable[..., tuple[Finding, ...]]
Load = Callable[..., Runbook]


@pytest.fixture(params=sorted(PARSERS))
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the test once on each YAML parser that is here."""
    source = PARSERS[request.param]
    monkeypatch.setattr("sopkit.loader.nodes.default_parser", lambda: source)
    return str(request.param)


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a team's own folder, with roles, as the current directory."""
    (tmp_path / "roles").mkdir()
    for name, title in ROLES.items():
        (tmp_path / "roles" / f"{name}.yaml").write_text(f"sop: 1\nid: {name}\ntitle: {title}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def headed(body: str, name: str = "show") -> str:
    """Return *body* under the three keys that every runbook has."""
    return f"sop: 1\nid: {name}\ntitle: 练习\n{body}"


@pytest.fixture
def check_text(team: Path) -> Check:
    """Return a function that checks a runbook given as text."""

    def checked(body: str, name: str = "show") -> tuple[Finding, ...]:
        (team / f"{name}.yaml").write_text(headed(body, name), encoding="utf-8")
        return check(f"{name}.yaml")

    return checked


@pytest.fixture
def load_text(team: Path) -> Load:
    """Return a function that loads a runbook given as text."""

    def loaded(body: str, name: str = "show") -> Runbook:
        (team / f"{name}.yaml").write_text(headed(body, name), encoding="utf-8")
        return load(f"{name}.yaml")

    return loaded
