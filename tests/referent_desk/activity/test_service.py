"""Reports from the plan to the frozen bytes, on a demo office."""

import shutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from referent_desk.activity import (
    AlreadyIssued,
    Choice,
    Form,
    Grouping,
    NamesInComment,
    Period,
    PeriodNotOver,
    frozen,
    publication,
)
from referent_desk.activity.control import Cell, Relation
from referent_desk.activity.counted import Counted
from referent_desk.activity.counting import Counting
from referent_desk.corrections import FamilyMerge
from referent_desk.demo import fill_office
from referent_desk.errors import NotFound
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.office import Office
from referent_desk.settings import declared
from referent_desk.vault import (
    ANY_COST_POLICY,
    ConstraintFailed,
    Passphrase,
    create_vault,
    open_vault,
)
from tests.conftest import CHEAP, HOLDER, PASSPHRASE
from ui.vault.journal_words import SENTENCES

NOW = datetime(2026, 11, 30, 9, 0)
T2, T3 = Period.quarter(2026, 2), Period.quarter(2026, 3)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "demo.coffre"
    with create_vault(
        folder, PASSPHRASE, HOLDER, cost=CHEAP, policy=ANY_COST_POLICY
    ).vault as vault:
        fill_office(vault, families=80, years=1, seed=5, until=NOW.date())
    return folder


@pytest.fixture
def demo(filled: Path, tmp_path: Path) -> Iterator[Office]:
    folder = shutil.copytree(filled, tmp_path / "demo.coffre")
    with open_vault(folder, Passphrase(PASSPHRASE), policy=ANY_COST_POLICY) as vault:
        yield Office.open(vault, lambda: NOW)


def reopen_a_situation(office: Office) -> None:
    """A correction: one more situation was opened in the quarter."""
    row = office.vault.row("SELECT id FROM situation WHERE opened_on < '2026-07-01' LIMIT 1")
    assert row is not None
    with office.vault.unit() as unit:
        unit.update("situation", row["id"], opened_on="2026-08-14", closed_on=None)
        unit.commit()


def test_a_report_is_kept_as_it_left(demo: Office) -> None:
    issued = demo.activity.issue(T3, Choice(comment="Un trimestre calme."))
    assert demo.activity.issued() == (issued,)
    assert (issued.version, issued.replaces, issued.issued_by) == (1, None, HOLDER)
    assert demo.activity.file(issued.id, Form.PDF).startswith(b"%PDF")
    report = demo.activity.report(issued.id)
    assert report.comment == "Un trimestre calme."
    assert report.issued_on == NOW.date()
    [entry] = [e for e in demo.vault.journal.entries() if e.event == "report.issued"]
    assert (entry.subject, entry.detail) == (issued.id, "2026-T3")
    assert entry.event in SENTENCES


def test_it_is_made_again_to_the_byte(demo: Office) -> None:
    issued = demo.activity.issue(T3, Choice())
    reopen_a_situation(demo)
    demo.settings.put(declared.SMALL_COUNT, 9)
    again = demo.activity.reproduce(issued.id)
    assert set(again) == set(Form)
    for form, content in again.items():
        assert content == demo.activity.file(issued.id, form)


def test_nothing_changes_or_erases_it(demo: Office) -> None:
    issued = demo.activity.issue(T3, Choice())
    for statement in (
        "UPDATE activity_report SET content = '{}'",
        "DELETE FROM activity_report_file",
        "DELETE FROM activity_report",
    ):
        with pytest.raises(ConstraintFailed), demo.vault.unit() as unit:
            unit.execute(statement)
    assert demo.activity.report(issued.id).period == T3


def test_a_period_that_is_not_over_is_refused(demo: Office) -> None:
    with pytest.raises(PeriodNotOver):
        demo.activity.issue(Period.quarter(2026, 4), Choice())
    with pytest.raises(PeriodNotOver):
        demo.activity.issue(Period(date(2026, 11, 1), NOW.date()), Choice())
    assert demo.activity.issued() == ()


