"""The one stylesheet of the window, generated from the colours of a theme.

Widgets ask for a look by the dynamic property `role`, set before they are shown:

    label.setProperty("role", "title")      QLabel: title (17 bold), heading (13 semi-bold), section (small capitals),
                                            dim, small (dim 11), figure (17 bold), chip, error, warning, advice, good
    button.setProperty("role", "primary")   QPushButton, QToolButton: primary, link, flat, danger
    frame.setProperty("role", "card")       QFrame: card, panel, hairline, banner, banner-warning

Measures keep to a rhythm of 4 and 8 pixels: hairlines 1, radius 6 for fields and buttons, 10 for cards; no shadows.
"""

from collections.abc import Mapping
from string import Template

STYLESHEET_IMAGES: dict[str, tuple[str, str]] = {
    "down": ("chevron-down", "dim"),
    "right": ("chevron-right", "dim"),
    "up": ("chevron-up", "dim"),
    "left": ("chevron-left", "dim"),
    "check": ("check", "on-accent"),
    "check-menu": ("check", "text"),
    "minus": ("minus", "on-accent"),
}
"""Images the stylesheet names as `$image_<key>`: the icon, and the role whose colour it takes."""

_BASE = """
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[role="panel"], QStackedWidget[role="panel"] { background: $panel; }
QToolTip { background: $text; color: $panel; border: 0; padding: 4px 8px; }
QAbstractScrollArea { background: $panel; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: 17px; font-weight: 700; }
QLabel[role="display"] { font-size: 26px; font-weight: 700; }
QLabel[role="figure"] { font-size: 17px; font-weight: 700; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="section"] { font-size: 11px; font-weight: 600; color: $dim; }
QLabel[role="dim"] { color: $dim; }
QLabel[role="small"] { color: $dim; font-size: 11px; }
QLabel[role="error"] { color: $error; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="advice"] { color: $advice; }
QLabel[role="good"] { color: $good; }
QLabel[role="chip"] { background: $chip; border-radius: 9px; padding: 2px 10px; font-size: 12px; }
QLabel[role="key"] { background: $field; border: 1px solid $hairline; border-radius: 4px; padding: 1px 6px;
    color: $dim; font-size: 11px; }
QFrame[role="card"] { background: $card; border: 1px solid $hairline; border-radius: 10px; }
QFrame[role="panel"] { background: $panel; border: 0; }
QFrame[role="stage"] { background: $canvas; border: 1px solid $hairline; border-radius: 10px; }
QFrame[role="hairline"] { background: $hairline; border: 0; min-height: 1px; max-height: 1px; }
QFrame[role="hairline-vertical"] { background: $hairline; border: 0; min-width: 1px; max-width: 1px; }
QFrame[role="banner"] { background: $chip; border: 0; border-bottom: 1px solid $hairline; }
QFrame[role="banner-warning"] { background: $chip; border: 0; border-left: 4px solid $warning;
    border-bottom: 1px solid $hairline; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $field; border: 1px solid $hairline; border-radius: 6px; padding: 4px 8px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $dim; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 20px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: 0; background: transparent; padding: 0; min-height: 0; }
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover, QPlainTextEdit:hover, QTextEdit:hover {
    border-color: $dim; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
    border: 2px solid $accent; padding: 3px 7px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] { border: 2px solid $error;
    padding: 3px 7px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled { color: $dim; }
QLineEdit[role="search"] { padding-left: 8px; min-height: 22px; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url($image_down); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $hairline; padding: 4px; outline: 0;
    selection-background-color: $chip; selection-color: $text; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 20px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url($image_up); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url($image_down); width: 12px; height: 12px; }
QCheckBox, QRadioButton { spacing: 8px; padding: 2px; border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QGroupBox::indicator { width: 16px; height: 16px; border: 1px solid $dim; border-radius: 4px;
    background: $field; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked { background: $accent; border-color: $accent;
    image: url($image_check); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: url($image_minus); }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $dim; border-radius: 8px; background: $field; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; background: $on_accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $dim; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $chip; }
QSlider::sub-page:horizontal { border-radius: 2px; background: $accent; }
QSlider::handle:horizontal { width: 16px; margin: -6px 0; border-radius: 8px; background: $accent; }
QProgressBar { background: $chip; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""

_BUTTONS = """
QPushButton { background: $field; border: 1px solid $hairline; border-radius: 6px; padding: 5px 14px; min-height: 20px;
    font-weight: 500; outline: 0; }
