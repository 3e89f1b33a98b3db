"""The gate: whether something may leave, by which way, and if not why. One pure function.

No condition can be overridden; a legal exception is never stopped.
"""

from collections.abc import Iterator
from dataclasses import replace

from referent_desk.meetings import Agreement
from referent_desk.secrecy import consent
from referent_desk.secrecy.beside import likenesses
from referent_desk.secrecy.echoes import echoes_in
from referent_desk.secrecy.model import (
    Condition,
    Decision,
    Echo,
    EchoKind,
    Evidence,
    Obstacle,
    Offer,
    Piece,
    PieceKind,
    Sharing,
    Way,
)
from referent_desk.secrecy.obstacles import all_obstacles, plain_contact_request
from referent_desk.secrecy.reading import read, read_against
from referent_desk.secrecy.scattered import traces
from referent_desk.secrecy.text_obstacles import covered, own_name
from referent_desk.secrecy.words import (
    agreed,
    day,
    patient_agreed,
    plain_contact,
    quoted,
    source,
    upper,
)

_WITHOUT = {
    Way.HANDED: "Sans objet\u00a0: {who} le porte, et décide seul(e) de le donner.",
    Way.POSTED: "Sans objet\u00a0: envoyé à {who}, qui décide seul(e) de le donner.",
    Way.KEPT: "Sans objet\u00a0: gardé au bureau.",
    Way.TOGETHER: "Sans objet\u00a0: fait avec {who}, dans la pièce, à sa demande.",
    Way.TRANSMITTED: "Sans objet\u00a0: une simple demande de contact ne dit rien d’autre.",
    Way.EXCEPTION: "Sans objet\u00a0: la loi permet ou oblige de parler.",
}


def decide(sharing: Sharing) -> Decision:
    """May it leave? With each condition's evidence, and what else can be done when it may not."""
    file, text = sharing.file, sharing.text
    heard = read(file.heard) if text or sharing.beside.printed else ()
    here = read_against(text, heard, sharing.ordinary)
    found = echoes_in(here, file, heard)
    obstacles = tuple(dict.fromkeys(all_obstacles(sharing, found)))
    return Decision(
        obstacles,
        tuple(_evidence(condition, sharing, obstacles) for condition in Condition),
        tuple(_offers(sharing, found)) if obstacles else (),
        tuple(
            dict.fromkeys(
                (
                    *_cautions(sharing, found),
                    *traces(here, sharing, found, heard),
                    *likenesses(sharing, heard),
                )
            )
        ),
        found,
        _relied_on(sharing),
    )


def _evidence(condition: Condition, sharing: Sharing, obstacles: tuple[Obstacle, ...]) -> Evidence:
    lacking = [o for o in obstacles if o.condition is condition]
    if not _asked(condition, sharing):
        words = _WITHOUT[sharing.way].format(who=sharing.file.called(sharing.bearer))
        return Evidence(condition, not lacking, words, asked=False)
    if lacking:
        return Evidence(condition, held=False, sentence=lacking[0].reason)
    if condition is Condition.AGREEMENT and not sharing.pieces:
        return Evidence(condition, held=False, sentence="Selon ce qui sera choisi.")
    return Evidence(condition, held=True, sentence=_SENTENCES[condition](sharing))


def _asked(condition: Condition, sharing: Sharing) -> bool:
    if sharing.way is not Way.TRANSMITTED:
        return False
    return condition is Condition.AGREEMENT or not plain_contact_request(sharing)


def _agreements(sharing: Sharing) -> str:
    """Each that is relied on, the patient's too."""
    file = sharing.file
    said = [agreed(agreement, file) for agreement in _relied_on(sharing)]
    for piece in sharing.pieces:
        patient = consent.given_by_patient(piece, file, sharing.today)
        if patient and consent.needed(piece, sharing).patient:
            said.append(patient_agreed(patient))
    return upper("\u202f; ".join(dict.fromkeys(said))) + "."


def _bound(sharing: Sharing) -> str:
    checked = sharing.recipient.verified_on
    when = f", vérifié le {day(checked)}" if checked else ""
    return f"{sharing.recipient.name} est tenu au secret professionnel (annuaire{when})."


def _mission(sharing: Sharing) -> str:
    return f"«\u00a0{sharing.mission.strip()}\u00a0»"


def _picked(sharing: Sharing) -> str:
    number = len(sharing.pieces)
    which = "Une pièce choisie" if number == 1 else f"{number} pièces choisies une à une"
    return f"{which}, aperçu relu et confirmé par le référent."