def test_what_would_not_change_is_refused(demo: Office) -> None:
    demo.activity.issue(T3, Choice())
    with pytest.raises(AlreadyIssued):
        demo.activity.issue(T3, Choice())


def test_a_correction_shows_and_gives_a_rectified_version(demo: Office) -> None:
    first = demo.activity.issue(T3, Choice())
    assert demo.activity.differences(first.id) == ()
    reopen_a_situation(demo)
    changed = [d for d in demo.activity.differences(first.id) if d.period == T3 and not d.indicator]
    assert any(d.population == "Nouvelles situations" and d.now == d.was + 1 for d in changed)
    second = demo.activity.issue(T3, Choice())
    assert (second.version, second.replaces) == (2, first.id)
    told = demo.activity.report(second.id).rectified
    assert any(line.startswith("Nouvelles situations\u00a0: ") for line in told)
    assert demo.activity.report(first.id).rectified == ()
    assert demo.activity.differences(second.id) == ()


def test_another_threshold_is_told_once_and_not_as_corrections(demo: Office) -> None:
    demo.activity.issue(T3, Choice())
    demo.settings.put(declared.SMALL_COUNT, 9)
    second = demo.activity.issue(T3, Choice())
    (told,) = demo.activity.report(second.id).rectified
    assert told.startswith("Seuil\u00a0: 9 au lieu de 5")


def test_who_was_counted_is_kept_with_an_issue(demo: Office) -> None:
    """One opened in the quarter was opened before it, and another the other way round."""
    demo.activity.issue(T3, Choice())
    [issue] = frozen.issues(demo.vault)
    cell = Cell("situations_new", "", T3.label)
    assert who_today(demo, issue.who) == issue.who
    with demo.vault.unit() as unit:
        for was, becomes in ((T2, T3), (T3, T2)):
            row = demo.vault.row(
                "SELECT id FROM situation WHERE opened_on > ? AND opened_on <= ? LIMIT 1",
                (was.first.isoformat(), was.last.isoformat()),
            )
            assert row is not None
            unit.update("situation", row["id"], opened_on=becomes.first.isoformat(), closed_on=None)
        unit.commit()
    assert demo.activity.figures(T3).totals[cell.indicator] == issue.counts[cell]
    assert who_today(demo, [cell])[cell] != issue.who[cell]


def who_today(office: Office, cells: Iterable[Cell]) -> dict[Cell, int | None]:
    counted = Counted(Counting(office.vault, office.vocabulary, office.settings, NOW.date))
    return {cell: counted.who_if_known(cell) for cell in cells}


def test_another_comment_is_a_change(demo: Office) -> None:
    demo.activity.issue(T3, Choice())
    assert demo.activity.issue(T3, Choice(comment="Une précision.")).version == 2


def test_a_name_in_the_comment_stops_until_it_was_looked_at(demo: Office) -> None:
    row = demo.vault.row("SELECT last_name FROM person WHERE length(last_name) > 5 LIMIT 1")
    assert row is not None
    choice = Choice(comment=f"Merci à la famille {row['last_name']} pour sa confiance.")
    with pytest.raises(NamesInComment) as refused:
        demo.activity.issue(T3, choice)
    assert refused.value.found == demo.activity.findings(choice.comment)
    assert row["last_name"] in refused.value.message
    assert demo.activity.issued() == ()
    assert demo.activity.issue(T3, choice, seen=refused.value.found).version == 1


def test_a_label_of_the_users_own_is_searched_too(demo: Office) -> None:
    row = demo.vault.row("SELECT last_name FROM person WHERE length(last_name) > 5 LIMIT 1")
    assert row is not None
    merged = Grouping(("mother", "father"), f"proches de {row['last_name']}")
    with pytest.raises(NamesInComment):
        demo.activity.issue(T3, Choice(groupings={"persons_met.link": (merged,)}))


def test_a_national_number_in_the_comment_is_refused(demo: Office) -> None:
    with pytest.raises(NationalNumberSuspected):
        demo.activity.issue(T3, Choice(comment="85.07.30-033.28"))


