"""Loading: what the words of a file become, where names are looked for, and what a run can pin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import sopkit
from sopkit.definition.fault import ClockPolicy, Interrupts, Resume, Severity
from sopkit.definition.measure import MeasureKind
from sopkit.definition.procedure import Limits, Order, ProductUse
from sopkit.definition.runbook import Runbook
from sopkit.definition.step import Every, Gap, OnFail, Owed, Plan, Seats, Target, TargetKind, Verify, Window
from sopkit.definition.value import Anchor, Field, Offset, ParamRef, ValueType
from sopkit.errors import DefinitionError
from sopkit.finding import Finding
from sopkit.loader import check, load, load_roles, load_sources
from tests.loader.conftest import headed

Load = Callable[..., Runbook]
Check = Callable[..., tuple[Finding, ...]]
HERE = Path(__file__).parent


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Runbook:
    """Return the example runbook of the design."""
    monkeypatch.chdir(HERE / "valid")
    return load("hold-order.yaml")


def test_a_procedure(hold: Runbook) -> None:
    """Keys of a procedure become its fields; role aliases become ids; params stay references."""
    procedure = hold.procedures["hold-order"]
    assert procedure.order is Order.SEQUENCE
    assert procedure.product is ProductUse.REQUIRED
    assert procedure.opened_by == ("host", "operations")
    assert procedure.limits == Limits(ParamRef("max_hold"), ParamRef("max_rounds"), ("countdown", "cancel"))
    assert [step.id for step in procedure.steps][:2] == ["selling-points", "discount"]
    assert procedure.steps[0].seats == Seats(("host",))
    assert procedure.steps[1].verify == Verify("control")
    assert procedure.steps[1].record[1] == Field(
        "basis", ValueType.CHOICE, choices=("7日内最低成交", "末次成交", "建议零售价")
    )


def test_a_promise(hold: Runbook) -> None:
    """What a step owes is to be kept after the stream, as what a fault owes."""
    step = next(step for step in hold.procedures["hold-order"].steps if step.id == "promise")
    assert step.owes == (Owed("notice", "operations", timedelta(days=1)),)


def test_a_step_of_all_roles(hold: Runbook) -> None:
    """`all` seats, an expectation and where a broken one leads."""
    step = next(step for step in hold.procedures["hold-order"].steps if step.id == "countdown")
    assert step.seats == Seats(("host", "control"), all=True)
    assert step.record[0] == Field("stock_released", ValueType.INT, min=1)
    assert step.otherwise == Target(TargetKind.RAISE, "price-wrong")


def test_params_are_typed(hold: Runbook) -> None:
    """A param's default and bounds are of its type."""
    assert hold.params["max_hold"].default == timedelta(minutes=5)
    assert hold.params["max_hold"].max == timedelta(minutes=10)
    assert hold.params["surge_ratio"].default == Decimal("1.5")


def test_a_fault(hold: Runbook) -> None:
    """A fault's handling is a procedure of its own, too."""
    fault = hold.faults["price-wrong"]
    assert (fault.severity, fault.interrupts, fault.clock, fault.resume) == (
        Severity.P1,
        Interrupts.ACTIVITY,
        ClockPolicy.FREEZE,
        Resume.STEP,
    )
    assert fault.owes == (Owed("notice", "operations", timedelta(hours=2)),)
    assert fault.first_lines == {"host": "稍等，{product.name}马上好"}
    assert hold.procedures["fault:price-wrong"] is fault.handling
    assert fault.handling.title == "价格设错：处理"


def test_measures_and_cues(hold: Runbook) -> None:
    """The kind of a measure follows from its keys; a cue's adjustments are of the param's type."""
    kinds = {name: measure.kind for name, measure in hold.measures.items()}
    assert kinds == {
        "hold_length": MeasureKind.DURATION,
        "viewers_change": MeasureKind.RATIO,
        "sold_delta": MeasureKind.DELTA,
        "urges": MeasureKind.COUNT,
        "released": MeasureKind.VALUE,
    }
    assert hold.measures["urges"].from_step == "call-to-action"
    assert hold.cues["drop"].adjusts == {"max_hold": timedelta(minutes=5), "max_rounds": ParamRef("few_rounds")}


