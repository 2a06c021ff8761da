"""The search against every play through the real engine, on runbooks drawn at random."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings

from sopkit.definition.runbook import Runbook
from sopkit.verify import verify
from sopkit.verify.look import Look
from sopkit.verify.places import NoPlaces
from sopkit.verify.search import search
from tests.verify.books import books, told
from tests.verify.brute import Plays, TooManyError

QUIET = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
ENDS_BADLY = {"SOP602", "SOP603", "SOP661"}


def plays_of(book: Runbook) -> Plays:
    """Return all plays; an example with too many is left out."""
    try:
        return Plays(book)
    except TooManyError:
        assume(False)
        raise


@given(books())
@QUIET
def test_the_search_finds_just_what_every_play_finds(book: Runbook) -> None:
    """Played side by side, the tracks can come to no end in the search just where they can in the engine."""
    plays = plays_of(book)
    tracks = book.phases[1].opens
    slots = {name: one.at_most for name, one in book.procedures.items() if one.at_most is not None}
    found = search(book, tracks, slots)
    assert found.exhausted
    assert (found.stand is not None) == bool(plays.stuck), told(book)


@given(books())
@QUIET
def test_what_is_out_of_reach_is_never_legal(book: Runbook) -> None:
    """A step that is said to be out of reach is offered in no play."""
    plays = plays_of(book)
    look = Look(book, NoPlaces(book))
    for name in book.procedures:
        for step in look.paths(name).unreached:
            assert (name, step.id) not in plays.legal, told(book)


@given(books())
@QUIET
def test_the_verdict_on_a_runbook_agrees_with_its_plays(book: Runbook) -> None:
    """Something is said of an end that cannot be come to just where a play shows it."""
    plays = plays_of(book)
    verdict = verify(book)
    assert verdict.exhausted
    codes = {one.code for one in verdict.findings}
    if plays.stuck:
        assert codes & ENDS_BADLY, told(book)


@given(books())
@QUIET
def test_tracks_stand_still_together_only_where_one_does_alone(book: Runbook) -> None:
    """Waiting for a procedure of which too many are open never goes round in a ring, so tracks need no product."""
    slots = {name: one.at_most for name, one in book.procedures.items() if one.at_most is not None}
    tracks = book.phases[1].opens
    together = search(book, tracks, slots)
    alone = [search(book, (track,)) for track in tracks]
    assert together.exhausted
    assert (together.stand is None) == all(one.stand is None for one in alone), told(book)
