"""What stops a piece or a text on each way out. Pure; the sentences are those of the screen."""

from collections.abc import Iterator

from referent_desk.directory import Reveals
from referent_desk.families import fold
from referent_desk.meetings import Source
from referent_desk.secrecy import consent
from referent_desk.secrecy.model import (
    Condition,
    Echo,
    Obstacle,
    ObstacleKind,
    Piece,
    PieceKind,
    Sharing,
    Way,
)
from referent_desk.secrecy.refusals import hands, is_plain, refusal
from referent_desk.secrecy.text_obstacles import in_words, unheard
from referent_desk.secrecy.words import agreed, day, source, upper

_Found = Iterator[Obstacle]
_SHOWN = 8
"""Words too many that are quoted."""


def plain_contact_request(sharing: Sharing) -> bool:
    """« Cette personne souhaite vous rencontrer », nothing more, to the treating team."""
    return (
        sharing.way is Way.TRANSMITTED
        and sharing.recipient.treating
        and len(sharing.pieces) == 1
        and is_plain(sharing.pieces[0], sharing)
    )


def all_obstacles(sharing: Sharing, found: tuple[Echo, ...]) -> _Found:
    """`found` is what its free text holds."""
    if sharing.way is Way.EXCEPTION:
        return
    direct = sharing.way is Way.TRANSMITTED
    if not plain_contact_request(sharing):
        yield from _name(sharing)
    if direct:
        yield from _conditions(sharing)
    else:
        yield from _bearer(sharing)
    for piece in sharing.pieces:
        yield from _whatever_the_way(piece, sharing)
        yield from _transmitted_piece(piece, sharing) if direct else _handed_piece(piece, sharing)
        yield from unheard(piece, sharing)
    yield from in_words(found, sharing)


def _name(sharing: Sharing) -> _Found:
    for named in dict.fromkeys((sharing.recipient, *sharing.printed)):
        if named.reveals is Reveals.YES and not sharing.diagnosis_named:
            yield Obstacle(
                ObstacleKind.NAME_REVEALS,
                f"Le nom «\u00a0{named.name}\u00a0» révèle un diagnostic ou une problématique.",
            )


def _conditions(sharing: Sharing) -> _Found:
    """The second, the third and the fourth; the first is asked of each piece."""
    if not sharing.pieces:
        yield Obstacle(
            ObstacleKind.NOTHING_PICKED,
            "Rien n’est choisi\u00a0: choisissez une à une les pièces nécessaires.",
            Condition.NECESSITY,
        )
    if plain_contact_request(sharing):
        yield from _more_than_contact(sharing)
        return
    if not sharing.recipient.bound_by_secrecy:
        name = sharing.recipient.name
        unbound = f"{name} n’est pas tenu au secret professionnel, selon l’annuaire."
        reason = unbound if name else "Le destinataire n’est pas encore choisi."
        yield Obstacle(ObstacleKind.NOT_BOUND, reason, Condition.SECRECY)
    if len(sharing.mission.split()) < 3:
        yield Obstacle(
            ObstacleKind.NO_MISSION,
            "La mission commune n’est pas dite, en une phrase.",
            Condition.MISSION,
        )
    if sharing.pieces and not sharing.confirmed:
        yield Obstacle(
            ObstacleKind.NOT_CONFIRMED,
            "Relisez l’aperçu, puis confirmez que tout y est nécessaire et dans les accords.",
            Condition.NECESSITY,
        )


def _more_than_contact(sharing: Sharing) -> _Found:
    """It goes on the agreement alone, since it says nothing else."""
    own = (sharing.ordinary, sharing.template, sharing.pieces[0].text, sharing.recipient.name)
    known = set(fold(" ".join(own)).split())
    words = sharing.text.split()
    added = [at for at, word in enumerate(words) if not known.issuperset(fold(word).split())]
    if added:
        more = words[added[0] : added[-1] + 1]
        yield Obstacle(
            ObstacleKind.NOT_PICKED,
            "Une simple demande de contact ne dit rien d’autre : retirez"
            f" « {' '.join(more[:_SHOWN])}{'…' * (len(more) > _SHOWN)} ».",
            Condition.NECESSITY,
        )


