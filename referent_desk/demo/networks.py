"""Networks around the patients of a demo, and needs that were answered; drawn apart from the rest,
so that what exists stays the same.
"""

import random
from datetime import timedelta

from referent_desk.families import LinkQuality, Member
from referent_desk.meetings import MeetingState, NeedState
from referent_desk.office import Office

MOST = 60
"""Families that get one: enough to look at, and quick to make."""
_CLOSENESS = ("close", "close", "regular", "regular", "distant", "broken")
_OTHERS = (
    ("Luc, ami d’enfance", "friends"),
    ("Voisine du palier", "friends"),
    ("Collègues de l’atelier", "friends"),
    ("Médecin traitant", "professional"),
    ("Équipe mobile", "professional"),
    ("Assistante sociale", "professional"),
    ("Club de pétanque", "belonging"),
    ("Chorale du quartier", "belonging"),
    ("Paroisse", "belonging"),
)


def invent_networks(office: Office, seed: int) -> None:
    chance = random.Random(f"{seed} networks")
    with office.vault.unit() as unit:
        for family in office.families.list()[:MOST]:
            _weave(office, family.id, chance)
            _answer(office, family.id, chance)
        unit.commit()


def _weave(office: Office, family_id: str, chance: random.Random) -> None:
    network = office.network
    shown = network.of_family(family_id)
    for member in (*shown.members, *shown.beside):
        network.place(family_id, member.id, "family", chance.choice(_CLOSENESS), None)
    for label, circle in chance.sample(_OTHERS, chance.randint(1, 4)):
        member = Member(label, circle, chance.choice(_CLOSENESS))
        network.save_member(family_id, member)
    members = network.of_family(family_id).members
    for member in members:
        if chance.random() < 0.7:
            network.set_link(family_id, member.id, None, _quality(chance))
    for _ in range(len(members) // 3):
        one, other = chance.sample(members, 2)
        network.set_link(family_id, one.id, other.id, _quality(chance))


def _quality(chance: random.Random) -> LinkQuality:
    return chance.choice((LinkQuality.SUPPORT, LinkQuality.SUPPORT, *LinkQuality))


def _answer(office: Office, family_id: str, chance: random.Random) -> None:
    """Some weeks after it was heard, here and there a need moves on."""
    today = office.clock().date()
    for meeting in office.meetings.of_family(family_id):
        for need in meeting.needs if meeting.state is MeetingState.HELD else ():
            day = meeting.starts_at.date() + timedelta(days=chance.randint(5, 30))
            if chance.random() < 0.5 and day < today:
                state = chance.choice((NeedState.UNDER_WAY, NeedState.MET, NeedState.MET))
                office.meetings.set_need_state(need.id, state, day)
