"""The checkout, its tracked files, and a way to run a tool on it with a readable failure."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

RunTool = Callable[..., str]


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def tracked() -> tuple[Path, ...]:
    """Return every file that git tracks and that is still there."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(path for name in names.split("\0") if name and (path := ROOT / name).is_file())


@pytest.fixture(scope="session")
def run_tool() -> RunTool:
    """Return a function that runs a command on the checkout and fails the test with its output."""

    def run(*command: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> str:
        done = subprocess.run(
            command,
            cwd=cwd,
            env={**os.environ, "NO_COLOR": "1", **(env or {})},
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        if done.returncode:
            shown = " ".join(map(str, command)).replace(sys.executable, "python")
            pytest.fail(f"`{shown}` ended with {done.returncode}:\n{done.stdout}", pytrace=False)
        return done.stdout

    return run