QPushButton:hover { background: $chip; }
QPushButton:pressed { background: $hairline; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 13px; }
QPushButton:disabled { color: $dim; background: $panel; }
QPushButton:default, QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent;
    font-weight: 600; }
QPushButton:default:hover, QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton:default:focus, QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton:default:disabled, QPushButton[role="primary"]:disabled { background: $chip; color: $dim;
    border-color: $hairline; }
QPushButton[role="danger"] { color: $error; }
QPushButton[role="flat"], QToolButton[role="flat"] { background: transparent; border: 2px solid transparent;
    border-radius: 6px; padding: 4px 8px; }
QPushButton[role="link"], QToolButton[role="link"] { background: transparent; border: 2px solid transparent;
    border-radius: 4px; padding: 0 2px; min-height: 18px; color: $accent; font-weight: 600; text-align: left; }
QPushButton[role="link"]:hover, QToolButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus, QToolButton[role="link"]:focus, QPushButton[role="flat"]:focus,
QToolButton[role="flat"]:focus { border: 2px solid $accent; }
QPushButton[role="flat"]:hover, QToolButton[role="flat"]:hover { background: $chip; }
QToolButton { background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 2px; }
QToolButton:hover { background: $chip; }
QToolButton:pressed, QToolButton:checked { background: $chip; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $dim; }
QToolButton::menu-indicator { image: none; }
QPushButton#AnythingField { background: $field; color: $dim; border: 1px solid $hairline; border-radius: 6px;
    padding: 4px 10px; text-align: left; font-weight: 400; }
QPushButton#AnythingField:hover { border-color: $dim; }
QPushButton#AnythingField:focus { border: 2px solid $accent; padding: 3px 9px; }
"""

_LISTS = """
QListView, QTreeView, QTableView { background: $panel; border: 0; outline: 0; alternate-background-color: $field;
    selection-background-color: $chip; selection-color: $text; }
QListView[role="boxed"], QTreeView[role="boxed"], QTableView[role="boxed"], QTextBrowser[role="boxed"],
QPlainTextEdit[role="boxed"] { background: $field; border: 1px solid $hairline; border-radius: 6px; }
QListView[role="boxed"] { padding: 4px; }
QMessageBox QLabel#qt_msgbox_label { font-weight: 600; padding-right: 16px; }
QMessageBox QLabel#qt_msgbox_informativelabel { color: $dim; padding-right: 16px; }
QListView[role="boxed"]:focus, QTreeView[role="boxed"]:focus, QTableView[role="boxed"]:focus {
    border: 2px solid $accent; }
QListView::item, QTreeView::item { padding: 4px 8px; border-radius: 6px; border: 0; }
QListView::item:hover, QTreeView::item:hover { background: $field; }
QListView::item:disabled { color: $dim; }
QListView::item:selected, QTreeView::item:selected { background: $chip; color: $text; }
QListView[role="boxed"]::item:hover, QTreeView[role="boxed"]::item:hover { background: $chip; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url($image_right); }
QTreeView::branch:has-children:open { image: url($image_down); }
QHeaderView { background: $panel; }
QHeaderView::section { background: $panel; color: $dim; border: 0; border-bottom: 1px solid $hairline;
    padding: 6px 8px; font-size: 11px; font-weight: 600; }
