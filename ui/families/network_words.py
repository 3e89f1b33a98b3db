"""A network as the map, the list and the paper say it. Pure functions, no widget."""

from referent_desk.documents import Column, Listing
from referent_desk.drawings import PRINT, MapLink, MapMember, NetworkMap, draw_map
from referent_desk.families import FamilyFile, FamilyNetwork, LinkQuality, Member
from referent_desk.vocabulary import Catalogue, Vocabulary
from ui.widgets import RowData

DOT = " · "
PATIENT = "la personne hospitalisée"
NO_CIRCLE, NO_CLOSENESS = "cercle non noté", "proximité non notée"
QUALITIES = (
    (LinkQuality.SUPPORT.value, "soutien"),
    (LinkQuality.TENSION.value, "tension"),
    (LinkQuality.BROKEN.value, "rupture"),
)
_COLUMNS = (Column("Qui", 4), Column("Cercle", 3), Column("Proximité", 3), Column("Liens", 6))


def patient_name(file: FamilyFile) -> str:
    """A first name or an initial, of the open situation or else the last."""
    situation = file.current or next(iter(file.situations), None)
    return (situation.patient if situation else "") or PATIENT


def network_map(network: FamilyNetwork, file: FamilyFile, vocabulary: Vocabulary) -> NetworkMap:
    """What the drawing wants to know; who has a retired circle keeps it."""
    return NetworkMap(
        patient_name(file),
        _named(vocabulary, Catalogue.CIRCLES, {m.circle for m in network.members}),
        _named(vocabulary, Catalogue.CLOSENESS, {m.closeness for m in network.members}),
        tuple(_map_member(m, file, vocabulary) for m in network.members),
        tuple(MapLink(x.from_id, x.to_id, x.quality.value) for x in network.links),
    )


def member_row(
    member: Member, network: FamilyNetwork, file: FamilyFile, vocabulary: Vocabulary
) -> RowData:
    said = links_of(member, network, file)
    subtitle = DOT.join([*_place(member, vocabulary), *([said] if said else [])])
    icon = "user" if member.person_id else "users"
    return RowData(_title(member, file, vocabulary), subtitle, icon=icon, key=member.id)


def links_of(member: Member, network: FamilyNetwork, file: FamilyFile) -> str:
    """« soutien avec Théo, tension avec Paul Lacroix (depuis l’été) »."""
    quality = dict(QUALITIES)
    said: list[str] = []
    for link in network.links:
        if member.id not in {link.from_id, link.to_id}:
            continue
        other_id = link.to_id if link.from_id == member.id else link.from_id
        other = network.member(other_id) if other_id else None
        name = other.label if other else patient_name(file)
        note = f" ({link.note})" if link.note else ""
        said.append(f"{quality[link.quality.value]} avec {name}{note}")
    return ", ".join(said)


def network_text(network: FamilyNetwork, file: FamilyFile, vocabulary: Vocabulary) -> str:
    """The map as a list, a line each, for the clipboard."""
    lines = [f"Réseau autour de {patient_name(file)}"]
    for member in network.members:
        row = member_row(member, network, file, vocabulary)
        lines.append(f"- {row.title}\u00a0: {row.subtitle}")
    return "\n".join(lines)


def network_listing(
    network: FamilyNetwork, file: FamilyFile, vocabulary: Vocabulary, about: tuple[str, ...]
) -> Listing:
    """The map as vectors, and under it the same in words."""
    return Listing(
        "Réseau",
        about,
        _COLUMNS,
        tuple(
            (
                _title(member, file, vocabulary),
                *_place(member, vocabulary),
                links_of(member, network, file) or "—",
            )
            for member in network.members
        ),
        draw_map(network_map(network, file, vocabulary), PRINT),
        f"Carte du réseau autour de {patient_name(file)}\u00a0: les proches par cercle, plus près"
        " du centre quand le lien est plus étroit. La liste qui suit dit la même chose en mots.",
    )


def place_words(vocabulary: Vocabulary, circle: str, closeness: str) -> str:
    """« familial · lien étroit »."""
    return DOT.join(_place(Member(circle=circle, closeness=closeness), vocabulary))


def _place(member: Member, vocabulary: Vocabulary) -> tuple[str, str]:
    return (
        vocabulary.label(Catalogue.CIRCLES, member.circle) or NO_CIRCLE,
        vocabulary.label(Catalogue.CLOSENESS, member.closeness) or NO_CLOSENESS,
    )


def _title(member: Member, file: FamilyFile, vocabulary: Vocabulary) -> str:
    person = file.person(member.person_id)
    link = vocabulary.label(Catalogue.LINKS, person.link) if person else ""
    return f"{member.label}, {link}" if link else member.label


def _map_member(member: Member, file: FamilyFile, vocabulary: Vocabulary) -> MapMember:
    """On the map a first name is enough, with what one is to the patient."""
    person = file.person(member.person_id)
    label = member.label
    if person:
        link = vocabulary.label(Catalogue.LINKS, person.link)
        label = ", ".join(part for part in (person.first_name or person.last_name, link) if part)
    known = person is not None
    return MapMember(member.id, label, member.circle, member.closeness, known, member.angle)


def _named(
    vocabulary: Vocabulary, catalogue: Catalogue, used: set[str]
) -> tuple[tuple[str, str], ...]:
    known = vocabulary.all(catalogue)
    return tuple((e.code, e.label) for e in known if not e.retired or e.code in used)