_SENTENCES = {
    Condition.AGREEMENT: _agreements,
    Condition.SECRECY: _bound,
    Condition.MISSION: _mission,
    Condition.NECESSITY: _picked,
}


def _relied_on(sharing: Sharing) -> tuple[Agreement, ...]:
    """Of each relative whom a piece concerns."""
    if sharing.way is Way.EXCEPTION:
        return ()
    given = (consent.given_by(person, sharing) for person in sharing.concerned)
    return tuple(agreement for agreement in given if agreement)


def _cautions(sharing: Sharing, found: tuple[Echo, ...]) -> Iterator[str]:
    """Shown before it leaves; they stop nothing by themselves."""
    file = sharing.file
    for echo in found:
        if echo.piece and not echo.sure and not _expected(echo, found, sharing):
            words = quoted(sharing.text, echo)
            yield f"{words} ressemble à ce qui fut {source(echo.piece, file)}."
        elif echo.kind is EchoKind.PATIENT and not echo.sure:
            words = sharing.text[echo.start : echo.end]
            yield f"«\u00a0{words}\u00a0» ressemble au nom du patient."
        elif echo.kind is EchoKind.RELATIVE and _someone_else(echo, sharing):
            yield f"Le texte nomme {file.called(echo.person_id)}."
    for piece in sharing.pieces:
        for person in piece.restricted_from:
            if sharing.way is not Way.EXCEPTION:
                yield f"À ne pas rapporter à {file.called(person)}\u00a0: dites-le au destinataire."
        patient = consent.given_by_patient(piece, file, sharing.today)
        if patient and patient.review_on and patient.review_on <= sharing.today:
            yield f"L’accord du patient est à revoir depuis le {day(patient.review_on)}."


def _expected(echo: Echo, found: tuple[Echo, ...], sharing: Sharing) -> bool:
    """It was picked, or is what they may say anyway."""
    by_hand = sharing.way is not Way.TRANSMITTED
    theirs = by_hand and echo.piece is not None and echo.piece.known_to(sharing.bearer)
    return theirs or covered(echo, found, sharing)


def _someone_else(echo: Echo, sharing: Sharing) -> bool:
    known = {sharing.bearer, sharing.recipient.person_id}
    known |= {p for piece in sharing.pieces for p in (piece.said_by, piece.about) if p}
    return echo.sure and echo.person_id not in known and not own_name(echo.named, sharing)


def _offers(sharing: Sharing, found: tuple[Echo, ...]) -> Iterator[Offer]:
    """Only what would pass; the exception is always there. `found` is in its text."""
    file = sharing.file
    if sharing.way is Way.TRANSMITTED:
        for bearer in dict.fromkeys(piece.said_by for piece in sharing.pieces):
            if bearer and not _stopped(replace(sharing, way=Way.HANDED, bearer=bearer), found):
                who = file.called(bearer)
                yield Offer(Way.HANDED, f"Le remettre à {who}, qui le portera.", bearer)
                yield Offer(
                    Way.TOGETHER, f"Le dire avec {who} dans la pièce, à sa demande.", bearer
                )
    if sharing.recipient.treating and not plain_contact_request(sharing):
        yield from _contacts(sharing)
    yield Offer(Way.EXCEPTION, "En cas de danger grave et imminent, l’exception légale.")


def _contacts(sharing: Sharing) -> Iterator[Offer]:
    people = (sharing.bearer, *(piece.said_by or "" for piece in sharing.pieces))
    for person in dict.fromkeys(p for p in people if p):
        asked = replace(
            sharing, way=Way.TRANSMITTED, pieces=(contact_piece(person, sharing),), text=""
        )
        if not _stopped(asked, ()):
            who = sharing.file.called(person)
            words = f"Une simple demande de contact\u00a0: «\u00a0{plain_contact(who)}\u00a0»"
            yield Offer(Way.TRANSMITTED, words, person, plain_contact=True)


def contact_piece(person_id: str, sharing: Sharing) -> Piece:
    """All that a plain contact request says, for that relative."""
    return Piece(
        plain_contact(sharing.file.called(person_id)), PieceKind.CONTACT, said_by=person_id
    )


def _stopped(sharing: Sharing, found: tuple[Echo, ...]) -> bool:
    return any(True for _ in all_obstacles(replace(sharing, at_their_request=True), found))
