# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
"""Sheets as XLSX and as ODS; the same sheets of the same day give the same bytes."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from math import ceil
from typing import Any
from xml.sax.saxutils import quoteattr

from odfdo import Cell, Column, Document, Element, HeaderRows, Row, Table
from xlsxwriter import Workbook

from referent_desk.activity.sheets import Sheet, Value

_TITLE = "Rapport d’activité"
_A4 = 9
_ROW_HEIGHT = 15  # points
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a ZIP
_CHARACTER = 0.2  # cm
_HEAD, _NUMBER_HEAD, _TEXT, _NUMBER, _HIDDEN = "tete", "tete-nombre", "texte", "nombre", "cache"
_ACROSS = {
    "style:print-orientation": "landscape",
    "fo:page-width": "29.7cm",
    "fo:page-height": "21cm",
    "style:scale-to-X": "1",
    "style:scale-to-Y": "0",
}

_CELL_STYLES = f"""\
<number:number-style style:name="milliers" number:language="fr" number:country="FR">\
<number:number number:decimal-places="0" number:min-integer-digits="1"\
 number:grouping="true"/></number:number-style>
<style:style style:name="{_HEAD}" style:family="table-cell" style:parent-style-name="Default">\
<style:table-cell-properties fo:border-bottom="0.75pt solid #5e5e58" fo:wrap-option="wrap"\
 style:text-align-source="fix" style:vertical-align="top"/>\
<style:paragraph-properties fo:text-align="start" fo:margin-left="0.15cm"/>\
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="{_NUMBER_HEAD}" style:family="table-cell"\
 style:parent-style-name="Default"><style:table-cell-properties\
 fo:border-bottom="0.75pt solid #5e5e58" fo:wrap-option="wrap"\
 style:text-align-source="fix" style:vertical-align="top"/>\
<style:paragraph-properties fo:text-align="end"/>\
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="{_TEXT}" style:family="table-cell" style:parent-style-name="Default">\
<style:table-cell-properties fo:wrap-option="wrap" style:text-align-source="fix"\
 style:vertical-align="top"/><style:paragraph-properties fo:text-align="start"\
 fo:margin-left="0.15cm"/></style:style>
<style:style style:name="{_NUMBER}" style:family="table-cell" style:parent-style-name="Default"\
 style:data-style-name="milliers"><style:table-cell-properties style:vertical-align="top"/>\
</style:style>
<style:style style:name="{_HIDDEN}" style:family="table-cell" style:parent-style-name="Default">\
<style:table-cell-properties style:text-align-source="fix" style:vertical-align="top"/>\
<style:paragraph-properties fo:text-align="end"/></style:style>
"""
_PAGE = "//style:page-layout[@style:name='Mpm1']/style:page-layout-properties"
_COLUMN_STYLE = (
    '<style:style style:name="largeur{0}" style:family="table-column">'
    '<style:table-column-properties style:column-width="{1:.2f}cm"/></style:style>'
)
_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<office:document-settings xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"\
 xmlns:ooo="http://openoffice.org/2004/office"\
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.4">\
<office:settings><config:config-item-set config:name="ooo:view-settings">\
<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>\
<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>\
<config:config-item-map-named config:name="Tables">{}</config:config-item-map-named>\
</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>\
</office:settings></office:document-settings>
"""
_FROZEN = (
    ("HorizontalSplitMode", "short", 0),
    ("VerticalSplitMode", "short", 2),
    ("VerticalSplitPosition", "int", 1),
    ("ActiveSplitRange", "short", 2),
    ("PositionTop", "int", 0),
    ("PositionBottom", "int", 1),
)


