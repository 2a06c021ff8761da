"""The work of a verification is bounded, in counted doings, and what is kept of one changes no other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopkit.definition.runbook import Runbook, Source
from sopkit.loader import load, load_sources
from sopkit.verify import Verification, kept, verify
from tests.lint.fuzz import shipped
from tests.verify.books import books

QUIET = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Begin, and leave, with nothing kept."""
    kept._kept.clear()
    yield
    kept._kept.clear()


def tangle(size: int) -> Runbook:
    """Return a runbook with one checklist that can be played in some two to the *size* ways."""
    steps = "".join(
        f"      - {{id: s{n}, title: 第{n}步, role: host, optional: true, record: {{f{n}: bool}}, gates: [g{n}]}}\n"
        for n in range(size)
    )
    gates = "".join(
        f"  g{n}: {{title: 关, when: f{(n + 1) % size} == true or f{n} == null, why: 练习}}\n" for n in range(size)
    )
    text = f"sop: 1\nid: tangle\ntitle: 练习\ngates:\n{gates}procedures:\n  p:\n    title: 事\n    order: checklist\n"
    roles = tuple(source for source in shipped() if source.name.startswith("roles/"))
    return load_sources((Source("runbooks/tangle.yaml", f"{text}    steps:\n{steps}"), *roles))


def told(verdict: Verification) -> tuple[object, ...]:
    """Return everything that a verdict says."""
    return tuple((one.code, one.zh, one.span) for one in verdict.findings), verdict.cuts


def test_a_search_that_would_run_away_is_cut_short() -> None:
    """Two to the thirtieth situations: it stops, says so by a finding and in the verdict, and is never called clean."""
    verdict = verify(tangle(30))
    assert not verdict.exhausted
    assert [one.code for one in verdict.findings] == ["SOP662"]
    assert verdict.cuts[0].looked <= 1_600


def test_more_is_found_out_for_more() -> None:
    """With a larger bound the same search comes to its end, also right after one that did not."""
    book = tangle(8)
    assert not verify(book, most=1_000).exhausted
    assert verify(book, most=3_000).exhausted
    assert not verify(book, most=1_000).exhausted


def test_conditions_that_fall_in_very_many_ways_are_paid_for() -> None:
    """Forty steps that each may apply or not, all at once: two to the fortieth ways are not walked to count them."""
    steps = "".join(
        f"      - {{id: s{n}, title: 第{n}步, role: host, when: product.price > {n}, record: {{f{n}: bool}}}}\n"
        for n in range(40)
    )
    gate = "gates:\n  g: {title: 关, when: f0 == true, why: 练习}\n"
    last = "      - {id: end, title: 完, role: host, gates: [g]}\n"
    text = f"sop: 1\nid: wide\ntitle: 练习\n{gate}procedures:\n  p:\n    title: 事\n    order: checklist\n    steps:\n{steps}{last}"
    roles = tuple(source for source in shipped() if source.name.startswith("roles/"))
    assert not verify(load_sources((Source("runbooks/wide.yaml", text), *roles))).exhausted


@pytest.mark.parametrize("most", [0, 20, 61, 150, 400, 1_500])
def test_what_is_kept_changes_no_verdict(most: int) -> None:
    """A show verified in a process that has verified others gets the verdict that it gets in a new one."""
    names = ("hold-order", "standard-live", "weixin-channels-live", "faults")
    fresh = []
    for name in names:
        kept._kept.clear()
        fresh.append(told(verify(load(name), most=most)))
    for name in names:
        verify(load(name), most=1_000)
    assert [told(verify(load(name), most=most)) for name in names] == fresh


@given(st.lists(books(), min_size=2, max_size=4), st.integers(0, 300))
@QUIET
def test_what_is_kept_of_one_changes_no_other(several: list[Runbook], most: int) -> None:
    """Of runbooks that look alike, each gets its own verdict, also where the search is cut short."""
    fresh = []
    for book in several:
        kept._kept.clear()
        fresh.append(told(verify(book, most=most)))
    for book in several:
        verify(book, most=1_000)
    assert [told(verify(book, most=most)) for book in several] == fresh


def chain(size: int) -> Runbook:
    """Return a runbook of *size* procedures of which each calls the next one, twice."""
    call = "{{id: {id}, title: 做, role: host, call: p{next}}}"
    procedures = "".join(
        f"  p{n}: {{title: 事, steps: [{call.format(id='a', next=n + 1)}, {call.format(id='b', next=n + 1)}]}}\n"
        for n in range(size - 1)
    )
    text = f"sop: 1\nid: chain\ntitle: 练习\nprocedures:\n{procedures}  p{size - 1}: {{title: 事, role: host}}\n"
    roles = tuple(source for source in shipped() if source.name.startswith("roles/"))
    return load_sources((Source("runbooks/chain.yaml", text), *roles))


def test_a_long_chain_of_calls_is_cut_short_and_breaks_nothing() -> None:
    """Forty procedures deep is played to the end; three hundred are not, and each that is not says so."""
    assert verify(chain(40)).exhausted
    assert len(verify(chain(300)).cuts) == 260
