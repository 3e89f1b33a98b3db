"""One field per declared setting; what is typed is kept as soon as it is good."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from referent_desk.errors import DeskError, InvalidInput
from referent_desk.settings import AnySetting, Settings
from ui import messages
from ui.widgets import Field, PlainTextEdit


def field_for(setting: AnySetting, settings: Settings) -> QWidget:
    """A tick, a choice, a block or a line, by what the setting declares."""
    value = settings.value(setting)
    if isinstance(value, bool):
        return _tick(setting, settings, value)
    if setting.choices:
        return _choice(setting, settings, str(value))
    if setting.lines > 1:
        return _block(setting, settings, str(value))
    return _line(setting, settings, str(value))


def _tick(setting: AnySetting, settings: Settings, value: bool) -> QWidget:
    box = QCheckBox(setting.label)
    box.setObjectName(setting.key)
    box.setToolTip(setting.help)
    box.setChecked(value)

    def keep(ticked: bool) -> None:
        _keep(setting, settings, str(int(ticked)), box)

    box.toggled.connect(keep)
    return box


def _choice(setting: AnySetting, settings: Settings, value: str) -> QWidget:
    combo = QComboBox()
    combo.setObjectName(setting.key)
    for code, label in setting.choices:
        combo.addItem(label, code)
    combo.setCurrentIndex(max(combo.findData(value), 0))

    def keep(index: int) -> None:
        _keep(setting, settings, str(combo.itemData(index)), combo)

    combo.activated.connect(keep)
    return Field(setting.label, combo, hint=setting.help)


def _block(setting: AnySetting, settings: Settings, value: str) -> QWidget:
    edit = PlainTextEdit(setting.label, lines=setting.lines)
    edit.setObjectName(setting.key)
    edit.set_text(value)
    field = Field(setting.label, edit, hint=setting.help)

    def keep() -> None:
        _keep(setting, settings, edit.text(), edit)

    edit.textChanged.connect(keep)
    return field


def _line(setting: AnySetting, settings: Settings, value: str) -> QWidget:
    edit = QLineEdit(value.replace(".", ",") if isinstance(setting.default, float) else value)
    edit.setObjectName(setting.key)
    field = Field(setting.label, edit, hint=setting.help)

    def keep() -> None:
        try:
            settings.put_text(setting, edit.text())
        except InvalidInput as error:
            field.set_error(error.what)
        except DeskError as error:
            messages.error(edit, error)
        else:
            field.clear_error()

    edit.editingFinished.connect(keep)
    return field


def _keep(setting: AnySetting, settings: Settings, text: str, anywhere: QWidget) -> None:
    try:
        settings.put_text(setting, text)
    except DeskError as error:
        messages.error(anywhere, error)
