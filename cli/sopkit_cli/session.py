"""Session: the store, the run and the person that a command line names, opened when they are needed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sopkit_cli.complaint import store_error, usage
from sopkit_cli.language import t
from sopkit_cli.terminal import Terminal

if TYPE_CHECKING:
    from sopkit import Rules, Run, Store
    from sopkit.commands import Command

__all__ = ["DEFAULT_STORE", "Bound", "Session", "pairs"]

DEFAULT_STORE = "sqlite:///sop.db"


class Bound:
    """A run that commands are given on from within another command, instead of one that they open themselves."""

    def __init__(self, run: Run | None = None, by: str | None = None, *, asking: bool = False) -> None:
        self.run = run
        self.by = by
        self.asking = asking


class Session:
    """What one command works on."""

    def __init__(
        self,
        terminal: Terminal,
        store: str | None = None,
        run: str | None = None,
        by: str | None = None,
        key: str | None = None,
        *,
        folders: tuple[Path, ...] = (),
        bound: Bound | None = None,
    ) -> None:
        self.terminal = terminal
        self.named_store = store
        self.address = store or DEFAULT_STORE
        self.named = run
        self.key = key
        self.folders = folders
        self.asking = bool(bound and bound.asking)
        # Whoever gave us their run shows its events themselves, as they come.
        self.shows = bound is None or bound.run is None
        self._by = by or (bound.by if bound else None)
        self._bound = bound
        self._run = bound.run if bound else None
        self._store: Store | None = None

    @property
    def by(self) -> str:
        """The person who acts."""
        if not self._by:
            raise usage("by")
        return self._by

    @property
    def played(self) -> str | None:
        """The person who is played where the line was typed, if it was typed in stepping."""
        return self._bound.by if self._bound else None

    @property
    def store(self) -> Store:
        """The store; a file that is not there is not made by a question."""
        if self._store is None:
            path = file_of(self.address)
            if path is not None and not path.exists():
                raise store_error("missing", path=str(path))
            self._store = self.make_store()
        return self._store

    def make_store(self, address: str | None = None) -> Store:
        """Open the store, making its file where there is none."""
        import sopkit

        self._store = sopkit.open_store(address or self.address)
        return self._store

    @property
    def run(self) -> Run:
        """The run that is named, or the only one that is open."""
        if self._run is None:
            import sopkit

            self._run = sopkit.resume(self.named or self.only_run(), store=self.store, wording=self.wording)
        return self._run

    def wording(self) -> Rules:
        """
        Return the rules for what is read aloud: the team's own, then those shipped.

        A mistake in the team's own is told, and stops nobody: those shipped
        hold alone.
        """
        from sopkit import DefinitionError, load_wording
        from sopkit_cli.failure import sentence

        try:
            return load_wording(folders=self.folders or (Path(),))
        except DefinitionError as error:
            self.terminal.complain(t("aloud.broken", why=sentence(error)))
            return load_wording()

    def only_run(self) -> str:
        """Return the only run that is open; or the only one that there is."""
        runs = self.store.runs()
        if not runs:
            raise usage("no-run", store=self.address)
        open_runs = [run.run for run in runs if not run.ended]
        if len(open_runs) == 1:
            return open_runs[0]
        if not open_runs and len(runs) == 1:
            return runs[0].run
        several = open_runs or [run.run for run in runs]
        key = "many-runs" if open_runs else "over-runs"
        raise usage(key, store=self.address, runs=("、".join(several[-9:]), ", ".join(several[-9:])))

    def adopt(self, run: Run) -> None:
        """Go on with *run*."""
        self._run = run

    def do(self, command: Command) -> int:
        """Carry a command out and show what came of it; or, where it is only asked about, show what it would meet."""
        from sopkit_cli.render.outcome import show_done, show_verdict

        if self.asking:
            return show_verdict(self.terminal, self.run, self.run.check(command))
        done = self.run.do(command, key=self.key)
        if self.shows:
            show_done(self.terminal, self.run, done)
        return 0

    def seat(self, name: str) -> str:
        """Return the id of the seat that is called *name*: an id, a title or an alias."""
        from sopkit.near import near

        roles = self.run.runbook.roles
        words = {word: role.id for role in roles.values() for word in (role.id, role.title, *role.aliases)}
        if name not in words:
            hints = near(name, words) or tuple(role.title for role in roles.values())
            raise usage("no-seat", name=name, hint=(f"；有：{'、'.join(hints)}", f"; there are: {', '.join(hints)}"))
        return words[name]

    def person(self, name: str | None) -> str | None:
        """Return *name*, if that person is in the run."""
        people = self.run.state.acting
        if name is not None and name not in people:
            raise usage("no-person", name=name, people=("、".join(people), ", ".join(people)))
        return name


def file_of(address: str) -> Path | None:
    """Return the file of a store's address; ``None`` where it has none."""
    if address.startswith("memory") or ("://" in address and not address.startswith("sqlite:///")):
        return None
    return Path(address.removeprefix("sqlite:///"))


def pairs(given: tuple[str, ...], option: str) -> Mapping[str, str]:
    """Read ``id=value`` words; an id may stand once."""
    found: dict[str, str] = {}
    for word in given:
        name, sign, value = word.partition("=")
        name = name.strip()
        if not sign or not name:
            raise usage("pair", given=word, name=option)
        if name in found:
            raise usage("twice", name=name)
        found[name] = value.strip()
    return found
