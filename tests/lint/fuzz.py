"""Fuzz: mutants of the shipped files through the whole lint: `python tests/lint/fuzz.py [COUNT] [SEED]`."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from attrs import define, field

from sopkit.definition.runbook import Source
from sopkit.lint import Report, lint_file
from sopkit.loader.files import Pinned, PinnedFile

ROOT = Path(__file__).parents[2]
SLOWEST = 0.050
"""Seconds of processor time that one mutant may take."""
PIECES = (
    *"：，、【】（）“”‘’－—＃｜　\t\n\r\x00\x07\x1b\x85\xa0\u200b\u2028\ufeff\x7f:,-[]{}'\"#&*!|>%@`$?~<= \\",
    "\n  ", "\n", "- ", ": ", " #", "{{", "}}", "{", "$nope", "<<: ", "---\n", "...\n", "null", "true", "猪播", "9" * 20,
    "[" * 40, "{" * 40, "- " * 40, "T-", "raise ", "20:00", "010", "on:", "# sop: ignore[SOP406]", "!!str ", "&a ", "*a ",
)  # fmt: skip


def shipped() -> tuple[Source, ...]:
    """Return every shipped file as a pinned text."""
    return tuple(
        Source(f"{kind}/{path.name}", path.read_text(encoding="utf-8"))
        for kind in ("runbooks", "roles")
        for path in sorted((ROOT / kind).glob("*.yaml"))
    )


def alone(sources: tuple[Source, ...]) -> list[Source]:
    """Return the sources that use no others: of the rest most time would go into what was not changed."""
    return [source for source in sources if "\nuse:" not in source.text]


def mutants(text: str, rand: random.Random) -> Iterator[str]:
    """Yield *text* with one to three places cut, doubled, moved, or filled with something strange, without end."""
    while True:
        mutant = text
        for _ in range(rand.randint(1, 3)):
            at = rand.randrange(len(mutant) + 1)
            end = min(len(mutant), at + rand.choice((0, 0, 1, 1, 2, 4, 12, 80)))
            other = rand.choice(("", rand.choice(PIECES), rand.choice(PIECES), mutant[at:end] * 2))
            mutant = mutant[:at] + other + mutant[end:]
        # As a file is decoded, before anything else sees it.
        yield mutant.replace("\r\n", "\n").replace("\r", "\n")


@define
class Fuzz:
    """One session: how many were tried, what was found, and what was wrong with an answer."""

    slowest: float = SLOWEST
    tried: int = 0
    codes: Counter[str] = field(factory=Counter)
    wrong: list[str] = field(factory=list)
    times: list[float] = field(factory=list)

    def run(self, count: int, seed: int = 1) -> None:
        """Lint *count* mutants, those of each file in turn."""
        rand = random.Random(seed)
        sources = shipped()
        roles = tuple(source for source in sources if source.name.startswith("roles/"))
        streams = [(source, mutants(source.text, rand)) for source in alone(sources)]
        while self.tried < count:
            source, stream = streams[self.tried % len(streams)]
            self._one(source.name, next(stream), roles)
            self.tried += 1

    def _one(self, name: str, text: str, roles: tuple[Source, ...]) -> None:
        mutant = Source(name, text)
        began = time.process_time()
        try:
            report = lint_file(PinnedFile(mutant), Pinned((mutant, *roles)), profile="strict")
        except Exception as error:  # noqa: BLE001 -- any is what is looked for
            self.wrong.append(f"{type(error).__name__}: {error}\n{text!r}")
            return
        self.times.append(time.process_time() - began)
        if self.times[-1] > self.slowest:
            self.wrong.append(f"{self.times[-1] * 1000:.0f} ms for {name}\n{text!r}")
        self.codes.update(one.code for one in report.findings)
        self.wrong += [f"{why}\n{text!r}" for why in faults(report, text, name)]


def faults(report: Report, text: str, name: str) -> Iterator[str]:
    """Yield what is wrong with a report: a place outside the text, or a language that is missing."""
    lines = text.split("\n")
    for one in report.findings:
        span = one.span
        if span.file != name:
            continue
        if not 1 <= span.line <= len(lines) or not 1 <= span.column <= len(lines[span.line - 1]) + 1:
            yield f"{one.code} at {span.line}:{span.column}"
        if not 1 <= span.end_line <= len(lines) or not 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1:
            yield f"{one.code} ends at {span.end_line}:{span.end_column}"
        if (span.line, span.column) > (span.end_line, span.end_column):
            yield f"{one.code} ends before it begins"
        if not one.zh or not one.en or one.zh == one.en:
            yield f"{one.code} lacks a language"
        for edit in (edit for fix in one.fixes for edit in fix.edits):
            if not 0 <= edit.start <= edit.end <= len(text):
                yield f"{one.code} mends {edit.start} to {edit.end}"


def main() -> int:
    """Run a session and tell how it went."""
    count, seed = (int(word) for word in (*sys.argv[1:3], *("200000", "1")[len(sys.argv) - 1 :]))
    fuzz = Fuzz()
    fuzz.run(count, seed)
    times = sorted(fuzz.times)
    print(f"{fuzz.tried} mutants, {len(fuzz.codes)} codes, {sum(fuzz.codes.values())} findings")
    print(f"median {times[len(times) // 2] * 1000:.1f} ms, slowest {times[-1] * 1000:.1f} ms")
    for wrong in fuzz.wrong[:10]:
        print(wrong[:600])
    print(f"{len(fuzz.wrong)} wrong answers")
    return int(bool(fuzz.wrong))


if __name__ == "__main__":
    sys.exit(main())
