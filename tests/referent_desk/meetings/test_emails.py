import pytest
from hypothesis import given
from hypothesis import strategies as st

from referent_desk.families import ContactKind, ContactPoint, Person
from referent_desk.meetings.emails import read_email, readable, written_by

PIECES = st.sampled_from(
    [
        "Bonjour,",
        "> Merci pour hier",
        ">> encore",
        "Le lun. 23 nov. 2026 à 10:12, Zoé Exemple <zoe@exemple.be> a écrit :",
        "-----Message d’origine-----",
        "De : Claire",
        "Envoyé : lundi 23 novembre",
        "Objet : Julien",
        "",
        "\x00\x07",
        "<div>",
        "<blockquote>",
        "</blockquote>",
        "&lt;b&gt;",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJg",
    ]
)
PASTED = st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=20).map("\n".join)


def lines(text: str) -> list[str]:
    return sorted(line.strip() for line in text.split("\n") if line.strip())


@given(PASTED)
def test_no_line_is_lost_nor_invented(pasted: str) -> None:
    mail = read_email(pasted)
    kept = lines(f"{mail.body}\n{mail.quoted}")
    if mail.subject or len(kept) != len(lines(readable(pasted))):
        assert set(kept) <= set(lines(readable(pasted))), "but for the head of the message"
    else:
        assert kept == lines(readable(pasted))


@given(PASTED)
def test_the_body_quotes_nobody_and_is_plain(pasted: str) -> None:
    mail = read_email(pasted)
    assert not any(line.lstrip().startswith(">") for line in mail.body.split("\n"))
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in mail.body + mail.quoted)
    assert "\ufffd" not in mail.body


@given(PASTED)
def test_reading_a_body_again_keeps_its_words(pasted: str) -> None:
    body = read_email(pasted).body
    again = read_email(body)
    assert set(lines(again.body)) | set(lines(again.quoted)) <= set(lines(body))


def test_lines_marked_one_by_one_leave_the_answers_between() -> None:
    mail = read_email(
        "Merci.\n\nLe 23 nov. 2026 à 10:12, Zoé Exemple <z@exemple.be> a\nécrit :\n"
        "> Venez jeudi ?\nOui, jeudi.\n> À 14 h ?\nPlutôt 15 h."
    )
    assert mail.body == "Merci.\n\nOui, jeudi.\nPlutôt 15 h."
    assert mail.quoted.endswith("> Venez jeudi ?\n> À 14 h ?")


@pytest.mark.parametrize(
    "mark",
    [
        "Le lundi 23 novembre 2026, Zoé Exemple a écrit\u00a0:",
        "-----Message d'origine-----",
        "-----Message d’origine-----",
        "________________\nDe : Zoé Exemple\nEnvoyé : lundi\nÀ : Claire\nObjet : RV",
        "From: Zoe\nSent: Monday\nSubject: RE",
    ],
)
def test_from_a_mark_on_everything_is_quoted(mark: str) -> None:
    mail = read_email(f"Bonjour,\nJe viendrai.\n\n{mark}\nAncien message\nsur deux lignes")
    assert mail.body == "Bonjour,\nJe viendrai."
    assert mail.quoted.endswith("Ancien message\nsur deux lignes")


def test_its_own_head_gives_the_subject_and_is_no_quotation() -> None:
    mail = read_email("De : Claire\nEnvoyé : lundi\nÀ : Zoé\nObjet :  La   visite\n\nBonjour")
    assert (mail.subject, mail.body, mail.quoted) == ("La visite", "Bonjour", "")


def test_a_sentence_that_begins_as_a_mark_stays() -> None:
    text = "De : je ne sais qui\nLe médecin a dit non."
    assert read_email(text).body == text


def test_markup_becomes_words_and_its_quotations_are_apart() -> None:
    mail = read_email(
        "<html><head><style>p{color:red}</style></head><body><p>Bonjour &agrave; vous</p>"
        "<script>alert(1)</script><div>Suite<br>ici</div><blockquote>ancien<br>fil</blockquote>"
    )
    assert mail.body == "Bonjour à vous\n\nSuite\nici"
    assert mail.quoted == "> ancien\n> fil"


def test_markup_that_never_ends_loses_no_word() -> None:
    assert read_email("<div>Avant<script>Après</div>").body == "AvantAprès"


def test_junk_goes_and_words_stay() -> None:
    code = "QUJD" * 20
    mail = read_email(f"\ufeffBon\x00jour\ufffd\x1b[0m\r\n{code}\r\nMerci, 12 < 15 > 3")
    assert mail.body == "Bonjour[0m\nMerci, 12 < 15 > 3"


@pytest.mark.parametrize(
    "piece", ["mot ", "<div><a", "> ", "le x\n", "De : a\n", "\x00a", "--", "<!--", "&amp;<p>"]
)
def test_a_hundred_thousand_signs_bear(piece: str) -> None:
    pasted = piece * (100_000 // len(piece))
    mail = read_email(pasted)
    assert len(mail.body) + len(mail.quoted) <= len(pasted)


def test_a_message_pasted_as_it_travels_is_read() -> None:
    pasted = (
        "De : Bastien <b@example.be>\nEnvoyé : lundi\nObjet : =?utf-8?Q?Ma_s=C5=93ur?=\n"
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        "Ma m=C3=A8re ne sait pas. 2=3 ; =?inconnu?Q?x?=\n\n--_000_ABC_\n"
        "Content-Type: image/png\n\n" + "iVBORw0KGgo" * 12
    )
    read = read_email(pasted)
    assert read.subject == "Ma sœur"
    assert read.body == "Ma mère ne sait pas. 2=3 ; =?inconnu?Q?x?="


def test_a_line_of_dashes_stays_in_a_plain_message() -> None:
    assert read_email("Bonjour,\n--------\nÀ lundi").body == "Bonjour,\n--------\nÀ lundi"


BASTIEN = Person("Bastien", "Vasseur", id="bastien")
MIREILLE = Person(
    "Mireille",
    "Vasseur",
    "Mme",
    contacts=(ContactPoint(ContactKind.EMAIL, "la.maison@exemple.be"),),
    id="mireille",
)


@pytest.mark.parametrize(
    ("sender", "who"),
    [
        ("Bastien VASSEUR <b@exemple.be>", "bastien"),
        ("Vasseur, Bastien", "bastien"),
        ("Bastien Vasseur <La.Maison@exemple.be>", "mireille"),
        ("Vasseur", ""),
        ("Zoé Exemple <zoe@exemple.be>", ""),
        ("", ""),
    ],
)
def test_the_writer_is_known_by_address_else_by_names(sender: str, who: str) -> None:
    assert written_by(sender, [BASTIEN, MIREILLE]) == who
    assert written_by(sender, [BASTIEN, BASTIEN, MIREILLE, MIREILLE]) == ""


def test_the_sender_is_that_of_the_message_itself() -> None:
    pasted = "De : Claire <c@exemple.be>\nObjet : Lu\n\nOui.\n\nDe : Zoé\nEnvoyé : hier\n\nQuand ?"
    assert read_email(pasted).sender == "Claire <c@exemple.be>"
    assert read_email("De : Claire, avec espoir.").sender == ""
