from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referent_desk.corrections import (
    CannotUndo,
    Correction,
    Deletion,
    DraftUnderWay,
    FamilyMerge,
    MeetingMove,
    NothingToDelete,
    PersonMerge,
    PersonMove,
    RecordKind,
    ReversalKind,
    Split,
    StillNeeded,
)
from referent_desk.corrections.graph import read_graph
from referent_desk.corrections.rows import incoherent, read_rows
from referent_desk.errors import DeskError, InvalidInput, NotFound
from referent_desk.followup import Action
from referent_desk.office import Office
from referent_desk.vault import Vault
from tests.referent_desk.corrections.conftest import NOW, Desk, contents


def test_every_table_of_a_file_is_filled_here(desk: Desk) -> None:
    """So that a table that comes later is tried too."""
    graph = read_graph(desk.vault)
    filled = {table for table, rows in contents(desk.vault).items() if rows}
    assert set(graph.tables) <= filled


def test_a_deleted_meeting_takes_what_was_noted_in_it_and_comes_back(desk: Desk) -> None:
    before = contents(desk.vault)
    done = desk.office.corrections.correct(Deletion(RecordKind.MEETING, "a-meeting-1"))
    after = contents(desk.vault)
    assert len(after["passage"]) == len(before["passage"]) - 1
    request = desk.vault.row("SELECT * FROM request WHERE id = 'a-request-1'")
    assert request is not None
    assert (request["meeting_id"], request["state"]) == (None, "waiting")
    desk.office.corrections.undo(done)
    assert contents(desk.vault) == before


def test_the_preview_counts_and_writes_nothing(desk: Desk) -> None:
    before = contents(desk.vault)
    effect = desk.office.corrections.preview(Deletion(RecordKind.MEETING, "a-meeting-1"))
    assert effect.removed["passage"] == 1
    assert effect.changed["request"] == 1
    assert contents(desk.vault) == before


def test_the_basket_says_what_when_who_and_how_long(desk: Desk) -> None:
    desk.office.corrections.correct(Deletion(RecordKind.PERSON, "a-person-1"))
    (kept,) = desk.office.corrections.reversals()
    assert (kept.kind, kept.record, kept.family, kept.label, kept.days_left) == (
        ReversalKind.DELETED,
        RecordKind.PERSON,
        "Lacroix",
        "Claire",
        30,
    )
    assert (kept.done_by, kept.done_at) == (desk.vault.holder, NOW)


def test_a_letter_issued_and_the_register_stay_with_what_they_stand_on(desk: Desk) -> None:
    effect = desk.office.corrections.preview(Deletion(RecordKind.FAMILY, "b"))
    assert (effect.kept["document"], effect.kept["disclosure"]) == (1, 1)
    desk.office.corrections.correct(Deletion(RecordKind.FAMILY, "b"))
    left = {t: len([r for r in rows if "b" in r]) for t, rows in contents(desk.vault).items()}
    assert (left["family"], left["document"], left["disclosure"], left["meeting"]) == (1, 1, 1, 0)
    with pytest.raises(NothingToDelete):
        desk.office.corrections.correct(Deletion(RecordKind.FAMILY, "b"))


def test_who_carried_a_letter_is_not_deleted(desk: Desk) -> None:
    with pytest.raises(StillNeeded):
        desk.office.corrections.correct(Deletion(RecordKind.PERSON, "b-person-2"))


def test_what_the_family_lost_since_does_not_come_back_alone(desk: Desk) -> None:
    corrections = desk.office.corrections
    action = corrections.correct(Deletion(RecordKind.ACTION, "a-action-1"))
    family = corrections.correct(Deletion(RecordKind.FAMILY, "a"))
    with pytest.raises(CannotUndo):
        corrections.undo(action)
    corrections.undo(family)
    corrections.undo(action)
    assert desk.vault.row("SELECT 1 FROM action WHERE id = 'a-action-1'")


def test_a_draft_goes_to_the_basket_and_stops_a_move(desk: Desk) -> None:
    desk.vault.drafts.save("meeting", "a:a-meeting-1", {"x": 1})
    with pytest.raises(DraftUnderWay):
        desk.office.corrections.correct(MeetingMove("a-meeting-1", "b"))
    done = desk.office.corrections.correct(Deletion(RecordKind.MEETING, "a-meeting-1"))
    assert not desk.vault.rows("SELECT 1 FROM drafts")
    desk.office.corrections.undo(done)
    assert desk.vault.rows("SELECT 1 FROM drafts")


