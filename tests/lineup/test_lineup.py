"""The line-up: CSV, Excel and YAML read alike, with everything that is wrong told at once and in its place."""

from __future__ import annotations

import sys
import zipfile
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

import sopkit
from sopkit.definition.product import Product
from sopkit.errors import DefinitionError, UsageError
from sopkit.finding import Finding, Severity
from sopkit.lineup import COLUMNS, check_lineup, read_lineup
from sopkit.lineup.excel_table import MAX_UNPACKED
from sopkit.lineup.rules import LINEUP_RULES
from sopkit.lineup.table import MAX_ROWS
from tests.engine.rooms import book_of
from tests.lineup.sheets import WRITERS, Grid, write_csv, write_yaml

KINDS = pytest.mark.parametrize("kind", WRITERS)
GOOD: Grid = (
    ("编号", "名称", "类型", "直播价（元）", "原价", "价格依据", "库存", "可售库存", "批次", "赠品", "七天无理由", "运费险", "货号", "链接号", "讲解时长", "颜色"),
    ("A01", "防晒衣", "秒杀款", "99", "299", "建议零售价", "300", "320", "100、100、100", "防晒帽1顶，挂钩1个", "是", "支持", "FS-01", "2", "6", "白"),
    ("A02", "凉鞋", "爆品", "¥1,299.50元", "", "", "1,000", "1000", "600/400", "", "否", "没开", "LX-02", "3号链接", "8分钟", ""),
    ("A03", "水杯", "topic", "29.9", "", "", "", "", "", "", "", "", "", "", "", ""),
)  # fmt: skip
PRODUCTS = (
    Product(
        "A01",
        "防晒衣",
        {
            "kind": "秒杀",
            "price": Decimal(99),
            "compare_price": Decimal(299),
            "price_basis": "建议零售价",
            "stock_declared": 300,
            "stock_sellable": 320,
            "batches": ("100", "100", "100"),
            "gifts": ("防晒帽1顶", "挂钩1个"),
            "return_7d": True,
            "freight_insured": True,
            "sku": "FS-01",
            "link": 2,
            "slot": timedelta(minutes=6),
            "颜色": "白",
        },
    ),
    Product(
        "A02",
        "凉鞋",
        {
            "kind": "爆款",
            "price": Decimal("1299.50"),
            "stock_declared": 1000,
            "stock_sellable": 1000,
            "batches": ("600", "400"),
            "return_7d": False,
            "freight_insured": False,
            "sku": "LX-02",
            "link": 3,
            "slot": timedelta(minutes=8),
        },
    ),
    Product("A03", "水杯", {"kind": "话题", "price": Decimal("29.9")}),
)
BAD: Grid = (
    ("编号", "名称", "类型", "直播价", "原价", "库存", "可售库存", "批次", "七天无理由", "货号", "链接号", "讲解时长"),
    ("A01", "衣", "秒沙款", "abc", "", "300", "300", "100、100", "也许", "S1", "零", "很久"),
    ("A01", "帽", "利润", "-5", "", "300", "120", "", "", "S1", "", ""),
    ("A 3", "袜", "别的", "1.999", "", "三百", "", "100、x", "", "", "", ""),
    ("", "杯", "", "99", "89", "", "", "100", "", "", "", ""),
    ("A05", "", "", "99", "199", "", "", "", "", "", "", ""),
)
WRONG = [
    (2, "LIN207"), (2, "LIN206"), (2, "LIN301"), (2, "LIN206"), (2, "LIN206"), (2, "LIN206"),
    (3, "LIN204"), (3, "LIN206"), (3, "LIN303"), (3, "LIN205"),
    (4, "LIN203"), (4, "LIN207"), (4, "LIN206"), (4, "LIN206"), (4, "LIN206"),
    (5, "LIN201"), (5, "LIN304"), (5, "LIN302"),
    (6, "LIN202"), (6, "LIN305"),
]  # fmt: skip


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """Return the codes, in order."""
    return [found.code for found in findings]


