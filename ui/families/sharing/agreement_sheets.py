"""Agreements: given by a relative, taken back; and the patient's own."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from referent_desk.errors import InvalidInput
from referent_desk.families import Agreement as PatientState
from referent_desk.families import FamilyFile, Situation
from referent_desk.meetings import Agreement, AgreementForm
from referent_desk.office import Office
from referent_desk.secrecy import Stopped
from ui.families.choices import AGREEMENTS
from ui.families.form import side_by_side
from ui.families.sharing.words import FORMS, agreement_origin, when
from ui.families.sheet import Sheet
from ui.widgets import Banner, IconLine, Text
from ui.widgets.typed_dates import show_date

_IN_WORDS = ("", "autre, à dire en mots")


def addressees(office: Office) -> list[tuple[str, str]]:
    """Those bound by secrecy first: they are whom one may speak to."""
    known = sorted(office.directory.list(), key=lambda r: not r.bound_by_secrecy)
    return [(r.id, r.name) for r in known]


class AgreementSheet(Sheet):
    """What a relative lets us tell, to whom. With an agreement: to whom in the directory."""

    def __init__(
        self,
        office: Office,
        file: FamilyFile,
        agreement: Agreement | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._family_id, self._given = file.family.id, agreement
        super().__init__(
            office,
            "agreement",
            f"{self._family_id}:{agreement.id if agreement else ''}",
            "À qui cet accord s’adresse" if agreement else "Accord d’un proche",
            parent,
            subtitle=(
                f"«\u00a0{agreement.what}\u00a0», à {agreement.to_whom}"
                if agreement
                else "Pour ses propres confidences. Celui du patient est à part."
            ),
        )
        form = self.form
        if agreement is None:
            people = [(p.id, p.short) for p in file.people]
            who = form.choice("person_id", "Qui donne cet accord", people)
            self.add(side_by_side(who, form.choice("form", "Oral ou écrit", FORMS)))
            self.add(form.line("what", "Ce qui peut être dit", required=True))
        self.add(
            form.choice(
                "resource_id",
                "À qui, dans l’annuaire",
                [_IN_WORDS, *addressees(office)],
                hint="La transmission directe demande un destinataire de l’annuaire.",
            )
        )
        if agreement is None:
            words = form.line("to_whom", "À qui, en mots", hint="Si ce n’est pas dans l’annuaire.")
            self.add(side_by_side(words, form.day("given_on", "Donné le"), weights=(3, 2)))
        today = show_date(office.clock().date())
        self.begin(
            {"resource_id": agreement.resource_id or ""} if agreement else {"given_on": today}
        )
        self.resize(580, 320 if agreement else 500)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        values = self.form.values()
        if self._given is not None:
            if not values["resource_id"]:
                raise InvalidInput("resource_id", "Choisissez à qui, dans l’annuaire.")
            self.office.agreements.address(self._given.id, values["resource_id"])
            return self._given.id
        resource_id = values["resource_id"]
        named = self.office.directory.get(resource_id).name if resource_id else ""
        if not values["what"].strip():
            raise InvalidInput("what", "Il manque ce qui peut être dit.")
        if not (values["to_whom"].strip() or named):
            raise InvalidInput("to_whom", "Il manque à qui cela peut être dit.")
        made = Agreement(
            values["person_id"],
            values["what"],
            values["to_whom"] or named,
            AgreementForm(values["form"]),
            self.form.date("given_on"),
            resource_id=resource_id or None,
        )
        return self.office.agreements.give(
            self._family_id, made, national_number_confirmed=national_number_confirmed
        )


class WithdrawalSheet(Sheet):
    """Says beforehand what will stop, and what is already gone."""

    def __init__(
        self, office: Office, file: FamilyFile, agreement: Agreement, parent: QWidget | None = None
    ) -> None:
        self._given = agreement
        super().__init__(
            office,
            "withdrawal",
            f"{file.family.id}:{agreement.id}",
            "Retirer cet accord",
            parent,
            primary="Retirer l’accord",
            subtitle=f"«\u00a0{agreement.what}\u00a0», à {agreement.to_whom}"
            f" ({agreement_origin(agreement, file)})",
        )
        form = self.form
        self.add(
            side_by_side(
                form.choice("form", "Oralement ou par écrit", FORMS),
                form.day("withdrawn_on", "Retiré le"),
            )
        )
        self._say(office.register.on(file.family.id, agreement))
        self.begin({"withdrawn_on": show_date(office.clock().date())})
        self.resize(580, 460)

    def save(self, *, national_number_confirmed: bool = False) -> str:  # noqa: ARG002
        """No free text here."""
        on = self.form.date("withdrawn_on")
        form = AgreementForm(self.form.values()["form"])
        self.office.agreements.withdraw(self._given.id, form, on)
        return self._given.id

    def _say(self, stopped: Stopped) -> None:
        directory = self.office.directory
        lines = [
            f"Orientation proposée vers {directory.get(r.resource_id).name}\u00a0:"
            " sa lettre ne partira plus"
            for r in stopped.referrals
        ]
        lines += [f"Brouillon\u00a0: {draft.label or 'sans titre'}" for draft in stopped.drafts]
        lines += [
            f"Émis et pas encore transmis\u00a0: {told.what}, {told.to_whom}, {when(told)}"
            for told in stopped.waiting
        ]
        self.add(Text("Ce qui ne partira plus", "label"))
        for line in lines or ["Rien n’est en attente sur cet accord."]:
            self.add(IconLine("x" if lines else "check", line))
        if stopped.gone:
            self.add(Text("Déjà parti, et qui reste au registre", "label"))
        for told in stopped.gone:
            self.add(IconLine("history", f"{told.to_whom}, {when(told)}"))


class PatientAgreementSheet(Sheet):
    """The patient's own word. Nobody seeks it through this program: it is noted when known."""

    def __init__(self, office: Office, situation: Situation, parent: QWidget | None = None) -> None:
        self._situation = situation
        who = situation.patient or "le patient"
        super().__init__(
            office,
            "patient_agreement",
            f"{situation.family_id}:{situation.id}",
            f"Accord de {who}" if situation.patient else "Accord du patient",
            parent,
            subtitle="Pour ce qui le concerne. Il est noté quand il est connu, jamais demandé ici.",
        )
        form = self.form
        self.add(
            side_by_side(
                form.choice("agreement", "Accord", AGREEMENTS),
                form.choice("agreement_form", "Oral ou écrit", [("", "—"), *FORMS]),
            )
        )
        self.add(
            side_by_side(
                form.day("agreement_on", "Dit le"),
                form.day("agreement_review_on", "À revoir le", hint="L’accueil le rappellera."),
            )
        )
        self.add(form.text("agreement_scope", "Portée", hint="Pour quoi, avec qui."))
        self._refusal = Banner(
            "Un refus arrête tout ce qui concerne le patient. L’écoute et l’information générale"
            " continuent.",
            "warning",
        )
        self.add(self._refusal)
        form.changed.connect(self._follow)
        self.begin(
            {
                "agreement": situation.agreement.value,
                "agreement_form": situation.agreement_form,
                "agreement_on": _day(situation.agreement_on),
                "agreement_review_on": _day(situation.agreement_review_on),
                "agreement_scope": situation.agreement_scope,
            }
        )
        self._follow()
        self.resize(580, 590)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        values = self.form.values()
        state, on = PatientState(values["agreement"]), self.form.date("agreement_on")
        if state is not PatientState.NOT_SOUGHT and on is None:
            raise InvalidInput("agreement_on", "Il manque le jour où cela fut dit.")
        if on and on > self.office.clock().date():
            raise InvalidInput("agreement_on", "Ce jour n’est pas venu.")
        if state is PatientState.GIVEN:
            self._complete(values["agreement_form"], values["agreement_scope"])
        made = replace(
            self._situation,
            agreement=state,
            agreement_form=values["agreement_form"],
            agreement_on=on,
            agreement_review_on=self.form.date("agreement_review_on"),
            agreement_scope=values["agreement_scope"],
        )
        return self.office.families.save_situation(
            made.family_id, made, national_number_confirmed=national_number_confirmed
        )

    def _complete(self, form: str, scope: str) -> None:
        """An agreement is evidence only with its form and its scope."""
        if not form:
            raise InvalidInput("agreement_form", "Dites s’il est oral ou écrit.")
        if not scope.strip():
            raise InvalidInput("agreement_scope", "Dites pour quoi, avec qui.")

    def _follow(self) -> None:
        state = self.form.values()["agreement"]
        self._refusal.setVisible(state in {PatientState.REFUSED, PatientState.WITHDRAWN})


def _day(day: date | None) -> str:
    return show_date(day) if day else ""
