"""A team's folder with a runbook to extend, one that it uses, and variants of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sopkit.definition.runbook import Runbook
from sopkit.finding import Finding
from sopkit.loader import check, load

Write = Callable[..., Path]
Codes = Callable[..., list[str]]

BASE = """\
sop: 1
id: base
title: 标准
use: [shared]
params:
  wait: {type: duration, default: 5m, note: 例}
phases:
  pre: {title: 播前, opens: [scene]}
  live: {title: 播中, live: true, opens: on-air}
  post: {title: 播后, receives: true}
procedures:
  scene: {title: 场景, role: 运营}
  on-air:
    title: 主线
    limits: {duration: $wait, rounds: 2, on_limit: [bye]}
    steps:
      - {id: hello, title: 开场, role: 主播, within: $wait}
      - {id: show, title: 讲品, role: 主播}
      - {id: bye, title: 道别, role: 主播, note: 慢慢说}
faults:
  dark:
    title: 黑屏
    severity: P1
    first: 中控
    handling: [{id: look, role: 中控}, {id: fix, role: 中控}]
scenarios:
  - {title: 能开播, given: {phase: live}, do: [], then: {legal: [hello]}}
"""
SHARED = """\
sop: 1
id: shared
title: 共用
signals:
  viewers: {title: 在线}
procedures:
  bag:
    title: 福袋
    steps:
      - {id: put, title: 上, role: 中控}
      - {id: draw, title: 开, role: 中控, after: put}
cues:
  drop: {when: "last(viewers) < 10", to: 主播, offers: bag}
"""
HEAD = "sop: 1\nid: shop\ntitle: 我店\nextends: base\n"


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder, as the current directory."""
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "shared.yaml").write_text(SHARED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def shop(team: Path) -> Callable[[str], Runbook]:
    """Return a function that loads a variant given as text."""

    def loaded(body: str) -> Runbook:
        (team / "shop.yaml").write_text(HEAD + body, encoding="utf-8")
        return load("shop.yaml")

    return loaded


@pytest.fixture
def wrong(team: Path) -> Callable[[str], tuple[Finding, ...]]:
    """Return a function that checks a variant given as text."""

    def checked(body: str) -> tuple[Finding, ...]:
        (team / "shop.yaml").write_text(HEAD + body, encoding="utf-8")
        return check("shop.yaml")

    return checked
