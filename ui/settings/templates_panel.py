"""The templates of the documents: the list, the text of one, and the page that it makes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.documents import (
    MODELS,
    Preview,
    TemplateParts,
)
from referent_desk.errors import DeskError
from referent_desk.free_text import NationalNumberSuspected, clean
from referent_desk.office import Office
from ui import messages, national_number
from ui.documents import DocumentPages
from ui.documents.live_pages import Work
from ui.drafting import AutoDraft
from ui.settings.template_edit import TemplateEdit
from ui.widgets import (
    Banner,
    FilterList,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    RowData,
    SecondaryButton,
    Text,
    named,
)

DRAFT = "template"
RESTORE_KEYS = "Ctrl+R"
_ABOUT = (
    "Deux accolades entourent un champ, {{ ainsi }}. Deux dièses font un titre, un tiret une"
    " liste, **deux étoiles** du gras."
)


class TemplatesPanel(QWidget):
    """What is typed is a draft until it is kept; what does not read is never kept."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._models = office.documents.models
        self._code = next(iter(MODELS))
        self._typed: dict[str, TemplateParts] = {}
        self._drafts: dict[str, AutoDraft] = {}
        self._put_aside: tuple[str, TemplateParts, str] | None = None
        """A template's code, what was typed in it, and the user's own body or nothing."""
        self._in_use: dict[str, str] = {}
        self._reads = False
        self._left_begun = self._drafts_left()
        self._rows: list[RowData] = []
        self._list = FilterList("Modèles de documents")
        self._list.setObjectName("templates")
        self._list.setMinimumWidth(252)
        self._edit = TemplateEdit()
        self._preview = SpecimenPreview(self._wanted)
        self._problem = Banner("", "danger")
        self._problem.setObjectName("template_problem")
        self._problem.hide()
        self._keep = named(PrimaryButton("Garder ce modèle", "save"), "keep_template")
        self._keep.setToolTip("Ctrl+Entrée")
        self._restore = named(
            SecondaryButton("Reprendre le modèle livré", "rotate-ccw"), "restore_shipped"
        )
        self._restore.setToolTip(RESTORE_KEYS)
        self._undo = named(LinkButton("Annuler la reprise", "undo-2"), "undo_restore")
        self._lay_out()
        self._connect()
        self._show_list()
        self.show_template(self._code)

    @property
    def code(self) -> str:
        """Of the template in front."""
        return self._code

    def refresh(self) -> None:
        """The list and the page, with today's settings; what is typed stays."""
        self._in_use.clear()
        self._show_list()
        self._ask_page()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_page()

    def flush_draft(self) -> None:
        for draft in self._drafts.values():
            draft.flush()

    def show_template(self, code: str) -> None:
        """With what was typed in it and not kept."""
        if code not in MODELS:
            return
        self.flush_draft()
        try:
            parts = self._typed.get(code) or self._begun(code)
        except DeskError as error:
            messages.error(self, error)
            return
        self._code = code
        self._typed[code] = parts
        self._edit.show_template(code, parts)
        self._list.select_key(code)
        self._follow()

    def _begun(self, code: str) -> TemplateParts:
        """Its draft if it has one, else the template in use."""
        parts = self._models.parts(code)
        draft = self._draft(code).restore()
        return replace(parts, **{k: str(v) for k, v in draft.items()}) if draft else parts

    def _draft(self, code: str) -> AutoDraft:
        if code not in self._drafts:
            _kind, model = MODELS[code]
            self._drafts[code] = AutoDraft(
                self._office.vault.drafts,
                DRAFT,
                code,
                partial(self._collect, code),
                self,
                label=lambda: model.name,
            )
        return self._drafts[code]

    def _collect(self, code: str) -> Mapping[str, Any]:
        parts = self._typed[code]
        return {"subject": parts.subject, "text": parts.text}

    def _changed(self) -> None:
        self._typed[self._code] = self._edit.parts()
        draft = self._draft(self._code)
        if self._is_kept():
            draft.discard()
        else:
            draft.touch()
        self._follow()

    def _follow(self) -> None:
        """The faults, the buttons and the page say what is typed now."""
        fault = self._models.fault(self._code, self._typed[self._code])
        self._edit.judge(fault)
        kept = self._is_kept()
        self._keep.setEnabled(fault is None and not kept)
        self._restore.setEnabled(not kept or self._code in self._models.changed())
        put_aside = self._put_aside
        self._undo.setVisible(put_aside is not None and put_aside[0] == self._code)
        QTimer.singleShot(0, self, self._show_list)  # not while the list itself changes
        self._reads = fault is None
        self._ask_page()
        if fault:
            self._problem.hide()

    def _ask_page(self) -> None:
        """Of a text that reads; behind another tab it would be drawn for nobody."""
        if self._reads and self.isVisible():
            self._preview.ask()

    def _is_kept(self, code: str = "") -> bool:
        code = code or self._code
        if code not in self._in_use:
            self._in_use[code] = clean(self._models.text(code).body)
        return clean(self._typed[code].body) == self._in_use[code]

    def _store_now(self) -> None:
        self._store()

    def _store(self, *, national_number_confirmed: bool = False) -> None:
        if not self._keep.isEnabled():
            return
        body = self._typed[self._code].body
        try:
            self._models.change(
                self._code, body, national_number_confirmed=national_number_confirmed
            )
        except NationalNumberSuspected as fault:
            national_number.ask(
                self,
                fault,
                record=lambda: self._store(national_number_confirmed=True),
                go_back=lambda _fault: self._edit.setFocus(),
            )
            return
        except DeskError as error:
            messages.error(self, error)
            return
        self._put_aside = None
        self._in_use.clear()
        self._draft(self._code).discard()
        self._follow()
        messages.notify(self, "Modèle gardé")

    def _take_shipped(self) -> None:
        if not self._restore.isEnabled():
            return
        code, typed = self._code, self._typed[self._code]
        own = self._models.text(code).own
        try:
            body = self._models.reset(code)
            parts = self._models.parts(code)
        except DeskError as error:
            messages.error(self, error)
            return
        self._put_aside = (code, typed, body if own else "")
        self._in_use.clear()
        self._edit.replace_all(parts)
        self._changed()
        messages.notify(self, "Modèle livré repris")

    def _take_back(self) -> None:
        if self._put_aside is None:
            return
        code, typed, body = self._put_aside
        try:
            if body:
                self._models.change(code, body, national_number_confirmed=True)
        except DeskError as error:
            messages.error(self, error)
            return
        self._put_aside = None
        self._in_use.clear()
        self._edit.replace_all(typed)
        self._changed()

    def _wanted(self) -> Callable[[], Preview]:
        parts = self._typed[self._code]
        return partial(self._office.documents.specimen, self._code, parts.body, parts.above)

    def _show_list(self) -> None:
        changed = self._models.changed()
        rows = [self._row(code, changed) for code in MODELS]
        if rows != self._rows:
            self._rows = rows
            self._list.set_rows(rows)

    def _row(self, code: str, changed: frozenset[str]) -> RowData:
        kind, model = MODELS[code]
        below = kind.name if model.name != kind.name else kind.about
        begun = not self._is_kept(code) if code in self._typed else code in self._left_begun
        if begun:
            return RowData(model.name, below, "brouillon", "warning", key=code)
        return RowData(model.name, below, "modifié" if code in changed else "", key=code)

    def _drafts_left(self) -> frozenset[str]:
        """The codes of those that this holder left half typed."""
        vault = self._office.vault
        ours = (d for d in vault.drafts.all() if d.kind == DRAFT and d.holder == vault.holder)
        return frozenset(draft.subject for draft in ours)

    def _stopped(self, problem: str) -> None:
        if problem:
            self._problem.show_text(problem, "danger")
        else:
            self._problem.hide()

    def _connect(self) -> None:
        self._list.currentKeyChanged.connect(self._choose)
        self._edit.changed.connect(self._changed)
        self._keep.clicked.connect(self._store_now)
        self._restore.clicked.connect(self._take_shipped)
        self._undo.clicked.connect(self._take_back)
        self._preview.stopped.connect(self._stopped)
        keys = {
            RESTORE_KEYS: self._take_shipped,
            "Ctrl+Return": self._store_now,
            "Ctrl+Enter": self._store_now,
        }
        for key, do in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _choose(self, code: str) -> None:
        if code and code != self._code:
            self.show_template(code)

    def _lay_out(self) -> None:
        actions = FlowLayout()
        for button in (self._keep, self._restore, self._undo):
            actions.addWidget(button)
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self._edit, 1)
        middle.addWidget(self._problem)
        middle.addWidget(Text(_ABOUT, "secondary"))
        middle.addLayout(actions)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 12, 0, 20)
        across.setSpacing(20)
        across.addWidget(self._list, 2)
        across.addLayout(middle, 4)
        across.addWidget(self._preview, 4)


class SpecimenPreview(DocumentPages):
    """The page of a template, with fictive values: it belongs to no family."""

    def __init__(self, work: Callable[[], Callable[[], Preview]]) -> None:
        def wanted() -> Work[Preview]:
            draw = work()
            return lambda _progress: draw()

        super().__init__("Aperçu du modèle, avec des données fictives", wanted)
