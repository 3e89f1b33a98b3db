"""The templates in use: the user's own once changed, else the shipped ones, to be had back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from referent_desk.documents.errors import TemplateError
from referent_desk.documents.fields import blanks, examples
from referent_desk.documents.kinds import MODELS, Kind, Look, Model
from referent_desk.documents.templates import FieldValue, fill
from referent_desk.errors import NotFound
from referent_desk.free_text import CONTROLS, clean, refuse_national_number
from referent_desk.resource_files import text as resource_text
from referent_desk.vault import Vault, now


@dataclass(frozen=True)
class TemplateText:
    """`own` while it differs from the shipped one."""

    code: str
    body: str
    own: bool


_PARTS = (
    r"(?P<note>\{{#.*?#\}}\s*)?"
    r"(?:{}[ \u00a0]*:[ \u00a0]*(?P<subject>[^\n]*)(?:\n+|\Z))?"
    r"(?P<text>.*)"
)
_HEADS = {True: "Objet", False: "Titre"}
"""Whether it is a letter: what the line above its text is called."""
_READ = {
    letter: re.compile(_PARTS.format(head), re.DOTALL | re.IGNORECASE)
    for letter, head in _HEADS.items()
}
_CHANGED = "SELECT kind FROM document_template"
_NO_TEXT = (
    "Ce n’est pas du texte\u00a0: une image ou un autre fichier ne peut pas servir de modèle."
)


@dataclass(frozen=True)
class TemplateParts:
    """A template as it is edited. `note`, the remark at its head, is kept and not shown.

    `subject` is a letter's, or a sheet's title: `head` tells. Empty, the kind's own serves.
    """

    note: str = ""
    subject: str = ""
    text: str = ""
    head: str = _HEADS[True]

    @property
    def body(self) -> str:
        return self._above + self.text

    @property
    def above(self) -> int:
        """The lines of `body` before `text`."""
        return self._above.count("\n")

    @property
    def _above(self) -> str:
        subject = " ".join(self.subject.split())
        return self.note + (f"{self.head} : {subject}\n\n" if subject else "")


class Models:
    """Front door to the templates, by `Model.code`."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def text(self, code: str) -> TemplateText:
        """Raises NotFound."""
        row = self._vault.row("SELECT body FROM document_template WHERE kind = ?", (code,))
        if row is not None:
            return TemplateText(code, row["body"], own=True)
        return TemplateText(code, shipped(code), own=False)

    def changed(self) -> frozenset[str]:
        """The codes of those that the user changed."""
        return frozenset(row["kind"] for row in self._vault.rows(_CHANGED))

    def parts(self, code: str, body: str | None = None) -> TemplateParts:
        """Of `body`, else of the template in use. Raises NotFound."""
        kind, _model = _known(code)
        letter = kind.look is Look.LETTER
        found = _READ[letter].fullmatch(self.text(code).body if body is None else body)
        told = found.groupdict() if found else {}
        note, subject = told.get("note") or "", told.get("subject") or ""
        return TemplateParts(
            note, subject.strip(), (told.get("text") or "").strip(), _HEADS[letter]
        )

    def try_out(
        self, code: str, body: str, above: int = 0, ours: Mapping[str, FieldValue] | None = None
    ) -> str:
        """`body` filled with fictive values, `ours` in their place where there are some.

        Raises TemplateError, which tells the line after the first `above` ones; also for what
        fails only where a field is empty, as fields may be.
        """
        kind, _model = _known(code)
        if CONTROLS.search(body.replace("\r", "")) or "\ufffd" in body:
            raise TemplateError(_NO_TEXT, next_step="Écrivez le modèle, ou collez-en le texte.")
        try:
            filled = _filled(kind, body, ours)
            if not filled:
                raise TemplateError("Ce modèle n’écrit rien\u00a0: il est vide.")
            return filled
        except TemplateError as error:
            raise error.below(above) from error

    def fault(self, code: str, parts: TemplateParts) -> TemplateError | None:
        """What is wrong with it, told where it is edited."""
        kind, _model = _known(code)
        try:
            _filled(kind, parts.subject)
        except TemplateError as error:
            return error.below(1)
        try:
            self.try_out(code, parts.body, parts.above)
        except TemplateError as error:
            return error
        return None

    def change(self, code: str, body: str, *, national_number_confirmed: bool = False) -> None:
        """One that can be filled, or nothing changes. Raises TemplateError."""
        self.try_out(code, body)
        refuse_national_number([("body", body)], confirmed=national_number_confirmed)
        body = clean(body) + "\n"
        if body == shipped(code):
            self.reset(code)
            return
        with self._vault.unit() as unit:
            unit.execute(
                "INSERT INTO document_template (kind, body, changed_by, changed_at)"
                " VALUES (?, ?, ?, ?) ON CONFLICT (kind) DO UPDATE SET body = excluded.body,"
                " changed_by = excluded.changed_by, changed_at = excluded.changed_at",
                (code, body, self._vault.holder, now()),
            )
            self._vault.journal.record("template.changed", code, unit=unit)
            unit.commit()

    def reset(self, code: str) -> str:
        """The shipped one serves again. Returns the one put aside, which `change` takes back."""
        before = self.text(code)
        if before.own:
            with self._vault.unit() as unit:
                unit.execute("DELETE FROM document_template WHERE kind = ?", (code,))
                self._vault.journal.record("template.reset", code, unit=unit)
                unit.commit()
        return before.body


def shipped(code: str) -> str:
    """Raises NotFound, or TemplateError when the program's own file is damaged."""
    file = _known(code)[1].file
    try:
        return resource_text(f"letters/{file}")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(
            "Le modèle livré avec le programme est abîmé\u00a0: il ne peut pas être lu.",
            next_step="Écrivez le texte vous-même, ou faites réinstaller le programme.",
        ) from error


def _filled(kind: Kind, text: str, ours: Mapping[str, FieldValue] | None = None) -> str:
    """With examples, once it is filled with nothing too."""
    fill(text, blanks(kind))
    return fill(text, {**examples(kind), **(ours or {})})


def _known(code: str) -> tuple[Kind, Model]:
    if code not in MODELS:
        raise NotFound
    return MODELS[code]
