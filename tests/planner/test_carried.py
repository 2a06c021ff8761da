"""The checks around a line-up as steps carry them: the runbook of the page about line-ups, played."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from sopkit.definition.product import Product
from sopkit.definition.value import Value
from sopkit.errors import RefusedError
from sopkit.loader import load
from tests.engine.rooms import NOON, Room, refusals, start

PAGE = Path(__file__).parents[2] / "docs" / "line-up.md"
CREW = {"operations": "阿杰", "control": "小李"}
WHOLE: dict[str, Value] = {
    "title": "某牌 上衣 纯棉 S-1",
    "brand": "某牌",
    "brand_filed": True,
    "category": "上衣",
    "sku": "S-1",
}


def room_with(folder: Path, **facts: Value) -> Room:
    """Start the page's runbook three hours before a show of one product."""
    found = re.search(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    path = folder / "shop-window.yaml"
    path.write_text(found[1], encoding="utf-8")
    product = Product("A01", "上衣", {**WHOLE, **facts})
    return start(load(path), crew=CREW, products=(product,), go_live=NOON + timedelta(hours=3), live=False)


def test_a_cover_out_of_its_ratio_is_not_done(tmp_path: Path) -> None:
    """A recorded size that is not 3:4 fails the step; the right one completes it."""
    room = room_with(tmp_path)
    room.run.complete("cover", by="阿杰", record={"width": 1080, "height": 1080})
    assert room.status("covers#1", "cover") == "failed"
    room.run.complete("cover", by="阿杰", record={"width": 1080, "height": 1440})
    assert room.status("covers#1", "cover") == "done"


def test_a_test_too_near_to_the_show_is_refused(tmp_path: Path) -> None:
    """Two hours before the show the window of the test closes."""
    room = room_with(tmp_path)
    room.turn("1h1m")
    assert refusals(lambda: room.run.complete("test-stream", by="小李")) == ["too-late"]


@pytest.mark.parametrize(
    "facts",
    [
        {"title": None},
        {"title": "上衣 纯棉 S-1"},
        {"title": "某牌 纯棉 S-1"},
        {"title": "某牌 上衣 纯棉"},
        {"title": "某牌 上衣 全网最低 S-1"},
        {"brand_filed": None},
    ],
    ids=["none", "no brand", "no category", "no sku", "a forbidden word", "brand not filed"],
)
def test_a_title_that_is_not_right_keeps_the_step(tmp_path: Path, facts: dict[str, Value]) -> None:
    """Each flaw of a title closes the gate of its product's step."""
    room = room_with(tmp_path, **facts)
    with pytest.raises(RefusedError, match="标题"):
        room.run.complete("title", by="小李", product="A01")


def test_a_whole_title_passes(tmp_path: Path) -> None:
    """A title by the formula, its brand filed, passes."""
    room = room_with(tmp_path)
    room.run.complete("title", by="小李", product="A01")
