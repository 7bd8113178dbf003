"""Fields for what a format lets people choose: a box of choices, a switch or a number for each setting."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from svs_designer.exchange.settings import BadSetting, Setting, SettingValue

LABEL_WIDTH = 76
FieldWidget = QComboBox | QCheckBox | QDoubleSpinBox


class SettingFields(QWidget):
    """Show the settings of one format at a time."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings: tuple[Setting, ...] = ()
        self._fields: dict[str, FieldWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._holder: QWidget | None = None

    def show_settings(self, settings: Iterable[Setting], values: Mapping[str, object]) -> None:
        """Show other settings; a value that does not fit any more gives way to the default."""
        if self._holder is not None:
            self._column.removeWidget(self._holder)
            self._holder.hide()
            self._holder.deleteLater()
        self._settings = tuple(settings)
        self._fields = {each.name: _field(each, _fitting(each, values)) for each in self._settings}
        self._holder = QWidget()
        form = QFormLayout(self._holder)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        # Switches stand below the fields: one after the other they read as a list.
        for setting in sorted(self._settings, key=lambda each: isinstance(self._fields[each.name], QCheckBox)):
            self._add(form, setting, self._fields[setting.name])
        self._column.addWidget(self._holder)
        self._holder.show()
        self.setVisible(bool(self._fields))

    def values(self) -> dict[str, SettingValue]:
        """Return what the fields say."""
        return {name: _value(field) for name, field in self._fields.items()}

    def field(self, name: str) -> FieldWidget | None:
        """Return the field of a setting; None where the format has no such setting."""
        return self._fields.get(name)

    def _add(self, form: QFormLayout, setting: Setting, field: FieldWidget) -> None:
        field.setAccessibleName(setting.title)
        field.setToolTip(setting.help)
        match field:
            case QCheckBox():
                form.addRow(field)
                field.toggled.connect(self.changed)
            case QComboBox():
                form.addRow(label_of(setting.title), field)
                field.currentIndexChanged.connect(self.changed)
            case QDoubleSpinBox():
                form.addRow(label_of(setting.title), field)
                field.valueChanged.connect(self.changed)


def label_of(words: str) -> QLabel:
    """Return the label of a field, as wide as all others so that the fields stand below each other."""
    label = QLabel(words)
    label.setFixedWidth(LABEL_WIDTH)
    label.setWordWrap(True)
    return label


def _fitting(setting: Setting, values: Mapping[str, object]) -> SettingValue:
    try:
        return setting.checked(values.get(setting.name, setting.default))
    except BadSetting:
        return setting.default


def _field(setting: Setting, value: SettingValue) -> FieldWidget:
    if setting.choices:
        box = QComboBox()
        for choice in setting.choices:
            box.addItem(choice.title, choice.value)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.setMinimumContentsLength(10)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box
    if isinstance(setting.default, bool):
        switch = QCheckBox(setting.title)
        switch.setChecked(value is True)
        return switch
    number = QDoubleSpinBox()
    whole = all(float(each).is_integer() for each in (setting.default, setting.least, setting.most))
    number.setDecimals(0 if whole else 2)
    number.setSingleStep(1.0 if whole else 0.5)
    number.setRange(setting.least, setting.most)
    number.setValue(float(value))
    return number


def _value(field: FieldWidget) -> SettingValue:
    match field:
        case QComboBox():
            return str(field.currentData())
        case QCheckBox():
            return field.isChecked()
        case QDoubleSpinBox():
            return field.value()
