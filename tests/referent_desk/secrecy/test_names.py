"""Names of the vault in a text: as written, misspelt, by initials; ordinary words are none."""

import unicodedata
from datetime import datetime
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referent_desk.directory import Resource, ResourceKind
from referent_desk.families import (
    Family,
    KnownName,
    Member,
    NameKind,
    Person,
    Situation,
)
from referent_desk.meetings import Meeting, NetworkMeeting, Professional
from referent_desk.office import Office
from referent_desk.secrecy import Certainty, NameFinder, NameFound, names_known
from referent_desk.vocabulary import Catalogue

CLAIRE = KnownName(NameKind.PERSON, "Lefèvre-Dubois", "Claire", "f1", "p1")
JEAN = KnownName(NameKind.PERSON, "Van den Berghe", "Jean-Pierre", "f2", "p2")
ANNE = KnownName(NameKind.PERSON, "D’Hondt", "An", "f3", "p3")
IVAN = KnownName(NameKind.PERSON, "Иванов", "Олег", "f4", "p4")
WANG = KnownName(NameKind.PERSON, "小明", "王", "f5", "p5")
MARTIN = KnownName(NameKind.FAMILY, "Martin (la mère)", family_id="f6")
THEO = KnownName(NameKind.PATIENT, "Théo", family_id="f1")
INITIAL = KnownName(NameKind.PATIENT, "Q.", family_id="f2")
CALLER = KnownName(NameKind.CALLER, "La mère de Wivine", family_id="f7")
CLUB = KnownName(NameKind.NETWORK, "Club Espérance", family_id="f1")
UNIT_A = KnownName(NameKind.WARD, "Unité A")
UNIT_3 = KnownName(NameKind.WARD, "Unité 3")
LINDENS = KnownName(NameKind.WARD, "Les Tilleuls")
NAMES = (
    *(CLAIRE, JEAN, ANNE, IVAN, WANG, MARTIN, THEO, INITIAL, CALLER, CLUB),
    *(UNIT_A, UNIT_3, LINDENS),
)
FINDER = NameFinder(NAMES)
ORDINARY = (
    "la famille demande une visite plus tôt le matin et un an après rien ne bouge dans cette unité"
    " a dit son frère qui attend la porte du service pour parler avec une mère au club de jour sans"
    " être seule malgré tout l’espoir qui reste à deux jours de la fin"
).split()


def found(text: str) -> list[tuple[str, Certainty]]:
    return [(one.text, one.certainty) for one in FINDER.find(text)]


def written(text: str) -> list[str]:
    return [words for words, how in found(text) if how is Certainty.WRITTEN]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Claire voudrait venir.", "Claire"),
        ("Voir avec Mme Lefevre demain", "Lefevre"),
        ("CLAIRE LEFÈVRE-DUBOIS a dit", "CLAIRE LEFÈVRE-DUBOIS"),
        ("c’est d’Hondt", "Hondt"),
        ("chez Jean Pierre Van den Berghe, le soir", "Jean Pierre Van den Berghe"),
        ("chez Vandenberghe", "Vandenberghe"),
        ("avec Cla\u00adire", "Cla\u00adire"),
        ("le docteur Иванов", "Иванов"),
        ("和王小明说", "王小明"),
        ("dit Théo2", "Théo"),
        ("à l’unité A", "unité A"),
        ("à l’Unité 3", "Unité 3"),
        ("aux Tilleuls", "Tilleuls"),
        ("aux tilleuls", "tilleuls"),
        ("pour Wivine", "Wivine"),
        ("au Club", "Club"),
        ("les Martin", "Martin"),
        ("avec An", "An"),
    ],
)
def test_a_name_is_found_as_written(text: str, named: str) -> None:
    assert written(text) == [named]


def test_a_name_says_whose_it_is() -> None:
    [one] = FINDER.find("Hier, Claire Dubois")
    assert one.names == (CLAIRE,)
    [family] = FINDER.find("Martin")
    assert family.names == (MARTIN,)
    assert CLAIRE.text == "Claire Lefèvre-Dubois"


def test_who_bears_one_part_only_is_another() -> None:
    other = KnownName(NameKind.PERSON, "Moreau", "Claire", "f9", "p9")
    finder = NameFinder([CLAIRE, other])
    assert finder.find("Claire")[0].names == (CLAIRE, other)
    assert finder.find("Claire Moreau")[0].names == (other,)
    assert [one.text for one in finder.find("Moreau et Dubois")] == ["Moreau", "Dubois"]


@pytest.mark.parametrize(
    "text",
    [
        "une information claire",
        "le dubois",
    ],
)
def test_a_name_in_small_letters_may_be_a_word(text: str) -> None:
    [(_, how)] = found(text)
    assert how is Certainty.LOWER_CASE


@pytest.mark.parametrize(
    "text",
    ["Lefebvre", "Lefvre", "Lefèrve", "Lefèvres", "Claira", "Tilleul", "Mrtin", "Ивонов"],
)
def test_one_letter_off_is_near(text: str) -> None:
    assert found(f"Voir {text} demain") == [(text, Certainty.NEAR)]


