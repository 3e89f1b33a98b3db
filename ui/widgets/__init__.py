"""The controls every screen is made of: named, reachable with the keyboard, of one hand.

A module is loaded when one of its names is first asked for: the first screen needs few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.widgets.announcing import announce
    from ui.widgets.banner import Banner
    from ui.widgets.buttons import (
        Button,
        IconButton,
        LinkButton,
        PrimaryButton,
        RailButton,
        SecondaryButton,
        named,
    )
    from ui.widgets.card import Card
    from ui.widgets.chips import Chip, ChipGroup
    from ui.widgets.date_edit import DateEdit, TimeEdit
    from ui.widgets.emptied import empty
    from ui.widgets.empty_state import EmptyState
    from ui.widgets.field import Field
    from ui.widgets.file_dialog import FileDialog
    from ui.widgets.filter_list import FilterList, LazyRows, RowModel
    from ui.widgets.flow_layout import FlowLayout
    from ui.widgets.labels import IconLine, PageTitle, Rule, Text
    from ui.widgets.number_edit import NumberEdit
    from ui.widgets.pushed import at_left, at_top
    from ui.widgets.row import Row
    from ui.widgets.row_painting import RowData
    from ui.widgets.scrolling import READABLE, Scrolling
    from ui.widgets.sheet_dialog import SheetDialog
    from ui.widgets.tag import Tag, TagKind
    from ui.widgets.text_edits import PlainTextEdit, SearchEdit

__all__ = [
    "READABLE",
    "Banner",
    "Button",
    "Card",
    "Chip",
    "ChipGroup",
    "DateEdit",
    "EmptyState",
    "Field",
    "FileDialog",
    "FilterList",
    "FlowLayout",
    "IconButton",
    "IconLine",
    "LazyRows",
    "LinkButton",
    "NumberEdit",
    "PageTitle",
    "PlainTextEdit",
    "PrimaryButton",
    "RailButton",
    "Row",
    "RowData",
    "RowModel",
    "Rule",
    "Scrolling",
    "SearchEdit",
    "SecondaryButton",
    "SheetDialog",
    "Tag",
    "TagKind",
    "Text",
    "TimeEdit",
    "announce",
    "at_left",
    "at_top",
    "empty",
    "named",
]

_NAMES_OF = {
    "announcing": "announce",
    "banner": "Banner",
    "buttons": "Button IconButton LinkButton PrimaryButton RailButton SecondaryButton named",
    "card": "Card",
    "chips": "Chip ChipGroup",
    "date_edit": "DateEdit TimeEdit",
    "emptied": "empty",
    "empty_state": "EmptyState",
    "field": "Field",
    "file_dialog": "FileDialog",
    "filter_list": "FilterList LazyRows RowModel",
    "flow_layout": "FlowLayout",
    "labels": "IconLine PageTitle Rule Text",
    "number_edit": "NumberEdit",
    "pushed": "at_left at_top",
    "row": "Row",
    "row_painting": "RowData",
    "scrolling": "READABLE Scrolling",
    "sheet_dialog": "SheetDialog",
    "tag": "Tag TagKind",
    "text_edits": "PlainTextEdit SearchEdit",
}
_MODULE_OF = {name: module for module, names in _NAMES_OF.items() for name in names.split()}

if not TYPE_CHECKING:  # a type checker would take any name for a good one

    def __getattr__(name: str) -> object:
        if name not in _MODULE_OF:
            raise AttributeError(name)
        return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
