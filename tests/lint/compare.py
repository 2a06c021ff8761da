"""Compare: who finds what in the corpus of slips, as Markdown: `python tests/lint/compare.py [--yls COMMAND]`."""

from __future__ import annotations

import argparse
import csv
import json
import re
import select
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
INVALID = HERE / "invalid"

_PATIENCE = 20
"""How many seconds the language server may take for a file."""

Places = list[tuple[int, int]]
"""Lines and columns, from 1; column 0 where a tool tells none."""


def marked() -> dict[str, Places]:
    """Return where the mistakes of each file are."""
    found: dict[str, Places] = {}
    with (INVALID / "mistakes.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found.setdefault(row["file"], []).append((int(row["line"]), int(row["column"])))
    return found


def run(*command: str | Path) -> str:
    """Return what a command prints, whatever its exit code."""
    done = subprocess.run(
        command,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        timeout=60,
    )
    return done.stdout


def sop(path: Path) -> Places:
    """Ask the lint of this library."""
    from sopkit.lint import lint

    return [(one.span.line, one.span.column) for one in lint(path).findings]


def yamllint(paths: list[Path]) -> dict[str, Places]:
    """Ask yamllint, by its relaxed rules, for the rest is style; on some files it ends with a traceback."""
    linter, config = import_module("yamllint.linter"), import_module("yamllint.config")
    relaxed = config.YamlLintConfig("extends: relaxed")
    found: dict[str, Places] = {}
    for path in paths:
        try:
            found[path.stem] = [(one.line, one.column) for one in linter.run(path.read_bytes(), relaxed, str(path))]
        except Exception:  # noqa: BLE001 -- whatever it ends with, no place is told
            found[path.stem] = [(0, 0)]
    return found


def check_jsonschema(paths: list[Path]) -> dict[str, Places]:
    """Ask check-jsonschema, with the schema that this library publishes: it places only what cannot be parsed."""
    command = (sys.executable, "-m", "check_jsonschema", "--schemafile", published())
    found: dict[str, Places] = {path.stem: [] for path in paths}
    for one in json.loads(run(*command, "-o", "json", *paths)).get("errors", ()):
        found[Path(one["filename"]).stem].append((0, 0))
    # Where a file could not be parsed only its other output says.
    for part in run(*command, *paths).split("Failed to parse ")[1:]:
        name, _, rest = part.partition("\n")
        at = re.findall(r"line (\d+), column (\d+)", rest)
        found[Path(name).stem].append((int(at[-1][0]), int(at[-1][1])) if at else (0, 0))
    return found


def published() -> Path:
    """Return a file that holds the schema of a runbook."""
    from sopkit.schema import schema

    path = Path(tempfile.gettempdir()) / "sop-compare-schema.json"
    if not path.exists():
        path.write_text(json.dumps(schema()), encoding="utf-8")
    return path


class LanguageServer:
    """yaml-language-server, asked over its protocol."""

    def __init__(self, command: str) -> None:
        self.process = subprocess.Popen(
            [*command.split(), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        schemas = {published().as_uri(): ["*.yaml"]}
        self.settings = settings = {"yaml": {"validate": True, "schemaStore": {"enable": False}, "schemas": schemas}}
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": settings})

    def places(self, path: Path) -> Places:
        """Open a file and return what is published about it."""
        uri = path.resolve().as_uri()
        text = path.read_bytes().decode("utf-8", "replace")
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while True:
            assert self.process.stdout is not None
            if not select.select([self.process.stdout], [], [], _PATIENCE)[0]:
                return []  # it says nothing of some files
            message = self._read()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                found = message["params"]["diagnostics"]
                starts = [one["range"]["start"] for one in found]
                return [(start["line"] + 1, start["character"] + 1) for start in starts]

    def close(self) -> None:
        """End the server."""
        self.process.kill()
        self.process.wait()

    def _ask(self, method: str, params: Any) -> None:
        self._send({"id": 1, "method": method, "params": params})
        while self._read().get("id") != 1:
            pass

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if "method" in message and "id" in message:
            # It asks for its settings; everything else it asks for it can do without.
            asked = message.get("params", {}).get("items", [])
            result = [self.settings.get(item.get("section", ""), {}) for item in asked] or None
            self._send({"id": message["id"], "result": result})
        return message


def judged(found: Places, mistakes: Places) -> tuple[int, int, int]:
    """Return how many mistakes were met at the character, how many on their line, and how many places are too many."""
    exact = sum(place in found for place in mistakes)
    lines = [line for line, _ in found]
    near = sum(line in lines for line, _ in mistakes)
    return exact, near, max(0, len(found) - near)


def asked(paths: list[Path], server: LanguageServer | None) -> dict[str, dict[str, Places]]:
    """Return what each tool says of each file."""
    said = {
        "sop lint": {path.stem: sop(path) for path in paths},
        "yamllint": yamllint(paths),
        "check-jsonschema": check_jsonschema(paths),
    }
    if server:
        said["yaml-language-server"] = {path.stem: server.places(path) for path in paths}
    return said


def main() -> int:
    """Print a row for each file and a row of sums; with `--sums` those alone."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--yls", help="the command of yaml-language-server")
    options.add_argument("--sums", action="store_true", help="only the last row")
    given = options.parse_args()
    server = LanguageServer(given.yls) if given.yls else None
    mistakes = marked()
    said = asked([INVALID / f"{name}.yaml" for name in mistakes], server)
    print("Each cell: mistakes met at the character / on the line / places reported where nothing is wrong.\n")
    print("| file | mistakes |", " | ".join(said), "|")
    print("| --- |", " --- |" * (len(said) + 1))
    sums = {tool: [0, 0, 0] for tool in said}
    for name, places in mistakes.items():
        cells = []
        for tool, found in said.items():
            result = judged(found[name], places)
            sums[tool] = [before + now for before, now in zip(sums[tool], result, strict=True)]
            cells.append(" / ".join(map(str, result)))
        if not given.sums:
            print(f"| {name} | {len(places)} |", " | ".join(cells), "|")
    total = sum(len(places) for places in mistakes.values())
    print(f"| **all {len(mistakes)}** | {total} |", " | ".join(" / ".join(map(str, one)) for one in sums.values()), "|")
    if server:
        server.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
