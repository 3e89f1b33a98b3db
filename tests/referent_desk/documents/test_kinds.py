"""Every kind, from its template to the bytes kept, through the front door."""

import hashlib
import re
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from referent_desk.directory import Resource, ResourceKind, Reveals
from referent_desk.documents import (
    KINDS,
    MODELS,
    Addressee,
    DocumentKind,
    ItemList,
    Kind,
    LettersDrawn,
    Outline,
    Style,
    TemplateError,
    UnknownField,
    Way,
    fields_of,
    kind_of,
    pages_drawn,
    sheet_blocks,
)
from referent_desk.documents.identity import identity
from referent_desk.errors import InvalidInput, NotFound
from referent_desk.families import (
    ContactKind,
    ContactPoint,
    Family,
    MessageRule,
    Person,
    Situation,
)
from referent_desk.meetings import Agreement, Meeting, MeetingState, Passage
from referent_desk.office import Office
from referent_desk.secrecy import LetterStopped, PieceKind, Sharing
from referent_desk.settings import declared

NOW = datetime(2026, 11, 23, 10, 0)
MEETING, APPOINTMENT = "relative_letter.meeting", "relative_letter.appointment"
REMINDER = "relative_letter.reminder"
PENALTY = re.compile(r"amende|emprisonnement|peine|punis?\b|prison", re.IGNORECASE)
ADDRESS = ContactPoint(
    ContactKind.ADDRESS, "Rue Haute 17 bte 1", MessageRule.YES, postcode="5590", city="Ciney"
)


@pytest.fixture
def family_id(office: Office) -> str:
    office.settings.put(declared.REFERENT_NAME, "Zoé Exemple")
    office.settings.put(declared.PHONE, "081 00 00 00")
    return office.families.create(
        Family("Lacroix"),
        [
            Person("Claire", "Lacroix", "Mme", contacts=(ADDRESS,)),
            Person("Luc", "Lacroix", "M.", lives_with_patient=True, contacts=(ADDRESS,)),
        ],
        Situation(date(2026, 11, 2), patient="Théo", ward="unit_a"),
    )


@pytest.fixture
def claire(office: Office, family_id: str) -> str:
    return office.families.open_file(family_id).people[0].id


@pytest.fixture
def luc(office: Office, family_id: str) -> str:
    return office.families.open_file(family_id).people[1].id


@pytest.fixture
def ward_id(office: Office) -> str:
    ward = Resource("Unité A", ResourceKind.WARD, address="Rue de Bricgniot 205", city="Namur")
    return office.directory.save(replace(ward, bound_by_secrecy=True))


@pytest.fixture
def meeting_id(office: Office, family_id: str, claire: str) -> str:
    return office.meetings.save(
        Meeting(family_id, datetime(2026, 11, 12, 14, 30), minutes=45, participants=(claire,))
    )


@pytest.fixture
def cleared(office: Office, family_id: str, claire: str, ward_id: str, meeting_id: str) -> Sharing:
    """What she lets the ward know of her own, read again and confirmed."""
    meeting = office.meetings.get(meeting_id)
    said = Passage("life", "Je ne *dors* plus depuis_hier.", said_by=claire, about=claire)
    office.meetings.save(replace(meeting, passages=(said,)))
    to_ward = Agreement(claire, "ma fatigue", "l’unité", given_on=meeting.starts_at.date())
    office.agreements.give(family_id, replace(to_ward, resource_id=ward_id))
    begun = office.gate.begin(Way.TRANSMITTED, family_id, ward_id)
    picked = tuple(piece for piece in begun.file.heard if piece.kind is PieceKind.PASSAGE)
    return replace(begun, pieces=picked, mission="Soutenir ensemble la famille.", confirmed=True)


@pytest.fixture
def next_id(office: Office, family_id: str) -> str:
    at = datetime(2026, 12, 1, 10, 0)
    return office.meetings.save(Meeting(family_id, at, MeetingState.PLANNED))


