"""The brother's confidence and the mother's letter: the paths tried, all through the preview."""

import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from referent_desk.corrections import Deletion, RecordKind
from referent_desk.directory import Resource
from referent_desk.documents import DocumentKind, Outline, Preview, Way
from referent_desk.families import (
    ContactKind,
    ContactPoint,
    Family,
    MessageRule,
    Person,
    Situation,
)
from referent_desk.followup import Action, Dismissal, Referral, ReferralState
from referent_desk.meetings import (
    Agreement,
    EmotionNote,
    LessonKind,
    LessonMark,
    Meeting,
    MeetingState,
    NeedNote,
    Passage,
    RecoveryNote,
    SafetyEvent,
)
from referent_desk.meetings.model import Dimension
from referent_desk.office import Office
from referent_desk.secrecy import Disclosure, Ground, NotShownYet
from referent_desk.settings import Setting, declared
from referent_desk.vocabulary import Catalogue

YESTERDAY = date.today() - timedelta(days=1)
AT = datetime.combine(YESTERDAY, time(10))
SECRET = "Il vend les meubles de grand-mère pour payer ses dettes de jeu."
RETOLD = "Je sais que des meubles de la grand-mère furent vendus pour payer des dettes de jeu."


@dataclass(frozen=True)
class Case:
    office: Office
    family_id: str
    mother: str
    brother: str

    def meeting(self, *who: str, **noted: Any) -> str:
        participants = who or (self.brother,)
        made = Meeting(self.family_id, AT, participants=participants, **noted)
        return self.office.meetings.save(made)

    def letter(self, text: str = RETOLD, who: str = "") -> Preview:
        about = Outline(DocumentKind.RELATIVE_LETTER, self.family_id, who or self.mother)
        template = self.office.documents.compose(about).replace("convenu, …", "convenu.")
        written = f"{template}\n\n{text}"
        return self.office.documents.preview(about, written)

    def insert(self, table: str, **columns: object) -> None:
        with self.office.vault.unit() as unit:
            unit.insert(table, **columns)
            unit.commit()

    @property
    def situation(self) -> str:
        return self.office.families.open_file(self.family_id).situations[0].id


@pytest.fixture
def case(office: Office) -> Case:
    family_id = office.families.create(Family("Lacroix"), (), Situation(YESTERDAY, "Thomas"))
    mother = office.families.save_person(family_id, Person("Claire", "Lacroix", "Mme"))
    brother = office.families.save_person(family_id, Person("Hugo", "Lacroix"))
    return Case(office, family_id, mother, brother)


def referred(case: Case) -> str:
    resource = case.office.directory.save(Resource("Le Passage"))
    made = case.office.followup.propose(Referral(case.family_id, resource, case.brother))
    return made.id


def said_of_a_referral(case: Case) -> None:
    case.office.referrals.say(referred(case), SECRET)


def noted_at_a_step(case: Case) -> None:
    case.office.referrals.move(referred(case), ReferralState.HANDED, note=SECRET)


def lesson(case: Case) -> None:
    mark = LessonMark(LessonKind.QUESTION, SECRET)
    case.meeting(passages=(Passage("life", "Autre chose.", said_by=case.brother, lesson=mark),))


def email(case: Case, **columns: object) -> None:
    case.insert("email", meeting_id=case.meeting(), **{"body": "Bonjour.", **columns})


def call(case: Case, **columns: object) -> None:
    case.insert(
        "request", id="r", family_id=case.family_id, situation_id=case.situation,
        person_id=case.brother, received_at=AT.isoformat(), state="met", written_by="", **columns,
    )  # fmt: skip


def draft(case: Case, **body: object) -> None:
    meeting = Meeting(case.family_id, AT, participants=(case.brother, case.mother))
    content = {**asdict(meeting), "starts_at": AT.isoformat(), **body}
    case.office.vault.drafts.save("meeting", f"{case.family_id}:", {"meeting": content})


def being_typed(case: Case) -> None:
    writing = {"text": SECRET, "source": [f"said:{case.brother}"], "restricted": []}
    case.office.vault.drafts.save("meeting", f"{case.family_id}:", {"writing": writing})


def contact_draft(case: Case, **typed: str) -> None:
    body = {"family": case.family_id, "participants": [case.brother], **typed}
    case.office.vault.drafts.save("contact_email", f"{case.family_id}:", body)


def passage(case: Case) -> Passage:
    return Passage("life", SECRET, said_by=case.brother)


