"""Everything that was noted, found as one types: an index that follows the tables of the others."""

from referent_desk.search.checks import INDEX
from referent_desk.search.discretion import may_be_read, without_names
from referent_desk.search.model import Excerpt, Found, Hit, Kind
from referent_desk.search.query import FILTERS, Filter, Query, parse
from referent_desk.search.service import MOST, Search

__all__ = [
    "FILTERS",
    "INDEX",
    "MOST",
    "Excerpt",
    "Filter",
    "Found",
    "Hit",
    "Kind",
    "Query",
    "Search",
    "may_be_read",
    "parse",
    "without_names",
]