def test_the_choice_that_was_issued_is_proposed_for_the_next_period(demo: Office) -> None:
    assert demo.activity.choice(T3) == Choice()
    merged = Grouping(("unit_a", "unit_b"), "Aile est")
    chosen = Choice(
        left_out=frozenset({"requests.channel"}),
        groupings={"situations_new.ward": (merged,)},
        compared=False,
        comment="À relire.",
    )
    demo.activity.issue(T2, chosen)
    assert demo.activity.choice(T2) == chosen
    assert demo.activity.choice(T3) == replace(chosen, comment="")


def test_a_period_issued_before_begins_from_its_own_report(demo: Office) -> None:
    """To rectify it, though the report of a later one had other parts and no such comment."""
    own = Choice(left_out=frozenset({"requests.channel"}), comment="Deux mois sans remplacement.")
    demo.activity.issue(T2, own)
    demo.activity.issue(T3, Choice(compared=False, comment="Un trimestre calme."))
    assert demo.activity.choice(T2) == own


def test_the_preview_of_a_rectified_version_shows_what_will_be_told(demo: Office) -> None:
    demo.activity.issue(T3, Choice(comment="Un mot."))
    reopen_a_situation(demo)
    plan = demo.activity.plan(T3, Choice(comment="Un mot."))
    assert plan.report.version == 2
    other = plan.commented("Un autre mot.")
    assert other.report.comment == "Un autre mot."
    assert set(other.report.rectified) - set(plan.report.rectified) == {"Commentaire modifié"}
    assert other.commented("Un mot.") == plan
    issued = demo.activity.issue(T3, Choice(comment="Un mot."))
    assert plan.report == replace(demo.activity.report(issued.id), issued_on=None)
    assert plan.report.rectified


def test_a_corrected_delay_is_a_difference_where_it_was_printed(
    demo: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication, "tells_more", lambda *_: False)
    last = demo.activity.issue(T3, Choice())
    assert demo.activity.report(last.id).delay.median is not None
    with demo.vault.unit() as unit:
        unit.execute(
            "UPDATE request SET received_at = strftime('%Y-%m-%dT%H:%M', received_at, '-2 days')"
        )
        unit.commit()
    told = {(d.population, d.label) for d in demo.activity.differences(last.id)}
    assert ("Délai jusqu’au premier entretien, en jours", "médiane") in told


def test_other_hours_of_the_post_or_another_signature_can_be_rectified(demo: Office) -> None:
    first = demo.activity.issue(T3, Choice())
    demo.settings.put(declared.WEEKLY_HOURS, 24)
    [hours] = demo.activity.differences(first.id)
    assert (hours.population, hours.minutes) == ("Horaire du poste", True)
    assert demo.activity.issue(T3, Choice()).version == 2
    demo.settings.put(declared.REFERENT_TITLE, "Référent famille")
    third = demo.activity.issue(T3, Choice())
    assert demo.activity.report(third.id).rectified == ("En-tête modifié",)


def test_a_change_within_answers_printed_together_is_a_difference(demo: Office) -> None:
    """From one group of wards to another: no total changes."""
    merged = (Grouping(("unit_a", "unit_b"), "Est"), Grouping(("unit_c", "unit_d"), "Ouest"))
    left_out = frozenset({"situations_seen.ward"})
    choice = Choice(left_out=left_out, groupings={"situations_new.ward": merged})
    issued = demo.activity.issue(T3, choice)
    row = demo.vault.row(
        "SELECT id FROM situation WHERE ward IN ('unit_a', 'unit_b') AND opened_on BETWEEN ? AND ?",
        (T3.first.isoformat(), T3.last.isoformat()),
    )
    assert row is not None
    with demo.vault.unit() as unit:
        unit.update("situation", row["id"], ward="unit_c")
        unit.commit()
    found = demo.activity.differences(issued.id)
    assert {d.label: d.now - d.was for d in found} == {"Est": -1, "Ouest": 1}


