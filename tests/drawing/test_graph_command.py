"""`sop graph`: what is asked for is drawn, printed or written whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from sopkit_cli.main import sop as command_line

Sop = Callable[..., str]


@pytest.fixture
def sop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sop:
    """Return a function that runs `sop graph` in an empty folder and returns what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words: str, exit_code: int = 0) -> str:
        result = CliRunner().invoke(command_line, ["graph", *words], prog_name="sop")
        assert result.exit_code == exit_code, result.output
        return result.output

    return run


def test_a_picture_is_printed(sop: Sop) -> None:
    """Mermaid unless another format is asked for; the whole runbook unless a part is named."""
    assert sop("hold-order").startswith("flowchart LR")
    assert sop("hold-order", "--procedure", "hold-order").startswith("flowchart TB")
    assert sop("hold-order", "--fault", "price-wrong", "--format", "svg").startswith("<svg ")


def test_a_picture_is_written(sop: Sop) -> None:
    """A file that ends in .svg gets a picture; nothing else is left in the folder."""
    assert "hold.svg" in sop("hold-order", "--procedure", "hold-order", "-o", "hold.svg", "--lang", "zh")
    assert "倒计时上架" in Path("hold.svg").read_text(encoding="utf-8")
    assert [path.name for path in Path().iterdir()] == ["hold.svg"]


def test_the_language_is_the_readers(sop: Sop) -> None:
    """The words of the picture follow the language; the titles are the runbook's own."""
    english = sop("hold-order", "--procedure", "hold-order", "--format", "svg", "--lang", "en")
    assert "At a limit" in english
    assert "憋单" in english


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--procedure", "hold-ordr"), "hold-order"),
        (("--fault", "price-wrnog"), "price-wrong"),
        (("--fault", "price-wrong", "--procedure", "hold-order"), "只能写一个"),
        (("-o", "nowhere/x.svg"), "nowhere"),
    ],
)
def test_what_cannot_be_drawn_is_said(sop: Sop, words: tuple[str, ...], said: str) -> None:
    """A part that is not there is told with what is near; so is a file that cannot be written."""
    assert said in sop("hold-order", *words, "--lang", "zh", exit_code=2)
