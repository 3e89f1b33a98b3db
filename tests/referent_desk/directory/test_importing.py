"""A directory from a CSV file: told line by line, then written at once, then taken back."""

from dataclasses import replace
from datetime import date

import pytest

from referent_desk.directory import Directory, Fate, ImportPlan, NotATable, Resource, Reveals
from referent_desk.families import Family, Person
from referent_desk.followup import Referral
from referent_desk.office import Office

NEEDS = {"soutien": "support", "groupe de parole": "support.talking_group"}
TITLES = "Nom;Code postal;Localité;Téléphone;Tenue au secret professionnel;Nom révélateur;Besoins"


def planned(directory: Directory, text: str, encoding: str = "utf-8") -> ImportPlan:
    return directory.plan_import(text.encode(encoding), NEEDS)


def test_a_line_is_added_with_all_that_it_says(directory: Directory) -> None:
    text = (
        f"{TITLES};Vérifié le;Langues;Dessert;Ce que le nom révèle;Genre\n"
        "Le Passage;5590;Ciney;083 00 00 00;oui;un peu;Soutien, groupe de parole;"
        "15/11/2026;français;Namur;une difficulté;service\n"
    )
    plan = planned(directory, text)
    assert [line.fate for line in plan.lines] == [Fate.ADDED]
    brought = directory.bring(plan)
    kept = directory.get(brought.added[0])
    assert (kept.postcode, kept.city, kept.phone) == ("5590", "Ciney", "083 00 00 00")
    assert kept.bound_by_secrecy
    assert kept.reveals is Reveals.MILD
    assert kept.needs == ("support", "support.talking_group")
    assert (kept.verified_on, kept.languages) == (date(2026, 11, 15), "français")
    assert (kept.serves, kept.reveals_what, kept.kind) == ("Namur", "une difficulté", "service")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_separators(
    directory: Directory, encoding: str, separator: str, end: str
) -> None:
    rows = (("Nom", "Localité"), ("L’Été", "Liège"), ("", ""), ("Deux\u00a0mots", "Ciney"))
    text = end.join(separator.join(row) for row in rows)
    plan = planned(directory, text, encoding)
    assert [(line.number, line.name) for line in plan.lines] == [(2, "L’Été"), (4, "Deux mots")]


def test_quoted_cells_keep_their_line_ends_and_numbers_stay_true(directory: Directory) -> None:
    plan = planned(directory, 'Nom;Adresse\n"A; B";"Rue 1\nbte 2"\nC;Rue 3\n')
    assert [(line.number, line.name) for line in plan.lines] == [(2, "A; B"), (4, "C")]
    resource = plan.lines[0].resource
    assert resource is not None
    assert resource.address == "Rue 1\nbte 2"


def test_a_known_name_is_changed_and_empty_cells_change_nothing(directory: Directory) -> None:
    known = directory.save(Resource("Le Passage", city="Ciney", phone="083 00 00 00"))
    plan = planned(directory, "nom;localité;tél\nle  passage;;083 11 11 11\n")
    [line] = plan.lines
    assert line.fate is Fate.CHANGED
    assert ("phone", "083 00 00 00", "083 11 11 11") in line.changes
    directory.bring(plan)
    kept = directory.get(known)
    assert (kept.city, kept.phone) == ("Ciney", "083 11 11 11")
    again = planned(directory, "nom;localité;tél\nle  passage;;083 11 11 11\n")
    assert again.lines[0].fate is Fate.SAME


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (";5000;Namur;;;;", "Il manque le nom"),
        ("A;50;;;;;", "quatre chiffres"),
        ("A;;;;peut-être;;", "oui ou non"),
        ("A;;;;;peut-être;", "oui ou non"),
        ("A;;;;;;voler", "«\u00a0voler\u00a0»"),
        ("A;;;;;;;de trop", "plus de cases"),
        ("85.07.30-033.28;;;;;;", "numéro national"),
        ("Le Passage;;;;;;", "Plusieurs fiches"),
    ],
)
def test_a_line_that_cannot_be_kept_says_why(directory: Directory, line: str, why: str) -> None:
    for _ in range(2):
        directory.save(Resource("Le Passage"))
    plan = planned(directory, f"{TITLES}\n{line}\nBon;;;;;;\n")
    assert [planned.fate for planned in plan.lines] == [Fate.REFUSED, Fate.ADDED]
    assert why in plan.lines[0].why