NAMES_PAUL: tuple[tuple[str, Correction], ...] = (
    ("deleted", Deletion(RecordKind.PERSON, "a-person-2")),
    ("merged", PersonMerge("a-person-2", "a-person-1")),
    ("moved", PersonMove("a-person-2", "b")),
    ("split", Split("a", "Neuf", ["a-person-2"], [])),
)


@pytest.mark.parametrize(
    "correction", [c for _id, c in NAMES_PAUL], ids=[i for i, _c in NAMES_PAUL]
)
def test_who_is_named_in_a_draft_stays_until_it_is_finished(
    desk: Desk, correction: Correction
) -> None:
    """Else an interview half written could never be finished, or would name another family's."""
    before = contents(desk.vault)
    desk.vault.drafts.save("meeting", "a:", {"passages": [{"said_by": "a-person-2"}]})
    with pytest.raises(DraftUnderWay):
        desk.office.corrections.correct(correction)
    desk.vault.drafts.discard("meeting", "a:")
    assert contents(desk.vault) == before
    desk.office.corrections.correct(correction)


def test_nothing_is_undone_under_a_draft_that_names_it(desk: Desk) -> None:
    corrections = desk.office.corrections
    moved = corrections.correct(PersonMove("a-person-1", "b"))
    split = corrections.correct(Split("b", "Neuf", ["b-person-2"], []))
    apart = desk.vault.rows("SELECT id FROM family WHERE name = 'Neuf'")[0]["id"]
    for done, subject, named in (
        (moved, "b:", "a-person-1"),
        (split, f"{apart}:", "x"),
    ):
        desk.vault.drafts.save("meeting", subject, {"said_by": named})
        with pytest.raises(DraftUnderWay):
            corrections.undo(done)
        desk.vault.drafts.discard("meeting", subject)
        corrections.undo(done)


def test_people_named_in_a_moved_meeting_are_matched_moved_or_copied(desk: Desk) -> None:
    corrections = desk.office.corrections
    named = {n.id: n for n in corrections.named_in("a-meeting-2", "b")}
    assert named["a-person-1"].match == "b-person-1"
    assert named["a-person-2"].match == ""
    same = {"a-person-1": "b-person-1"}
    corrections.correct(MeetingMove("a-meeting-2", "b", ["a-person-2"], same))
    meeting = desk.office.meetings.get("a-meeting-2")
    assert meeting.family_id == "b"
    assert set(meeting.participants) == {"b-person-1", "a-person-2"}
    assert [p.first_name for p in desk.office.families.open_file("a").people] == ["Claire"]
    _sound(desk.vault)


def test_a_person_who_stays_has_a_sheet_in_the_other_file(desk: Desk) -> None:
    desk.office.corrections.correct(MeetingMove("a-meeting-1", "b"))
    names = [p.first_name for p in desk.office.families.open_file("b").people]
    assert names.count("Claire") == 2
    _sound(desk.vault)


def test_a_letter_follows_who_carried_it(desk: Desk) -> None:
    desk.office.corrections.correct(PersonMove("b-person-2", "a", ["b-meeting-2"]))
    row = desk.vault.row("SELECT family_id, carried_by, bytes FROM document")
    assert row is not None
    assert tuple(row) == ("a", "b-person-2", b"pdf")
    _sound(desk.vault)


def test_merged_families_are_one_and_two_again(desk: Desk) -> None:
    before = contents(desk.vault)
    corrections = desk.office.corrections
    same = {"b-person-1": "a-person-1"}
    effect = corrections.preview(FamilyMerge("b", "a", same))
    assert {c.field for c in effect.conflicts} == {"name", "situation"}
    done = corrections.correct(FamilyMerge("b", "a", same))
    file = desk.office.families.open_file("a")
    assert len(file.people) == 3
    assert file.family.note == "note a\n\nnote b"
    with pytest.raises(NotFound):
        desk.office.families.open_file("b")
    _sound(desk.vault)
    corrections.undo(done)
    assert contents(desk.vault) == before


def test_merged_people_keep_one_phone_and_one_place_in_the_network(desk: Desk) -> None:
    desk.office.corrections.correct(PersonMerge("a-person-2", "a-person-1"))
    (person,) = desk.office.families.open_file("a").people
    assert [c.value for c in person.contacts] == ["1"]
    members = desk.vault.rows("SELECT id FROM network_member WHERE family_id = 'a'")
    assert {row["id"] for row in members} == {"a-member-1", "a-member-3"}


def test_what_was_written_since_a_merge_stays(desk: Desk) -> None:
    corrections = desk.office.corrections
    done = corrections.correct(PersonMerge("a-person-2", "a-person-1"))
    file = desk.office.families.open_file("a")
    desk.office.families.update(replace(file.family, note="autre"))
    corrections.undo(done)
    file = desk.office.families.open_file("a")
    assert (len(file.people), file.family.note) == (2, "autre")


