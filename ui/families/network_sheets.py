"""The sheets of the map: someone on it, and what links two of them."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from referent_desk.families import FamilyFile, FamilyNetwork, LinkQuality, Member
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui.families.choices import offered
from ui.families.form import side_by_side
from ui.families.network_words import QUALITIES, patient_name
from ui.families.sheet import Sheet

CENTRE = "centre"
_NO_LINK = ("", "aucun lien noté")
_SOMEONE_ELSE = ("", "Quelqu’un ou quelque chose d’autre")


class MemberSheet(Sheet):
    """Adds to the map when no member is given: someone of the file, or a name of its own."""

    def __init__(
        self,
        office: Office,
        family_id: str,
        network: FamilyNetwork,
        member: Member | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._family_id = family_id
        self._beside = {other.id: other for other in network.beside}
        self._member = member or Member()
        super().__init__(
            office,
            "network_member",
            f"{family_id}:{self._member.id}",
            f"Modifier {member.label}" if member else "Ajouter à la carte",
            parent,
            primary="Enregistrer" if member else "Ajouter",
        )
        self.setWindowTitle("Réseau")
        self._add_fields(known=bool(member and member.person_id))
        self.begin(
            {
                "label": self._member.label,
                "circle": self._member.circle,
                "closeness": self._member.closeness,
            }
        )
        self.resize(540, 420)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        values = self.form.values()
        chosen = self._beside.get(values.get("person", ""), self._member)
        moved = (values["circle"], values["closeness"]) != (chosen.circle, chosen.closeness)
        made = replace(
            chosen,
            label=values.get("label", chosen.label) if not chosen.person_id else chosen.label,
            circle=values["circle"],
            closeness=values["closeness"],
            angle=None if moved else chosen.angle,
        )
        return self.office.network.save_member(
            self._family_id, made, national_number_confirmed=national_number_confirmed
        )

    def _add_fields(self, *, known: bool) -> None:
        form, member, vocabulary = self.form, self._member, self.office.vocabulary
        if not member.id and self._beside:
            people = [(other.id, other.label) for other in self._beside.values()]
            who = form.choice("person", "Qui", [_SOMEONE_ELSE, *people])
            self.add(who)
            who.editor.currentIndexChanged.connect(
                lambda: self._name.setVisible(not who.editor.code())
            )
        hint = "Une personne, un service, un club, un groupe."
        self._name = form.line("label", "Nom sur la carte", hint=hint)
        self._name.setVisible(not known)
        self.add(self._name)
        circles = offered(vocabulary, Catalogue.CIRCLES, member.circle)
        near = offered(vocabulary, Catalogue.CLOSENESS, member.closeness)
        self.add(
            side_by_side(
                form.choice("circle", "Cercle", circles),
                form.choice("closeness", "Proximité", near),
            )
        )


class LinkSheet(Sheet):
    """Between two members, or with the patient; « aucun lien noté » takes the link away."""

    def __init__(
        self,
        office: Office,
        family_id: str,
        network: FamilyNetwork,
        file: FamilyFile,
        member: Member,
        parent: QWidget | None = None,
    ) -> None:
        self._family_id, self._network, self._member = family_id, network, member
        super().__init__(
            office,
            "network_link",
            f"{family_id}:{member.id}",
            f"Lien de {member.label}",
            parent,
            subtitle="Comme la famille le vit aujourd’hui.",
        )
        self.setWindowTitle("Réseau")
        others = [(m.id, m.label) for m in network.members if m.id != member.id]
        centre = (CENTRE, f"{patient_name(file)} (au centre)")
        self._other = self.form.choice("other", "Avec", [centre, *others])
        self._quality = self.form.choice("quality", "Ce lien", [_NO_LINK, *QUALITIES])
        self.add(side_by_side(self._other, self._quality))
        self.add(self.form.line("note", "Précision", hint="Depuis quand, à propos de quoi."))
        self.begin({"other": CENTRE, **self._recorded_link(None)})
        self._other.editor.currentIndexChanged.connect(self._show_recorded)
        self.resize(560, 400)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        values = self.form.values()
        quality = LinkQuality(values["quality"]) if values["quality"] else None
        self.office.network.set_link(
            self._family_id,
            self._member.id,
            self._other_id(),
            quality,
            values["note"],
            national_number_confirmed=national_number_confirmed,
        )
        return self._member.id

    def _other_id(self) -> str | None:
        code = self._other.editor.code()
        return None if code == CENTRE else code

    def _show_recorded(self) -> None:
        self.form.set_values(self._recorded_link(self._other_id()))

    def _recorded_link(self, other: str | None) -> dict[str, str]:
        link = self._network.link(self._member.id, other)
        if link is None:
            return {"quality": "", "note": ""}
        return {"quality": link.quality.value, "note": link.note}