QTableView { gridline-color: $hairline; }
QTableView::item { padding: 2px 8px; }
QTableView::item:selected { background: $chip; color: $text; }
"""

_FRAME = """
QMenuBar { background: transparent; border: 0; padding: 0; spacing: 0; }
QMenuBar::item { background: transparent; padding: 6px 10px; border-radius: 6px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $chip; }
QMenu { background: $card; border: 1px solid $hairline; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 8px; border-radius: 4px; margin: 0; }
QMenu::item:selected { background: $chip; }
QMenu::item:disabled { color: $dim; }
QMenu::icon { padding-left: 6px; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; padding-left: 6px; }
QMenu::indicator:checked { image: url($image_check_menu); }
QMenu::right-arrow { image: url($image_right); width: 12px; height: 12px; margin-right: 6px; }
QFrame#TopBar { background: $panel; border: 0; border-bottom: 1px solid $hairline; }
QFrame#StatusBar { background: $panel; border: 0; border-top: 1px solid $hairline; }
QFrame#StatusBar QLabel, QFrame#StatusBar QToolButton { font-size: 12px; color: $dim; }
QFrame#StatusBar QLabel[role="hint"] { color: $text; }
QWidget#StatusFigures QToolButton { color: $text; }
QWidget#StatusFigures QToolButton[role="error"] { color: $error; }
QFrame#TabRow { background: $panel; border: 0; border-bottom: 1px solid $hairline; }
QFrame#DocumentRow { background: $canvas; border: 0; border-bottom: 1px solid $hairline; }
QTabBar { background: transparent; border: 0; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $dim; border: 0; border-bottom: 2px solid transparent;
    padding: 9px 10px 8px 10px; margin: 0 2px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:selected:focus { background: $chip; }
QTabBar#DocumentTabs::tab { padding: 6px 8px; margin: 4px 2px 0 2px; border-bottom: 0; border-radius: 0;
    border-top-left-radius: 6px; border-top-right-radius: 6px; }
QTabBar#DocumentTabs::tab:selected { background: $panel; border: 1px solid $hairline;
    border-bottom: 1px solid $panel; }
QTabBar#DocumentTabs::tab:hover:!selected { background: $chip; }
QTabBar#DocumentTabs QToolButton { background: transparent; border: 0; border-radius: 4px; margin-top: 4px;
    padding: 0; }
QTabBar#DocumentTabs QToolButton:hover { background: $hairline; }
QTabBar::scroller { width: 28px; }
QTabBar QToolButton { background: $panel; border: 0; border-radius: 0; }
QTabBar QToolButton::left-arrow { image: url($image_left); width: 14px; height: 14px; }
QTabBar QToolButton::right-arrow { image: url($image_right); width: 14px; height: 14px; }
QLabel#UnsavedDot { background: $accent; border-radius: 4px; margin-right: 12px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QTabWidget::pane { border: 0; border-top: 1px solid $hairline; }
QSplitter::handle { background: $hairline; }
QSplitter::handle:hover { background: $accent; }
QGroupBox { border: 1px solid $hairline; border-radius: 6px; margin-top: 20px; padding: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 0; top: 0; color: $dim; font-size: 11px; font-weight: 600; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QFrame#CommandPalette { background: $card; border: 1px solid $hairline; border-radius: 10px; }
QFrame#CommandPalette QLineEdit { border: 0; border-bottom: 1px solid $hairline; border-radius: 0;
    background: transparent; padding: 10px 12px; font-size: 15px; }
QFrame#CommandPalette QListView { background: transparent; }
QWidget#Welcome { background: $canvas; }
QWidget#Welcome QPushButton[role="choice"] { background: $card; border: 1px solid $hairline; border-radius: 10px;
    text-align: left; min-height: 62px; }
QWidget#Welcome QPushButton[role="choice"]:hover { border-color: $accent; }
QWidget#Welcome QPushButton[role="choice"]:focus { border: 2px solid $accent; }
"""

_TEMPLATE = Template(_BASE + _FIELDS + _BUTTONS + _LISTS + _FRAME)


def stylesheet(colours: Mapping[str, str], images: Mapping[str, str]) -> str:
    """Return the stylesheet for colours by role (`on-accent`) and image files by the keys of STYLESHEET_IMAGES."""
    names = {role.replace("-", "_"): colour for role, colour in colours.items()}
    files = {f"image_{key.replace('-', '_')}": f'"{path}"' for key, path in images.items()}
    return _TEMPLATE.substitute(names | files)
