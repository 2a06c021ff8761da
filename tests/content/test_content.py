"""The shipped content: whole, sourced, guarded where the sources are doubtful, and sayable."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sopkit.definition.procedure import Procedure
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Step
from sopkit.loader import load
from sopkit.planner.terms import TERMS
from tests.content.cited import ROOT, Item, items, known_ids

RUNBOOKS = sorted((ROOT / "runbooks").glob("*.yaml"))
SHOW = ROOT / "runbooks" / "standard-live.yaml"

# A document by its name, with its article where it has one, or a page by its address.
NAMED_DOCUMENT = re.compile(r"《[^》]+》.*|[a-z0-9.-]+\.(?:cn|com)/\S+")

# What the sources' doubtful scripts say. Kept here, where nobody reads it aloud.
COUNTER_EXAMPLES = (
    "不赚钱",
    "赚个人气",
    "赚人气",
    "统计人数",
    "互动越多",
    "扣波已关注",
    "中奖机会",
    "最内部",
    "关注了我就",
    "给你开价",
    "申请库存",
    "罚十倍",
    "这个人是同行",
    "互改",
    "满100人",
)

# Digits that a script may hold by itself: words of the sources, not numbers that a shop would set.
SPOKEN_DIGITS = ("扣 1", "5、4、3、2、1", "7 天无理由")


@pytest.fixture(scope="module")
def books() -> dict[str, Runbook]:
    """Return every shipped runbook by its id."""
    return {path.stem: load(path) for path in RUNBOOKS}


@pytest.fixture(scope="module")
def show(books: dict[str, Runbook]) -> Runbook:
    """Return the whole stream, with everything that it uses."""
    return books[SHOW.stem]


@pytest.fixture(scope="module")
def everything(books: dict[str, Runbook]) -> list[Item]:
    """Return every item of every shipped runbook, each once."""
    return list(dict.fromkeys(item for book in books.values() for item in items(book)))


def steps(book: Runbook) -> Iterator[tuple[Procedure, Step]]:
    """Yield every step of *book* with its procedure."""
    for procedure in book.procedures.values():
        for step in procedure.steps:
            yield procedure, step


@pytest.mark.parametrize("path", RUNBOOKS, ids=lambda path: path.stem)
def test_every_file_loads_by_itself(path: Path) -> None:
    """Each shipped runbook loads by its path without an error, and its id is its file's stem."""
    assert load(path).id == path.stem


def test_the_show_holds_what_it_must(show: Runbook) -> None:
    """The whole stream has its three phases, its shared procedures and its faults, for three people."""
    assert [phase.id for phase in show.phases] == ["pre", "live", "post"]
    assert [phase.live for phase in show.phases] == [False, True, False]
    assert [phase.receives for phase in show.phases] == [False, False, True]
    assert {"hold-order", "lucky-bag", "product-slot", "complaint", "link-pop"} <= set(show.procedures)
    assert {"coupon-missing", "price-wrong", "guest-link-failed"} <= set(show.faults)
    assert {"surge", "drop"} <= set(show.cues)
    assert show.min_people == 3
    assert len(show.scenarios) >= 2


def test_hold_order_runs_alone(books: dict[str, Runbook]) -> None:
    """憋单 has no phases of its own, so it can be practised alone, on air and receiving what is owed."""
    (phase,) = books["hold-order"].phases
    assert phase.live
    assert phase.receives
    assert phase.opens == ()


def test_hold_order_has_its_seven_steps(show: Runbook) -> None:
    """
    憋单 is the seven steps of the manual in order, their promise, the word that all is out, and an apology.

    Before them, two people look at the basis of a compared price.
    """
    hold = show.procedures["hold-order"]
    assert [step.id for step in hold.steps] == [
        "basis",
        "selling-points",
        "discount",
        "call-to-action",
        "reassure",
        "countdown",
        "testimony",
        "ship-promise",
        "again",
        "sold-out",
        "cancel",
    ]
    seven = [f"S003-{number}" for number in (105, 106, 107, 108, 109, 111, 112)]
    stages = [step for step in hold.steps if step.id not in ("basis", "ship-promise", "sold-out", "cancel")]
    assert all(number in step.source for number, step in zip(seven, stages, strict=True))


