"""Whatever is typed, the loader answers: with a runbook, or with findings that have a place and both languages."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sopkit.definition.runbook import Source
from sopkit.finding import Severity
from sopkit.loader import load_sources
from sopkit.loader.book import build
from sopkit.loader.files import Pinned, PinnedFile

VALID = Path(__file__).parent / "valid"
ROLES = tuple(
    Source(f"roles/{path.name}", path.read_text(encoding="utf-8")) for path in sorted((VALID / "roles").glob("*.yaml"))
)
TEXT = (VALID / "hold-order.yaml").read_text(encoding="utf-8")
PIECES = (
    *"：，【】（）“”－　\t\n\r\x00\u200b\xa0:,-[]{}'\"#&*!|>%@`$?~ ",
    "\n  ", "- ", ": ", "{{", "}}", "$max_hold", "<<: ", "---\n", "null", "true", "猪播", "9" * 20, "[" * 40, "T-", "raise ",
)  # fmt: skip


@st.composite
def mutants(draw: st.DrawFn) -> str:
    """Return the example with one to three places cut, doubled, swapped or filled with something strange."""
    text = TEXT
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text) - 1))
        end = min(len(text), at + draw(st.integers(0, 12)))
        other = draw(st.one_of(st.just(""), st.sampled_from(PIECES), st.just(text[at:end] * 2), st.text(max_size=4)))
        text = text[:at] + other + text[end:]
        text = text or "a"
    return text


def answered(text: str) -> None:
    """Load *text* and look at whatever comes of it."""
    sources = (Source("runbooks/hold-order.yaml", text), *ROLES)
    book, findings = build(PinnedFile(sources[0]), Pinned(sources))
    assert (book is None) == any(finding.severity is Severity.ERROR for finding in findings)
    lines = text.split("\n")
    for finding in findings:
        span = finding.span
        assert span.file == "runbooks/hold-order.yaml"
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert 0 <= span.start <= span.end <= len(text)
        assert finding.zh
        assert finding.en
    if book is not None:
        assert load_sources(book.sources) == book


@settings(max_examples=300)
@given(mutants())
def test_mutants_of_a_runbook_are_answered(text: str) -> None:
    """A runbook with a few places spoilt loads, or gives findings; never anything else."""
    answered(text)


@settings(max_examples=150)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=12).map("".join))
def test_any_text_is_answered(text: str) -> None:
    """Text that is no runbook at all gives findings; never anything else."""
    answered(text)