@pytest.fixture
def outlines(
    office: Office,
    family_id: str,
    claire: str,
    ward_id: str,
    meeting_id: str,
    next_id: str,
    cleared: Sharing,
) -> dict[str, Outline]:
    """One for each template."""

    similes = next(r.id for r in office.directory.list() if r.code == "similes_wallonie")
    missed = Meeting(
        family_id, datetime(2026, 11, 19, 10), MeetingState.MISSED, participants=(claire,)
    )
    missed_id = office.meetings.save(missed)

    def outline(kind: Kind, model: str) -> Outline:
        office_own = kind.addressee is Addressee.OFFICE
        return Outline(
            kind.code,
            "" if office_own else family_id,
            "" if office_own else claire,
            (ward_id if kind.names_ward else similes,) if kind.most_resources else (),
            model=model,
            meeting_id="" if office_own else missed_id if model == REMINDER else meeting_id,
            next_meeting_id="" if office_own else next_id,
            cleared=cleared,
            noticed_at=NOW,
        )

    return {code: outline(kind, code) for code, (kind, _model) in MODELS.items()}


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("code", list(MODELS))
def test_each_template_becomes_the_bytes_that_are_kept(
    office: Office, outlines: dict[str, Outline], code: str
) -> None:
    outline = outlines[code]
    text = office.documents.compose(outline)
    preview = office.documents.preview(outline, text)
    assert (preview.obstacles, preview.missing, preview.concerns) == ((), (), ())
    issued = office.documents.issue(outline, text)
    kept = office.documents.content(issued.id)
    assert kept == preview.pdf
    assert hashlib.sha256(kept).hexdigest() == issued.sha256
    assert office.documents.document(issued.id) == issued
    assert (issued.kind, issued.way) == (outline.kind, outline.declared.ways[0])


@pytest.mark.parametrize("code", list(MODELS))
def test_no_template_names_the_patient_or_a_penalty(
    office: Office, outlines: dict[str, Outline], code: str
) -> None:
    text = office.documents.compose(outlines[code])
    assert "Théo" not in text
    assert not PENALTY.search(text)


@pytest.mark.parametrize("kind", [k for k in KINDS if k.addressee is not Addressee.OFFICE])
def test_no_kind_lets_the_patient_be_named(
    office: Office, outlines: dict[str, Outline], kind: Kind
) -> None:
    outline = outlines[kind.models[0].code]
    with pytest.raises(LetterStopped):
        office.documents.issue(outline, "Théo va mieux.")
    assert office.documents.issued(outline.family_id) == ()


@pytest.mark.parametrize("code", list(MODELS))
def test_a_template_tried_out_takes_fictive_values(office: Office, code: str) -> None:
    assert office.documents.models.try_out(code, office.documents.models.text(code).body)


def test_the_office_keeps_its_own_sheet_apart(office: Office) -> None:
    outline = Outline(DocumentKind.INCIDENT_SHEET, noticed_at=NOW)
    text = office.documents.compose(outline)
    assert "le 26\u00a0novembre 2026 à 10\u00a0h" in text
    issued = office.documents.issue(outline, text)
    assert office.documents.of_office() == (issued,)


def test_the_letter_to_a_relative_is_posted_under_a_neutral_subject(
    office: Office, outlines: dict[str, Outline]
) -> None:
    outline = replace(outlines["relative_letter.meeting"], way=Way.POSTED)
    pdf = office.documents.preview(outline, office.documents.compose(outline)).pdf
    text = text_of(pdf)
    assert "PERSONNEL ET CONFIDENTIEL Mme Claire Lacroix Rue Haute 17 bte 1 5590 Ciney" in text
    assert "Objet : notre entretien du 12 novembre 2026" in text
    assert "Je vous prie d’agréer, Madame, l’expression" in text


def test_posting_where_a_patient_who_is_not_informed_lives_is_warned_against(
    office: Office, outlines: dict[str, Outline], luc: str
) -> None:
    outline = replace(
        outlines["relative_letter.reminder"], person_id=luc, meeting_id="", way=Way.POSTED
    )
    preview = office.documents.preview(outline, "Bonjour.")
    [concern] = preview.concerns
    assert "main propre" in concern.reason
    assert not concern.stops
    assert preview.pdf
    assert office.documents.preview(replace(outline, way=Way.HANDED), "Bonjour.").concerns == ()


def test_nothing_is_posted_where_letters_are_not_wanted(
    office: Office, family_id: str, claire: str
) -> None:
    unwanted = replace(ADDRESS, may_leave_message=MessageRule.NO)
    person = office.families.open_file(family_id).people[0]
    office.families.save_person(family_id, replace(person, contacts=(unwanted,)))
    outline = Outline(DocumentKind.RELATIVE_LETTER, family_id, claire, way=Way.POSTED)
    assert office.documents.preview(outline, "Bonjour.").pdf == b""
    with pytest.raises(LetterStopped):
        office.documents.issue(outline, "Bonjour.")