def test_hold_order_is_bounded_and_gated(show: Runbook) -> None:
    """憋单 ends in time: bounds on length and rounds, exits that open the price or apologise, three gates."""
    hold = show.procedures["hold-order"]
    assert hold.limits is not None
    assert hold.limits.duration is not None
    assert hold.limits.rounds is not None
    assert hold.limits.on_limit == ("countdown", "cancel")
    assert set(hold.gates) == {"real-stock-declared", "price-basis-proven", "price-declared"}
    assert not any(show.gates[gate].waived_by for gate in hold.gates)
    found = {step.id: step for step in hold.steps}
    assert found["cancel"].only == "on_limit"
    assert found["cancel"].ends == "cancelled"
    assert found["discount"].verify is not None
    assert found["countdown"].asked_by == "host"
    assert found["countdown"].seats.roles == ("control",)


def test_every_source_is_known(everything: list[Item]) -> None:
    """Every source is an id of the list, or names a document or a page."""
    known = known_ids()
    wrong = [
        f"{item.kind} {item.id}: {name}"
        for item in everything
        for name in item.source
        if name not in known and not NAMED_DOCUMENT.fullmatch(name)
    ]
    assert wrong == []


def test_doubtful_sources_are_guarded(everything: list[Item]) -> None:
    """Whatever cites an id with a caution is a gate, says its own caution, or bounds the number."""
    doubtful = {name for name, caution in known_ids().items() if caution}
    loose = [
        f"{item.kind} {item.id}: {name}"
        for item in everything
        for name in item.source
        if name in doubtful and not item.guarded
    ]
    assert loose == []


@pytest.mark.parametrize(
    ("source", "gate"),
    [("S003-35", "real-stock-declared"), ("S003-110", "real-stock-declared"), ("S003-106", "price-basis-proven")],
)
def test_doubtful_stock_and_price_meet_a_gate(show: Runbook, source: str, gate: str) -> None:
    """Stock read aloud and prices compared with pass a gate that cites the same source and that nobody waives."""
    assert source in show.gates[gate].source
    assert show.gates[gate].waived_by == ()
    assert gate in show.procedures["hold-order"].gates


@pytest.mark.parametrize("source", ["S003-111", "S003-115"])
def test_promises_are_checked_after_the_show(show: Runbook, source: str) -> None:
    """What is promised on air comes back after the show, checked by a second person."""
    after = next(phase for phase in show.phases if phase.receives)
    checks = [
        step
        for procedure in after.opens
        for step in show.procedures[procedure].steps
        if source in step.source and step.verify is not None
    ]
    assert checks


def test_no_counter_example_is_offered(everything: list[Item]) -> None:
    """None of the sources' doubtful scripts is a line that anybody reads aloud."""
    offered = [
        f"{item.kind} {item.id}: {line}"
        for item in everything
        for line in item.spoken
        for phrase in COUNTER_EXAMPLES
        if phrase in line
    ]
    assert offered == []


def test_quotes_are_word_for_word(everything: list[Item]) -> None:
    """Each quoted script stands word for word in a line of an item that cites it."""
    with Path(__file__).with_name("quotes.csv").open(encoding="utf-8", newline="") as file:
        quotes = [(row["id"], row["text"]) for row in csv.DictReader(file)]
    missing = [
        f"{name}: {text}"
        for name, text in quotes
        if not any(name in item.source and text in line for item in everything for line in item.spoken)
    ]
    assert missing == []


def test_scripts_take_their_numbers_from_somewhere(everything: list[Item]) -> None:
    """A number in a spoken line comes from a parameter, a record or the product, not from the line itself."""
    typed = []
    for item in everything:
        for line in item.spoken:
            bare = re.sub(r"\{[^}]*\}", "", line)
            for phrase in SPOKEN_DIGITS:
                bare = bare.replace(phrase, "")
            if re.search(r"\d", bare):
                typed.append(f"{item.kind} {item.id}: {line}")
    assert typed == []


