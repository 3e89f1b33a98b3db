"""Templates in use: taken apart and put together, tried before they are kept."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from referent_desk.documents import MODELS, TemplateError, TemplateParts, UnknownField
from referent_desk.office import Office
from referent_desk.settings import declared
from tests.referent_desk.documents.tagged.checker import spoken

LETTER, SHEET = "relative_letter.meeting", "attestation"


def told(pdf: bytes) -> str:
    return "\n".join(text for _, text in spoken(pdf))


@pytest.mark.parametrize("code", MODELS)
def test_a_shipped_template_is_the_same_once_taken_apart(office: Office, code: str) -> None:
    models = office.documents.models
    models.change(code, models.parts(code).body)
    assert not models.text(code).own
    assert models.changed() == frozenset()


def test_the_subject_of_a_letter_is_apart_and_its_remark_is_kept(office: Office) -> None:
    models = office.documents.models
    parts = models.parts(LETTER)
    assert parts.subject.startswith("notre entretien")
    assert parts.text.startswith("{{ salutation }}")
    models.change(LETTER, TemplateParts(parts.note, "un mot", parts.text).body)
    assert models.parts(LETTER).subject == "un mot"
    assert models.parts(LETTER).note == parts.note
    assert models.changed() == {LETTER}


def test_a_sheet_has_the_title_that_its_template_gives(office: Office) -> None:
    models = office.documents.models
    parts = models.parts(SHEET)
    assert (parts.subject, parts.head) == ("", "Titre")
    assert "Attestation de visite" in told(office.documents.specimen(SHEET, parts.body).pdf)
    models.change(SHEET, replace(parts, subject="Vous êtes {{ relative }}").body)
    assert models.parts(SHEET).subject == "Vous êtes {{ relative }}"
    kept = models.text(SHEET).body
    page = office.documents.specimen(SHEET, kept).pdf
    assert "Vous êtes Mme\u00a0Claire Lacroix" in told(page)
    assert "Titre" not in told(page)
    assert PdfReader(BytesIO(page)).metadata.title == "Attestation de visite"  # pyright: ignore[reportOptionalMemberAccess]


def test_a_line_is_told_as_it_is_edited(office: Office) -> None:
    models = office.documents.models
    parts = TemplateParts(models.parts(LETTER).note, "un mot", "Bonjour,\n{{ patient }}")
    with pytest.raises(UnknownField, match=r"patient \(ligne 2\)") as raised:
        models.try_out(LETTER, parts.body, parts.above)
    assert raised.value.line == 2
    in_subject = models.fault(LETTER, TemplateParts(parts.note, "{{ patient }}", "Bonjour"))
    assert in_subject is not None
    assert "patient (dans l’objet ou le titre)" in in_subject.what
    assert models.fault(LETTER, models.parts(LETTER)) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% if phone %}oui", "« {% if … %} » n’est pas fermé : ajoutez « {% endif %} », ligne 1"),
        ("\n{{ phone", "Un champ « {{ » n’est pas fermé par « }} », ligne 2"),
        ("{{ }}", "Il manque le nom du champ"),
        ("{{ le téléphone }}", "n’est pas le nom d’un champ"),
        ("{% endif %}", "« {% endif %} » ne ferme rien"),
        ("{{ phone | majuscule }}", "Le filtre « majuscule » n’existe pas"),
        ("{# phone", "n’est pas fermée"),
        ("\n\n{{ phone[99] }}", "Un champ ne peut pas s’employer ainsi, ligne 3"),
    ],
)
def test_a_fault_is_told_in_french_with_its_line(office: Office, text: str, said: str) -> None:
    with pytest.raises(TemplateError) as raised:
        office.documents.models.try_out(SHEET, text)
    assert said in raised.value.what.replace("\u00a0", " ")
    assert "Corrigez le modèle" in raised.value.next_step


def test_what_fails_only_where_nothing_is_known_is_refused(office: Office) -> None:
    with pytest.raises(TemplateError, match="ligne 1"):
        office.documents.models.try_out("referral_letter", "{{ needs[0] }}")


@pytest.mark.parametrize("text", ["\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a\ufffdb", "a\ud800"])
def test_an_image_is_no_template(office: Office, text: str) -> None:
    with pytest.raises(TemplateError, match="Ce n’est pas du texte"):
        office.documents.models.change(SHEET, text)
    assert not office.documents.models.text(SHEET).own


def test_an_empty_template_is_refused(office: Office) -> None:
    with pytest.raises(TemplateError, match="vide"):
        office.documents.models.change(SHEET, "{# rien #}")


@pytest.mark.parametrize("code", MODELS)
def test_a_specimen_is_under_our_letterhead_and_of_nobody_real(office: Office, code: str) -> None:
    office.settings.put(declared.REFERENT_NAME, "Camille Dumont")
    office.settings.put(declared.SENDER, "Service d’essai\nRue Haute 1")
    preview = office.documents.specimen(code, office.documents.models.text(code).body)
    assert "Service d’essai" in told(preview.pdf)
    assert "Dumont" not in told(preview.pdf)


def test_a_specimen_agrees_with_who_signs(office: Office) -> None:
    office.settings.put(declared.REFERENT_TITLE, "Référent famille")
    body = office.documents.models.text(SHEET).body
    assert "Je soussigné, Dominique Exemple, référent famille" in told(
        office.documents.specimen(SHEET, body).pdf
    )


def test_a_specimen_names_the_characters_that_do_not_print(office: Office) -> None:
    preview = office.documents.specimen(SHEET, "Bonjour ليلى")
    assert preview.pdf == b""
    assert set(preview.missing) == set("ليى")
