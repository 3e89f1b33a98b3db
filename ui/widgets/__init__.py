"""The controls every screen is made of: named, reachable with the keyboard, of one hand."""

from ui.widgets.announcing import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import (
    Button,
    IconButton,
    LinkButton,
    PrimaryButton,
    RailButton,
    SecondaryButton,
)
from ui.widgets.card import Card
from ui.widgets.chips import Chip, ChipGroup
from ui.widgets.date_edit import DateEdit, TimeEdit
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.filter_list import FilterList, RowModel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import IconLine, PageTitle, Rule, Text
from ui.widgets.number_edit import NumberEdit
from ui.widgets.row import Row
from ui.widgets.row_painting import RowData
from ui.widgets.sheet_dialog import SheetDialog
from ui.widgets.tag import Tag, TagKind
from ui.widgets.text_edits import PlainTextEdit, SearchEdit

__all__ = [
    "Banner",
    "Button",
    "Card",
    "Chip",
    "ChipGroup",
    "DateEdit",
    "EmptyState",
    "Field",
    "FilterList",
    "FlowLayout",
    "IconButton",
    "IconLine",
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
    "SearchEdit",
    "SecondaryButton",
    "SheetDialog",
    "Tag",
    "TagKind",
    "Text",
    "TimeEdit",
    "announce",
]
