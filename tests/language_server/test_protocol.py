"""The language server over its protocol: a process of its own, spoken to as an editor speaks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.language_server.books import BOOK, at, cursor

ROOT = Path(__file__).parents[2]
HAVE_PYGLS = find_spec("pygls") is not None
needs_pygls = pytest.mark.skipif(
    not HAVE_PYGLS, reason="pygls is not installed, so the LANGUAGE SERVER IS NOT TESTED: install sopkit[test]"
)


class Editor:
    """An editor with one file open."""

    def __init__(self, folder: Path, lang: str) -> None:
        self.folder = folder
        self.uri = (folder / "small.yaml").as_uri()
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from sopkit_cli.main import main; main()", "lsp", "--lang", lang],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "cli")])},
        )
        self.number = 0
        self.version = 0

    def greet(self, encodings: tuple[str, ...]) -> None:
        """Say hello, and how columns may be counted."""
        general = {"positionEncodings": list(encodings)}
        root = {"uri": self.folder.as_uri(), "name": "shop"}
        asked = {
            "processId": None,
            "rootUri": root["uri"],
            "workspaceFolders": [root],
            "capabilities": {"general": general},
        }
        self.can = self.ask("initialize", asked)["capabilities"]
        self.tell("initialized", {})

    def tell(self, method: str, params: object, **more: object) -> None:
        """Send a message."""
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def hear(self) -> Any:
        """Return the next message of the server."""
        out = self.process.stdout
        assert out is not None
        length = 0
        while line := out.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has gone"
        return json.loads(out.read(length))

    def ask(self, method: str, params: object) -> Any:
        """Send a request and return its result."""
        self.number += 1
        self.tell(method, params, id=self.number)
        while True:
            heard = self.hear()
            if heard.get("id") == self.number and "method" not in heard:
                assert "error" not in heard, heard
                return heard["result"]

    def type(self, text: str) -> list[dict[str, Any]]:
        """Let the file hold *text* and return what the server then says is wrong with it."""
        self.version += 1
        document = {"uri": self.uri, "version": self.version}
        if self.version == 1:
            self.tell("textDocument/didOpen", {"textDocument": {**document, "languageId": "yaml", "text": text}})
        else:
            self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        while True:
            heard = self.hear()
            if heard.get("method") == "textDocument/publishDiagnostics":
                said = heard["params"]
                if said.get("version") == self.version:
                    found: list[dict[str, Any]] = said["diagnostics"]
                    return found

    def hurry(self, texts: Sequence[str]) -> list[int]:
        """Type all *texts* without listening, and return the versions that something is said of, up to the last."""
        for text in texts:
            self.version += 1
            document = {"uri": self.uri, "version": self.version}
            self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        versions: list[int] = []
        while versions[-1:] != [self.version]:
            heard = self.hear()
            if heard.get("method") == "textDocument/publishDiagnostics":
                versions.append(heard["params"]["version"])
        return versions

    def ask_at(self, method: str, text: str, offset: int) -> Any:
        """Ask about the place at *offset* of the open *text*, counted in UTF-16 units."""
        before = text[:offset]
        line = before.rpartition("\n")[2]
        place = {"line": before.count("\n"), "character": len(line.encode("utf-16-le")) // 2}
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": self.uri}, "position": place})

    def leave(self) -> int:
        """End the server as an editor does, and return its exit code."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self.process.wait(20)


