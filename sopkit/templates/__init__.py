"""Templates: short runbooks to begin from, one for each kind of thing that a team writes."""

from __future__ import annotations

from importlib.resources import files

from sopkit.errors import UsageError
from sopkit.loader.complaints import fits_id

__all__ = ["KINDS", "SCHEMA", "template"]

KINDS: dict[str, tuple[str, str]] = {
    "show": ("一场直播：阶段、流程、故障", "a whole show: phases, procedures, a fault"),
    "procedure": ("一个按顺序的流程", "a procedure, step by step"),
    "checklist": ("一张不分先后的检查表", "a checklist in any order"),
    "fault": ("一个故障和它的处理", "a fault and how it is handled"),
    "cue": ("一条看着数字给的提示", "a cue that watches a number"),
}
"""What each template is, in zh and en."""

SCHEMA = "runbook.schema.json"
"""Where a file of a template says that its schema is, unless told otherwise: beside it."""


def template(kind: str, name: str | None = None, *, schema: str = SCHEMA) -> str:
    """
    Return the text of a runbook of *kind* whose id is *name*; the kind itself, if none is given.

    The first line tells editors where the *schema* is: a path from the
    file, or an address.

    Raises:
        UsageError: *name* cannot be an id.
    """
    name = name or kind
    if not fits_id(name):
        raise UsageError(
            f"“{name}”不能做编号：不能有空格、标点，也不能是 next、finish、raise、open。换一个，比如 my-{kind}。",
            f"“{name}” cannot be an id: no spaces or signs, and not next, finish, raise or open. Take another, such as "
            f"my-{kind}.",
        )
    text = files(__name__).joinpath(f"{kind}.yaml").read_text(encoding="utf-8")
    return text.replace("{schema}", schema, 1).replace("{id}", name, 1)
