"""`sop product`: change what is known of a product."""

from __future__ import annotations

import click

from sopkit_cli.options import command, on_run, option, reason_option
from sopkit_cli.session import Session, pairs

__all__ = ["product"]


@command("product")
@on_run()
@click.argument("product", metavar="PRODUCT")
@option("--set", "facts", multiple=True, required=True, metavar="FACT=VALUE", key="set")
@reason_option
def product(session: Session, product: str, facts: tuple[str, ...], reason: str) -> int:
    """Change facts of PRODUCT; an empty value takes a fact away."""
    from sopkit.commands import UpdateProduct

    given = {name: value or None for name, value in pairs(facts, "--set").items()}
    return session.do(UpdateProduct(session.by, product, given, reason))
