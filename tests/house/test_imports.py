"""Imports: they point down, the core touches no outside world, and `import sopkit` is light."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

# Modules that may touch the outside world: files, databases, clocks, ids.
SHELL = {
    "_content",
    "clock",
    "content",
    "language_server",
    "lineup",
    "lint",
    "loader",
    "migrate",
    "run",
    "scenario",
    "sheets",
    "stores",
    "templates",
    "testing",
}

HEAVY = ("click", "sqlite3", "yaml", "simpleeval", "transitions.extensions")


def test_the_import_contract_is_kept(run_tool: Callable[..., str], root: Path) -> None:
    """Import-linter finds every contract of pyproject.toml kept."""
    paths = os.pathsep.join([str(root), str(root / "cli")])
    run_tool(
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
        env={"PYTHONPATH": paths},
    )


def test_a_module_is_pure_or_of_the_shell(root: Path) -> None:
    """A new module of the library is put under the pure-core contract, or named here as part of the shell."""
    config = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"]: contract for contract in config["tool"]["importlinter"]["contracts"]}
    pure = {name.removeprefix("sopkit.") for name in contracts["pure-core"]["source_modules"]}
    modules = {path.stem for path in (root / "sopkit").glob("*.py")} - {"__init__"}
    packages = {path.parent.name for path in (root / "sopkit").glob("*/__init__.py")}
    assert modules | packages == pure | ((modules | packages) & SHELL)
    assert not pure & SHELL


def test_import_sopkit_is_light(run_tool: Callable[..., str], root: Path) -> None:
    """`import sopkit` loads no command line, database, YAML or expression engine before one is needed."""
    code = f"import sys, sopkit; print([name for name in {HEAVY!r} if name in sys.modules])"
    assert run_tool(sys.executable, "-c", code, env={"PYTHONPATH": str(root)}).strip() == "[]"


def test_any_module_may_be_imported_first(run_tool: Callable[..., str], root: Path) -> None:
    """No module needs another to have been imported before it: there is no ring of imports."""
    names = sorted(f"sopkit.{path.stem}" for path in (root / "sopkit").iterdir() if path.suffix in {".py", ""})
    names = [name for name in names if not name.endswith("__")]
    code = f"""
import importlib, sys
for name in {names!r}:
    for loaded in [m for m in sys.modules if m.split(".")[0] == "sopkit"]:
        del sys.modules[loaded]
    try:
        importlib.import_module(name)
    except ImportError as error:
        print(name, error)
"""
    assert run_tool(sys.executable, "-c", code, env={"PYTHONPATH": str(root)}) == ""
