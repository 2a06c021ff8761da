"""Fuzz: mutants of the shipped files through the lint: `python -m tests.lint.fuzz [COUNT] [SEED] [FROM] [KEEP]`."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from attrs import define, evolve, field, frozen

from sopkit.definition.runbook import Source
from sopkit.lint import Report, lint_file
from sopkit.loader.files import Pinned, PinnedFile
from sopkit.loader.text import Text, decode
from sopkit.verify import conditions, kept
from tests.lint.mutants import mutant

ROOT = Path(__file__).parents[2]
SLOWEST = 0.050
"""Seconds of processor time that one mutant may take."""


def shipped() -> tuple[Source, ...]:
    """Return every shipped file as a pinned text."""
    return tuple(
        Source(f"{kind}/{path.name}", path.read_text(encoding="utf-8"))
        for kind in ("runbooks", "roles")
        for path in sorted((ROOT / kind).glob("*.yaml"))
    )


@frozen
class RawFile:
    """A file of which there are but the bytes."""

    name: str
    raw: bytes

    @property
    def id(self) -> str:
        """Its stem."""
        return self.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]

    @property
    def shown(self) -> str:
        """What a person is shown."""
        return self.name

    def text(self) -> Text:
        """Return its text."""
        return decode(self.raw, self.name)

    def shared(self) -> Text:
        """Return its text."""
        return self.text()


@frozen
class Slow:
    """How long a mutant took, which it was, of which kinds and file, and its bytes."""

    seconds: float
    number: int
    kinds: str
    name: str
    raw: bytes


def timed(tried: Slow, others: tuple[Source, ...]) -> tuple[Report, float]:
    """Return the lint of a mutant, and the processor time that it took."""
    file, files = RawFile(tried.name, tried.raw), Pinned(others)
    began = time.process_time()
    report = lint_file(file, files, profile="strict")
    return report, time.process_time() - began


def counted(tried: Slow, others: tuple[Source, ...]) -> int:
    """Return how many functions the lint of a mutant calls."""
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        timed(tried, others)
    finally:
        sys.setprofile(None)
    return calls


@define
class Fuzz:
    """One session: how many were tried, what was found, and what was wrong with an answer."""

    slowest: float = SLOWEST
    counting: bool = False
    tried: int = 0
    codes: Counter[str] = field(factory=Counter)
    cut: int = 0
    wrong: list[str] = field(factory=list)
    times: list[float] = field(factory=list)
    calls: list[int] = field(factory=list)
    kinds: dict[str, list[float]] = field(factory=dict)
    worst: list[Slow] = field(factory=list)

    def run(self, count: int, seed: int = 1, first: int = 0, progress: int = 0) -> None:
        """
        Lint *count* mutants from number *first* on, those of each file in turn.

        Each follows from *seed* and its number alone. What a process does
        but once, such as reading the files that others use, is done before
        the first.
        """
        sources = shipped()
        texts = tuple(source.text for source in sources)
        for source in sources:
            lint_file(PinnedFile(source), Pinned(sources), profile="strict")
        for number in range(first, first + count):
            source = sources[number % len(sources)]
            kinds, raw = mutant(Random(f"{seed}:{number}"), source.text, texts)
            others = tuple(one for one in sources if one.name != source.name)
            self._one(Slow(0, number, kinds, source.name, raw), others)
            self.tried += 1
            if progress and self.tried % progress == 0:
                print(f"{self.tried:,} tried, {len(self.wrong)} wrong; next: {number + 1}", file=sys.stderr, flush=True)

    def _one(self, tried: Slow, others: tuple[Source, ...]) -> None:
        label = f"number {tried.number} ({tried.kinds}) of {tried.name}"
        before = dict(kept._kept)
        try:
            # It may use itself, or be used by what it uses: then the text is as it was.
            if self.counting:
                self.calls.append(counted(tried, others))
            report, took = timed(tried, others)
            for _ in range(3 if took > self.slowest else 0):
                # Others' work on the machine shows in processor time, too; what was worked out of it is forgotten.
                kept._kept.clear()
                kept._kept.update(before)
                conditions._judged.cache_clear()
                took = min(took, timed(tried, others)[1])
        except Exception as error:  # noqa: BLE001 -- any is what is looked for
            self.wrong.append(f"{label}: {type(error).__name__}: {error}")
            self._keep(evolve(tried, seconds=999))
            return
        self.times.append(took)
        for kind in tried.kinds.split("+"):
            self.kinds.setdefault(kind, []).append(took)
        self._keep(evolve(tried, seconds=took))
        if took > self.slowest:
            self.wrong.append(f"{label}: {took * 1000:.0f} ms")
        self.cut += bool(report.cut_short)
        self.codes.update(one.code for one in report.findings)
        self.wrong += [f"{label}: {why}" for why in faults(report, report.texts.get(tried.name, ""), tried.name)]

    def _keep(self, slow: Slow) -> None:
        self.worst.append(slow)
        if len(self.worst) > 200:
            self.worst = sorted(self.worst, key=lambda one: -one.seconds)[:20]

    def told(self) -> Iterator[str]:
        """Yield how it went, line by line."""
        times = sorted(self.times)
        millis = [f"{times[int(len(times) * part)] * 1000:.1f} ms" for part in (0.5, 0.99, 0.999)]
        yield f"{self.tried:,} mutants, {sum(self.codes.values()):,} findings of {len(self.codes)} codes"
        yield f"median {millis[0]}, p99 {millis[1]}, p99.9 {millis[2]}, slowest {times[-1] * 1000:.1f} ms of processor time"
        yield f"{sum(one > self.slowest for one in times)} over {self.slowest * 1000:.0f} ms; {self.cut} searches cut short"
        for kind, several in sorted(self.kinds.items(), key=lambda pair: -max(pair[1])):
            mean = sum(several) / len(several)
            yield f"  {kind:12} {len(several):8,} mean {mean * 1000:5.1f} ms, slowest {max(several) * 1000:6.1f} ms"
        for slow in sorted(self.worst, key=lambda one: -one.seconds)[:10]:
            yield f"  {slow.seconds * 1000:6.1f} ms: number {slow.number} ({slow.kinds}) of {slow.name}"
        yield from self.wrong[:20]
        yield f"{len(self.wrong)} wrong answers"


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
    """Run a session and tell how it went; keep the worst mutants in a folder, if one is named."""
    given = sys.argv[1:]
    count, seed, first = (int(word) for word in (*given[:3], *("200000", "1", "0")[len(given) :]))
    fuzz = Fuzz()
    fuzz.run(count, seed, first, progress=5_000)
    print("\n".join(fuzz.told()))
    for slow in sorted(fuzz.worst, key=lambda one: -one.seconds)[:20] if len(given) > 3 else ():
        path = Path(given[3], f"{seed}-{slow.number}", slow.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(slow.raw)
    return int(bool(fuzz.wrong))


if __name__ == "__main__":
    sys.exit(main())
