"""A note to a ward, and a request for contact: the four conditions, the register, together."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from referent_desk.directory import Resource, ResourceKind
from referent_desk.documents import DocumentKind, Outline, Preview
from referent_desk.errors import DeskError, InvalidInput
from referent_desk.families import Agreement as PatientState
from referent_desk.families import Family, Person, Situation
from referent_desk.meetings import Agreement, EmotionNote, Meeting, Passage, Source
from referent_desk.office import Office
from referent_desk.secrecy import LetterStopped, Sharing, Told, Way
from referent_desk.vocabulary import Catalogue

TODAY = date.today()
YESTERDAY = TODAY - timedelta(days=1)
HERS = "Je ne dors plus depuis l’automne, je suis à bout."
HIS = "Il me menaçait avec un couteau de cuisine."
KEPT = "Je cache ses médicaments dans le garage."


@dataclass(frozen=True)
class Case:
    office: Office
    family_id: str
    mother: str
    brother: str
    ward: str

    def agree(self, who: str) -> str:
        given = Agreement(who, "ce que je vis", "l’unité", given_on=YESTERDAY)
        return self.office.agreements.give(self.family_id, replace(given, resource_id=self.ward))

    def chosen(self, *texts: str) -> Sharing:
        begun = self.office.gate.begin(Way.TRANSMITTED, self.family_id, self.ward)
        picked = tuple(piece for piece in begun.file.heard if piece.text in texts)
        assert len(picked) == len(texts)
        mission = "Soutenir ensemble la famille."
        return replace(begun, pieces=picked, mission=mission, confirmed=True)

    def note(self, *texts: str, who: str = "") -> Outline:
        cleared = self.chosen(*texts)
        return Outline(
            DocumentKind.LIAISON_NOTE,
            self.family_id,
            who or self.mother,
            (self.ward,),
            cleared=cleared,
        )

    def about_the_patient(self) -> Outline:
        """A note of her own account, which needs no other agreement than hers."""
        (meeting,) = self.office.meetings.of_family(self.family_id)
        seen = Passage("life", "Thomas ne mange presque plus.", said_by=self.mother)
        self.office.meetings.save(replace(meeting, passages=(*meeting.passages, seen)))
        return self.note("Thomas ne mange presque plus.")

    def request(self) -> Outline:
        return Outline(DocumentKind.CONTACT_REQUEST, self.family_id, self.mother, (self.ward,))

    def preview(self, outline: Outline, more: str = "") -> Preview:
        return self.office.documents.preview(outline, self.text(outline, more))

    def text(self, outline: Outline, more: str = "") -> str:
        return f"{self.office.documents.compose(outline)}\n\n{more}"

    def nothing_left(self) -> bool:
        register = self.office.register.of_family(self.family_id)
        return (register, self.office.documents.issued(self.family_id)) == ((), ())


def shared_about(office: Office, family_id: str, person_id: str) -> tuple[Told, ...]:
    return office.register.about(family_id, person_id, office.gate.file(family_id))


@pytest.fixture
def case(office: Office) -> Case:
    family_id = office.families.create(Family("Lacroix"), (), Situation(YESTERDAY, "Thomas"))
    mother = office.families.save_person(family_id, Person("Claire", "Lacroix", "Mme"))
    brother = office.families.save_person(family_id, Person("Hugo", "Lacroix"))
    ward = office.directory.save(
        Resource("Unité Les Tilleuls", ResourceKind.WARD, bound_by_secrecy=True)
    )
    said = (
        Passage("life", HERS, said_by=mother, about=mother),
        Passage("life", HIS, said_by=brother, about=brother),
        Passage("life", KEPT, said_by=brother, about=brother, restricted_from=(mother,)),
    )
    at = datetime.combine(YESTERDAY, time(10))
    office.meetings.save(Meeting(family_id, at, participants=(mother, brother), passages=said))
    return Case(office, family_id, mother, brother, ward)


def reasons(preview: Preview) -> str:
    assert preview.pdf == b""
    return "\n".join(obstacle.reason for obstacle in preview.obstacles)


def test_what_is_issued_enters_the_register_with_its_pieces_and_its_agreement(case: Case) -> None:
    agreement = case.agree(case.mother)
    outline = case.note(HERS)
    assert case.preview(outline).pdf
    document = case.office.documents.issue(outline, case.text(outline))
    (told,) = case.office.register.of_family(case.family_id)
    assert (told.document_id, told.sha256) == (document.id, document.sha256)
    assert (told.agreement_id, told.resource_id) == (agreement, case.ward)
    assert [piece.text for piece in told.pieces] == [HERS]
    assert all(evidence.held for evidence in told.evidence)


def test_another_person_s_confidence_passes_where_they_agreed(case: Case) -> None:
    case.agree(case.mother)
    assert "Il manque l’accord de Hugo" in reasons(case.preview(case.note(HERS, HIS)))
    case.agree(case.brother)
    outline = case.note(HERS, HIS)
    assert "Mme Claire Lacroix et Hugo Lacroix" in case.text(outline)
    case.office.documents.issue(outline, case.text(outline))
    (hers,) = shared_about(case.office, case.family_id, case.mother)
    assert (hers.withheld, "couteau" in str(hers)) == (1, False)


def test_what_was_not_picked_stops_with_its_source(case: Case) -> None:
    case.agree(case.mother)
    case.agree(case.brother)
    found = case.preview(case.note(HERS), "On le menaçait au couteau, à la cuisine.")
    assert f"dit par Hugo le {YESTERDAY:%d/%m/%Y}" in reasons(found)


def test_what_is_not_to_be_told_them_goes_in_nobody_s_name_but_the_speaker_s(case: Case) -> None:
    case.agree(case.mother)
    case.agree(case.brother)
    both = case.note(HERS, KEPT)
    assert "À ne pas rapporter à Mme Lacroix" in reasons(case.preview(both))
    found = case.preview(replace(both, person_id=case.brother))
    assert found.pdf
    assert "dites-le au destinataire" in found.cautions[0]


def test_who_said_nothing_of_it_does_not_lend_their_name(case: Case) -> None:
    case.agree(case.brother)
    outline = case.note(HIS)
    with pytest.raises(LetterStopped, match="ne vient de cette personne"):
        case.office.documents.issue(outline, case.text(outline))
    assert case.nothing_left()


def test_an_agreement_taken_back_meanwhile_stops_it(case: Case) -> None:
    outline = case.note(HERS)
    case.office.agreements.withdraw(case.agree(case.mother))
    assert "retiré son accord" in reasons(case.preview(outline))


@pytest.mark.parametrize("made", ["note", "request"])
def test_what_waits_to_be_transmitted_stops_with_its_agreement(case: Case, made: str) -> None:
    agreement, documents = case.agree(case.mother), case.office.documents
    outline = case.note(HERS) if made == "note" else case.request()
    document = documents.issue(outline, documents.compose(outline))
    documents.check_leaving(document)
    (given,) = case.office.agreements.of_family(case.family_id)
    stopped = case.office.register.on(case.family_id, given)
    assert [told.document_id for told in stopped.waiting] == [document.id]
    assert stopped.gone == ()
    case.office.agreements.withdraw(agreement)
    with pytest.raises(LetterStopped, match="retiré son accord"):
        documents.check_leaving(document)
    with pytest.raises(LetterStopped):
        documents.note_sent(document.id)
    assert not documents.has_left(document)


def test_the_patient_s_refusal_holds_back_what_waits(case: Case) -> None:
    case.agree(case.mother)
    documents, outline = case.office.documents, case.about_the_patient()
    document = documents.issue(outline, documents.compose(outline))
    (situation,) = case.office.families.open_file(case.family_id).situations
    no = replace(situation, agreement=PatientState.REFUSED, agreement_on=TODAY)
    case.office.families.save_situation(case.family_id, no)
    with pytest.raises(LetterStopped, match="patient a refusé"):
        documents.check_leaving(document)


def test_a_copy_of_what_was_transmitted_is_made_whatever_was_taken_back(case: Case) -> None:
    agreement, outline = case.agree(case.mother), case.note(HERS)
    document = case.office.documents.issue(outline, case.text(outline))
    case.office.documents.note_sent(document.id)
    (given,) = case.office.agreements.of_family(case.family_id)
    stopped = case.office.register.on(case.family_id, given)
    assert (stopped.waiting, [told.document_id for told in stopped.gone]) == ((), [document.id])
    case.office.agreements.withdraw(agreement)
    case.office.documents.check_leaving(document)


@pytest.mark.parametrize("missing", [{"mission": ""}, {"confirmed": False}, {"pieces": ()}])
def test_each_condition_is_asked_again_of_the_note(case: Case, missing: dict[str, object]) -> None:
    case.agree(case.mother)
    outline = case.note(HERS)
    assert outline.cleared is not None
    text = case.text(outline)
    less = replace(outline, cleared=replace(outline.cleared, **missing))  # pyright: ignore[reportArgumentType]
    with pytest.raises(LetterStopped):
        case.office.documents.issue(less, text)
    assert case.nothing_left()


def test_another_recipient_needs_an_agreement_of_their_own(case: Case) -> None:
    case.agree(case.mother)
    other = case.office.directory.save(Resource("SSM de Namur", bound_by_secrecy=True))
    elsewhere = replace(case.note(HERS), resource_ids=(other,))
    assert "pour SSM de Namur" in reasons(case.preview(elsewhere))


def test_a_piece_changed_since_is_no_longer_the_one_that_was_picked(case: Case) -> None:
    case.agree(case.mother)
    outline = case.note(HERS)
    (meeting,) = case.office.meetings.of_family(case.family_id)
    first, *others = meeting.passages
    changed = replace(first, text=f"{HERS} Et j’ai peur de lui le soir.")
    case.office.meetings.save(replace(meeting, passages=(changed, *others)))
    assert "n’est pas choisi" in reasons(case.preview(outline))


def test_a_piece_struck_from_the_text_is_shown(case: Case) -> None:
    case.agree(case.mother)
    found = case.office.documents.preview(case.note(HERS), "Bonjour.")
    assert found.pdf
    assert HERS in found.concerns[0].reason


def test_words_added_on_the_sheet_stand_after_the_pieces(case: Case) -> None:
    case.agree(case.mother)
    outline = case.note(HERS)
    assert outline.cleared is not None
    added = replace(outline, cleared=replace(outline.cleared, text="Elle viendra jeudi."))
    text = case.text(added)
    assert text.index(HERS) < text.index("- Elle viendra jeudi.")


def test_what_carers_told_goes_on_the_patient_s_word_in_nobody_s_name(case: Case) -> None:
    office = case.office
    (situation,) = office.families.open_file(case.family_id).situations
    yes = {"agreement": "given", "agreement_form": "oral", "agreement_on": YESTERDAY}
    office.families.save_situation(
        case.family_id, replace(situation, **yes, agreement_scope="parler à l’équipe")
    )
    (meeting,) = office.meetings.of_family(case.family_id)
    seen = Passage("life", "Il reprend le sport.", Source.OBSERVED)
    office.meetings.save(replace(meeting, passages=(*meeting.passages, seen)))
    outline = replace(case.note("Il reprend le sport."), person_id="")
    assert "accord de" not in case.text(outline)
    office.documents.issue(outline, case.text(outline))
    (told,) = office.register.of_family(case.family_id)
    assert told.person_id is None


def test_each_piece_says_whose_word_it_is(case: Case) -> None:
    """What the référent saw or supposed is not read as what the family told."""
    (meeting,) = case.office.meetings.of_family(case.family_id)
    passages = (
        Passage("life", "Elle n’en peut plus.", Source.HYPOTHESIS, about=case.mother),
        Passage("life", "Elle pleure sans bruit.", Source.OBSERVED, about=case.mother),
        Passage("life", "Je *tiens*.", said_by=case.mother, about=case.mother, verbatim=True),
    )
    felt = (
        EmotionNote("sadness", person_id=case.mother),
        EmotionNote("exhaustion", person_id=case.mother, source=Source.OBSERVED),
    )
    every = (*meeting.passages, *passages)
    case.office.meetings.save(replace(meeting, passages=every, emotions=felt))
    label = case.office.vocabulary.label
    sad, tired = (label(Catalogue.EMOTIONS, code) for code in ("sadness", "exhaustion"))
    told = [HERS, HIS, *(passage.text for passage in passages), sad, tired]
    text = case.text(case.note(*told)).replace("\u00a0", " ")
    for line in (
        f"Mme Lacroix : {HERS}",
        f"Hugo : {HIS}",
        "Hypothèse : Elle n’en peut plus.",
        "Observé : Elle pleure sans bruit.",
        "Mme Lacroix : « `Je *tiens*.` »",
        f"Mme Lacroix : {sad}",
        f"Observé chez Mme Lacroix : {tired}",
    ):
        assert f"- {line}\n" in text


def test_one_person_s_words_are_not_repeated_her_name(case: Case) -> None:
    assert f"- {HERS}\n" in case.text(case.note(HERS))


def test_a_register_that_refuses_keeps_the_note_from_leaving(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.agree(case.mother)
    outline = case.note(HERS)

    def refuses(*_: object, **__: object) -> str:
        raise InvalidInput("told_at", "")

    monkeypatch.setattr(case.office.register, "record", refuses)
    with pytest.raises(DeskError):
        case.office.documents.issue(outline, case.text(outline))
    assert case.nothing_left()


def test_an_issue_that_fails_leaves_no_line(case: Case) -> None:
    case.agree(case.mother)
    outline = case.note(HERS)

    def refuses(*_: object) -> None:
        raise InvalidInput("way", "")

    with pytest.raises(InvalidInput):
        case.office.documents.issue(outline, case.text(outline), registers=refuses)
    assert case.nothing_left()


def test_a_contact_request_needs_the_relative_s_agreement_alone(case: Case) -> None:
    request = case.request()
    assert "Il manque l’accord de Mme Lacroix" in reasons(case.preview(request))
    agreement = case.agree(case.mother)
    document = case.office.documents.issue(request, case.text(request))
    (told,) = case.office.register.of_family(case.family_id)
    assert (told.document_id, told.agreement_id) == (document.id, agreement)
    assert [piece.text for piece in told.pieces] == ["Mme Lacroix souhaite vous rencontrer."]


@pytest.mark.parametrize("more", ["Elle a peur de lui.", HIS, "Thomas va mal."])
def test_a_contact_request_says_nothing_else(case: Case, more: str) -> None:
    case.agree(case.mother)
    assert "ne dit rien d’autre" in reasons(case.preview(case.request(), more))


def test_a_contact_request_goes_to_nobody_undesignated(case: Case) -> None:
    nowhere = replace(case.request(), resource_ids=())
    with pytest.raises(LetterStopped):
        case.office.documents.issue(nowhere, "Bonjour.")
    assert case.nothing_left()


@pytest.mark.parametrize("said", ["Je n'ose plus ; vraiment", "Il dit `rien` *jamais*", "`bof`"])
def test_a_verbatim_is_transmitted_between_its_marks_as_it_is(case: Case, said: str) -> None:
    case.agree(case.mother)
    passage = Passage("life", said, said_by=case.mother, about=case.mother, verbatim=True)
    at = datetime.combine(YESTERDAY, time(11))
    meeting = Meeting(case.family_id, at, participants=(case.mother,), passages=(passage,))
    case.office.meetings.save(meeting)
    outline = case.note(said)
    document = case.office.documents.issue(outline, case.text(outline))
    shown = PdfReader(BytesIO(case.office.documents.content(document.id))).pages[0].extract_text()
    assert f"«\u00a0{said}\u00a0»" in shown


def test_an_agreement_withdrawn_holds_back_what_has_not_gone(case: Case) -> None:
    agreement = case.agree(case.mother)
    outline, documents = case.note(HERS), case.office.documents
    first, second = (documents.issue(outline, case.text(outline)) for _ in range(2))
    asked = documents.issue(case.request(), case.text(case.request()))
    documents.note_sent(second.id)
    for document in (first, second, asked):
        documents.check_leaving(document)
    case.office.agreements.withdraw(agreement)
    for waiting in (first, asked):
        with pytest.raises(LetterStopped, match="a retiré son accord"):
            documents.check_leaving(waiting)
    documents.check_leaving(second)


def test_what_is_noted_of_another_since_it_was_picked_is_theirs(case: Case) -> None:
    case.agree(case.mother)
    outline = case.note(HERS)
    text = case.text(outline)
    (meeting,) = case.office.meetings.of_family(case.family_id)
    first, *others = meeting.passages
    given_back = replace(first, said_by=case.brother, restricted_from=(case.mother,))
    case.office.meetings.save(replace(meeting, passages=(given_back, *others)))
    told = reasons(case.office.documents.preview(outline, text))
    assert "Il manque l’accord de Hugo" in told
    assert "À ne pas rapporter à Mme Lacroix" in told


def test_what_was_deleted_since_it_was_picked_does_not_go(case: Case) -> None:
    case.agree(case.mother)
    outline = case.note(HERS)
    text = case.text(outline)
    (meeting,) = case.office.meetings.of_family(case.family_id)
    case.office.meetings.save(replace(meeting, passages=meeting.passages[1:]))
    assert "Rien n’est choisi" in reasons(case.office.documents.preview(outline, text))