def test_an_interview_is_told_only_to_who_was_there(
    office: Office, outlines: dict[str, Outline], luc: str
) -> None:
    outline = replace(outlines["attestation"], person_id=luc)
    with pytest.raises(LetterStopped, match="pas participé"):
        office.documents.issue(outline, "Bonjour.")


def test_nothing_is_transmitted_that_was_not_chosen(
    office: Office, outlines: dict[str, Outline]
) -> None:
    outline = replace(outlines["liaison_note"], cleared=None)
    assert office.documents.preview(outline, "Bonjour.").pdf == b""
    with pytest.raises(LetterStopped):
        office.documents.issue(outline, "Bonjour.")


def test_a_liaison_note_holds_the_pieces_word_for_word(
    office: Office, outlines: dict[str, Outline]
) -> None:
    outline = outlines["liaison_note"]
    pdf = office.documents.preview(outline, office.documents.compose(outline)).pdf
    assert "avec l’accord de Mme Claire Lacroix" in text_of(pdf)
    assert "• Je ne *dors* plus depuis_hier." in text_of(pdf)


def test_what_belongs_to_an_issue_is_written_in_the_same_unit(
    office: Office, outlines: dict[str, Outline]
) -> None:
    def refuses(*_: object) -> None:
        raise NotFound

    outline = outlines["handout"]
    with pytest.raises(NotFound):
        office.documents.issue(outline, "Bonjour.", registers=refuses)
    assert office.documents.issued(outline.family_id) == ()


def test_a_handout_gives_three_addresses_at_most_on_one_page(
    office: Office, outlines: dict[str, Outline]
) -> None:
    outline = outlines["handout"]
    ids = tuple(office.directory.save(Resource(f"Lieu {n}")) for n in range(4))
    with pytest.raises(InvalidInput):
        office.documents.preview(replace(outline, resource_ids=ids), "Bonjour.")
    with pytest.raises(InvalidInput, match="une seule"):
        office.documents.preview(outline, "Bonjour.\n\n" * 60)
    three = replace(outline, resource_ids=ids[:3])
    pdf = office.documents.preview(three, office.documents.compose(three)).pdf
    text = text_of(pdf)
    assert all(number in text for number in ("112", "101", "107", "0800 32 123", "Lieu 2"))
    assert "Le mardi 1er décembre 2026 à 10 h" in text


def test_a_handout_names_no_resource_that_reveals_untold(
    office: Office, outlines: dict[str, Outline]
) -> None:
    revealing = office.directory.save(Resource("Vivre avec", reveals=Reveals.YES))
    outline = replace(outlines["handout"], resource_ids=(revealing,))
    assert office.documents.preview(outline, "Bonjour.").obstacles
    named = replace(outline, diagnosis_named=True)
    assert not office.documents.preview(named, "Bonjour.").obstacles


def test_the_form_names_its_addressee_even_a_ward(
    office: Office, outlines: dict[str, Outline], ward_id: str
) -> None:
    form = replace(outlines["agreement_form"], resource_ids=())
    assert office.documents.preview(form, "À l’Unité A.").obstacles
    request = outlines["contact_request"]
    assert request.resource_ids == (ward_id,)
    assert not office.documents.preview(
        request, f"{office.documents.compose(request)}\n\nUnité A."
    ).obstacles


def test_an_agreement_is_read_into_its_form(
    office: Office, outlines: dict[str, Outline], claire: str
) -> None:
    form = outlines["agreement_form"]
    given = Agreement(claire, "Ma fatigue", "L’équipe mobile", given_on=date(2026, 11, 12))
    agreement_id = office.agreements.give(form.family_id, given)
    filled = office.documents.compose(replace(form, agreement_id=agreement_id))
    assert "Ma fatigue" in filled
    assert "soussignée, Claire Lacroix, autorise" in filled


@pytest.mark.parametrize(
    ("model", "other", "told"), [(MEETING, REMINDER, "manqué"), (REMINDER, MEETING, "s’est tenu")]
)
def test_a_letter_about_what_did_not_happen_so_is_told(
    office: Office, outlines: dict[str, Outline], model: str, other: str, told: str
) -> None:
    outline = replace(outlines[model], meeting_id=outlines[other].meeting_id)
    preview = office.documents.preview(outline, office.documents.compose(outline))
    assert [told in concern.reason for concern in preview.concerns] == [True]
    outline = replace(outline, model=APPOINTMENT)
    assert office.documents.preview(outline, office.documents.compose(outline)).concerns == ()


