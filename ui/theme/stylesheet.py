"""The style sheet, written once and filled with the tokens of a scheme."""

from string import Template

from referent_desk import resource_files
from ui.theme import tokens as sizes
from ui.theme.tokens import Tokens

_GROUNDS = """
QWidget { color: $text; }
QMainWindow, QDialog, QMessageBox, QWizard { background: $ground; }
QScrollArea, QScrollArea > QWidget > QWidget, QStackedWidget { background: transparent;
    border: none; }
QSplitter::handle { background: transparent; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 4px 8px; }
QFrame[look="rail"] { background: $rail; border: none; border-right: 1px solid $line; }
QFrame[look="bar"] { background: $ground; border: none; border-bottom: 1px solid $line; }
QFrame[look="rule"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
Card { background: $surface; border: 1px solid $line; border-radius: ${card_radius}px; }
QLabel { background: transparent; }
QLabel[look="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[look="heading"] { font-weight: 600; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="secondary"] { color: $muted; font-size: ${secondary}px; }
QLabel[look="figure"] { font-size: ${title}px; font-weight: 600; }
QLabel[look="label"] { font-weight: 600; font-size: ${secondary}px; }
QLabel[look="paper"] { background: #FFFFFF; border: 1px solid $line; padding: 6px; }
QLabel[look="error"] { color: $danger; font-size: ${secondary}px; }
"""

_BUTTONS = """
QPushButton { background: $surface; border: 1px solid $button_line; border-radius: ${radius}px;
    padding: 0 14px; min-height: 34px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 0 13px; min-height: 32px; }
QPushButton:disabled { color: $muted; border-color: $line; background: transparent; }
PrimaryButton, QPushButton:default { background: $accent; color: $on_accent;
    border: 1px solid $accent; font-weight: 600; }
PrimaryButton:hover, QPushButton:default:hover { background: $accent_hover;
    border-color: $accent_hover; }
PrimaryButton:focus, QPushButton:default:focus { border: 2px solid $text; }
PrimaryButton:disabled { background: $line; border-color: $line; color: $muted; }
LinkButton { background: transparent; border: 1px solid transparent; color: $accent;
    font-weight: 600;
    padding: 0 6px; min-height: 26px; }
LinkButton:hover { background: $accent_weak; }
LinkButton:focus { border: 2px solid $accent; padding: 0 5px; min-height: 24px;
    background: transparent; }
LinkButton:disabled { color: $muted; border-color: transparent; }
IconButton { background: transparent; border: 1px solid transparent; padding: 0; min-height: 30px;
    max-height: 30px; min-width: 30px; max-width: 30px; }
IconButton:hover { background: $hover; }
IconButton:checked { background: $accent_weak; }
IconButton:disabled { border-color: transparent; }
IconButton:focus { border: 2px solid $accent; padding: 0; min-height: 28px; max-height: 28px;
    min-width: 28px; max-width: 28px; }
RailButton { background: transparent; border: 1px solid transparent; text-align: left;
    padding: 0 11px;
    min-height: 36px; border-radius: ${radius}px; }
RailButton:hover { background: $hover; }
RailButton:checked { background: $accent_weak; color: $accent; font-weight: 600; }
RailButton:focus { border: 2px solid $accent; padding: 0 10px; min-height: 34px; }
RailButton[folded="true"] { text-align: center; padding: 0; }
FacetButton, FacetButton:hover, FacetButton:pressed, FacetButton:focus { text-align: left;
    border: none; background: transparent; padding: 4px; min-height: 26px; }
FacetButton:checked { font-weight: 600; }
FacetButton:focus { text-decoration: underline; }
Chip { background: $surface; border: 1px solid $border; border-radius: 15px; padding: 0 12px;
    min-height: 28px; max-height: 28px; font-weight: 400; }
Chip:hover { background: $hover; }
Chip:checked { background: $accent_weak; border: 1px solid $accent; color: $accent;
    font-weight: 600; }
Chip:focus { border: 2px solid $accent; padding: 0 11px; min-height: 26px; max-height: 26px; }
Chip:checked:focus { border: 2px solid $text; }
Chip:disabled { color: $muted; border-color: $line; }
"""

_TAGS = """
Tag { border-radius: 10px; padding: 0 12px; min-height: 21px; max-height: 21px;
    font-size: ${secondary}px; font-weight: 600; }
Tag[kind="accent"] { background: $accent_weak; color: $accent; }
Tag[kind="info"] { background: $hover; color: $text; }
Tag[kind="warning"] { background: $warning_weak; color: $warning; }
Tag[kind="danger"] { background: $danger_weak; color: $danger; }
Banner { border-radius: ${radius}px; border: 1px solid $line; }
Workspace > Banner { border-radius: 0; border-width: 0 0 1px 0; padding: 0 12px; }
Banner[kind="info"] { background: $accent_weak; border-color: $accent; }
Banner[kind="warning"] { background: $warning_weak; border-color: $warning; }
Banner[kind="danger"] { background: $danger_weak; border-color: $danger; }
Banner QLabel { color: $text; }
Toast { background: $text; border-radius: ${radius}px; }
Toast QLabel { color: $ground; }
BusyCard { background: $surface; border: 1px solid $line; border-radius: ${card_radius}px; }
"""