def test_a_new_file_on_which_something_was_built_is_not_taken_back(desk: Desk) -> None:
    corrections = desk.office.corrections
    done = corrections.correct(Split("a", "Petit", ["a-person-2"], ["a-meeting-2"]))
    made = next(f for f in desk.office.families.list() if f.name == "Petit")
    desk.office.followup.save_action(Action(made.id, "Rappeler"))
    before = contents(desk.vault)
    with pytest.raises(CannotUndo):
        corrections.undo(done)
    assert contents(desk.vault) == before


def test_a_new_file_wants_a_name_and_somebody(desk: Desk) -> None:
    for name, people in ((" ", ["a-person-1"]), ("Petit", [])):
        with pytest.raises(InvalidInput):
            desk.office.corrections.correct(Split("a", name, people, []))


def test_after_thirty_days_opening_the_office_erases(desk: Desk) -> None:
    desk.office.corrections.correct(Deletion(RecordKind.ACTION, "a-action-1"))
    for days, left in ((30, 1), (31, 0)):
        later = Office.open(desk.vault, lambda days=days: NOW + timedelta(days=days))
        assert len(later.corrections.reversals()) == left
    assert desk.vault.journal.entries()[-1].event == "basket.purged"


def test_the_journal_has_ids_alone(desk: Desk) -> None:
    done = desk.office.corrections.correct(Deletion(RecordKind.PERSON, "a-person-1"))
    desk.office.corrections.undo(done)
    last = desk.vault.journal.entries()[-2:]
    assert [(e.event, e.subject) for e in last] == [
        ("person.deleted", "a"),
        ("person.deleted_undone", "a"),
    ]


def _both_ways(kind: str) -> st.SearchStrategy[tuple[str, str]]:
    ids = [f"{x}-{kind}-{n}" for x in "ab" for n in (1, 2)]
    return st.tuples(st.sampled_from(ids), st.sampled_from("ab"))


def _deletions() -> st.SearchStrategy[Correction]:
    ids = [(RecordKind.FAMILY, x) for x in "ab"]
    ids += [
        (k, f"{x}-{k}-{n}")
        for k in RecordKind
        if k is not RecordKind.FAMILY
        for x in "ab"
        for n in (1, 2)
    ]
    return st.sampled_from([Deletion(*it) for it in ids])


def _of(family_id: str, ids: set[str]) -> list[str]:
    return [id_ for id_ in ids if id_[0] == family_id]


def _moves() -> st.SearchStrategy[Correction]:
    people = st.sets(st.sampled_from([f"{x}-person-{n}" for x in "ab" for n in (1, 2)]))
    meetings = st.sets(st.sampled_from([f"{x}-meeting-{n}" for x in "ab" for n in (1, 2)]))
    return st.one_of(
        st.builds(
            lambda it, ids: MeetingMove(it[0], it[1], _of(it[0][0], ids)),
            _both_ways("meeting"),
            people,
        ),
        st.builds(
            lambda it, ids: PersonMove(it[0], it[1], _of(it[0][0], ids)),
            _both_ways("person"),
            meetings,
        ),
        st.builds(
            lambda x, who, when: Split(x, "Petit", _of(x, who), _of(x, when)),
            st.sampled_from("ab"),
            people,
            meetings,
        ),
    )


def _merges() -> st.SearchStrategy[Correction]:
    same = st.sampled_from([{}, {"a-person-1": "b-person-1"}])
    return st.one_of(
        same.map(lambda it: FamilyMerge("a", "b", it)),
        st.sampled_from("ab").map(lambda x: PersonMerge(f"{x}-person-1", f"{x}-person-2")),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(_deletions(), _moves(), _merges()), min_size=1, max_size=5))
def test_after_any_corrections_and_their_undo_every_row_is_back(
    desk: Desk, corrections: list[Correction]
) -> None:
    before = contents(desk.vault)
    done: list[str] = []
    for correction in corrections:
        with suppress(DeskError):
            done.append(desk.office.corrections.correct(correction))
        _sound(desk.vault)
    for reversal_id in reversed(done):
        desk.office.corrections.undo(reversal_id)
        _sound(desk.vault)
    assert contents(desk.vault) == before


def _sound(vault: Vault) -> None:
    """No foreign key leads nowhere, no row of a file names one of another."""
    assert not vault.rows("PRAGMA foreign_key_check")
    graph = read_graph(vault)
    families = [row["id"] for row in vault.rows("SELECT id FROM family")]
    with vault.unit() as unit:
        assert not any(incoherent(graph, read_rows(unit, graph, f)) for f in families)
