"""The built artefact: a wheel that works away from the checkout, with what it declares and nothing more."""

from __future__ import annotations

import sys
import venv
from collections.abc import Callable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement


@pytest.fixture(scope="module")
def environment(run_tool: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    Return a fresh environment with the wheel in it.

    What the wheel requires is linked from the environment of the tests, so
    that no network is needed, and nothing else is there to be found by luck.
    """
    folder = tmp_path_factory.mktemp("package")
    run_tool(sys.executable, "-m", "pip", "wheel", ".", "--no-deps", "--no-build-isolation", "--quiet", "-w", folder)
    (wheel,) = folder.glob("*.whl")
    home = folder / "environment"
    venv.create(home, with_pip=False)
    run_tool(sys.executable, "-m", "pip", "--python", home, "install", "--quiet", "--no-deps", "--no-index", wheel)
    (site,) = home.glob("lib/python*/site-packages")
    (metadata,) = site.glob("sopkit-*.dist-info")
    for needed in closure(Distribution.at(metadata)):
        for name in {file.parts[0] for file in needed.files or () if file.parts[0] not in {"..", "__pycache__"}}:
            (site / name).symlink_to(Path(str(needed.locate_file(name))))
    return home


def closure(dist: Distribution) -> Iterator[Distribution]:
    """Yield each distribution that *dist* requires at run time, directly or not."""
    waiting, seen = list(dist.requires or ()), set[str]()
    while waiting:
        requirement = Requirement(waiting.pop())
        if requirement.name in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(requirement.name)
        needed = distribution(requirement.name)
        yield needed
        waiting += needed.requires or ()


def test_sop_list_runs_from_the_wheel(environment: Path, run_tool: Callable[..., str], tmp_path: Path) -> None:
    """`sop list` shows the shipped runbooks from an installed wheel, from any directory."""
    shown = run_tool(environment / "bin" / "sop", "list", cwd=tmp_path, env={"PYTHONPATH": ""})
    assert "standard-live" in shown


def test_a_shipped_runbook_loads_from_the_wheel(
    environment: Path, run_tool: Callable[..., str], tmp_path: Path
) -> None:
    """`sopkit.load` finds a shipped runbook inside the wheel, not in the checkout."""
    code = "import sopkit; print(sopkit.load('standard-live').id, sopkit.__file__)"
    shown = run_tool(environment / "bin" / "python", "-c", code, cwd=tmp_path, env={"PYTHONPATH": ""})
    name, _, place = shown.strip().partition(" ")
    assert name == "standard-live"
    assert Path(place).is_relative_to(environment)


def test_a_template_is_in_the_wheel(environment: Path, run_tool: Callable[..., str], tmp_path: Path) -> None:
    """`sop new` finds its templates inside the wheel, and what it writes lints clean there."""
    sop, alone = environment / "bin" / "sop", {"PYTHONPATH": ""}
    run_tool(sop, "new", "show", "-o", "friday.yaml", cwd=tmp_path, env=alone)
    run_tool(sop, "lint", "friday.yaml", cwd=tmp_path, env=alone)
