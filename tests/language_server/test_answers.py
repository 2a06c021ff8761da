"""What an editor is answered, without the protocol: completion, hover, definitions, columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopkit.language_server.answers import defined, hover
from sopkit.language_server.columns import offset_at, range_of
from sopkit.language_server.completion import complete
from sopkit.language_server.page import Page, is_ours
from sopkit.loader import check
from sopkit.loader.tables import TABLES
from sopkit.loader.text import Text
from tests.language_server.books import BOOK, at, cursor, small

SHIPPED = Path(__file__).parents[2] / "runbooks" / "hold-order.yaml"


def offered(text: str, folder: Path) -> dict[str, str]:
    """Return what is offered at the cursor in *text*, and how it is explained."""
    return {one.label: one.detail for one in complete(*_split(text, folder))}


def _split(text: str, folder: Path) -> tuple[str, Path, int]:
    plain, offset = cursor(text)
    return plain, small(folder), offset


def test_the_book_is_right(tmp_path: Path) -> None:
    """What the other tests change is right before they do."""
    small(tmp_path).write_text(BOOK, encoding="utf-8")
    assert [one.zh for one in check(small(tmp_path)) if one.severity == "error"] == []


@pytest.mark.parametrize(
    ("typed", "there", "not_there"),
    [
        ("sop: 1\n|", ("id", "procedures", "faults"), ("sop", "role")),
        (BOOK + "c|\n", ("cues", "crew"), ("title", "say")),
        (BOOK.replace("role: floor", "role: floor\n        wi|"), ("within", "window"), ("role", "id", "severity")),
        (BOOK.replace("role: floor", "rol|: floor"), ("role",), ("faults",)),
        (BOOK.replace("- id: close", "- |\n      - id: close"), ("id", "role", "say"), ("severity",)),
        (BOOK.replace("{id: link, ", "{id: link, |, "), ("say", "asked_by"), ("role", "within")),
        (BOOK.replace("severity: P1", "severity: |"), ("P0", "P3"), ("activity",)),
        (BOOK.replace("severity: P1", "interrupts: r|"), ("run", "nothing"), ("P0",)),
        (BOOK.replace("role: floor", "role: |"), ("主播", "host", "场控"), ("slot",)),
        (BOOK.replace("role: floor", "roles: [主播, |]"), ("场控", "floor"), ("slot",)),
        (BOOK.replace("过: finish", "过: |"), ("next", "finish", "close", "raise broken", "open slot"), ("mend",)),
        (BOOK.replace("[price-set]", "[|]"), ("price-set",), ("slot",)),
        (BOOK.replace("within: $answer_within", "within: $|"), ("$answer_within", "5m"), ("$most",)),
        (BOOK.replace("role: floor", "role: floor\n        optional: |"), ("true", "false"), ("是",)),
        (BOOK.replace("to: link", "to: |"), (), ("mend",)),
        (BOOK + "roles:\n  - |\n", ("主播", "operations"), ("id",)),
        (BOOK + "use: [|]\n", ("faults", "hold-order"), ("small",)),
        (BOOK + 'diagnoses: [{when: "|", says: 慢}]\n', ("params.most", "product.price"), ("slot",)),
    ],
)
def test_what_may_be_typed_is_offered(
    typed: str, there: tuple[str, ...], not_there: tuple[str, ...], tmp_path: Path
) -> None:
    """The keys that are still free, the words of a choice, and the names that the place asks for, no others."""
    found = offered(typed, tmp_path)
    assert [one for one in there if one not in found] == []
    assert [one for one in not_there if one in found] == []


def test_offers_are_explained_in_the_language_of_the_person(tmp_path: Path) -> None:
    """A key says what it is for, a word what it means, an id what it is called."""
    assert offered(BOOK + "c|\n", tmp_path)["cues"] == "提示"
    assert offered(BOOK.replace("severity: P1", "severity: |"), tmp_path)["P0"] == "立刻停止售卖"
    roles = offered(BOOK.replace("role: floor", "role: |"), tmp_path)
    assert roles["主播"] == "host"
    assert roles["host"] == "主播"
    english = complete(*_split(BOOK + "c|\n", tmp_path), lang="en")
    assert next(one.detail for one in english if one.label == "cues") == "its cues"


@pytest.mark.parametrize("name", ["within", "wi", "", "w"])
def test_an_offer_replaces_what_was_typed(name: str, tmp_path: Path) -> None:
    """The letters before the cursor are part of what is replaced."""
    text, path, offset = _split(BOOK.replace("role: floor", f"role: floor\n        {name}|"), tmp_path)
    offer = next(one for one in complete(text, path, offset) if one.label == "within")
    mended = text[: offer.span.start] + offer.insert + text[offer.span.end :]
    assert mended == BOOK.replace("role: floor", "role: floor\n        within: ")


def test_every_key_of_the_table_can_be_offered(tmp_path: Path) -> None:
    """In an empty step each key of a step is offered, in the order of the table."""
    found = list(offered(BOOK.replace("- id: close", "- |\n      - id: close"), tmp_path))
    assert found == [key.name for key in TABLES["step"].keys]


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("pro|cedures:", "流程"),
        ("severity: P|1", "在当前商品的时段内处理好"),
        ("out|comes: {", "- "),
        ("role: flo|or", "场控"),
        ("first: 中|控\n", "中控"),
        ("过: fin|ish", "流程到此完成"),
        ("过: finish, 断: raise bro|ken", "断了"),
        ("within: $answer_wi|thin", "多久要答"),
        ("gates: [price|-set]", "到手价已定"),
        ("role: 主|播\n      - {", "主播"),
    ],
)
def test_what_is_there_is_explained(marked: str, told: str, tmp_path: Path) -> None:
    """A key by the table, a word by its meaning, a name by what it is called."""
    text, offset = at(marked)
    found = hover(Page(text, small(tmp_path)), offset)
    if told == "- ":
        assert found is not None
        assert "几种结果" in found[0]
        return
    assert found is not None
    assert told in found[0]


@pytest.mark.parametrize(
    ("marked", "definition"),
    [
        ("再讲一遍: intro|duce", "introduce\n        title"),
        ("断: raise bro|ken", "broken:"),
        ("gates: [price|-set]", "price-set: {"),
        ("within: $answer|_within", "answer_within: {"),
        ("of: sl|ot", "slot:\n"),
        ("from: intro|duce", "introduce\n        title"),
        ("to: li|nk", "link, title"),
    ],
)
def test_a_name_leads_to_its_definition(marked: str, definition: str, tmp_path: Path) -> None:
    """Each id that is named leads to the place where it is defined."""
    text, offset = at(marked)
    page = Page(text, small(tmp_path))
    known = defined(page, offset)
    assert known is not None
    assert known.span is not None
    assert known.file == page.path
    assert text[known.span.start :].startswith(definition)


def test_a_role_leads_to_its_file(tmp_path: Path) -> None:
    """A role, by whatever name, leads to the file that defines it; what is used, to the other file."""
    text, offset = at("role: flo|or")
    known = defined(Page(text, small(tmp_path)), offset)
    assert known is not None
    assert known.file is not None
    assert known.file.name == "floor.yaml"
    (tmp_path / "shared.yaml").write_text(
        'sop: 1\nid: shared\ntitle: 公用\ngates:\n  on-time: {title: 准时, when: "true"}\n', encoding="utf-8"
    )
    book = BOOK.replace("title: 小流程😀", "title: 小流程😀\nuse: shared.yaml").replace("[price-set]", "[on-time]")
    known = defined(Page(book, small(tmp_path)), book.index("on-time") + 2)
    assert known is not None
    assert known.file == tmp_path / "shared.yaml"
    assert known.span is not None
    assert known.span.line == 5


def test_nothing_is_said_of_nothing(tmp_path: Path) -> None:
    """Where no name stands, or none that is known, there is no answer, and no error."""
    for text in ("", "\n", "sop: 1\nid: a", "a：b", "[", "sop: 1\nfaults: {a: {first: 谁}}\n"):
        page = Page(text, small(tmp_path))
        for offset in range(len(text) + 1):
            hover(page, offset)
            assert defined(page, offset) is None
            complete(text, small(tmp_path), offset)


def test_only_our_files_are_looked_at() -> None:
    """YAML of other tools is left alone."""
    assert is_ours("sop: 1\n", Path("a.yaml"))
    assert is_ours("# 头\nsop：1\n", Path("a.yaml"))
    assert is_ours("", Path("runbooks/a.yaml"))
    assert not is_ours("services: {}\n", Path("compose.yaml"))


@given(st.text(alphabet="a中😀é\n: ", max_size=30), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_places_come_back(string: str, encoding: str) -> None:
    """From an offset to the editor's place and back is the same offset, in each way of counting."""
    text = Text("text", string)
    for offset in range(len(string) + 1):
        (line, column), _ = range_of(text, text.span(offset, offset), encoding)
        assert offset_at(text, line, column, encoding) == offset
        units = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]
        assert (
            column
            == len(text.line(line)[: offset - text.start_of(line)].encode(units))
            // {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
        )


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_shipped_file_half_typed_is_answered(data: st.DataObject) -> None:
    """A shipped runbook, cut off or with a piece missing anywhere, gets answers and no errors."""
    text = SHIPPED.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = min(len(text), start + data.draw(st.integers(0, 40)))
    cut = text[:start] + data.draw(st.sampled_from(("", "：", "ro", "[", "{", "$", "\t"))) + text[end:]
    if data.draw(st.booleans()):
        cut = cut[: start + 2]
    offset = min(len(cut), start + 1)
    page = Page(cut, SHIPPED)
    hover(page, offset)
    defined(page, offset)
    for offer in complete(cut, SHIPPED, offset):
        assert 0 <= offer.span.start <= offer.span.end == offset
