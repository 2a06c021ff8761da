"""Values that nobody supplies, and things that nobody uses (SOP651 to SOP654)."""

from __future__ import annotations

from sopkit.finding import Severity
from sopkit.loader.rules.rule import Profile, rule

__all__ = ["NEVER_READ", "NO_PRODUCT", "READ_EARLY", "UNUSED"]

READ_EARLY = rule(
    "SOP651",
    "read-before-recorded",
    "“{step}”的 {key} 读了“{name}”，但在它之前没有一步会记下来{where}",
    "{key} of “{step}” reads “{name}”, but no step before it can have recorded it{where_en}",
    Severity.WARNING,
)
NO_PRODUCT = rule(
    "SOP652",
    "no-product-here",
    "“{step}”的 {key} 读了“{name}”，但这个流程不针对商品（product: none），也没有带商品的流程调用它",
    "{key} of “{step}” reads “{name}”, but the procedure is about no product (product: none), and none that is calls it",
    Severity.WARNING,
)
NEVER_READ = rule(
    "SOP653",
    "recorded-never-read",
    "“{procedure}”记下的这些没有哪个条件、话术或指标用到，只进报告：{names}",
    "nothing reads what “{procedure}” records here; it only goes into the report: {names}",
    Severity.INFO,
    Profile.STRICT,
)
UNUSED = rule(
    "SOP654",
    "not-used",
    "{what}“{id}”没有用到",
    "{what_en} “{id}” is not used",
    Severity.INFO,
    Profile.STRICT,
)
