"""Content: found by id inside the package, in the checkout, and beside a team's own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopkit import content
from sopkit.content import Entry, Library, Shelf, library_beside, shipped
from sopkit.loader import load
from tests.loader.conftest import headed


def put(folder: Path, name: str) -> None:
    """Write a runbook called *name* into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(headed("", name), encoding="utf-8")


def test_what_is_shipped_has_logical_names() -> None:
    """Shipped files are pinned and shown under names that no machine's path is in."""
    entries = (*shipped().runbooks(), *shipped().roles())
    assert {entry.id for entry in entries} >= {"standard-live", "host", "floor", "control", "operations"}
    assert all(entry.name == entry.shown and not entry.name.startswith("/") for entry in entries)


def test_an_installed_package_carries_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside a wheel the content is under the package itself, and wins over folders beside it."""
    put(tmp_path / "sopkit" / "_content" / "runbooks", "inside")
    put(tmp_path / "runbooks", "beside")
    monkeypatch.setattr(content, "__file__", str(tmp_path / "sopkit" / "content.py"))
    assert [entry.id for entry in shipped().runbooks()] == ["inside"]
    assert load("inside").id == "inside"


def test_a_checkout_has_its_content_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a checkout the content stands beside the package."""
    put(tmp_path / "runbooks", "beside")
    (tmp_path / "sopkit").mkdir()
    monkeypatch.setattr(content, "__file__", str(tmp_path / "sopkit" / "content.py"))
    assert [entry.id for entry in shipped().runbooks()] == ["beside"]


def test_a_team_comes_first(tmp_path: Path) -> None:
    """The file's own folder, its `runbooks/`, and the roles beside it are searched before what is shipped."""
    put(tmp_path, "here")
    put(tmp_path / "runbooks", "below")
    put(tmp_path / "runbooks", "here")
    put(tmp_path, "standard-live")
    library = library_beside(tmp_path)
    places = {entry.id: entry.place for entry in library.runbooks()}
    assert places["here"] == tmp_path / "here.yaml"
    assert places["below"] == tmp_path / "runbooks" / "below.yaml"
    assert places["standard-live"] == tmp_path / "standard-live.yaml"
    assert "hold-order" in places


def test_roles_stand_beside_the_folder_of_runbooks(tmp_path: Path) -> None:
    """For a file in `runbooks/`, the sibling `roles/` is the team's."""
    put(tmp_path / "runbooks", "tonight")
    put(tmp_path / "roles", "leader")
    assert library_beside(tmp_path / "runbooks").roles()[0].place == tmp_path / "roles" / "leader.yaml"


@pytest.mark.parametrize("name", ["../secret", "a/b", ".hidden", "..\\x", ""])
def test_an_id_is_no_path(tmp_path: Path, name: str) -> None:
    """An id never leads out of the shelves."""
    put(tmp_path, "secret")
    (tmp_path / "sub").mkdir()
    assert library_beside(tmp_path / "sub").runbook(name) is None


def test_a_relative_path_is_taken_from_the_file_that_names_it(tmp_path: Path) -> None:
    """`use: ../shared/x.yaml` is relative to the file, and an absolute path is refused."""
    put(tmp_path / "shared", "x")
    put(tmp_path / "shows", "y")
    shelf = Shelf("runbooks", tmp_path / "shows", "shows")
    library = Library((shelf,))
    beside = Entry("y", "runbooks/y.yaml", "shows/y.yaml", tmp_path / "shows" / "y.yaml", shelf)
    found = library.runbook("../shared/x.yaml", beside)
    assert found is not None
    assert (found.id, found.name, found.shown) == ("x", "runbooks/x.yaml", "shows/../shared/x.yaml")
    assert library.runbook(str(tmp_path / "shared" / "x.yaml"), beside) is None
    assert library.runbook("../shared/nothing.yaml", beside) is None
