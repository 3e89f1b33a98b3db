"""Fictive contacts of the other kinds, over families that are there; from a seed of their own."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from referent_desk.families import FamilyFile
from referent_desk.followup import Absence, WhatNext
from referent_desk.meetings import (
    GroupMember,
    GroupSession,
    IndirectWork,
    Meeting,
    MeetingState,
    NetworkMeeting,
    Passage,
    Professional,
    day_off,
    read_email,
    working_day,
)
from referent_desk.office import Office

MOST = 40
EMAILS = (
    (
        "Objet : Vendredi\nDe : une proche\nEnvoyé : hier\n\nBonjour,\nJe viendrai vendredi"
        " avec mon fils aîné. Il a des questions sur le traitement.\n\n"
        "Le lundi, Zoé Exemple a écrit :\n> Bonjour,\n> Vendredi à 14 h vous convient-il ?"
    ),
    (
        "Bonjour Madame,\nLa nuit a été meilleure. Merci pour l’adresse de l’association, j’ai pris"
        " contact.\n\n-----Message d’origine-----\nDe : Zoé Exemple\nComme convenu, l’adresse."
    ),
)
SAID = (
    "Elle demande quand les visites sont possibles le dimanche.",
    "Il dit que la semaine a été lourde, et que sa sœur l’a aidé.",
    "Ils montrent la chambre où personne n’entre plus.",
)
DECIDED = (
    "Un congé d’essai le week-end, avec un appel le dimanche soir.",
    "Le service d’aide à domicile passe deux fois la semaine ; nouvelle réunion dans un mois.",
)
PROFESSIONALS = (
    Professional("Dr Exemple", "psychiatre, unité de soins"),
    Professional("A. Fictif", "service social du CPAS"),
    Professional("M. Inventé", "équipe mobile"),
)
GROUPS = ("Vivre avec la maladie d’un proche", "Quand on est frère ou sœur")
GROUP_NOTE = "Tour de table, puis un temps sur le sommeil et sur les moments à soi."
INDIRECT = (
    ("care_team", 20, "Appel à l’unité au sujet des visites."),
    ("preparation", 30, "Relecture du dossier avant la rencontre."),
    ("outside_service", 15, ""),
)
EVERY_WEEK = ((0, "team_meeting", 60), (2, "writing", 120), (4, "care_team", 45))
EVERY_MONTH = ((1, "supervision", 120), (3, "outside_service", 60))
"""Days after Monday, kind, minutes."""
WITHOUT_FAMILY = (("supervision", 120), ("training", 180), ("team_meeting", 60))


@dataclass(frozen=True)
class _Scene:
    office: Office
    chance: random.Random
    at: datetime
    file: FamilyFile

    def held(self, channel: str, minutes: int | None = None) -> Meeting:
        people = tuple(person.id for person in self.file.people[:1])
        return Meeting(
            self.file.family.id,
            self.at,
            minutes=minutes,
            channel=channel,
            participants=people,
        )


def add_contacts(office: Office, seed: int, until: date) -> None:
    """Some of each kind, on working days before `until`; at most a few dozen families."""
    chance = random.Random(f"contacts {seed}")
    files = [office.families.open_file(family.id) for family in office.families.list()[:MOST]]
    files = [file for file in files if file.people and file.open]
    for number, file in enumerate(files):
        at = _moment(until, chance)
        _KINDS[number % len(_KINDS)](_Scene(office, chance, at, file))
    for kind, minutes in WITHOUT_FAMILY:
        work = IndirectWork(kind, _moment(until, chance).date(), minutes)
        office.contacts.save_indirect(work)
    for title in GROUPS:
        members = chance.sample(files, min(3, len(files)))
        if members:
            _meet_as_a_group(office, title, _moment(until, chance), members)


def add_office_work(office: Office, start: date, until: date) -> None:
    """What goes on each week without a family there, so that a quarter's report tells of it."""
    monday = start - timedelta(days=start.weekday())
    while (monday := monday + timedelta(days=7)) + timedelta(days=4) < until:
        kinds = (*EVERY_WEEK, *(EVERY_MONTH if monday.day <= 7 else ()))
        for day, kind, minutes in kinds:
            done = working_day(monday + timedelta(days=day))
            office.contacts.save_indirect(IndirectWork(kind, done, minutes))


def _moment(until: date, chance: random.Random) -> datetime:
    day = until - timedelta(days=chance.randint(1, 12))
    while day_off(day):
        day -= timedelta(days=1)
    return datetime.combine(day, time(chance.randint(9, 16), chance.choice((0, 15, 30))))


def _email(scene: _Scene) -> None:
    mail = read_email(scene.chance.choice(EMAILS))
    scene.office.contacts.save_email(scene.held("email"), mail)


def _talk(scene: _Scene) -> None:
    channel = scene.chance.choice(("phone", "video", "home"))
    meeting = scene.held(channel, scene.chance.choice((10, 20, 45)))
    speaker = meeting.participants[0]
    passage = Passage("frame", scene.chance.choice(SAID), said_by=speaker)
    scene.office.meetings.save(replace(meeting, passages=(passage,)), ends_waiting=False)


def _network(scene: _Scene) -> None:
    people = tuple(scene.chance.sample(PROFESSIONALS, 2))
    decided = scene.chance.choice(DECIDED)
    network = NetworkMeeting(scene.held("network_meeting", 60), people, decided)
    scene.office.contacts.save_network(network)


def _indirect(scene: _Scene) -> None:
    kind, minutes, note = scene.chance.choice(INDIRECT)
    work = IndirectWork(kind, scene.at.date(), minutes, note, scene.file.family.id)
    scene.office.contacts.save_indirect(work)


def _absence(scene: _Scene) -> None:
    family_id = scene.file.family.id
    planned = Meeting(family_id, scene.at, MeetingState.PLANNED, channel="office")
    meeting_id = scene.office.meetings.save(planned)
    due = working_day(scene.at.date() + timedelta(days=14))
    scene.office.absences.record(Absence(meeting_id, WhatNext.CALL, due))


def _meet_as_a_group(office: Office, title: str, at: datetime, files: list[FamilyFile]) -> None:
    members = tuple(
        GroupMember(file.family.id, tuple(person.id for person in file.people[:1]))
        for file in files
    )
    office.contacts.record_group(GroupSession(title, at, members, 90, GROUP_NOTE))


_KINDS: tuple[Callable[[_Scene], None], ...] = (_email, _talk, _indirect, _network, _absence)
