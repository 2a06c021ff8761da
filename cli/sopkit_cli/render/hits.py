"""Hits: what the wording rules found, line by line; and their score on labelled lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sopkit_cli.language import language, t

if TYPE_CHECKING:
    from sopkit.wording import Hit, Labelled, Rules, Score
    from sopkit_cli.terminal import Terminal

__all__ = ["plain_hit", "print_lines", "print_score"]

LEAST_PRECISION = 0.95
LEAST_RECALL = 0.8

_STYLES = {"block": "fault", "evidence": "warn", "context": "warn", "info": "dim"}


def plain_hit(hit: Hit) -> dict[str, Any]:
    """Return a hit as JSON data: places count code points from 0, the end exclusive."""
    return {
        "level": hit.level.value,
        "rule": hit.rule,
        "start": hit.start,
        "end": hit.end,
        "text": hit.text,
        "source": "；".join(hit.source),
        "zh": hit.zh,
        "en": hit.en,
        "exempted": hit.exempted,
    }


def print_lines(terminal: Terminal, found: Sequence[tuple[str, tuple[Hit, ...]]]) -> None:
    """Print each line with what was found in it, and the sum."""
    if terminal.as_json:
        lines = [
            {"line": number, "text": line, "findings": [plain_hit(hit) for hit in hits]}
            for number, (line, hits) in enumerate(found, 1)
        ]
        terminal.data({"ok": True, "lines": lines})
        return
    for number, (line, hits) in enumerate(found, 1):
        if hits:
            terminal.line(line, "head", first=f"{number}: ")
        for hit in hits:
            _print_hit(terminal, hit)
    told = [hit for _, hits in found for hit in hits if not hit.exempted]
    terminal.line(t("wording.sum", lines=len(found), count=len(told)), "warn" if told else "good")


def _print_hit(terminal: Terminal, hit: Hit) -> None:
    level = t(f"wording.{hit.level.value}")
    message = t("wording.exempted", by=hit.exempted) if hit.exempted else hit.message(language())
    style = "dim" if hit.exempted else _STYLES[hit.level.value]
    terminal.line(t("wording.hit", level=level, text=hit.text, message=message), style, first="   ")
    terminal.line(t("wording.source", rule=hit.rule, source=t("word.list").join(hit.source)), "dim", first="   ")


def print_score(terminal: Terminal, lines: Sequence[Labelled], rules: Rules) -> int:
    """Print precision and recall, for each half and for all; return 1 where they are too low."""
    from sopkit.wording import score

    halves = sorted({line.half for line in lines if line.half})
    scores = {half: score([line for line in lines if line.half == half], rules) for half in halves}
    scores["all"] = score(lines, rules)
    if terminal.as_json:
        terminal.data({"ok": True, "scores": {name: _plain_score(one) for name, one in scores.items()}})
    else:
        for name, one in scores.items():
            terminal.line(_score_text(name, one), "head" if name == "all" else "")
        whole = scores["all"]
        for key, wrong in (("wording.missed", whole.missed), ("wording.wrong", whole.wrong)):
            for line in wrong:
                terminal.line(t(key, number=line.number, text=line.text), "warn", first="  ")
    return int(any(one.precision < LEAST_PRECISION or one.recall < LEAST_RECALL for one in scores.values()))


def _score_text(name: str, one: Score) -> str:
    return t(
        "wording.score",
        name=name,
        bad=one.bad,
        good=one.good,
        precision=f"{one.precision:.3f}",
        recall=f"{one.recall:.3f}",
    )


def _plain_score(one: Score) -> dict[str, Any]:
    return {
        "bad": one.bad,
        "good": one.good,
        "precision": round(one.precision, 4),
        "recall": round(one.recall, 4),
        "missed": [line.text for line in one.missed],
        "wrong": [line.text for line in one.wrong],
    }