def test_every_param_says_where_it_comes_from(books: dict[str, Runbook]) -> None:
    """Every parameter has a source, or a note that says it has none."""
    bare = {
        f"{book.id}: {param.id}"
        for book in books.values()
        for param in book.params.values()
        if not param.source and not param.note
    }
    assert bare == set()


def test_every_number_param_is_bounded(books: dict[str, Runbook]) -> None:
    """Every numeric parameter has both bounds and lies within them."""
    loose = {
        f"{book.id}: {param.id}"
        for book in books.values()
        for param in book.params.values()
        if param.type.value in ("int", "number", "money", "duration")
        and not (param.min is not None and param.max is not None and param.min <= param.default <= param.max)  # type: ignore[operator]
    }
    assert loose == set()


def test_every_param_is_used() -> None:
    """No parameter stands there for nothing: some file reads it, or the planner does."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in RUNBOOKS)
    unused = {
        name
        for path in RUNBOOKS
        for name in load(path).params
        if name not in TERMS and not re.search(rf"(?:\$|params\.){re.escape(name)}\b", text)
    }
    assert unused == set()


def test_every_length_of_time_is_a_param(books: dict[str, Runbook]) -> None:
    """Steps, bounds, cues and what is owed name their lengths of time, before the show too: a shop sets them."""
    typed = []
    for book in books.values():
        for procedure, step in steps(book):
            lengths: list[object] = [step.within]
            lengths += [step.at.by] if step.at else []
            lengths += [edge.by for edge in (step.window.opens, step.window.closes) if edge] if step.window else []
            lengths += [step.every.interval] if step.every else []
            lengths += [step.gap.at_least] if step.gap else []
            lengths += [plan.duration for plan in (step.plan, procedure.plan) if plan]
            lengths += [procedure.limits.duration] if procedure.limits else []
            typed += [f"{procedure.id}/{step.id}" for length in lengths if isinstance(length, timedelta) and length]
        for fault in book.faults.values():
            lengths = [fault.within, *(owed.within for owed in fault.owes)]
            typed += [fault.id for length in lengths if isinstance(length, timedelta)]
        for cue in book.cues.values():
            lengths = [cue.hold, cue.cooldown, cue.within]
            lengths += [cue.at.by] if cue.at else []
            lengths += [cue.every.interval] if cue.every else []
            typed += [cue.id for length in lengths if isinstance(length, timedelta)]
    assert typed == []


def test_an_alias_names_one_role(books: dict[str, Runbook]) -> None:
    """Every alias, title and id of a role belongs to that role alone."""
    roles = {role.id: role for book in books.values() for role in book.roles.values()}
    assert set(roles) == {path.stem for path in (ROOT / "roles").glob("*.yaml")}
    names = Counter(name for role in roles.values() for name in {role.id, role.title, *role.aliases})
    assert [name for name, count in names.items() if count > 1] == []


def test_three_people_fill_the_show(show: Runbook) -> None:
    """运营兼客服, 主播, 场控兼中控: three people leave no seat that nobody may act for."""
    seats = {"operations", "service", "host", "floor", "control"}
    empty = [
        role.id for role in show.roles.values() if role.id not in seats and not seats.intersection(role.covered_by)
    ]
    short = [role.id for role in show.roles.values() if role.minimum and role.id not in seats]
    assert empty == []
    assert short == []


def test_step_ids_are_told_apart(show: Runbook) -> None:
    """No two procedures of the show share a step id, so that a seat can name a step without more words."""
    found = Counter(step.id for _, step in steps(show))
    assert [name for name, count in found.items() if count > 1] == []


def test_titles_are_short(show: Runbook) -> None:
    """A title fits on a board: at most sixteen characters, and no full stop."""
    long = [
        f"{procedure.id}/{step.id}: {step.title}"
        for procedure, step in steps(show)
        if len(step.title) > 16 or step.title.endswith("。")
    ]
    assert long == []


def test_a_fault_says_what_its_seats_do(show: Runbook) -> None:
    """Every fault gives the seat that acts first a line, says when it is over, and has a handling that seat begins."""
    for fault in show.faults.values():
        assert fault.first in fault.first_lines, fault.id
        assert fault.recovered, fault.id
        assert fault.handling.steps, fault.id
        assert fault.source, fault.id