def csv_of(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a CSV file of this text."""
    path = folder / "a.csv"
    path.write_bytes(text.encode(encoding))
    return path


@KINDS
def test_the_three_kinds_read_alike(tmp_path: Path, kind: str) -> None:
    """The same line-up in CSV, Excel and YAML gives the same products."""
    assert read_lineup(WRITERS[kind](tmp_path, GOOD)) == PRODUCTS


@KINDS
def test_every_problem_is_told_at_once(tmp_path: Path, kind: str) -> None:
    """All kinds of file meet the same checks; every problem comes in one pass, each on its own line."""
    path = WRITERS[kind](tmp_path, BAD)
    products, findings = check_lineup(path)
    if kind == "yaml":
        assert sorted(codes(findings)) == sorted(code for _, code in WRONG)
    else:
        assert [(f.span.line, f.code) for f in findings] == WRONG
    assert all(found.span.file == str(path) for found in findings)
    with pytest.raises(DefinitionError) as refused:
        read_lineup(path)
    assert refused.value.findings == tuple(f for f in findings if f.severity is Severity.ERROR)
    assert [p.id for p in products] == ["A01", "A01", "A 3"]


def test_a_problem_names_its_cell(tmp_path: Path) -> None:
    """A finding stands at the line and the column of its cell, and says both languages what to write."""
    _, findings = check_lineup(write_csv(tmp_path, BAD))
    price = next(f for f in findings if "abc" in f.zh)
    assert (price.span.line, price.span.column) == (2, 4)
    assert "直播价" in price.zh
    assert "29.9" in price.zh
    assert "yuan" in price.en


def test_a_yaml_problem_stands_at_its_value(tmp_path: Path) -> None:
    """In YAML a finding stands where the loader says that the value stands."""
    path = tmp_path / "a.yaml"
    path.write_text("- id: A01\n  名称: 衣\n  价格: abc\n  batches: [100, 十]\n", encoding="utf-8")
    _, findings = check_lineup(path)
    assert [(f.code, f.span.line, f.span.column) for f in findings] == [
        ("LIN206", 3, 7),
        ("LIN206", 4, 12),
    ]


def test_a_class_is_guessed_only_aloud(tmp_path: Path) -> None:
    """An unknown class is an error that says which was probably meant, and which there are."""
    _, findings = check_lineup(write_csv(tmp_path, BAD))
    unknown = [f for f in findings if f.code == "LIN207"]
    assert "是不是想写秒杀" in unknown[0].zh
    assert "是不是" not in unknown[1].zh
    assert all("秒杀、爆款、利润、话题" in f.zh for f in unknown)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_the_encodings_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with or without BOM, GBK and UTF-16 are read."""
    path = csv_of(tmp_path, "编号,名称\nA01,防晒衣\n", encoding)
    assert read_lineup(path) == (Product("A01", "防晒衣"),)


def test_an_encoding_that_is_none(tmp_path: Path) -> None:
    """Bytes of no known encoding are told as such, not read as garbage."""
    path = tmp_path / "a.csv"
    path.write_bytes("编号,名称\n".encode() + b"\xff\xff\x80,\x81\n")
    assert codes(check_lineup(path)[1]) == ["LIN101"]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_the_separators_of_spreadsheets(tmp_path: Path, separator: str) -> None:
    """Commas, tabs and semicolons separate columns."""
    text = separator.join(("id", "name", "price")) + "\n" + separator.join(("A01", "cup", "9.9")) + "\n"
    assert read_lineup(csv_of(tmp_path, text)) == (Product("A01", "cup", {"price": Decimal("9.9")}),)


def test_a_title_above_the_heads_is_passed_over(tmp_path: Path) -> None:
    """The heads are found below a title and empty lines, and lines keep the numbers of the file."""
    path = csv_of(tmp_path, "周五专场货盘,,\n,,\n编号,名称,价格\nA01,杯,9\n\nA02,碗,x\n")
    _, findings = check_lineup(path)
    assert [(f.code, f.span.line, f.span.column) for f in findings] == [("LIN206", 6, 3)]


def test_a_cell_over_several_lines_keeps_the_count(tmp_path: Path) -> None:
    """A quoted cell with line breaks does not shift the line numbers of what follows."""
    path = csv_of(tmp_path, '编号,名称,基础信息\nA01,杯,"棉\n麻\n丝"\nA02,碗,瓷\nA02,碟,瓷\n')
    products, findings = check_lineup(path)
    assert products[0].get("basics") == "棉\n麻\n丝"
    assert [(f.code, f.span.line) for f in findings] == [("LIN204", 6)]
    assert "第 5 行" in findings[0].zh


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("编号，名称\nA01，杯\n", "LIN103"),
        ('编号,名称\nA01,"杯\n', "LIN102"),
        ('编号,名称\nA01,"杯"子\n', "LIN102"),
        ("编号,价格\nA01,9\n", "LIN105"),
        ("价格,名称\n9,杯\n", "LIN105"),
        ("编号,名称,直播价,价格\nA01,杯,9,9\n", "LIN106"),
        ("编号,名称,七天无理油\nA01,杯,是\n", "LIN107"),
        ("编号,名称,赠品\nA01,杯,碗,碟\n", "LIN108"),
        ("编号,名称\n", "LIN109"),
        ("\n\n", "LIN109"),
        ("编号,名称\n" + "".join(f"P{n},杯\n" for n in range(MAX_ROWS + 1)), "LIN110"),
    ],
)
def test_a_file_that_is_not_right(tmp_path: Path, text: str, code: str) -> None:
    """Full-width commas, broken quotes, columns missing, doubled, misspelt or too few: each is its own finding."""
    assert codes(check_lineup(csv_of(tmp_path, text))[1]) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("products: 没有\n", "LIN104"),
        ("杯: 碗\n", "LIN104"),
        ("- 杯\n", "LIN104"),
        ("products: []\n", "LIN109"),
        ("- id: A\n  name: 杯\n  price: {a: 1}\n", "LIN206"),
        ("- id: A\n  名称: 杯\n  name: 碗\n", "LIN106"),
        ("- id: A\n  name: &x 杯\n", None),
        ("- id: A\n  id: B\n  name: 杯\n", None),
        ("- !!python/object:os.system {}\n", None),
    ],
)
def test_a_yaml_file_that_is_not_right(tmp_path: Path, text: str, code: str | None) -> None:
    """A YAML line-up of the wrong shape is told so; its YAML is held to the loader's own rules."""
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    found = codes(check_lineup(path)[1])
    assert code in found if code is not None else any(one.startswith("SOP") for one in found)