HIS: dict[str, Callable[[Case], object]] = {
    "passage": lambda c: c.meeting(passages=(passage(c),)),
    "emotion": lambda c: c.meeting(emotions=(EmotionNote("anger", "", c.brother, words=SECRET),)),
    "need": lambda c: c.meeting(needs=(NeedNote("support", "", c.brother, words=SECRET),)),
    "recovery": lambda c: c.meeting(recovery=(RecoveryNote(Dimension.SOCIAL, SECRET, c.brother),)),
    "safety said": lambda c: c.meeting(safety=(SafetyEvent("violence", SECRET, c.brother),)),
    "safety done": lambda c: c.meeting(
        safety=(SafetyEvent("violence", "Oui.", c.brother, done=SECRET),)
    ),
    "safety alerted": lambda c: c.meeting(
        safety=(SafetyEvent("violence", "Oui.", c.brother, alerted=SECRET),)
    ),
    "safety follow-up": lambda c: c.meeting(
        safety=(SafetyEvent("violence", "Oui.", c.brother, follow_up=SECRET),)
    ),
    "call": lambda c: call(c, asked=SECRET),
    "e-mail": lambda c: email(c, body=SECRET),
    "e-mail's subject": lambda c: email(c, subject=SECRET),
    "referral": said_of_a_referral,
    "step of a referral": noted_at_a_step,
    "lesson": lesson,
    "agreement": lambda c: c.office.agreements.give(
        c.family_id, Agreement(c.brother, SECRET, "l’unité", given_on=YESTERDAY)
    ),
    "when to call": lambda c: c.office.families.save_person(
        c.family_id,
        replace(
            c.office.families.open_file(c.family_id).people[1],
            contacts=(ContactPoint(ContactKind.PHONE, "081 00 00 00", when_to_call=SECRET),),
        ),
    ),
    "meeting under way": lambda c: draft(c, passages=[asdict(passage(c))]),
    "emotion under way": lambda c: draft(
        c, emotions=[asdict(EmotionNote("anger", "", c.brother, words=SECRET))]
    ),
    "safety under way": lambda c: draft(
        c, safety=[asdict(SafetyEvent("violence", "", c.brother, done=SECRET))]
    ),
    "words being typed": being_typed,
    "contact being noted": lambda c: contact_draft(c, text=SECRET),
    "e-mail being pasted": lambda c: contact_draft(c, body=SECRET),
    "call under way": lambda c: c.office.vault.drafts.save(
        "call", "new", {"caller": {"family": c.family_id, "person": [c.brother]}, "asked": SECRET}
    ),
}
WITH_HIM: dict[str, Callable[[Case], object]] = {
    "next step": lambda c: c.meeting(next_step=SECRET),
    "what may be relayed": lambda c: c.meeting(relay=SECRET),
    "what was offered": lambda c: call(c, offered=SECRET),
    "e-mail sent to him": lambda c: email(c, body=SECRET, direction="sent"),
    "his action": lambda c: c.office.followup.save_action(
        Action(c.family_id, SECRET, person_id=c.brother)
    ),
    "what came of it": lambda c: c.office.followup.save_action(
        Action(c.family_id, "Appeler", YESTERDAY, YESTERDAY, SECRET, person_id=c.brother)
    ),
}
"""Of nobody alone: he was there when it was said."""
NOBODYS: dict[str, Callable[[Case], object]] = {
    "quoted e-mail": lambda c: email(c, quoted=SECRET),
    "note on him": lambda c: c.office.families.save_person(
        c.family_id, replace(c.office.families.open_file(c.family_id).people[1], note=SECRET)
    ),
    "note on the family": lambda c: c.office.families.update(
        replace(c.office.families.open_file(c.family_id).family, note=SECRET)
    ),
    "indirect work": lambda c: c.insert(
        "indirect_work", id="w", family_id=c.family_id, kind="call", done_on="2026-03-01",
        minutes=5, note=SECRET, written_by="", written_at="",
    ),
    "radar put aside": lambda c: c.office.followup.put_aside(
        Dismissal("safety", "x", c.family_id, SECRET)
    ),
    "legal exception": lambda c: c.office.disclosures.complete(
        c.office.disclosures.record_exception(Disclosure(c.family_id, Ground.GRAVE_DANGER)),
        SECRET,
        "le 112",
    ),
    "summary of what is kept from her": lambda c: c.meeting(
        c.mother, c.brother, relay=SECRET,
        passages=(Passage("life", "Oui.", said_by=c.brother, restricted_from=(c.mother,)),),
    ),
}  # fmt: skip