def test_an_appointment_without_its_day_is_to_be_filled_in(
    office: Office, outlines: dict[str, Outline]
) -> None:
    outline = replace(outlines[APPOINTMENT], next_meeting_id="")
    [told] = office.documents.preview(outline, office.documents.compose(outline)).cautions
    assert "le … à …" in told


@pytest.mark.parametrize("following", [True, False])
def test_until_then_is_said_only_where_there_is_a_then(
    office: Office, outlines: dict[str, Outline], following: bool
) -> None:
    outline = outlines[MEETING]
    if not following:
        outline = replace(outline, next_meeting_id="")
    assert ("d’ici là" in office.documents.compose(outline)) is following


def test_nothing_of_a_handout_is_below_twelve_points(
    office: Office, outlines: dict[str, Outline]
) -> None:
    handout = outlines["handout"]
    pdf = office.documents.preview(handout, office.documents.compose(handout)).pdf
    [page] = pages_drawn(pdf)
    sizes = [drawn.size for drawn in page.marks if isinstance(drawn, LettersDrawn)]
    assert min(sizes) >= 12


def test_the_name_of_each_resource_of_a_handout_stands_out(
    office: Office, outlines: dict[str, Outline]
) -> None:
    written = office.documents.compose(outlines["handout"])
    assert "- **Similes Wallonie**\u00a0: " in written
    named = office.directory.save(Resource("A*B (1_2)", phone="081 00 00 00"))
    written = office.documents.compose(replace(outlines["handout"], resource_ids=(named,)))
    blocks = sheet_blocks(written)
    items = [item for block in blocks if isinstance(block, ItemList) for item in block.items]
    assert [(run.text, run.style) for run in items[0]] == [
        ("A*B (1_2)", Style.STRONG),
        (". Tél. 081 00 00 00", Style.PLAIN),
    ]


@pytest.mark.parametrize(
    ("gender", "title", "said"),
    [
        ("", "Référente famille", "soussignée"),
        ("", "Référent famille", "soussigné,"),
        ("masculine", "Responsable", "soussigné,"),
        ("feminine", "Coordinateur", "soussignée"),
    ],
)
def test_texts_agree_with_who_signs(
    office: Office, outlines: dict[str, Outline], gender: str, title: str, said: str
) -> None:
    office.settings.put(declared.REFERENT_GENDER, gender)
    office.settings.put(declared.REFERENT_TITLE, title)
    assert f"Je {said}" in office.documents.compose(outlines["attestation"])


@pytest.mark.parametrize(
    ("gender", "title", "printed"),
    [
        ("masculine", "Référente famille", "Référent famille"),
        ("feminine", "Référent famille", "Référente famille"),
        ("", "Référente famille", "Référente famille"),
        ("masculine", "Assistante sociale", "Assistante sociale"),
    ],
)
def test_the_title_agrees_with_the_gender_chosen(
    office: Office, gender: str, title: str, printed: str
) -> None:
    office.settings.put(declared.REFERENT_GENDER, gender)
    office.settings.put(declared.REFERENT_TITLE, title)
    assert identity(office.settings).signature == (printed,)


def test_who_signs_has_a_service_and_words_below(
    office: Office, outlines: dict[str, Outline]
) -> None:
    office.settings.put(declared.SIGNED_BELOW, "Sur rendez-vous\ndu lundi au jeudi")
    signed = identity(office.settings).signature
    assert signed[-2:] == ("Sur rendez-vous", "du lundi au jeudi")
    office.documents.models.change("handout", "{{ service }}")
    assert office.documents.compose(outlines["handout"]) == "Service du référent famille"
    office.settings.put(declared.SERVICE, "Service social")
    assert office.documents.compose(outlines["handout"]) == "Service social"


def test_a_template_is_changed_and_had_back(office: Office, outlines: dict[str, Outline]) -> None:
    models, code = office.documents.models, "handout"
    shipped = models.text(code)
    models.change(code, "Bonjour {{ relative }}.")
    assert office.documents.compose(outlines["handout"]) == "Bonjour Mme Claire Lacroix."
    mine = models.reset(code)
    assert models.text(code) == shipped
    models.change(code, mine)
    assert models.text(code).own