def test_the_number_stands_for_a_missing_id(tmp_path: Path) -> None:
    """Without a column of ids, the 货号 is the id, and failing that the link's number."""
    assert read_lineup(csv_of(tmp_path, "货号,名称\nS1,杯\n"))[0].id == "S1"
    assert read_lineup(csv_of(tmp_path, "链接号,名称\n7,杯\n"))[0].id == "7"
    assert read_lineup(write_yaml(tmp_path, (("货号", "名称"), ("S1", "杯"))))[0].id == "S1"


def test_every_head_is_known_by_its_own_name() -> None:
    """Each fact that a head stands for may be written by its own English name, too, in any case."""
    from sopkit.lineup.columns import fact_of

    for fact in COLUMNS.values():
        assert fact_of(fact) == fact_of(fact.upper().replace("_", " ")) == fact


# --- Excel


def save(path: Path, *rows: tuple[object, ...], hidden: bool = False) -> Path:
    """Write a workbook of these rows, behind a hidden first sheet if asked."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if hidden:
        sheet.sheet_state = "hidden"
        sheet.append(("别的", "东西"))
        sheet = book.create_sheet("货盘")
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def test_excel_numbers_are_what_is_shown(tmp_path: Path) -> None:
    """Numbers come as Excel shows them: whole ones without a point, no dust of binary fractions, dates as text."""
    path = save(tmp_path / "a.xlsx", ("编号", "名称", "价格", "七天无理由"), (1001.0, "杯", 0.1 + 0.2, True))
    assert read_lineup(path) == (Product("1001", "杯", {"price": Decimal("0.3"), "return_7d": True}),)


def test_the_first_sheet_that_is_shown_is_read(tmp_path: Path) -> None:
    """A hidden sheet before the line-up does not matter."""
    assert read_lineup(save(tmp_path / "a.xlsx", ("编号", "名称"), ("A01", "杯"), hidden=True))[0].id == "A01"


def test_no_formula_is_worked_out(tmp_path: Path) -> None:
    """A formula whose value the file does not hold is an error at its cell, never an empty fact."""
    path = save(tmp_path / "a.xlsx", ("编号", "名称", "价格"), ("A01", "杯", "=9+0.9"))
    _, findings = check_lineup(path)
    assert [(f.code, f.span.line, f.span.column) for f in findings] == [("LIN111", 2, 3)]
    assert "C2" in findings[0].zh


def test_without_openpyxl_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where openpyxl is missing, the error names the extra and another way."""
    path = save(tmp_path / "a.xlsx", ("编号", "名称"), ("A01", "杯"))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UsageError) as refused:
        read_lineup(path)
    assert "sopkit[excel]" in refused.value.zh
    assert "sopkit[excel]" in refused.value.en


