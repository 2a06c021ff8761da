"""`sop start`: start a run, and print its id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sopkit_cli.complaint import usage
from sopkit_cli.language import t
from sopkit_cli.options import command, option, with_store
from sopkit_cli.session import Session, pairs

if TYPE_CHECKING:
    from sopkit import Run

__all__ = ["crew_of", "moment", "start", "starting"]


def starting(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how a run starts."""
    wrapped = option("--title", default="", metavar="TEXT")(function)
    wrapped = option("--kind", type=click.Choice(("live", "rehearsal", "drill")))(wrapped)
    wrapped = option("--param", "params", multiple=True, metavar="ID=VALUE", key="param")(wrapped)
    wrapped = option("--go-live", metavar="TIME")(wrapped)
    wrapped = option("--products", metavar="FILE")(wrapped)
    wrapped = option("--crew", multiple=True, metavar="ROLE=NAME")(wrapped)
    return option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR", key="folder")(
        wrapped
    )


@command("start")
@with_store
@click.argument("runbook")
@starting
@option("--run", "run_id", metavar="RUN", key="run_id")
@option("--by", envvar="SOP_BY", metavar="NAME")
def start(session: Session, runbook: str, run_id: str | None, by: str | None, **given: Any) -> int:
    """Start a run of RUNBOOK."""
    run = begin(session, runbook, crew_of(given.pop("crew")), run_id=run_id, by=by, **given)
    if session.terminal.as_json:
        session.terminal.data({"ok": True, "run": run.id, "version": run.state.version, "store": session.address})
    else:
        session.terminal.line(t("verb.started", run=run.id))
        session.terminal.line(t("verb.next", store=session.address, run=run.id))
    return 0


def begin(
    session: Session,
    runbook: str,
    crew: Mapping[str, tuple[str, ...]],
    *,
    folders: tuple[Path, ...],
    products: str | None,
    params: tuple[str, ...],
    go_live: str | None,
    kind: str | None = None,
    **given: Any,
) -> Run:
    """Load the runbook and start a run of it."""
    import sopkit

    session.folders = folders
    book = sopkit.load(runbook, folders=folders or (Path(),))
    return sopkit.start(
        book,
        store=session.make_store(),
        crew=crew,
        products=products or (),
        params=dict(pairs(params, "--param")),
        go_live=moment(go_live),
        kind=kind or "live",
        wording=session.wording,
        **given,
    )


def crew_of(words: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Read ``seat=person`` words; a seat may stand several times, or have several persons after commas."""
    crew: dict[str, tuple[str, ...]] = {}
    for word in words:
        seat, sign, names = word.partition("=")
        people = tuple(name.strip() for name in names.replace("，", ",").split(",") if name.strip())
        if not sign or not seat.strip() or not people:
            raise usage("pair", given=word, name="--crew")
        crew[seat.strip()] = (*crew.get(seat.strip(), ()), *people)
    return crew


def moment(text: str | None) -> datetime | None:
    """Read a point of time; the library says what is wrong with one that has no zone."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        raise usage("when", given=text) from None
