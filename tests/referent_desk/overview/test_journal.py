from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from referent_desk.families import Family, Person
from referent_desk.office import Office
from referent_desk.overview import EventKind, JournalFilter, JournalLine
from referent_desk.vault import ANY_COST_POLICY, Passphrase, Vault, open_vault
from referent_desk.vault.keys.header import read_header, write_header
from tests.conftest import HOLDER, PASSPHRASE

EVERYTHING = JournalFilter()
MARCH = JournalFilter(date(2026, 3, 1), date(2026, 3, 2))


def lines(office: Office, wanted: JournalFilter = EVERYTHING) -> tuple[JournalLine, ...]:
    return office.overview.journal(wanted).lines


def test_names_are_those_of_today_and_the_newest_comes_first(office: Office) -> None:
    family_id = office.families.create(Family("Lacroix"))
    office.vault.journal.record("family.opened", family_id)
    office.families.update(Family("Delvaux", id=family_id))
    newest, created, _ = lines(office)
    assert (newest.event, newest.family, newest.holder) == ("family.opened", "Delvaux", HOLDER)
    assert (created.event, created.family) == ("family.created", "Delvaux")


def test_a_person_and_a_family_that_is_gone(office: Office) -> None:
    family_id = office.families.create(Family("Lacroix"), [Person("Claire", "Lacroix")])
    person = office.families.open_file(family_id).people[0]
    office.vault.journal.record("person.changed", person.id)
    office.vault.journal.record("family.opened", "0198-no-longer-there")
    office.vault.journal.record("vault.opened")
    entry, gone, about_her, *_ = lines(office)
    assert (about_her.person, about_her.family) == ("Claire Lacroix", "Lacroix")
    assert gone.gone
    assert not gone.family
    assert not entry.gone


def test_each_filter_narrows(office: Office) -> None:
    lacroix = office.families.create(Family("Lacroix"), [Person("Claire", "Lacroix")])
    petit = office.families.create(Family("Petit"))
    person = office.families.open_file(lacroix).people[0]
    journal = office.vault.journal
    journal.record("family.opened", petit, at="2026-03-01T09:00:00+01:00")
    journal.record("person.changed", person.id, at="2026-03-02T23:59:59+01:00")
    journal.record("document.printed", at="2026-03-03T09:00:00+01:00")
    assert [line.event for line in lines(office, MARCH)] == ["person.changed", "family.opened"]
    of_lacroix = [line.family for line in lines(office, JournalFilter(families=(lacroix,)))]
    assert of_lacroix == ["Lacroix", "Lacroix"]
    assert lines(office, JournalFilter(families=())) == ()
    [left] = lines(office, JournalFilter(kind=EventKind.LEAVING))
    assert left.event == "document.printed"
    assert lines(office, JournalFilter(holder="Quelqu’un d’autre")) == ()
    found = JournalFilter(kind=EventKind.FILES, families=(petit,), until=MARCH.until)
    assert office.overview.journal_count(found) == 0


def test_pages_follow_each_other_without_gap(office: Office) -> None:
    for _ in range(5):
        office.vault.journal.record("family.opened", "f1")
    first = office.overview.journal(JournalFilter(), limit=4)
    last = office.overview.journal(JournalFilter(), first.before, limit=4)
    assert [line.seq for line in (*first.lines, *last.lines)] == [6, 5, 4, 3, 2, 1]
    assert last.before is None


def test_a_refused_opening_is_told_at_its_own_time_and_of_nobody(office: Office) -> None:
    office.vault.journal.record("unlock.failed", detail="2026-03-01T09:00:00+01:00")
    [refused] = lines(office, JournalFilter(until=date(2026, 3, 1)))
    assert (refused.kind, refused.holder) == (EventKind.REFUSED, "")
    assert refused.at.isoformat() == "2026-03-01T09:00:00+01:00"
    assert refused not in lines(office, JournalFilter(holder=HOLDER))


def test_what_another_hand_wrote_in_the_header_does_not_enter_the_journal(vault: Vault) -> None:
    vault.close()
    path = vault.folder / "coffre.json"
    header = read_header(path, ANY_COST_POLICY)
    write_header(path, replace(header, failed_unlocks=("Lacroix", "2026-03-01T09:00:00+01:00")))
    with open_vault(vault.folder, Passphrase(PASSPHRASE), policy=ANY_COST_POLICY) as again:
        failed = [e.detail for e in again.journal.entries() if e.event == "unlock.failed"]
        assert failed == ["", "2026-03-01T09:00:00+01:00"]
        assert lines(Office.open(again), JournalFilter(kind=EventKind.REFUSED))


def test_the_choices_are_those_that_appear(office: Office) -> None:
    family_id = office.families.create(Family("Lacroix"))
    choices = office.overview.journal_choices()
    assert (choices.holders, choices.families) == ((HOLDER,), ((family_id, "Lacroix"),))


@pytest.mark.parametrize("fact", ["Lacroix", "mère inquiète", "épuisée", "a b"])
def test_the_journal_takes_no_word(vault: Vault, fact: str) -> None:
    vault.journal.record("family.opened", "f1", fact)
    assert vault.journal.entries()[-1].detail == ""
    with pytest.raises(ValueError, match="no words"):
        vault.journal.record("family.opened", fact)


def test_what_is_read_is_shown_even_where_nothing_can_be_noted(
    vault: Vault, tmp_path: Path
) -> None:
    vault.close()
    vault.journal.note_reading("family.opened", "f1")
    with open_vault(vault.folder, Passphrase(PASSPHRASE), policy=ANY_COST_POLICY) as again:
        assert "family.opened" not in [entry.event for entry in again.journal.entries()]