def xlsx(sheets: Sequence[Sheet], day: date) -> bytes:
    """`day` is when the file says that it was made."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"title": _TITLE, "created": datetime.combine(day, time.min)})
    top = {"valign": "top"}
    head = {"bold": True, "bottom": 1, "text_wrap": True} | top
    formats = {
        _HEAD: book.add_format(head | {"indent": 1}),
        _NUMBER_HEAD: book.add_format(head | {"align": "right"}),
        _TEXT: book.add_format({"text_wrap": True, "indent": 1} | top),
        _NUMBER: book.add_format({"num_format": "#,##0"} | top),
        _HIDDEN: book.add_format({"align": "right"} | top),
    }
    for sheet in sheets:
        page: Any = book.add_worksheet(sheet.name)
        _lay_out(page, sheet)
        for at, row in enumerate(sheet.rows):
            if (lines := _lines(sheet, at)) > 1:
                page.set_row(at, lines * _ROW_HEIGHT)
            for place, value in enumerate(row):
                write = page.write_number if isinstance(value, int) else page.write_string
                write(at, place, value, formats[_look(sheet, at, place)])
    book.close()
    return out.getvalue()


def ods(sheets: Sequence[Sheet], day: date) -> bytes:
    """`day` is when the file says that it was made."""
    document: Any = Document("spreadsheet")
    body, meta = document.body, document.meta
    body.clear()
    styles = document.content.get_element("//office:automatic-styles")
    page = document.styles.get_element(_PAGE)
    for name, value in _ACROSS.items():
        page.set_attribute(name, value)
    for style in _styles(sheets):
        styles.append(Element.from_tag(style))
    for sheet in sheets:
        body.append(_table(sheet))
    meta.creation_date = datetime.combine(day, time.min)
    meta.title, meta.language = _TITLE, "fr-BE"
    document.container.set_part("settings.xml", _settings(sheets))
    out = io.BytesIO()
    document.save(out)
    return _dated(out.getvalue())


def _lay_out(page: Any, sheet: Sheet) -> None:
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    for place, width in enumerate(sheet.widths):
        page.set_column(place, place, width)


def _lines(sheet: Sheet, at: int) -> int:
    """That the row takes, about: not every reader of XLSX finds out by itself."""
    widths = zip(sheet.rows[at], sheet.widths, strict=True)
    return max(ceil(len(str(value)) / (width - 2)) for value, width in widths)


def _look(sheet: Sheet, at: int, place: int) -> str:
    """The style of a cell."""
    if at == 0:
        return _NUMBER_HEAD if place in sheet.numbers else _HEAD
    if isinstance(sheet.rows[at][place], int):
        return _NUMBER
    return _HIDDEN if place in sheet.numbers else _TEXT


def _styles(sheets: Sequence[Sheet]) -> Iterator[str]:
    yield from _CELL_STYLES.splitlines()
    for width in sorted({width for sheet in sheets for width in sheet.widths}):
        yield _COLUMN_STYLE.format(width, width * _CHARACTER)


def _table(sheet: Sheet) -> Element:
    table = Table(sheet.name)
    for width in sheet.widths:
        table.append(Column(style=f"largeur{width}"))
    head = HeaderRows()
    for at in range(len(sheet.rows)):
        (table if at else head).append(_row(sheet, at))
        if at == 0:
            table.append(head)
    return table


def _row(sheet: Sheet, at: int) -> Element:
    row = Row()
    for place, value in enumerate(sheet.rows[at]):
        row.append(_cell(value, _look(sheet, at, place)))
    return row


def _cell(value: Value, style: str) -> Cell:
    """An empty text is an empty cell."""
    return Cell(value, style=style) if value != "" else Cell(style=style)


def _settings(sheets: Sequence[Sheet]) -> bytes:
    """The first row of each sheet stays while the others scroll."""
    items = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}'
        "</config:config-item>"
        for name, kind, value in _FROZEN
    )
    tables = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(sheet.name)}>{items}"
        "</config:config-item-map-entry>"
        for sheet in sheets
    )
    return _SETTINGS.format(tables).encode()


def _dated(content: bytes) -> bytes:
    """The same archive, with one date for all that is in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w") as dated:
        for entry in made.infolist():
            same = zipfile.ZipInfo(entry.filename, _FIRST_DAY)
            same.compress_type, same.create_system = entry.compress_type, 0
            dated.writestr(same, made.read(entry))
    return out.getvalue()
