"""A report and a choice come back as they were."""

import json

from referent_desk.activity.as_json import dumped, loaded
from referent_desk.activity.choice import Choice, Grouping
from referent_desk.activity.indicators import Section
from referent_desk.activity.report import Report
from tests.referent_desk.activity.reports import EMPTY, LONG, RECTIFIED, REPORT


def test_reports_come_back_as_they_were() -> None:
    for report in (REPORT, RECTIFIED, EMPTY, LONG):
        assert loaded(Report, dumped(report)) == report


def test_a_choice_comes_back_as_it_was() -> None:
    choice = Choice(
        (Section.WORK, Section.SITUATIONS),
        frozenset({"b", "a"}),
        {"z": (Grouping(("x", "y")),), "a": ()},
        compared=False,
        comment="« Ça va. »",
    )
    assert loaded(Choice, dumped(choice)) == choice


def test_the_same_data_is_the_same_text() -> None:
    one, other = frozenset("abcdef"), frozenset("fedcba")
    assert dumped(Choice(left_out=one)) == dumped(Choice(left_out=other))


def test_what_a_later_version_added_is_left_out() -> None:
    text = json.dumps({**json.loads(dumped(Choice(comment="x"))), "colour": "blue"})
    assert loaded(Choice, text) == Choice(comment="x")