def test_the_same_name_twice_is_taken_once(directory: Directory) -> None:
    plan = planned(directory, "Nom\nGroupe\ngroupe\n")
    assert [line.fate for line in plan.lines] == [Fate.ADDED, Fate.REFUSED]
    assert "ligne 2" in plan.lines[1].why


def test_what_the_file_leaves_unsaid_is_told(directory: Directory) -> None:
    plan = planned(directory, "Nom;Couleur\nGroupe;bleu\n")
    assert "tenue au secret, nom révélateur" in plan.lines[0].why
    assert plan.unknown == ("Couleur",)


def test_an_empty_cell_leaves_it_unsaid_too(directory: Directory) -> None:
    head = "Nom;Nom révélateur;Tenue au secret professionnel"
    plan = planned(directory, f"{head}\nGroupe;;non\nAutre;oui;\nDernier;non;oui\n")
    groupe, autre, dernier = (line.why for line in plan.lines)
    assert groupe.endswith("nom révélateur.")
    assert autre.endswith("tenue au secret.")
    assert dernier == ""


def test_too_many_lines_are_told_with_what_to_do(directory: Directory) -> None:
    with pytest.raises(NotATable) as raised:
        directory.plan_import(b"Nom\n" + b"A\n" * 5001, NEEDS)
    assert "5\u202f000 lignes" in raised.value.what
    assert "en plusieurs fichiers" in raised.value.next_step


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"Localit\xc3\xa9;T\xc3\xa9l\nNamur;1",
        b"Nom;Association\nA;B",
        b"PK\x03\x04classeur",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"Nom\n" + b"A\n" * 5001,
        b"Nom\n" + b"A" * 5_000_000,
        b'Nom\n"' + b"A" * 200_000 + b'"',
    ],
    ids=range(9),
)
def test_what_is_no_directory_is_refused_whole(directory: Directory, content: bytes) -> None:
    with pytest.raises(NotATable):
        directory.plan_import(content, NEEDS)


def test_nothing_is_written_before_it_is_wanted(directory: Directory) -> None:
    before = directory.list(retired=True)
    planned(directory, "Nom\nGroupe\nSimiles Wallonie\n")
    assert directory.list(retired=True) == before


def test_an_import_is_taken_back(office: Office) -> None:
    before = office.directory.list(retired=True)
    plan = planned(office.directory, "Nom;Localité\nGroupe;Ciney\nSimiles Wallonie;Liège\n")
    brought = office.directory.bring(plan)
    assert office.directory.list(retired=True) != before
    assert office.directory.take_back(brought) == 0
    assert office.directory.list(retired=True) == before


def test_what_was_used_or_corrected_since_stays(office: Office) -> None:
    directory = office.directory
    plan = planned(directory, "Nom;Localité\nGroupe;Ciney\nSimiles Wallonie;Liège\n")
    brought = directory.bring(plan)
    family_id = office.families.create(Family("Lacroix"), [Person("Claire", "Lacroix")])
    person = office.families.open_file(family_id).people[0]
    office.followup.propose(Referral(family_id, brought.added[0], person.id))
    similes = next(r for r in directory.list() if r.name == "Similes Wallonie")
    directory.save(replace(similes, phone="04 000 00 00"))
    assert directory.take_back(brought) == 2
    assert directory.get(brought.added[0]).city == "Ciney"
    assert directory.get(similes.id).phone == "04 000 00 00"
