"""The templates in use: the user's own once changed, else the shipped ones, to be had back."""

from dataclasses import dataclass

from referent_desk.documents.errors import TemplateError
from referent_desk.documents.fields import examples
from referent_desk.documents.kinds import MODELS, Kind, Model
from referent_desk.documents.templates import fill
from referent_desk.errors import NotFound
from referent_desk.free_text import clean, refuse_national_number
from referent_desk.resource_files import text as resource_text
from referent_desk.vault import Vault, now


@dataclass(frozen=True)
class TemplateText:
    """`own` while it differs from the shipped one."""

    code: str
    body: str
    own: bool


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

    def try_out(self, code: str, body: str) -> str:
        """`body` filled with fictive values. Raises TemplateError, which tells the line."""
        kind, _model = _known(code)
        return fill(body, examples(kind))

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
            "Le modèle de lettre livré avec le programme est abîmé\u00a0: il ne peut pas être lu.",
            next_step="Écrivez la lettre vous-même, ou réinstallez le programme.",
        ) from error


def _known(code: str) -> tuple[Kind, Model]:
    if code not in MODELS:
        raise NotFound
    return MODELS[code]
