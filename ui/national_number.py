"""A suspected national number: nothing is recorded unless the user says that it is none."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from referent_desk.free_text import NationalNumberSuspected
from ui import messages


def ask(
    form: QWidget,
    fault: NationalNumberSuspected,
    *,
    record: Callable[[], None],
    go_back: Callable[[NationalNumberSuspected], object],
) -> None:
    """One question for every form. Enter goes back to the field: recording is a deliberate act."""

    def review() -> None:
        go_back(fault)

    messages.question(
        form,
        fault.what,
        f"{fault.safe}\n{fault.next_step}",
        yes="Ce n’en est pas un\u00a0: enregistrer",
        on_yes=record,
        no="Revoir le texte",
        on_no=review,
        danger=True,
    )
