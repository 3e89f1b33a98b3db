"""What locking does besides changing screens: nothing stays in sight, and nothing typed is lost."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from referent_desk.errors import DeskError
from referent_desk.office import Office
from referent_desk.vault import Drafts, NotTheSameVault, SealedBytes
from ui import messages
from ui.drafting import AutoDraft, UnstoredDraft, store


def clear_screen(window: QWidget) -> None:
    """Every dialog, list, menu, tip and other window goes, unanswered; `window` alone stays."""
    messages.close_all()
    QToolTip.hideText()
    for widget in QApplication.topLevelWidgets():
        if widget is window or not widget.isVisible():
            continue
        if isinstance(widget, QDialog):
            widget.done(QDialog.DialogCode.Rejected)
        else:
            widget.close()


def drafts_in_hand(window: QObject) -> list[UnstoredDraft]:
    """What forms hold that the vault does not have yet, also what the keyboard is composing."""
    QApplication.inputMethod().commit()
    taken = (draft.take() for draft in window.findChildren(AutoDraft))
    return [draft for draft in taken if draft is not None]


def store_away(
    office: Office, drafts: Iterable[UnstoredDraft], sealed_before: SealedBytes | None
) -> SealedBytes | None:
    """Into the vault before it closes; what the disk refuses comes back sealed."""
    vault = office.vault
    waiting = [*_sealed_before(office, sealed_before), *drafts]
    latest = {(draft.kind, draft.subject): draft for draft in waiting}
    refused = [draft for draft in latest.values() if not _stored(vault.drafts, draft)]
    if not refused:
        return None
    return vault.seal(json.dumps([asdict(draft) for draft in refused]).encode())


def take_back(office: Office, sealed: SealedBytes) -> None:
    """Into the vault at last. Raises DeskError when it still cannot be."""
    for draft in _unsealed(office, sealed):
        store(office.vault.drafts, draft)


def _sealed_before(office: Office, sealed: SealedBytes | None) -> list[UnstoredDraft]:
    """Those that the disk had refused already, and still does."""
    if sealed is None:
        return []
    try:
        return _unsealed(office, sealed)
    except NotTheSameVault:
        return []


def _unsealed(office: Office, sealed: SealedBytes) -> list[UnstoredDraft]:
    return [UnstoredDraft(**draft) for draft in json.loads(office.vault.unseal(sealed))]


def _stored(drafts: Drafts, draft: UnstoredDraft) -> bool:
    try:
        store(drafts, draft)
    except DeskError:
        return False
    return True
