"""`sop demo`: a whole show on a virtual clock."""

from __future__ import annotations

from sopkit_cli.complaint import usage
from sopkit_cli.language import t
from sopkit_cli.options import command, option, with_store
from sopkit_cli.session import Session

__all__ = ["demo"]


@command("demo")
@with_store
@option("--seed", default=1, metavar="N")
@option("--speed", default=0.0, metavar="N")
def demo(session: Session, seed: int, speed: float) -> None:
    """Play the show; in memory unless a store is named."""
    from sopkit_cli.demo.play import play
    from sopkit_cli.plain import plain

    if speed < 0:
        raise usage("waits", name="--speed")
    kept = session.named_store
    with session.make_store("memory:" if kept is None else kept) as store:
        run = play(session.terminal, store, seed=seed, speed=speed)
        if session.terminal.as_json:
            session.terminal.data(
                {"ok": True, "run": run.id, "version": run.state.version, "report": plain(run.report())}
            )
        elif kept is not None:
            session.terminal.line(t("demo.kept", store=kept, run=run.id))
