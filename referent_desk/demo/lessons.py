"""What invented families teach the hospital: some reworded and agreed, some not yet.

From a generator of its own, so that all else stays the same for the same seed.
"""

import random
from dataclasses import replace

from referent_desk.meetings import LessonKind, LessonMark, Meeting, Source

WORDINGS = (
    (LessonKind.QUESTION, "À qui téléphoner le week-end, quand on s’inquiète\u202f?"),
    (LessonKind.QUESTION, "Peut-on visiter l’unité avant une admission\u202f?"),
    (LessonKind.SUGGESTION, "Prévenir la famille la veille d’une sortie, pour préparer la maison."),
    (LessonKind.SUGGESTION, "Nommer une seule personne à qui donner et demander des nouvelles."),
    (LessonKind.KNOW_HOW, "Laisser un moment de calme avant de parler du traitement."),
    (LessonKind.KNOW_HOW, "Un mot écrit passe mieux qu’un appel, les jours difficiles."),
)
OFTEN = 0.15


def teaching(meeting: Meeting, chance: random.Random) -> Meeting:
    """Now and then the first passage that someone said is marked."""
    said = next((p for p in meeting.passages if p.source is Source.SAID), None)
    if said is None or chance.random() > OFTEN:
        return meeting
    kind, wording = chance.choice(WORDINGS)
    agreed_on = meeting.starts_at.date() if chance.random() < 0.6 else None
    mark = LessonMark(kind, wording if chance.random() < 0.7 else "", agreed_on)
    passages = (replace(p, lesson=mark) if p is said else p for p in meeting.passages)
    return replace(meeting, passages=tuple(passages))