def test_lessons_that_their_families_agreed_to_go_in(demo: Office) -> None:
    demo.activity.plan(T3, Choice())
    rows = demo.vault.rows("SELECT id, wording FROM lesson WHERE wording <> '' ORDER BY id LIMIT 2")
    assert len(rows) == 2
    with demo.vault.unit() as unit:
        unit.execute("UPDATE lesson SET agreed_on = NULL, cleared_wording = ''")
        for row, cleared in zip(rows, (row_words(rows[0]), "autre chose"), strict=True):
            unit.update(
                "lesson",
                row["id"],
                marked_on="2026-08-01",
                agreed_on="2026-08-02",
                cleared_wording=cleared,
            )
        unit.commit()
    assert demo.activity.plan(T3, Choice()).report.lessons == (rows[0]["wording"],)
    assert demo.activity.plan(T3, Choice(lessons=False)).report.lessons == ()


def row_words(row: object) -> str:
    return str(row["wording"])  # pyright: ignore[reportIndexIssue]


def test_a_preview_is_a_pdf_and_leaves_no_trace(demo: Office) -> None:
    before = len(demo.vault.journal.entries())
    plan = demo.activity.plan(T3, Choice())
    assert plan.report.issued_on is None
    assert demo.activity.preview(plan.report).startswith(b"%PDF")
    assert len(demo.vault.journal.entries()) == before


def test_decayed_bytes_are_found(demo: Office) -> None:
    demo.activity.issue(T3, Choice())
    assert demo.vault.check() == []
    with demo.vault.unit() as unit:
        unit.execute("DROP TRIGGER activity_report_file_is_frozen")
        unit.execute("UPDATE activity_report_file SET bytes = x'00' WHERE form = 'csv'")
        unit.commit()
    told = [found.told for found in demo.vault.check()]
    assert any("rapport d’activité" in sentence for sentence in told)


def test_what_is_not_there_is_said(demo: Office) -> None:
    for ask in (demo.activity.report, demo.activity.reproduce, demo.activity.differences):
        with pytest.raises(NotFound):
            ask("nowhere")
    with pytest.raises(NotFound):
        demo.activity.file("nowhere", Form.CSV)


@pytest.mark.parametrize("tells", [True, False])
def test_a_median_is_printed_unless_it_gives_a_bracket_away(
    demo: Office, monkeypatch: pytest.MonkeyPatch, *, tells: bool
) -> None:
    def tells_more(told: Collection[Relation], *_: object) -> bool:
        assert told
        return tells

    monkeypatch.setattr(publication, "tells_more", tells_more)
    delay = demo.activity.plan(T3, Choice(compared=False)).report.delay
    assert isinstance(delay.base, int)
    assert (delay.median is None) == tells


def test_families_merged_after_issuing_are_told_as_a_difference(demo: Office) -> None:
    """Somebody stood in two files and was counted twice; what was issued stays as it left."""
    issued = demo.activity.issue(T3, Choice())
    left = demo.activity.file(issued.id, Form.PDF)
    was = demo.activity.figures(T3).totals
    (gone, twice), (into, once) = _two_met(demo, T3)
    demo.corrections.correct(FamilyMerge(gone, into, {twice: once}))
    now = demo.activity.figures(T3).totals
    found = demo.activity.differences(issued.id)
    told = {d.population: (d.was, d.now) for d in found if d.period == T3 and not d.indicator}
    met = was["persons_met"]
    assert now == {**was, "persons_met": met - 1}
    assert told == {"Personnes rencontrées": (met, met - 1)}
    assert demo.activity.reproduce(issued.id)[Form.PDF] == left
    assert demo.activity.issue(T3, Choice()).version == 2


def _two_met(office: Office, period: Period) -> tuple[tuple[str, str], ...]:
    """Of two families, each with somebody met in the period."""
    rows = office.vault.rows(
        "SELECT m.family_id, min(p.person_id) AS person_id FROM meeting m"
        " JOIN meeting_participant p ON p.meeting_id = m.id"
        " WHERE m.state = 'held' AND m.starts_at >= ? AND m.starts_at < ?"
        " GROUP BY m.family_id LIMIT 2",
        period.bounds,
    )
    return tuple((row["family_id"], row["person_id"]) for row in rows)