def _bearer(sharing: Sharing) -> _Found:
    file, who = sharing.file, sharing.bearer
    if who not in {relative.id for relative in file.relatives}:
        yield Obstacle(ObstacleKind.NO_BEARER, "Dites quel proche le porte, ou est présent.")
        return
    if sharing.way is Way.TOGETHER and not sharing.at_their_request:
        yield Obstacle(
            ObstacleKind.NOT_ASKED,
            f"Ensemble, c’est à la demande de {file.called(who)}, qui est dans la pièce.",
        )
    if ended := consent.withdrawn_by(who, sharing):
        yield Obstacle(
            ObstacleKind.WITHDRAWN,
            f"{upper(agreed(ended, file))}\u00a0: retiré le {day(ended.withdrawn_on)}.",
            Condition.AGREEMENT,
        )


def _whatever_the_way(piece: Piece, sharing: Sharing) -> _Found:
    file, here = sharing.file, source(piece, sharing.file)
    concerns = consent.concerns_patient(piece, file)
    no = consent.refused(piece, file, sharing.today) if concerns else None
    if no and not is_plain(piece, sharing):
        yield refusal(no, sharing, piece)
    for person in hands(sharing):
        if person in piece.restricted_from:
            yield Obstacle(
                ObstacleKind.RESTRICTED,
                f"À ne pas rapporter à {file.called(person)}\u00a0: {here}.",
                piece=piece,
            )


def _handed_piece(piece: Piece, sharing: Sharing) -> _Found:
    """What they confided, what they agreed to, and general information."""
    file, who = sharing.file, sharing.bearer
    if piece.said_by == who and piece.source is Source.SAID:
        return
    if _general(piece, sharing):
        return
    if piece.said_by is None and piece.about == who and not consent.concerns_patient(piece, file):
        if not consent.given_by(who, sharing):
            yield Obstacle(
                ObstacleKind.NO_AGREEMENT,
                f"{upper(source(piece, file))}\u00a0: il faut l’accord de {file.called(who)}"
                f" pour {sharing.recipient.name}.",
                Condition.AGREEMENT,
                piece,
            )
        return
    yield Obstacle(
        ObstacleKind.OTHERS_WORDS if piece.said_by else ObstacleKind.ORIGIN_UNKNOWN,
        f"Ce n’est pas ce que {file.called(who)} a confié\u00a0: {source(piece, file)}.",
        Condition.AGREEMENT,
        piece,
    )


def _transmitted_piece(piece: Piece, sharing: Sharing) -> _Found:
    file, needed = sharing.file, consent.needed(piece, sharing)
    plain = is_plain(piece, sharing)
    if not needed.relatives and not needed.patient:
        yield Obstacle(
            ObstacleKind.ORIGIN_UNKNOWN,
            "On ne sait ni qui l’a dit, ni qui cela concerne\u00a0: personne ne peut l’accorder.",
            Condition.AGREEMENT,
            piece,
        )
    for person in needed.relatives:
        if not consent.given_by(person, sharing):
            yield _no_agreement(person, piece, sharing)
    if plain or not needed.patient or consent.given_by_patient(piece, file, sharing.today):
        return
    if not consent.refused(piece, file, sharing.today):
        yield Obstacle(
            ObstacleKind.NO_PATIENT_AGREEMENT,
            "Cela concerne le patient\u00a0: il faut son propre accord, oral ou écrit, daté, avec"
            f" sa portée ({source(piece, file)}).",
            Condition.AGREEMENT,
            piece,
        )


def _no_agreement(person: str, piece: Piece, sharing: Sharing) -> Obstacle:
    file, name = sharing.file, sharing.recipient.name
    called, here = file.called(person), source(piece, file)
    if ended := consent.withdrawn_by(person, sharing):
        return Obstacle(
            ObstacleKind.WITHDRAWN,
            f"{called} a retiré son accord pour {name} le {day(ended.withdrawn_on)} ({here}).",
            Condition.AGREEMENT,
            piece,
        )
    if ahead := consent.in_the_future(person, sharing):
        return Obstacle(
            ObstacleKind.NO_AGREEMENT,
            f"L’accord de {called} est daté du {day(ahead.given_on)}\u00a0: il n’est pas venu.",
            Condition.AGREEMENT,
            piece,
        )
    return Obstacle(
        ObstacleKind.NO_AGREEMENT,
        f"Il manque l’accord de {called} pour {name} ({here}).",
        Condition.AGREEMENT,
        piece,
    )


def _general(piece: Piece, sharing: Sharing) -> bool:
    """Of nobody: how a ward works, when it can be called."""
    named = (piece.said_by, piece.about, piece.record_id)
    free = piece.kind is PieceKind.FREE and piece.source is Source.SAID and not any(named)
    return free and not consent.concerns_patient(piece, sharing.file)