def test_what_is_no_workbook_is_turned_away(tmp_path: Path) -> None:
    """A file that is no .xlsx, an .xlsx cut short, one that lacks its parts: a sentence, not a traceback."""
    whole = save(tmp_path / "whole.xlsx", ("编号", "名称"), ("A01", "杯")).read_bytes()
    empty = tmp_path / "empty.xlsx"
    with zipfile.ZipFile(empty, "w") as packed:
        packed.writestr("readme.txt", "nothing")
    for raw in (b"", b"\xd0\xcf\x11\xe0old", whole[: len(whole) // 2], empty.read_bytes()):
        path = tmp_path / "a.xlsx"
        path.write_bytes(raw)
        with pytest.raises(UsageError):
            read_lineup(path)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """What would unpack too large, or defines XML entities, is turned away before it is parsed."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (MAX_UNPACKED + 1))
    with pytest.raises(UsageError, match="太大"):
        read_lineup(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><workbook>&a;</workbook>')
    with pytest.raises(UsageError, match="打不开"):
        read_lineup(path)


# --- the door


def test_other_files_are_turned_away(tmp_path: Path) -> None:
    """A file of another kind, one that is not there, and a folder each get a sentence."""
    (tmp_path / "a.xls").write_bytes(b"")
    (tmp_path / "b.csv").mkdir()
    for name in ("a.xls", "none.csv", "b.csv"):
        with pytest.raises(UsageError):
            read_lineup(tmp_path / name)


def test_a_run_starts_from_any_of_them(tmp_path: Path) -> None:
    """`sopkit.start` takes the path of a line-up of any kind."""
    book = book_of("procedures: {talk: {steps: [{id: hello, role: host}]}}")
    for write in WRITERS.values():
        run = sopkit.start(book, crew={"host": "小美"}, products=write(tmp_path, GOOD))
        assert tuple(run.state.products.values()) == PRODUCTS


def test_rules_have_codes_of_their_own() -> None:
    """Each rule has a code of its own, and every one of them is shown above to fire."""
    assert all(code == rule.code for code, rule in LINEUP_RULES.items())
    text = Path(__file__).read_text(encoding="utf-8")
    assert [code for code in LINEUP_RULES if code not in text] == []


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=12
)
MONEY = st.decimals(0, 99999, places=2)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TEXTS, MONEY, st.lists(st.integers(1, 999), max_size=5)), min_size=1, max_size=12))
@KINDS
def test_what_is_written_is_read(tmp_path: Path, kind: str, rows: list[tuple[str, Decimal, list[int]]]) -> None:
    """Any names, prices and batches that are written come back as they were, from every kind of file."""
    grid = [["编号", "名称", "价格", "库存", "批次"]]
    for number, (name, price, batches) in enumerate(rows):
        stock = str(sum(batches)) if batches else ""
        safe = "x" + name.replace("'", "")
        grid.append([f"P{number}", safe, str(price), stock, "、".join(map(str, batches))])
    read = read_lineup(WRITERS[kind](tmp_path, grid))
    for number, (product, (_, price, batches)) in enumerate(zip(read, rows, strict=True)):
        assert product.id == f"P{number}"
        assert product.get("price") == price
        assert product.get("batches") == (tuple(map(str, batches)) or None)