Open = Callable[..., Editor]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Return what opens an editor; none is left running."""
    with ExitStack() as stack:

        def one(*encodings: str, lang: str = "zh") -> Editor:
            editor = Editor(tmp_path, lang)
            stack.enter_context(editor.process)
            stack.callback(editor.process.kill)
            editor.greet(encodings)
            return editor

        yield one


@pytest.fixture
def editor(opened: Open) -> Editor:
    """Return an editor that counts in UTF-16 units, as all can."""
    return opened("utf-16")


def words_at(text: str, where: dict[str, Any]) -> str:
    """Return what an editor would underline, counted in UTF-16 units."""
    start, end = where["start"], where["end"]
    line: bytes = text.split("\n")[start["line"]].encode("utf-16-le")
    assert start["line"] == end["line"]
    first, last = int(start["character"]) * 2, int(end["character"]) * 2
    return line[first:last].decode("utf-16-le")


@needs_pygls
def test_a_session(editor: Editor) -> None:
    """Opened, mistyped, asked about and mended: each answer in its place, past emoji too, and a clean end."""
    assert editor.can["positionEncoding"] == "utf-16"
    assert [one for one in editor.type(BOOK) if one["severity"] == 1] == []

    wrong = BOOK.replace("role: 中控, within", "role: 场空, within")
    said = [one for one in editor.type(wrong) if one["severity"] == 1]
    assert [(one["code"], one["source"], words_at(wrong, one["range"])) for one in said] == [("SOP201", "sop", "场空")]
    assert "场控" in said[0]["message"]

    context = {"textDocument": {"uri": editor.uri}, "range": said[0]["range"], "context": {"diagnostics": said}}
    (fix, *_) = editor.ask("textDocument/codeAction", context)
    (edit,) = fix["edit"]["changes"][editor.uri]
    assert (words_at(wrong, edit["range"]), edit["newText"], fix["isPreferred"]) == ("场空", "场控", False)

    text, offset = at("within: $answer_wi|thin, gates")
    editor.type(text)
    assert "多久要答" in editor.ask_at("hover", text, offset)["contents"]["value"]
    found = editor.ask_at("definition", text, offset)
    assert (found["uri"], words_at(text, found["range"])) == (editor.uri, "answer_within")
    assert editor.ask_at("definition", text, 0) is None
    assert editor.leave() == 0


@needs_pygls
def test_completion(editor: Editor) -> None:
    """What is offered stands in the place of what was typed, behind an emoji too."""
    text, offset = cursor(BOOK.replace("role: 中控, within", "role: 中|, within"))
    editor.type(text)
    offers = {one["label"]: one for one in editor.ask_at("completion", text, offset)["items"]}
    assert offers["中控"]["detail"] == "control"
    assert words_at(text, offers["中控"]["textEdit"]["range"]) == "中"
    text, offset = cursor(BOOK + "cu|\n")
    editor.type(text)
    offers = {one["label"]: one for one in editor.ask_at("completion", text, offset)["items"]}
    assert offers["cues"]["textEdit"]["newText"] == "cues:"
    assert offers["cues"]["detail"] == "提示"


@needs_pygls
def test_a_role_of_the_shop_is_found(editor: Editor) -> None:
    """A role in the folder that is open leads to its file."""
    (editor.folder / "roles").mkdir()
    path = editor.folder / "roles" / "model.yaml"
    path.write_text("sop: 1\nid: model\ntitle: 模特\n", encoding="utf-8")
    text = BOOK.replace("role: floor", "role: 模特")
    assert [one for one in editor.type(text) if one["severity"] == 1] == []
    assert editor.ask_at("definition", text, text.index("模特") + 1)["uri"] == path.as_uri()


@needs_pygls
def test_typing_fast_is_not_kept_waiting(editor: Editor) -> None:
    """Letters that come faster than a look takes are answered for the last of them, and few of those between."""
    editor.type(BOOK)
    first = editor.version
    versions = editor.hurry([BOOK + f"# {'x' * letter}\n" for letter in range(60)])
    assert versions[-1] == first + 60
    assert len(versions) < 30
    assert versions == sorted(set(versions))


@needs_pygls
def test_what_is_half_typed_ends_nothing(editor: Editor) -> None:
    """Whatever is typed, the server answers and goes on; YAML of other tools is left alone."""
    for text in ("sop: 1\nid：", "sop: 1\n[", "sop: 1\r\nid: small\r\n\tx", "sop: 1\n😀: ", "sop: 1"):
        assert editor.type(text) != []
        editor.ask_at("hover", text, len(text))
        editor.ask_at("completion", text, len(text))
    assert editor.type("services: {web: {image: nginx}}\n") == []
    assert editor.type("") == []


@needs_pygls
@pytest.mark.parametrize("encoding", ["utf-8", "utf-32"])
def test_another_way_of_counting_is_agreed(opened: Open, encoding: str) -> None:
    """An editor that would rather count otherwise is answered so."""
    editor = opened(encoding, "utf-16", lang="en")
    said = [
        one for one in editor.type(BOOK.replace("role: 中控, within", "role: 场空, within")) if one["severity"] == 1
    ]
    line = next(line for line in BOOK.split("\n") if "within: $answer_within" in line)
    before = line[: line.index("中控")]
    wanted = {"utf-8": len(before.encode()), "utf-32": len(before), "utf-16": len(before.encode("utf-16-le")) // 2}
    assert said[0]["range"]["start"]["character"] == wanted[editor.can["positionEncoding"]]
    assert "role" in said[0]["message"]
    assert editor.leave() == 0


def test_without_pygls_it_is_said(tmp_path: Path) -> None:
    """Where the extra is not installed, `sop lsp` says what to install, and nothing else needs it."""
    code = (
        "import sys; sys.modules['pygls'] = sys.modules['lsprotocol'] = None; from sopkit_cli.main import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "lsp", "--lang", "zh"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "cli")])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "pip install 'sopkit[lsp]'" in done.stderr
    assert "Traceback" not in done.stderr
