"""What an invented meeting holds besides passages, emotions and needs.

From a generator of its own, so that all else stays the same for the same seed.
"""

import random
from dataclasses import replace

from referent_desk.meetings import Dimension, Meeting, Passage, RecoveryNote, Source
from referent_desk.vault import new_id

SEEN_BY_THE_FAMILY = {
    Dimension.CLINICAL: "Il entend moins de voix, il prend son traitement.",
    Dimension.FUNCTIONAL: "Il se lève, il refait son lit.",
    Dimension.SOCIAL: "Il a revu un ami d’enfance.",
    Dimension.PHYSICAL: "Il mange à nouveau avec nous.",
    Dimension.EXISTENTIAL: "Il parle de l’été prochain.",
}


def deepened(meeting: Meeting, chance: random.Random) -> Meeting:
    """Recovery now and then; emotions with words come from the first passage that someone said."""
    passages = tuple(replace(passage, id=new_id()) for passage in meeting.passages)
    source = next((p for p in passages if p.source is Source.SAID), None)
    emotions = tuple(
        replace(note, words=_words(source, chance), passage_id=source.id)
        if source is not None and note.words
        else note
        for note in meeting.emotions
    )
    recovery: tuple[RecoveryNote, ...] = ()
    if meeting.participants and chance.random() < 0.3:
        chosen = chance.sample(list(Dimension), 2)
        recovery = tuple(
            RecoveryNote(dimension, SEEN_BY_THE_FAMILY[dimension], meeting.participants[0])
            for dimension in sorted(chosen)
        )
    return replace(meeting, passages=passages, emotions=emotions, recovery=recovery)


def _words(passage: Passage, chance: random.Random) -> str:
    """A few of its words, one after the other."""
    words = passage.text.split()
    first = chance.randrange(max(1, len(words) - 3))
    return " ".join(words[first : first + 4]).strip(".,;:")
