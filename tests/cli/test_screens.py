"""Screens: what a person who steps through a show sees: whose turn it is, what to read aloud, what is late."""

from __future__ import annotations

from tests.cli.conftest import CREW, SMALL_SHOW, Sop
from tests.cli.test_stepping import keys


def test_why_is_asked_about_the_run_in_hand(show: Sop, products: str) -> None:
    """`/why` in the stepper asks about this run and for the person played, like every other verb there."""
    show("start", SMALL_SHOW, *CREW, "--products", products, "--run", "r2")
    screen = show("run", "r1", "--as", "小美", input=keys("/why do microphone", "q")).stdout
    assert "这件事归场控" in screen