@pytest.mark.parametrize(
    ("text", "named", "whose"),
    [
        ("C. L. a dit", "C. L.", CLAIRE),
        ("dit C. L.-D. hier", "C. L.-D.", CLAIRE),
        ("(J.-P. B.)", "J.-P. B.", JEAN),
        ("Mme L. a dit", "Mme L.", CLAIRE),
        ("Madame L a dit", "Madame L", CLAIRE),
        ("M. B. attend", "M. B.", JEAN),
        ("la famille M. attend", "famille M.", MARTIN),
        ("chez Q., la nuit", "Q.", INITIAL),
    ],
)
def test_initials_are_found(text: str, named: str, whose: KnownName) -> None:
    [one] = FINDER.find(text)
    assert (one.text, one.certainty) == (named, Certainty.INITIALS)
    assert whose in one.names


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ".join(ORDINARY),
        "Famille, maison, matin.",
        "M. le directeur et Mme la ministre",
        "Un an plus tard",
        "p. ex. Z. Z.",
        "le club et l’unité a fermé",
        "0800 32 123",
        "Dernière chance",
    ],
)
def test_other_words_are_no_names(text: str) -> None:
    assert found(text) == []


def part_of(name: KnownName) -> list[str]:
    return [name.text, name.surname, *([name.given] if len(name.given) > 1 else [])]


PARTS = [part for name in (CLAIRE, JEAN, IVAN, THEO, LINDENS) for part in part_of(name)]
LONG = ("Lefèvre", "Dubois", "Claire", "Berghe", "Hondt", "Martin")
ordinary = st.lists(st.sampled_from(ORDINARY), max_size=12)
between = st.sampled_from([" ", " « ", "\n", " (", ", ", "\u00a0", " d’", "…"])
cases = st.sampled_from([str, str.upper, str.lower, str.title])
forms: st.SearchStrategy[Literal["NFC", "NFD"]] = st.sampled_from(["NFC", "NFD"])


@given(before=ordinary, part=st.sampled_from(PARTS), after=ordinary, gap=between, form=forms)
def test_a_name_inserted_anywhere_is_found(
    before: list[str], part: str, after: list[str], gap: str, form: Literal["NFC", "NFD"]
) -> None:
    start = " ".join(before) + gap
    written_so = unicodedata.normalize(form, part)
    text = start + written_so + gap + " ".join(after)
    hits = FINDER.find(text)
    assert len(hits) == 1
    assert text[hits[0].start : hits[0].end] == hits[0].text
    assert start.endswith((" ", "\n", "(", "\u00a0", "’", "…"))
    assert hits[0].start >= len(start) - 2
    assert hits[0].end == len(start) + len(written_so)


@given(before=ordinary, part=st.sampled_from(PARTS), after=ordinary, case=cases)
def test_whatever_its_case_and_accents(
    before: list[str], part: str, after: list[str], case: type[str]
) -> None:
    plain = "".join(
        c for c in unicodedata.normalize("NFD", case(part)) if ord(c) not in range(768, 880)
    )
    assert FINDER.find(" ".join([*before, plain, *after]))


@given(words=ordinary, seed=st.permutations(ORDINARY))
def test_a_text_without_names_gives_none(words: list[str], seed: list[str]) -> None:
    assert FINDER.find(" ".join([*words, *seed])) == ()


@given(
    name=st.sampled_from(LONG),
    at=st.integers(0, 6),
    letter=st.sampled_from("abcdefghijklmnopqrstuvwxyz"),
    how=st.sampled_from(["change", "add", "drop", "swap"]),
)
def test_one_letter_wrong_anywhere_is_found(name: str, at: int, letter: str, how: str) -> None:
    at = min(at, len(name) - 1)
    wrong = {
        "change": name[:at] + letter + name[at + 1 :],
        "add": name[:at] + letter + name[at:],
        "drop": name[:at] + name[at + 1 :],
        "swap": name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
    }[how]
    wrong = wrong[0].upper() + wrong[1:]
    assert FINDER.find(f"Voir {wrong} demain")


@given(st.text(max_size=80))
def test_any_text_is_read_and_spans_are_true(text: str) -> None:
    hits = FINDER.find(text)
    assert all(text[one.start : one.end] == one.text and one.names for one in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))


def test_every_name_of_the_vault_is_known(office: Office) -> None:
    today = office.clock().date()
    family_id = office.families.create(
        Family("Lacroix"), [Person("Claire", "Moreau")], Situation(today, patient="Théo")
    )
    office.families.create(Family("La mère d’Ysaline", anonymous=True))
    office.network.save_member(family_id, Member("Voisine Rosalie", "friends"))
    meeting = Meeting(family_id, datetime(2026, 11, 3, 10, 0), channel="network_meeting")
    others = (Professional("Dr Zwartkopf", "urgences"),)
    office.contacts.save_network(NetworkMeeting(meeting, others))
    office.directory.save(Resource("Wim Peeters", ResourceKind.PROFESSIONAL))
    finder = NameFinder(
        names_known(office.families, office.meetings, office.directory, office.vocabulary)
    )
    ward = office.vocabulary.entries(Catalogue.WARDS)[0].label
    for name in ("Lacroix", "Moreau", "Théo", "Ysaline", "Rosalie", "Zwartkopf", "Peeters", ward):
        assert written_by(finder, name) == [name]


def written_by(finder: NameFinder, name: str) -> list[str]:
    hits: tuple[NameFound, ...] = finder.find(f"Voir {name} demain")
    return [one.text for one in hits]