def test_times_of_a_step(load_text: Load) -> None:
    """Offsets, repetition, windows, gaps and plans."""
    book = load_text(
        "params:\n  early: {type: duration, default: 30m, note: 练习}\nprocedures:\n  p:\n    steps:\n"
        "      - {id: a, role: host, at: T-30m, within: 1h30m, every: {interval: 90s, from: phase, until: phase + 5m}}\n"
        "      - {id: b, role: host, at: T-$early, window: {from: activity + 3m}, gap: {after: a, at_least: 5分钟}}\n"
        "      - {id: c, role: host, at: go_live + 1h, plan: {duration: 5m, warn: 1m, hold: end}, every: $early}\n"
        "      - {id: d, role: host, plan: 2m, on_fail: {retry: 2, then: open p2}}\n"
        "  p2: {role: host, title: 单步}\n"
    )
    a, b, c, d = book.procedures["p"].steps
    minute = timedelta(minutes=1)
    assert a.at == Offset(Anchor.GO_LIVE, -30 * minute)
    assert a.within == 90 * minute
    assert a.every == Every(1.5 * minute, Offset(Anchor.PHASE, timedelta(0)), Offset(Anchor.PHASE, 5 * minute))
    assert b.at == Offset(Anchor.GO_LIVE, ParamRef("early", negative=True))
    assert b.window == Window(Offset(Anchor.ACTIVITY, 3 * minute))
    assert b.gap == Gap("a", 5 * minute)
    assert c.plan == Plan(5 * minute, warn=minute, hold="end")
    assert c.every == Every(ParamRef("early"))
    assert d.plan == Plan(2 * minute)
    assert d.on_fail == OnFail(2, Target(TargetKind.OPEN, "p2"))
    assert [step.id for step in book.procedures["p2"].steps] == ["p2"]


def test_a_file_without_phases_can_be_run_alone(load_text: Load) -> None:
    """Without `phases` there is one, on air, that receives and opens nothing; whoever is there may do everything."""
    book = load_text("procedures:\n  p: {role: 主播}\n")
    (phase,) = book.phases
    assert (phase.id, phase.title, phase.live, phase.receives, phase.opens) == ("live", "练习", True, True, ())
    assert tuple(book.roles) == ("host",)
    assert book.may.enter == ("host",)


def test_operations_rules_where_it_is_seated(load_text: Load) -> None:
    """Where operations is among the roles and nothing else is said, it may do everything."""
    book = load_text("may: {hold: [主播]}\nprocedures:\n  p: {roles: [主播, 运营]}\n")
    assert book.may.enter == ("operations",)
    assert book.may.hold == ("host",)


def test_roles_of_the_file_itself(load_text: Load) -> None:
    """A team may define roles in the runbook, and list those of role files without a body."""
    book = load_text(
        "roles:\n  leader: {title: 运营组长, aliases: [组长], covered_by: [operations], minimum: 1}\n  host:\n"
        "procedures:\n  p: {roles: {all: [组长, 主播]}}\n"
    )
    assert list(book.roles) == ["leader", "host"]
    assert book.roles["leader"].minimum == 1
    assert book.procedures["p"].steps[0].seats.roles == ("leader", "host")
    assert load_sources(book.sources) == book


def test_what_is_used_comes_in(team: Path, load_text: Load) -> None:
    """`use` brings in the parts of other files; the file's own win only where they say so."""
    (team / "runbooks").mkdir()
    shared = "params:\n  n: {type: int, default: 1, note: 练习}\nprocedures:\n  p: {role: host}\n  q: {role: floor}\n"
    (team / "runbooks" / "shared.yaml").write_text(headed(shared, "shared"), encoding="utf-8")
    book = load_text("use: shared\nprocedures:\n  p: {role: control, override: true}\n")
    assert book.procedures["p"].steps[0].seats.roles == ("control",)
    assert book.procedures["q"].steps[0].seats.roles == ("floor",)
    assert book.params["n"].default == 1
    assert [source.name for source in book.sources] == [
        "runbooks/show.yaml",
        "runbooks/shared.yaml",
        "roles/control.yaml",
        "roles/floor.yaml",
        "roles/host.yaml",
    ]
    assert load_sources(book.sources) == book


def test_a_clash_names_both_places(team: Path, check_text: Check) -> None:
    """An id on both sides is an error with both places (SOP203); so is one in two used files (SOP202)."""
    for name, role in (("one", "host"), ("two", "floor")):
        body = f"procedures:\n  p: {{role: {role}}}\n"
        (team / f"{name}.yaml").write_text(headed(body, name), encoding="utf-8")
    (mine,) = check_text("use: one\nprocedures:\n  p: {role: control}\n")
    assert (mine.code, mine.span.line, mine.related[0].span.file) == ("SOP203", 6, "one.yaml")
    (theirs,) = check_text("use: [one, ./two.yaml]\n")
    assert (theirs.code, theirs.span.line) == ("SOP202", 4)


def test_two_files_that_say_the_same_do_not_clash(team: Path, check_text: Check) -> None:
    """A signal that two used files both declare alike is one signal."""
    for name in ("one", "two"):
        (team / f"{name}.yaml").write_text(headed("signals:\n  viewers: {title: 在线}\n", name), encoding="utf-8")
    assert check_text("use: [one, two]\n") == ()


