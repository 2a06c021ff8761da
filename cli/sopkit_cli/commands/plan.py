"""`sop plan`: a line-up laid on the show's clock, what breaks which rule, and what to cut when it runs over."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sopkit_cli.complaint import usage
from sopkit_cli.options import command, option, with_store
from sopkit_cli.session import Session, pairs

if TYPE_CHECKING:
    from sopkit.finding import Finding
    from sopkit.planner import Plan

__all__ = ["plan"]


@command("plan")
@with_store
@click.argument("runbook", required=False)
@option("--products", metavar="FILE")
@option("--start", metavar="HH:MM", key="plan_start")
@option("--length", metavar="LENGTH")
@option("--param", "params", multiple=True, metavar="ID=VALUE", key="param")
@option("--run", metavar="RUN", key="plan_run")
@option("--out", "out", multiple=True, metavar="ID", key="plan_out")
@option("--swap", "swaps", multiple=True, metavar="ID=ID", key="plan_swap")
@option("--shorten", is_flag=True, key="plan_shorten")
@option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR", key="folder")
def plan(
    session: Session,
    *,
    runbook: str | None,
    products: str | None,
    start: str | None,
    length: str | None,
    params: tuple[str, ...],
    run: str | None,
    out: tuple[str, ...],
    swaps: tuple[str, ...],
    shorten: bool,
    folders: tuple[Path, ...],
) -> None:
    """Lay out the line-up of RUNBOOK, or plan again what is left of a run."""
    from sopkit_cli.render.plan import plan_data, print_plan

    begins = _clock(start)
    given = {**dict(pairs(params, "--param")), **({"show_length": length} if length else {})}
    if run is not None:
        bound = Session(session.terminal, session.address, run)
        offers = {"out": out, "into": pairs(swaps, "--swap"), "shorten": shorten}
        made, doubts, begins = _again(bound, given, begins, offers)
    else:
        made, doubts = _first(runbook, products, folders, given)
    if session.terminal.as_json:
        session.terminal.data({"ok": True, **plan_data(made, begins, doubts)})
    else:
        print_plan(session.terminal, made, begins, doubts)


def _first(
    runbook: str | None, products: str | None, folders: tuple[Path, ...], given: dict[str, str]
) -> tuple[Plan, tuple[Finding, ...]]:
    """Lay out a line-up from a file; what is doubtful about the file comes along."""
    import sopkit
    from sopkit.errors import DefinitionError
    from sopkit.finding import Severity
    from sopkit.lineup import check_lineup
    from sopkit.planner import lay_out, terms_of

    if runbook is None or products is None:
        raise usage("plan")
    terms = terms_of(sopkit.load(runbook, folders=folders or (Path(),)), given)
    line_up, findings = check_lineup(products)
    errors = tuple(found for found in findings if found.severity is Severity.ERROR)
    if errors:
        raise DefinitionError(errors)
    return lay_out(line_up, terms), findings


def _again(
    session: Session, given: dict[str, str], begins: timedelta | None, offers: dict[str, Any]
) -> tuple[Plan, tuple[Finding, ...], timedelta | None]:
    """Lay out a run's own line-up, and again from now with what was shown."""
    from sopkit.moment import BEIJING

    made = session.run.plan(given, **offers)
    live = session.run.state.went_live
    if live is None:
        return made, (), begins
    there = live.astimezone(BEIJING)
    return made, (), timedelta(hours=there.hour, minutes=there.minute, seconds=there.second)


def _clock(text: str | None) -> timedelta | None:
    """Read a time of day."""
    if text is None:
        return None
    match = re.fullmatch(r"([01]?[0-9]|2[0-3])[:：]([0-5][0-9])", text.strip())
    if match is None:
        raise usage("clock", given=text)
    return timedelta(hours=int(match[1]), minutes=int(match[2]))