TOLD_HIM = "Vous partez bientôt au Canada avec Sophie."


@pytest.mark.parametrize(
    ("kind", "subject", "who"),
    [("letter", "", "person_id"), ("letter", "r", "person_id"), ("paper", "handout", "person")],
)
def test_what_is_being_written_for_him_is_shown_when_it_is_written_to_her(
    case: Case, kind: str, subject: str, who: str
) -> None:
    body = {"text": f"Bonjour Hugo.\n\n{TOLD_HIM}", who: case.brother}
    case.office.vault.drafts.save(kind, f"{case.family_id}:{subject}", body)
    (caution,) = case.letter(TOLD_HIM).cautions
    assert "s’écrit pour Hugo (brouillon)" in caution
    assert case.letter("Autre chose.").cautions == ()
    assert case.letter(TOLD_HIM, case.brother).cautions == ()


def test_a_document_is_not_compared_with_its_own_draft(case: Case) -> None:
    """Who it goes to was changed, and the draft is not stored again yet."""
    body = {"text": TOLD_HIM, "person": case.brother}
    case.office.vault.drafts.save("paper", f"{case.family_id}:relative_letter", body)
    assert case.letter(TOLD_HIM).cautions == ()


@pytest.mark.parametrize("where", HIS)
def test_what_he_confided_is_in_his_letter_alone(case: Case, where: str) -> None:
    HIS[where](case)
    stopped = case.letter()
    assert stopped.pdf == b""
    assert "Hugo" in stopped.obstacles[0].reason
    assert case.letter(who=case.brother).pdf


@pytest.mark.parametrize("where", WITH_HIM)
def test_what_was_agreed_with_him_is_in_no_letter_of_hers(case: Case, where: str) -> None:
    WITH_HIM[where](case)
    assert case.letter().obstacles
    assert case.letter(who=case.brother).pdf


@pytest.mark.parametrize("where", NOBODYS)
def test_what_is_nobody_s_is_in_no_letter(case: Case, where: str) -> None:
    NOBODYS[where](case)
    assert case.letter().obstacles
    assert case.letter(who=case.brother).obstacles


def test_what_was_agreed_together_may_be_written_to_both(case: Case) -> None:
    case.meeting(case.mother, case.brother, next_step=SECRET)
    assert case.letter().pdf
    assert case.letter(who=case.brother).pdf


@pytest.mark.parametrize(
    "text",
    [
        SECRET.upper(),
        unicodedata.normalize("NFD", SECRET),
        SECRET.replace("e", "e\u00ad"),
        SECRET.replace("eu", "e\u200bu"),
        SECRET.replace("tt", "t**t").replace("ub", "u**b"),
        f"> {SECRET}",
        f"`{SECRET}`",
        "\n".join(f"- {word}" for word in SECRET.split()),
        f"Objet\u00a0: {SECRET}\n\nBonjour.",
        "Les dettes de jeu\u202f: payées en vendant les meubles de la grand-mère.",
        "Il vent les meuble de grand mere pour payé ses dête de jeux.",
    ],
)
def test_no_writing_hides_it(case: Case, text: str) -> None:
    HIS["passage"](case)
    about = Outline(DocumentKind.RELATIVE_LETTER, case.family_id, case.mother)
    assert case.office.documents.preview(about, text).obstacles


@pytest.mark.parametrize(
    "kind",
    [
        DocumentKind.RELATIVE_LETTER,
        DocumentKind.HANDOUT,
        DocumentKind.INFORMATION_SHEET,
        DocumentKind.AGREEMENT_FORM,
        DocumentKind.AGREEMENT_WITHDRAWAL,
        DocumentKind.ATTESTATION,
    ],
)
def test_no_kind_of_document_lets_it_through(case: Case, kind: DocumentKind) -> None:
    HIS["passage"](case)
    for way in (Way.HANDED, Way.POSTED):
        about = Outline(kind, case.family_id, case.mother, way=way)
        assert case.office.documents.preview(about, RETOLD).pdf == b""


