import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from odfdo import Document

from referent_desk.activity.indicators import SECTION_NAMES
from referent_desk.activity.rendering import Form
from referent_desk.activity.sheets import sheets
from referent_desk.activity.workbooks import ods, xlsx
from tests.referent_desk.activity import reports
from tests.referent_desk.activity.reports import EMPTY, RECTIFIED, REPORT

DAY = date(2026, 10, 5)
Book = Mapping[str, list[list[Any]]]
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def from_ods(content: bytes) -> Book:
    document: Any = Document(io.BytesIO(content))
    return {
        table.name: [[cell.value for cell in row.cells] for row in table.rows]
        for table in document.body.tables
    }


def from_xlsx(content: bytes) -> Book:
    """Numbers as int, shared strings as text."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    strings = [
        "".join(item.itertext())
        for item in ET.fromstring(archive.read("xl/sharedStrings.xml")).iter(f"{_MAIN}si")
    ]
    names = [
        str(sheet.get("name"))
        for sheet in ET.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    ]
    book: dict[str, list[list[Any]]] = {}
    for number, name in enumerate(names, start=1):
        page = ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
        book[name] = [
            [_value(cell, strings) for cell in row.iter(f"{_MAIN}c")]
            for row in page.iter(f"{_MAIN}row")
        ]
    return book


def _value(cell: Any, strings: list[str]) -> Any:
    text = cell.findtext(f"{_MAIN}v")
    if text is None:
        return None
    return strings[int(text)] if cell.get("t") == "s" else int(text)


@cache
def files(report: reports.Report) -> dict[Form, bytes]:
    book = sheets(report)
    return {Form.ODS: ods(book, DAY), Form.XLSX: xlsx(book, DAY)}


both = pytest.mark.parametrize(
    ("form", "read"), [(Form.ODS, from_ods), (Form.XLSX, from_xlsx)], ids=["ods", "xlsx"]
)
Read = Any


@both
def test_numbers_are_numbers_and_what_is_hidden_is_text(form: Form, read: Read) -> None:
    rows = {row[3]: row[5:] for row in read(files(REPORT)[form])["Tableaux"] if row[2]}
    assert rows["Mère"] == [21, 19, 17]
    assert rows["Ami, amie"] == ["n.c.", "<5", "<5"]
    assert rows["Grand-parent"] == [0, 0, 0]


@both
def test_a_workbook_says_what_it_is_and_defines_what_it_counts(form: Form, read: Read) -> None:
    book = read(files(RECTIFIED)[form])
    assert list(book) == [
        *("Rapport", "Tableaux", "Trimestres", "Chiffres", "Définitions", "Tableaux omis")
    ]
    assert ["Version", "2"] in book["Rapport"]
    assert ["Rectifié", "Situations nouvelles\u00a0: 18 au lieu de 17."] in book["Rapport"]
    assert {"Situations nouvelles", "Lien avec la personne hospitalisée"} < {
        row[0] for row in book["Définitions"]
    }
    assert book["Tableaux omis"][1] == ["Motif de clôture", reports.WHY]


@both
def test_a_name_that_begins_like_a_formula_is_text(form: Form, read: Read) -> None:
    table = reports.table("x", reports.MET, "Âge", (5, 5, 5), ("=HYPERLINK(A1)", 5, 5, 5))
    content = files(replace(REPORT, sections=(replace(REPORT.sections[2], tables=(table,)),)))[form]
    assert "=HYPERLINK(A1)" in [row[3] for row in read(content)["Tableaux"]]
    assert not any(b"<f>" in part or b"table:formula" in part for part in parts(content).values())


def test_the_head_of_each_sheet_stays_in_sight_and_columns_have_their_width() -> None:
    made = files(REPORT)
    sheets = [part for name, part in parts(made[Form.XLSX]).items() if "worksheets/" in name]
    assert len(sheets) == 6
    assert all(b'ySplit="1"' in sheet and b"<cols>" in sheet for sheet in sheets)
    opened = parts(made[Form.ODS])
    assert opened["settings.xml"].count(b'"VerticalSplitPosition" config:type="int">1<') == 6
    assert b'style:column-width="18.00cm"' in opened["content.xml"]


@both
def test_an_empty_report_is_a_workbook_too(form: Form, read: Read) -> None:
    assert list(read(files(EMPTY)[form])) == ["Rapport"]


@pytest.mark.parametrize("form", [Form.ODS, Form.XLSX])
def test_no_hour_of_the_making_is_in_the_file(form: Form) -> None:
    archive = zipfile.ZipFile(io.BytesIO(files(REPORT)[form]))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert archive.testzip() is None


def test_an_ods_says_first_what_it_is() -> None:
    first = zipfile.ZipFile(io.BytesIO(files(REPORT)[Form.ODS])).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def parts(content: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name) for name in archive.namelist()}


def test_the_name_of_a_section_stands_on_one_line() -> None:
    """Else each of its rows is twice as high in XLSX."""
    by_name = {sheet.name: sheet for sheet in sheets(REPORT)}
    for sheet in (by_name["Tableaux"], by_name["Chiffres"]):
        assert all(len(name) <= sheet.widths[0] - 2 for name in SECTION_NAMES.values())