def test_an_override_of_nothing_is_doubtful(check_text: Check) -> None:
    """`override` without anything to override is a warning: SOP204."""
    (finding,) = check_text("procedures:\n  p: {role: host, override: true}\n")
    assert (finding.code, finding.severity.value) == ("SOP204", "warning")


def test_files_that_use_each_other(team: Path, check_text: Check) -> None:
    """A cycle of `use` is an error that shows the cycle: SOP504."""
    (team / "other.yaml").write_text(headed("use: show\n", "other"), encoding="utf-8")
    (finding,) = check_text("use: other\n")
    assert (finding.code, finding.args["chain"]) == ("SOP504", "show → other → show")
    assert finding.span.file == "other.yaml"


def test_a_wrong_file_that_is_used_is_reported_under_its_name(team: Path, check_text: Check) -> None:
    """Mistakes in a used file are reported where they are, together with the file's own."""
    (team / "other.yaml").write_text(headed("procedures:\n  p: {rolle: host, role: host}\n", "other"), encoding="utf-8")
    codes = [(one.span.file, one.code) for one in check_text("use: other\nparam: {}\n")]
    assert codes == [("show.yaml", "SOP104"), ("other.yaml", "SOP104")]


def test_a_wrong_role_file_is_reported(team: Path, check_text: Check) -> None:
    """A team's broken role file does not go unseen."""
    (team / "roles" / "host.yaml").write_text("sop: 1\nid: hosts\ntitle: 主播\n", encoding="utf-8")
    (finding,) = check_text("procedures:\n  p: {role: host}\n")
    assert (finding.code, finding.span.line) == ("SOP111", 2)
    assert finding.span.file.endswith("roles/host.yaml")


def test_near_ids_for_a_runbook_that_is_not_there(team: Path) -> None:
    """An unknown id is a definition error that names the near ones (SOP503); a missing file says so (SOP501)."""
    (team / "runbooks").mkdir()
    (team / "runbooks" / "tonight.yaml").write_text(headed("", "tonight"), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load("tonigth", folders=[team])
    assert [one.code for one in caught.value.findings] == ["SOP503"]
    assert "“tonight”" in caught.value.zh
    assert load("tonight", folders=[team]).id == "tonight"
    (finding,) = check("nowhere.yaml")
    assert (finding.code, finding.span.file) == ("SOP501", "nowhere.yaml")


def test_a_folder_is_no_file(team: Path) -> None:
    """What is there but cannot be read says why: SOP502."""
    (team / "folder.yaml").mkdir()
    (finding,) = check("folder.yaml")
    assert finding.code == "SOP502"


def test_the_path_is_shown_as_it_was_given(team: Path) -> None:
    """Findings name the file as the user did, and the pinned name never has a machine's path."""
    path = team / "show.yaml"
    path.write_text(headed("x: 1\n"), encoding="utf-8")
    assert check(path)[0].span.file == str(path)
    path.write_text(headed(""), encoding="utf-8")
    assert load(path).sources[0].name == "runbooks/show.yaml"


def test_the_digest_follows_every_text(team: Path, load_text: Load) -> None:
    """The digest changes with the file and with a role that it uses, and with nothing else."""
    body = "procedures:\n  p: {role: host}\n"
    first = load_text(body).digest
    assert load_text(body).digest == first
    role = team / "roles" / "floor.yaml"
    role.write_text(role.read_text(encoding="utf-8") + "note: 新\n", encoding="utf-8")
    assert load_text(body).digest == first
    role = team / "roles" / "host.yaml"
    role.write_text(role.read_text(encoding="utf-8") + "note: 新\n", encoding="utf-8")
    assert load_text(body).digest != first
    assert load_text(body + "# 改\n").digest != first


def test_pinned_texts_need_no_files(load_text: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pinned runbook is made anew without looking at a single file."""
    book = load_text("use: []\nprocedures:\n  p: {role: host}\n")

    def refuse(*_: object, **__: object) -> bytes:
        raise AssertionError("a file was read")

    monkeypatch.setattr("sopkit.content.Entry.read", refuse)
    monkeypatch.setattr(Path, "is_file", refuse)
    assert load_sources(book.sources) == book


def test_roles_of_a_team_come_before_those_shipped(team: Path) -> None:
    """`load_roles` gives a team's own roles, then the shipped ones."""
    roles = load_roles(folders=[team])
    assert roles["host"].title == "主播"
    assert roles["host"].duties == ()
    assert load_roles()["host"].duties


def test_every_shipped_runbook_loads() -> None:
    """What is shipped is clean, and pinned texts give the very same runbooks."""
    from sopkit.content import shipped

    entries = shipped().runbooks()
    assert entries
    for entry in entries:
        book = sopkit.load(entry.id)
        assert check(entry.id) == ()
        assert load_sources(book.sources) == book