def test_his_agreement_fills_no_form_of_hers(case: Case) -> None:
    given = Agreement(case.brother, SECRET, "l’unité", given_on=YESTERDAY)
    agreement_id = case.office.agreements.give(case.family_id, given)
    about = Outline(
        DocumentKind.AGREEMENT_FORM, case.family_id, case.mother, agreement_id=agreement_id
    )
    found = case.office.documents.preview(about, case.office.documents.compose(about))
    assert "Hugo" in found.obstacles[0].reason
    assert found.concerns[0].stops
    his = replace(about, person_id=case.brother)
    assert case.office.documents.preview(his, case.office.documents.compose(his)).pdf


def test_a_need_noted_for_him_alone_is_shown_on_her_letter(case: Case) -> None:
    case.meeting(needs=(NeedNote("support", "", case.brother),))
    resource = case.office.directory.save(Resource("Le Passage"))
    hers = Referral(case.family_id, resource, case.mother, ("support",), code="X")
    text = case.office.documents.compose(hers)
    (concern,) = case.office.documents.preview(hers, text).concerns
    assert "autre personne" in concern.reason
    his = replace(hers, person_id=case.brother)
    assert case.office.documents.preview(his, text).concerns == ()


def test_another_draft_or_another_family_tells_nothing(case: Case) -> None:
    other = case.office.families.create(Family("Quévrain"), (), Situation(YESTERDAY))
    content = {"meeting": {"passages": [asdict(passage(case))]}}
    drafts = case.office.vault.drafts
    drafts.save("meeting", f"{other}:", content)
    drafts.save("contact_call", ":", {"family": other, "text": SECRET})
    drafts.save("call", "new", {"caller": {"family": other}, "asked": SECRET})
    drafts.save("letter", f"{other}:", {"text": SECRET, "person_id": "someone"})
    assert case.letter().warnings == ()


def to_come(case: Case, *who: str, **told: Any) -> str:
    planned = Meeting(
        case.family_id, AT + timedelta(days=9), MeetingState.PLANNED, participants=who, **told
    )
    return case.office.meetings.save(planned)


def drawn(case: Case, kind: DocumentKind, who: str = "", **chosen: Any) -> Preview:
    about = Outline(kind, case.family_id, who or case.mother, **chosen)
    text = case.office.documents.compose(about).replace("convenu, …", "convenu.")
    return case.office.documents.preview(about, text)


@pytest.mark.parametrize("kind", [DocumentKind.HANDOUT, DocumentKind.RELATIVE_LETTER])
def test_when_he_comes_is_told_to_nobody_else(case: Case, kind: DocumentKind) -> None:
    stopped = drawn(case, kind, next_meeting_id=to_come(case, case.brother))
    assert stopped.pdf == b""
    assert "autre personne" in stopped.concerns[0].reason
    for who in ((case.brother, case.mother), ()):
        assert drawn(case, kind, next_meeting_id=to_come(case, *who)).pdf


@pytest.mark.parametrize("state", [MeetingState.MISSED, MeetingState.PLANNED])
def test_no_visit_is_attested_that_did_not_take_place(case: Case, state: MeetingState) -> None:
    meeting = Meeting(case.family_id, AT, state, participants=(case.mother,))
    stopped = drawn(case, DocumentKind.ATTESTATION, meeting_id=case.office.meetings.save(meeting))
    assert stopped.pdf == b""
    assert "pas tenu" in stopped.concerns[0].reason


def test_a_call_is_no_visit_to_the_office(case: Case) -> None:
    call_id = case.meeting(case.mother, channel="phone")
    attested = drawn(case, DocumentKind.ATTESTATION, meeting_id=call_id)
    assert "bureau" in attested.concerns[0].reason
    assert not drawn(
        case, DocumentKind.ATTESTATION, meeting_id=case.meeting(case.mother, channel="office")
    ).concerns


def test_an_agreement_withdrawn_meanwhile_fills_no_form(case: Case) -> None:
    given = Agreement(case.mother, "ma fatigue", "l’unité", given_on=YESTERDAY)
    agreement_id = case.office.agreements.give(case.family_id, given)
    assert drawn(case, DocumentKind.AGREEMENT_FORM, agreement_id=agreement_id).pdf
    case.office.agreements.withdraw(agreement_id)
    stopped = drawn(case, DocumentKind.AGREEMENT_FORM, agreement_id=agreement_id)
    assert stopped.pdf == b""
    assert "retiré" in stopped.concerns[0].reason
    assert drawn(case, DocumentKind.AGREEMENT_WITHDRAWAL, agreement_id=agreement_id).pdf


