"""The sheets about the family itself: its name, its situation, its closing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from referent_desk.errors import InvalidInput
from referent_desk.families import Agreement, Family, Situation, similar_families
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui.discretion import discretion
from ui.families.choices import AGREEMENTS, offered
from ui.families.form import side_by_side
from ui.families.sheet import Sheet
from ui.veiled import shown
from ui.widgets import Banner
from ui.widgets.typed_dates import show_date


class FamilySheet(Sheet):
    """A new file when no family is given."""

    def __init__(
        self, office: Office, family: Family | None = None, parent: QWidget | None = None
    ) -> None:
        self._family = family or Family("")
        self._others = tuple(f for f in office.families.list() if f.id != self._family.id)
        super().__init__(
            office,
            "family",
            self._family.id or "new",
            "Modifier la famille" if family else "Nouvelle famille",
            parent,
            primary="Enregistrer" if family else "Ouvrir le dossier",
        )
        self._near = Banner("", "warning")
        self._near.hide()
        name = self.form.line("name", "Nom de la famille", required=True)
        name.editor.textChanged.connect(self._look_for_near)
        discretion().changed.connect(self._look_for_near)
        self._name = name
        self.add(name)
        self.add(self._near)
        anonymous = self.form.tick("anonymous", "Appel anonyme")
        anonymous.toggled.connect(self._name_label)
        self.add(anonymous)
        self.add(self.form.day("notice_given_on", "Information sur les données remise le"))
        self.add(self.form.text("note", "Note"))
        self.begin(_family_values(self._family))
        self.resize(520, 540)

    def latest(self) -> Mapping[str, Any]:
        if not self._family.id:
            return {}
        return _family_values(self.office.families.open_file(self._family.id).family)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        values = self.form.values()
        made = replace(
            self._family,
            name=values["name"],
            anonymous=values["anonymous"],
            notice_given_on=self.form.date("notice_given_on"),
            note=values["note"],
        )
        confirmed = national_number_confirmed
        if not made.id:
            return self.office.families.create(made, national_number_confirmed=confirmed)
        self.office.families.update(made, national_number_confirmed=confirmed)
        return made.id

    def _name_label(self, anonymous: bool) -> None:
        self._name.set_label("Étiquette de l’appel" if anonymous else "Nom de la famille")

    def _look_for_near(self) -> None:
        near = similar_families(self._name.editor.text(), self._others, 3)
        names = ", ".join(shown(match.family, match.family.id).name for match in near)
        self._near.set_text(f"Un nom proche existe déjà\u00a0: {names.removesuffix('.')}.")
        self._near.setVisible(bool(near))


class SituationSheet(Sheet):
    """Of the patient, a first name or an initial, nothing more."""

    def __init__(
        self,
        office: Office,
        family_id: str,
        situation: Situation | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._family_id = family_id
        self._situation = situation or Situation(office.clock().date())
        subject = f"{family_id}:{self._situation.id}"
        super().__init__(office, "situation", subject, "Situation", parent)
        self._add_fields()
        self.begin(_situation_values(self._situation))
        self.resize(580, 660)

    def latest(self) -> Mapping[str, Any]:
        """Its closing, which is not of this sheet, stays as it is recorded."""
        situations = self.office.families.open_file(self._family_id).situations
        found = next((s for s in situations if s.id == self._situation.id), None)
        if found is None:
            return {}
        self._situation = found
        return _situation_values(found)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        values = self.form.values()
        opened = self.form.date("opened_on")
        if opened is None:
            raise InvalidInput("opened_on", "Il manque la date d’ouverture.")
        made = replace(
            self._situation,
            opened_on=opened,
            patient=values["patient"],
            origin=values["origin"],
            ward=values["ward"],
            admission=values["admission"],
            patient_informed=values["patient_informed"],
            agreement=Agreement(values["agreement"]),
            agreement_on=self.form.date("agreement_on"),
            agreement_scope=values["agreement_scope"],
        )
        return self.office.families.save_situation(
            self._family_id, made, national_number_confirmed=national_number_confirmed
        )

    def _add_fields(self) -> None:
        form, vocabulary, s = self.form, self.office.vocabulary, self._situation
        patient = form.line("patient", "Patient", hint="Un prénom ou une initiale, rien de plus.")
        self.add(side_by_side(patient, form.day("opened_on", "Ouverte le")))
        origins = offered(vocabulary, Catalogue.ORIGINS, s.origin)
        wards = offered(vocabulary, Catalogue.WARDS, s.ward)
        admissions = offered(vocabulary, Catalogue.ADMISSIONS, s.admission)
        self.add(form.choice("origin", "Origine de la demande", origins))
        self.add(
            side_by_side(
                form.choice("ward", "Unité de soins", wards),
                form.choice("admission", "Admission", admissions),
                weights=(2, 3),
            )
        )
        self.add(form.tick("patient_informed", "Le patient est informé de ce suivi"))
        self.add(
            side_by_side(
                form.choice("agreement", "Accord du patient", AGREEMENTS),
                form.day("agreement_on", "Date de l’accord"),
            )
        )
        self.add(form.text("agreement_scope", "Portée de l’accord", hint="Pour quoi, avec qui."))


class ClosingSheet(Sheet):
    """The reason and the day; what was noted stays."""

    def __init__(self, office: Office, family_id: str, parent: QWidget | None = None) -> None:
        self._family_id = family_id
        super().__init__(
            office,
            "closing",
            family_id,
            "Clôturer le dossier",
            parent,
            primary="Clôturer",
            subtitle="Tout ce qui est noté reste, et le dossier peut être rouvert.",
        )
        reasons = offered(office.vocabulary, Catalogue.CLOSING_REASONS)
        self.add(self.form.choice("closing_reason", "Raison", reasons))
        self.add(self.form.day("closed_on", "Date de clôture"))
        self.begin({"closed_on": _day(office.clock().date())})
        self.resize(480, 340)

    def save(self, *, national_number_confirmed: bool = False) -> str:  # noqa: ARG002
        """No free text here."""
        day = self.form.date("closed_on")
        if day is None:
            raise InvalidInput("closed_on", "Il manque la date de clôture.")
        reason = self.form.values()["closing_reason"]
        self.office.families.close(self._family_id, reason, day)
        return self._family_id


def _family_values(family: Family) -> dict[str, Any]:
    return {
        "name": family.name,
        "anonymous": family.anonymous,
        "notice_given_on": _day(family.notice_given_on),
        "note": family.note,
    }


def _situation_values(s: Situation) -> dict[str, Any]:
    return {
        "patient": s.patient,
        "origin": s.origin,
        "ward": s.ward,
        "admission": s.admission,
        "opened_on": _day(s.opened_on),
        "patient_informed": s.patient_informed,
        "agreement": s.agreement.value,
        "agreement_on": _day(s.agreement_on),
        "agreement_scope": s.agreement_scope,
    }


def _day(day: date | None) -> str:
    return show_date(day) if day else ""
