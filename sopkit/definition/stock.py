"""Stock: what scripts and expressions may read of a product's pieces, by name."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["READABLE"]

READABLE: Mapping[str, tuple[str, str]] = {
    "declared": ("公布的总件数", "the pieces that were declared"),
    "released": ("已经放出的件数", "the pieces put on sale so far"),
    "sold": ("已经卖出的件数", "the pieces sold so far"),
    "left": ("还剩的件数：公布的减去卖出的", "declared less sold"),
    "held": ("还没放的件数：公布的减去放出的", "declared less put on sale"),
    "on_sale": ("链接上还剩的件数：放出的减去卖出的", "put on sale less sold"),
    "batched": ("各批加起来的件数", "the pieces of all declared batches together"),
    "next": ("下一批的件数", "the pieces of the next batch"),
    "batch": ("下一批是第几批", "the number of the next batch"),
    "over": ("放出的比公布的多几件", "the pieces put on sale beyond those declared"),
}
"""What ``stock.<name>`` reads, in scripts and expressions."""