@pytest.mark.parametrize(
    "setting",
    [
        declared.SIGNED_BELOW,
        declared.REFERENT_PROFESSION,
        declared.SENDER,
        declared.PLACE,
        declared.LOGO_WORDS,
    ],
)
def test_what_stands_around_a_letter_is_read_too(case: Case, setting: Setting[str]) -> None:
    HIS["passage"](case)
    assert drawn(case, DocumentKind.RELATIVE_LETTER).cautions == ()
    case.office.settings.put(setting, SECRET)
    (told,) = drawn(case, DocumentKind.RELATIVE_LETTER).cautions
    assert "dit par Hugo" in told
    assert drawn(case, DocumentKind.RELATIVE_LETTER, case.brother).cautions == ()


@pytest.mark.parametrize(
    "setting", [declared.LAW, declared.CONTROLLER, declared.DATA_OFFICER, declared.RETENTION]
)
def test_what_the_settings_bring_into_a_sheet_is_read_too(
    case: Case, setting: Setting[str]
) -> None:
    HIS["passage"](case)
    case.office.settings.put(setting, SECRET)
    assert drawn(case, DocumentKind.INFORMATION_SHEET).cautions


@pytest.mark.parametrize("column", ["name", "offer", "address", "city"])
def test_what_the_directory_brings_is_read_too(case: Case, column: str) -> None:
    HIS["passage"](case)
    resource = replace(Resource("Le Passage", offer="Écoute"), **{column: SECRET})
    resource_id = case.office.directory.save(resource)
    shown = drawn(case, DocumentKind.HANDOUT, resource_ids=(resource_id,))
    assert "dit par Hugo" in shown.cautions[0]


def test_a_word_of_one_s_own_is_read_too(case: Case) -> None:
    HIS["passage"](case)
    need = case.office.vocabulary.add(Catalogue.NEEDS, SECRET)
    resource_id = case.office.directory.save(Resource("Le Passage"))
    kind, needs = DocumentKind.REFERRAL_LETTER, (need.code,)
    assert drawn(case, kind, resource_ids=(resource_id,), needs=needs).cautions


def test_an_address_is_read_on_the_letter_and_on_its_envelope(case: Case) -> None:
    HIS["passage"](case)
    point = ContactPoint(
        ContactKind.ADDRESS, f"Rue Haute 1\n{SECRET}", MessageRule.YES, "", "5000", "Namur"
    )
    claire = case.office.families.open_file(case.family_id).people[0]
    case.office.families.save_person(case.family_id, replace(claire, contacts=(point,)))
    about = Outline(DocumentKind.RELATIVE_LETTER, case.family_id, case.mother, way=Way.POSTED)
    documents = case.office.documents
    text = documents.compose(about)
    assert "dit par Hugo" in documents.preview(about, text).cautions[0]
    mailing = documents.mail.to(documents.issue(about, text))
    assert "dit par Hugo" in mailing.concerns[0].reason


def test_her_own_address_said_by_him_in_part_is_no_confidence(case: Case) -> None:
    case.meeting(passages=(Passage("life", "Claire habite à Namur.", said_by=case.brother),))
    point = ContactPoint(ContactKind.ADDRESS, "Rue Haute 1", MessageRule.YES, "", "5000", "Namur")
    claire = case.office.families.open_file(case.family_id).people[0]
    case.office.families.save_person(case.family_id, replace(claire, contacts=(point,)))
    assert drawn(case, DocumentKind.RELATIVE_LETTER, way=Way.POSTED).cautions == ()


def test_what_was_written_for_him_is_shown_when_it_is_written_to_her(case: Case) -> None:
    documents, told = case.office.documents, "Vous partez bientôt au Canada avec Sophie."
    his = Outline(DocumentKind.RELATIVE_LETTER, case.family_id, case.brother)
    documents.issue(his, f"{documents.compose(his)}\n\n{told}")
    (caution,) = case.letter(told).cautions
    assert "écrit pour Hugo" in caution
    assert case.letter("Autre chose.").cautions == ()
    assert case.letter(told, case.brother).cautions == ()


NOTED = "Papa criait chaque soir, puis le chien aboyait et les voisins frappaient au mur."
ALIKE = "Le chien aboyait, les voisins dormaient."