def test_what_another_confided_does_not_leave_by_way_of_a_template(
    office: Office, family_id: str, claire: str, meeting_id: str, outlines: dict[str, Outline]
) -> None:
    luc = next(p.id for p in office.families.open_file(family_id).people if p.first_name == "Luc")
    words = "Je cherche un appartement pour partir en janvier avec les enfants."
    said = Passage("life", words, said_by=luc, about=luc)
    meeting = office.meetings.get(meeting_id)
    office.meetings.save(replace(meeting, passages=(*meeting.passages, said)))
    for code in ("relative_letter.meeting", "handout", "referral_letter"):
        office.documents.models.change(code, f"{{{{ relative }}}}, {words}")
        text = office.documents.compose(outlines[code])
        assert words in text
        preview = office.documents.preview(outlines[code], text)
        assert preview.obstacles
        assert preview.pdf == b""
        with pytest.raises(LetterStopped):
            office.documents.issue(outlines[code], text)
    assert claire != luc


def test_a_template_worded_anew_goes_its_way(office: Office, outlines: dict[str, Outline]) -> None:
    for code in ("relative_letter.meeting", "attestation", "contact_request", "handout"):
        own = "Bonjour,\n\nVoici quelques lignes de notre bureau, bien à vous, {{ relative }}."
        office.documents.models.change(code, own)
        preview = office.documents.preview(outlines[code], office.documents.compose(outlines[code]))
        assert preview.obstacles == ()
        assert preview.pdf


def test_a_template_that_cannot_be_filled_is_not_kept(office: Office) -> None:
    models = office.documents.models
    with pytest.raises(UnknownField) as raised:
        models.change("handout", "Bonjour,\n{{ patient }}")
    assert "patient (ligne 2)" in raised.value.message
    with pytest.raises(TemplateError, match="ligne 1"):
        models.change("handout", "{% if %}")
    assert not models.text("handout").own


def test_no_field_gives_the_patient() -> None:
    names = {field.name for kind in KINDS for field in fields_of(kind)}
    assert not {name for name in names if "patient" in name or "ward" in name}


def test_a_document_leaves_only_by_the_ways_of_its_kind(
    office: Office, outlines: dict[str, Outline]
) -> None:
    assert Way.POSTED not in kind_of(DocumentKind.HANDOUT).ways
    with pytest.raises(InvalidInput):
        office.documents.issue(replace(outlines["handout"], way=Way.POSTED), "Bonjour.")


def test_a_resource_that_is_gone_is_told(office: Office, outlines: dict[str, Outline]) -> None:
    outline = replace(outlines["contact_request"], resource_ids=("gone",))
    with pytest.raises(NotFound):
        office.documents.issue(outline, "Bonjour.")
    assert office.documents.issued(outline.family_id) == ()


@pytest.mark.parametrize("more", ["", "Bâtiment C, étage 2\n"])
def test_the_incident_sheet_stands_on_one_page(office: Office, more: str) -> None:
    office.settings.put(declared.SENDER, f"Service\n{more}Rue de la Source 5\n5002 Saint-Servais")
    for setting, text in (
        (declared.REFERENT_NAME, "Zoé Exemple"),
        (declared.REFERENT_PROFESSION, "Assistante sociale"),
        (declared.PHONE, "081 00 00 00"),
    ):
        office.settings.put(setting, text)
    outline = Outline(DocumentKind.INCIDENT_SHEET, noticed_at=NOW)
    text = office.documents.compose(outline)
    assert office.documents.issue(outline, text).pages == 1
    assert office.documents.issue(outline, text + "\n\nEncore. " * 9).pages == 2


def test_a_resource_retired_while_its_letter_is_open_is_told(
    office: Office, outlines: dict[str, Outline]
) -> None:
    letter = outlines["referral_letter"]
    text = office.documents.compose(letter)
    assert office.documents.preview(letter, text).concerns == ()
    resource = office.directory.get(letter.resource_ids[0])
    office.directory.save(replace(resource, retired=True))
    (told,) = office.documents.preview(letter, text).concerns
    assert "retiré de l’annuaire" in told.reason


def test_a_sentence_of_the_template_left_to_be_filled_in_is_told(
    office: Office, outlines: dict[str, Outline]
) -> None:
    letter = outlines["relative_letter.meeting"]
    text = office.documents.compose(letter)
    (told,) = office.documents.preview(letter, text).cautions
    assert "Comme convenu" in told
    assert told in office.documents.stops(letter, text)[0]
    done = text.replace("convenu, …", "convenu, voici… trois adresses.")
    assert office.documents.preview(letter, done).cautions == ()