_INPUTS = """
QLineEdit, QAbstractSpinBox, QComboBox { background: $surface; border: 1px solid $border;
    border-radius: ${radius}px; padding: 0 10px; min-height: 34px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border: 2px solid $accent;
    padding: 0 9px;
    min-height: 32px; }
QAbstractSpinBox { max-height: 34px; }
QAbstractSpinBox:focus { max-height: 32px; }
QPlainTextEdit, QTextEdit { background: $surface; border: 1px solid $border;
    border-radius: ${radius}px;
    padding: 6px 8px; selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 5px 7px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"],
QAbstractSpinBox[invalid="true"] { border-color: $danger; }
QLineEdit:read-only, QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
    background: $ground; color: $muted; border-color: $line; }
QComboBox QLineEdit { border: none; padding: 0; min-height: 0;
    background: transparent; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url("$marks/chevron-$mode.svg"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; padding: 4px;
    outline: none; }
QAbstractSpinBox QLineEdit { border: none; min-height: 0; background: transparent;
    padding: 0 0 0 9px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none;
    background: transparent; width: 22px; }
QAbstractSpinBox::up-arrow { image: url("$marks/up-$mode.svg"); width: 14px; height: 14px; }
QAbstractSpinBox::down-arrow { image: url("$marks/chevron-$mode.svg"); width: 14px; height: 14px;
    }
QCheckBox, QRadioButton { spacing: 10px; background: transparent; min-height: 26px;
    border: 2px solid transparent; border-radius: ${radius}px; padding: 0 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px;
    border: 1px solid $border;
    background: $surface; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
    image: url("$marks/check-$mode.svg"); }
QRadioButton::indicator:checked { background: $surface; border: 5px solid $accent; width: 8px;
    height: 8px; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $ground; }
QCheckBox::indicator:checked:disabled { background: $muted; border-color: $muted; }
QRadioButton::indicator:checked:disabled { border-color: $muted; }
QSlider::groove:horizontal { height: 4px; background: $border; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 12px; margin: -6px 0; background: $accent;
    border: 2px solid $surface; border-radius: 8px; }
QSlider:focus { border: 2px solid $accent; border-radius: ${radius}px; }
QGroupBox { border: none; margin-top: 26px; padding: 0; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; padding: 0; }
QDialogButtonBox { button-layout: 3; dialogbuttonbox-buttons-have-icons: 0; }
QMessageBox QLabel#qt_msgbox_label { font-weight: 600; }
QMessageBox QLabel#qt_msgbox_informativelabel { color: $text; min-width: 340px; }
QMessageBox QPushButton { min-width: 72px; }
QPushButton::menu-indicator { image: url("$marks/chevron-$mode.svg"); width: 14px; height: 14px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 8px; }
"""

_VIEWS = """
QListView, QTableView, QTreeView { background: $surface; border: 1px solid $line;
    border-radius: ${card_radius}px; outline: none; padding: 4px; gridline-color: $line;
    selection-background-color: $accent_weak; selection-color: $text; }
QTableView[look="figures"] { background: transparent; border: none; padding: 0; }
QTreeView::indicator { width: 16px; height: 16px; border: 1px solid $border; border-radius: 4px;
    background: $surface; }
QTreeView::indicator:checked { background: $accent; border-color: $accent;
    image: url("$marks/check-$mode.svg"); }
QListView[look="board"] { background: transparent; border: none; padding: 0; }
QListView:focus, QTableView:focus, QTreeView:focus { border-color: $accent; }
QAbstractItemView::item { padding: 4px 8px; min-height: 26px; border-radius: ${radius}px; }
QAbstractItemView::item:hover { background: $hover; }
QAbstractItemView::item:selected { background: $accent_weak; color: $text; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $muted; border: none;
    border-bottom: 1px solid $line; padding: 6px 8px; font-size: ${secondary}px;
    font-weight: 600; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; border: 2px solid transparent;
    padding: 6px 6px; margin-right: 14px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:focus { border: 2px solid $accent; border-radius: ${radius}px; }
QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: ${radius}px; }
QMenu::item:selected { background: $accent_weak; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenuBar { background: $ground; }
QMenuBar::item { background: transparent; padding: 6px 10px; }
QMenuBar::item:selected { background: $accent_weak; }
QProgressBar { color: transparent; background: $line; border: none; border-radius: 3px;
    min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar[look="apart"]:vertical { width: 20px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar[look="apart"]::handle:vertical { margin-left: 10px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCalendarWidget QWidget { background: $surface; alternate-background-color: $ground; }
QCalendarWidget QToolButton { background: transparent; border: none; padding: 4px 8px; }
QCalendarWidget QToolButton:hover { background: $hover; border-radius: ${radius}px; }
QCalendarWidget QAbstractItemView { border: none; border-radius: 0; padding: 0; }
QCalendarWidget QAbstractItemView::item { padding: 0; min-height: 0; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QSpinBox { min-height: 26px; }
CalendarPopup { background: $surface; border: 1px solid $line; }
"""

_TEMPLATE = Template(_GROUNDS + _BUTTONS + _TAGS + _INPUTS + _VIEWS)


def stylesheet(tokens: Tokens) -> str:
    """Selectors name the classes of `ui.widgets`, or the dynamic properties `look` and `kind`."""
    return _TEMPLATE.substitute(
        tokens._asdict(),
        mode="dark" if tokens.dark else "light",
        marks=resource_files.path("marks").as_posix(),
        radius=sizes.RADIUS,
        card_radius=sizes.CARD_RADIUS,
        secondary=sizes.SECONDARY_PX,
        title=sizes.TITLE_PX,
    )