def test_no_warning_leaves_that_was_not_shown(case: Case) -> None:
    documents = case.office.documents
    about = Outline(DocumentKind.RELATIVE_LETTER, case.family_id, case.mother)
    text = f"{documents.compose(about).replace('convenu, …', 'convenu.')}\n\n{ALIKE}"
    read = documents.preview(about, text)
    assert read.pdf
    assert not read.warnings
    case.meeting(passages=(Passage("life", NOTED, said_by=case.brother),))
    with pytest.raises(NotShownYet, match="dit par Hugo"):
        documents.issue(about, text, shown=read.warnings)
    assert documents.issued(case.family_id) == ()
    assert documents.issue(about, text, shown=documents.preview(about, text).warnings)


IN_A_MEETING = [
    *("passage", "emotion", "need", "recovery", "e-mail", "e-mail's subject"),
    *("safety said", "safety done", "safety alerted", "safety follow-up"),
]
DELETED = {
    **dict.fromkeys(IN_A_MEETING, RecordKind.MEETING),
    **dict.fromkeys(("next step", "what may be relayed"), RecordKind.MEETING),
    "call": RecordKind.REQUEST,
    "what was offered": RecordKind.REQUEST,
    "his action": RecordKind.ACTION,
    "what came of it": RecordKind.ACTION,
}


def delete(case: Case, kind: RecordKind) -> str:
    (row,) = case.office.vault.rows(f"SELECT id FROM {kind}")
    return case.office.corrections.correct(Deletion(kind, row["id"]))


@pytest.mark.parametrize("where", DELETED)
def test_what_lies_in_the_basket_is_as_confided_as_before(case: Case, where: str) -> None:
    {**HIS, **WITH_HIM}[where](case)
    thrown = delete(case, DELETED[where])
    (stopped,) = {obstacle.reason for obstacle in case.letter().obstacles}
    assert "dans la corbeille" in stopped
    assert case.letter(who=case.brother).pdf
    with case.office.vault.unit() as unit:
        unit.execute("DELETE FROM reversal WHERE id = ?", (thrown,))
        unit.commit()
    assert case.letter().pdf


def test_the_confidence_of_someone_deleted_stays_one(case: Case) -> None:
    HIS["passage"](case)
    case.office.corrections.correct(Deletion(RecordKind.PERSON, case.brother))
    assert case.letter().obstacles


def test_what_was_kept_from_her_stays_so_in_the_basket(case: Case) -> None:
    kept = replace(passage(case), said_by=None, restricted_from=(case.mother,))
    case.meeting(case.mother, case.brother, passages=(kept,))
    delete(case, RecordKind.MEETING)
    assert "pas à rapporter" in case.letter().obstacles[0].reason


def test_what_was_noted_again_under_another_name_is_what_stands(case: Case) -> None:
    HIS["passage"](case)
    delete(case, RecordKind.MEETING)
    case.meeting(case.mother, passages=(replace(passage(case), said_by=case.mother),))
    assert case.letter().pdf
    assert "Claire" not in case.letter(who=case.brother).obstacles[0].reason


def test_words_of_the_office_s_own_lists_are_rare_in_no_letter(case: Case) -> None:
    HIS["passage"](case)
    between = "\n\nJe reste disponible pour vous recevoir bientôt à mon bureau. "
    scattered = between.join(["Voici vos meubles.", "Merci de payer ici.", "Sans dettes."])
    assert "ici et là" in case.letter(scattered).warnings[0]
    case.office.directory.save(Resource("Meubles solidaires", offer="Aide à payer ses dettes"))
    assert case.letter(scattered).warnings == ()


def test_the_title_of_a_sheet_is_read_as_its_text(case: Case) -> None:
    HIS["passage"](case)
    about = Outline(DocumentKind.ATTESTATION, case.family_id, case.mother)
    text = case.office.documents.compose(about)
    assert case.office.documents.preview(about, f"Titre\u00a0: Attestation\n\n{text}").pdf
    assert case.office.documents.preview(about, f"Titre\u00a0: {RETOLD}\n\n{text}").obstacles


def test_one_s_own_template_is_written_to_everyone(case: Case) -> None:
    documents, code = case.office.documents, "relative_letter.meeting"
    own = "{{ salutation }},\n\nLa kermesse annuelle du jardin aura lieu après le {{ today }}."
    documents.models.change(code, own)
    his, hers = (
        Outline(DocumentKind.RELATIVE_LETTER, case.family_id, who)
        for who in (case.brother, case.mother)
    )
    text = f"{documents.compose(his)}\n\n{TOLD_HIM}"
    documents.issue(his, text)
    assert documents.preview(hers, documents.compose(hers)).warnings == ()
    assert documents.preview(hers, text).warnings
