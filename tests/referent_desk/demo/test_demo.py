from datetime import date, datetime
from pathlib import Path

import pytest

from referent_desk.activity import Period
from referent_desk.demo import make_demo
from referent_desk.documents import DocumentKind
from referent_desk.office import Office
from referent_desk.overview import ThreadKind
from referent_desk.secrecy import Way
from referent_desk.vault import Vault

UNTIL = date(2026, 11, 23)


def letters(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.glob("*.pdf"))]


def test_a_demo_is_a_working_office(vault: Vault, tmp_path: Path) -> None:
    counts = make_demo(vault, tmp_path, families=12, years=1, seed=3, until=UNTIL)
    office = Office.open(vault)
    families = office.families.list()
    assert len(families) == counts.families == 12
    assert counts.meetings > 5
    assert len(letters(tmp_path)) == len(counts.documents) > 0
    kinds = {item.kind for family in families for item in office.overview.thread(family.id)}
    assert {ThreadKind.REQUEST, ThreadKind.MEETING, ThreadKind.DOCUMENT} <= kinds


def test_every_kind_of_contact_is_there(vault: Vault, tmp_path: Path) -> None:
    make_demo(vault, tmp_path, families=24, years=1, seed=3, until=UNTIL)
    office = Office.open(vault)
    items = [i for family in office.families.list() for i in office.overview.thread(family.id)]
    assert {"email", "network_meeting", "group"} <= {item.channel for item in items}
    assert {ThreadKind.INDIRECT, ThreadKind.MISSED} <= {item.kind for item in items}
    assert any(not work.family_id for work in office.contacts.indirect_work())


def test_each_quarter_has_work_that_is_no_contact(vault: Vault, tmp_path: Path) -> None:
    """Else its report would tell that the référent does nothing besides."""
    make_demo(vault, tmp_path, families=4, years=1, seed=3, until=UNTIL)
    activity = Office.open(vault).activity
    for quarter in Period.year(2026).quarters[:3]:
        assert 10 * 60 < activity.figures(quarter).work.indirect < 80 * 60


def test_referrals_have_a_history_and_words_of_the_relatives(vault: Vault, tmp_path: Path) -> None:
    make_demo(vault, tmp_path, families=24, years=1, seed=3, until=UNTIL)
    office = Office.open(vault)
    referrals = office.followup.referrals()
    assert any(referral.said_of_it for referral in referrals)
    assert {"proposed", "handed", "contacted"} <= {referral.state for referral in referrals}
    assert any(len(office.referrals.history(referral.id)) > 2 for referral in referrals)


def test_agreements_a_refusal_and_what_left_are_there(vault: Vault, tmp_path: Path) -> None:
    make_demo(vault, tmp_path, families=24, years=1, seed=3, until=UNTIL)
    office = Office.open(vault, lambda: datetime(2026, 11, 23, 9))
    families = [family.id for family in office.families.list()]
    assert any(a.withdrawn_on for f in families for a in office.agreements.of_family(f))
    told = [t for f in families for t in office.register.of_family(f)]
    assert any(t.way is Way.TRANSMITTED and t.pieces for t in told)
    assert "agreement" in {line.rule.code for line in office.overview.radar()}


def test_families_teach_something(vault: Vault, tmp_path: Path) -> None:
    make_demo(vault, tmp_path, families=24, years=1, seed=3, until=UNTIL)
    lessons = Office.open(vault).overview.lessons()
    assert any(heard.lesson.printable for heard in lessons)
    assert any(not heard.lesson.printable for heard in lessons)


def test_nothing_happens_on_a_closed_day(vault: Vault, tmp_path: Path) -> None:
    make_demo(vault, tmp_path, families=12, years=1, seed=3, until=UNTIL)
    office = Office.open(vault)
    held = [m for f in office.families.list() for m in office.meetings.of_family(f.id)]
    assert held
    assert all(m.starts_at.weekday() < 5 for m in held)
    assert all(m.starts_at.date() != date(2026, 7, 21) for m in held)
    assert not any(m.state == "held" and m.starts_at > datetime(2026, 11, 23) for m in held)


@pytest.mark.parametrize(("seed", "same"), [(3, True), (4, False)])
def test_the_same_seed_tells_the_same_story(
    vault: Vault, other_vault: Vault, tmp_path: Path, seed: int, same: bool
) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    make_demo(vault, first, families=8, years=1, seed=3, until=UNTIL)
    make_demo(other_vault, second, families=8, years=1, seed=seed, until=UNTIL)
    assert (letters(first) == letters(second)) is same


def test_documents_of_every_kind_a_file_gives_are_there(vault: Vault, tmp_path: Path) -> None:
    make_demo(vault, tmp_path, families=24, years=1, seed=3, until=UNTIL)
    office = Office.open(vault)
    issued = [d for f in office.families.list() for d in office.documents.issued(f.id)]
    kinds = {document.kind for document in issued}
    assert kinds >= set(DocumentKind) - {DocumentKind.LIAISON_NOTE, DocumentKind.INCIDENT_SHEET}
    assert [d.kind for d in office.documents.of_office()] == [DocumentKind.INCIDENT_SHEET]
    assert {True, False} == {office.documents.has_left(document) for document in issued}
