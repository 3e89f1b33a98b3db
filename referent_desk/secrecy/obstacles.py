"""What stops a piece or a text on each way out. Pure; the sentences are those of the screen."""

from collections.abc import Iterator

from referent_desk.directory import Reveals
from referent_desk.families import fold
from referent_desk.meetings import Source
from referent_desk.secrecy import consent
from referent_desk.secrecy.echoes import echoes
from referent_desk.secrecy.model import (
    Condition,
    Echo,
    EchoKind,
    Obstacle,
    ObstacleKind,
    Patient,
    Piece,
    PieceKind,
    Sharing,
    Way,
)
from referent_desk.secrecy.words import agreed, day, plain_contact, quoted, source, upper

_Found = Iterator[Obstacle]
_SHOWN = 8
"""Words too many that are quoted."""


def plain_contact_request(sharing: Sharing) -> bool:
    """« Cette personne souhaite vous rencontrer », nothing more, to the treating team."""
    return (
        sharing.way is Way.TRANSMITTED
        and sharing.recipient.treating
        and len(sharing.pieces) == 1
        and _plain(sharing.pieces[0], sharing)
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
        yield from _unheard(piece, sharing)
    for echo in found:
        yield from (
            _transmitted_echo(echo, found, sharing)
            if direct
            else _handed_echo(echo, found, sharing)
        )


def covered(echo: Echo, found: tuple[Echo, ...], sharing: Sharing) -> bool:
    """The text repeats a piece that was picked, and this within it."""
    return any(
        other.start <= echo.start and echo.end <= other.end and other.piece in sharing.pieces
        for other in found
        if other.kind is EchoKind.WORDS
    )


def own_name(word: str, sharing: Sharing) -> bool:
    """Of who carries it, who may be called like the patient."""
    theirs = (r.names for r in sharing.file.relatives if r.id == sharing.bearer)
    own = {part for names in theirs for name in names for part in fold(name).split()}
    return set(fold(word).split()) <= own


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
    if no and not _plain(piece, sharing):
        yield _refusal(no, sharing, piece)
    for person in _hands(sharing):
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
    plain = _plain(piece, sharing)
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


def _unheard(piece: Piece, sharing: Sharing) -> _Found:
    """Written here rather than picked: it is read as a free text is."""
    if piece in sharing.file.heard or _plain(piece, sharing):
        return
    for echo in echoes(piece.text, sharing.file, sharing.ordinary):
        said = echo.piece
        if said and echo.sure and said.said_by != piece.said_by and said not in sharing.pieces:
            yield _others(echo, said, sharing, piece.text)


def _handed_echo(echo: Echo, found: tuple[Echo, ...], sharing: Sharing) -> _Found:
    if not echo.sure:
        return
    if echo.kind is EchoKind.WORDS and echo.piece:
        yield from _handed_words(echo, echo.piece, found, sharing)
    elif echo.kind is EchoKind.PATIENT and not own_name(echo.named, sharing):
        yield Obstacle(
            ObstacleKind.PATIENT_NAMED,
            f"Le texte nomme le patient («\u00a0{echo.named}\u00a0»).",
            echo=echo,
        )
    elif echo.kind is EchoKind.WARD and not _addressed(echo.named, sharing):
        yield Obstacle(
            ObstacleKind.WARD_NAMED,
            f"Le texte nomme l’unité «\u00a0{echo.named}\u00a0».",
            echo=echo,
        )


def _addressed(name: str, sharing: Sharing) -> bool:
    """To whom it goes may be named."""
    return fold(name) in {fold(to.name) for to in (sharing.recipient, *sharing.printed)}


def _handed_words(echo: Echo, piece: Piece, found: tuple[Echo, ...], sharing: Sharing) -> _Found:
    file = sharing.file
    theirs = piece.known_to(sharing.bearer)
    if not theirs and not covered(echo, found, sharing):
        yield _others(echo, piece, sharing, sharing.text)
    elif theirs and consent.concerns_patient(piece, file):
        no = consent.refused(piece, file, sharing.today)
        if no:
            yield _refusal(no, sharing, piece, echo)


def _transmitted_echo(echo: Echo, found: tuple[Echo, ...], sharing: Sharing) -> _Found:
    """The preview shows what was picked, and nothing else."""
    if not echo.sure:
        return
    file = sharing.file
    if echo.kind is EchoKind.WORDS and echo.piece:
        if _scope(echo.piece, sharing) or covered(echo, found, sharing):
            return
        yield Obstacle(
            ObstacleKind.NOT_PICKED,
            f"Le texte reprend ce qui n’est pas choisi\u00a0: {source(echo.piece, file)}"
            f" ({quoted(sharing.text, echo)}).",
            Condition.NECESSITY,
            echo.piece,
            echo,
        )
    elif echo.kind is EchoKind.PATIENT and not any(
        consent.concerns_patient(piece, file) for piece in sharing.pieces
    ):
        yield Obstacle(
            ObstacleKind.PATIENT_NAMED,
            f"Le texte nomme le patient («\u00a0{echo.named}\u00a0»), et rien de choisi ne le"
            " concerne.",
            Condition.NECESSITY,
            echo=echo,
        )


def _scope(piece: Piece, sharing: Sharing) -> bool:
    """The words of an agreement that lets this recipient know."""
    given = (consent.given_by(person, sharing) for person in sharing.concerned)
    return piece.kind is PieceKind.FREE and piece.record_id in {a.id for a in given if a}


def _others(echo: Echo, piece: Piece, sharing: Sharing, text: str) -> Obstacle:
    """`text` is what holds the echo."""
    here = source(piece, sharing.file)
    if set(_hands(sharing)) & set(piece.restricted_from):
        kind, why = ObstacleKind.RESTRICTED, "Le texte reprend ce qui n’est pas à rapporter"
    else:
        kind, why = ObstacleKind.OTHERS_WORDS, "Le texte reprend ce qui n’est pas à cette personne"
    return Obstacle(
        kind, f"{why}\u00a0: {here} ({quoted(text, echo)}).", Condition.AGREEMENT, piece, echo
    )


def _refusal(no: Patient, sharing: Sharing, piece: Piece, echo: Echo | None = None) -> Obstacle:
    said = f" le {day(no.on)}" if no.on else ""
    if no.review_on is None:
        again = "sans date pour en reparler"
    elif no.review_on <= sharing.today:
        again = f"à revoir depuis le {day(no.review_on)}"
    else:
        again = f"à revoir le {day(no.review_on)}"
    return Obstacle(
        ObstacleKind.PATIENT_REFUSED,
        f"Le patient a refusé{said}\u00a0: ce qui le concerne ne part pas ({again}).",
        Condition.AGREEMENT,
        piece,
        echo,
    )


def _hands(sharing: Sharing) -> tuple[str, ...]:
    """Those of the file who will hold it, or hear it, or from whom it is said to come."""
    people = (sharing.recipient.person_id, sharing.bearer)
    return tuple(dict.fromkeys(person for person in people if person))


def _general(piece: Piece, sharing: Sharing) -> bool:
    """Of nobody: how a ward works, when it can be called."""
    named = (piece.said_by, piece.about, piece.record_id)
    free = piece.kind is PieceKind.FREE and piece.source is Source.SAID and not any(named)
    return free and not consent.concerns_patient(piece, sharing.file)


def _plain(piece: Piece, sharing: Sharing) -> bool:
    """In the program's own words, from someone of the file."""
    relatives = {relative.id for relative in sharing.file.relatives}
    return (
        piece.kind is PieceKind.CONTACT
        and piece.said_by in relatives
        and piece.text == plain_contact(sharing.file.called(piece.said_by))
    )
