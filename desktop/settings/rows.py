"""One option of the settings dialog: its label and control, and the sentence below them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.settings import Settings
from desktop.common.labels import wrapping_label
from desktop.settings.options import Act, Choice, Number, Option, Switch

_CONTROL_WIDTH = 290


class OptionRow(QWidget):
    """Shows a value of the settings, and calls ``change`` with the field's name when the writer chooses another."""

    def __init__(self, option: Option, change: Callable[..., None]) -> None:
        super().__init__()
        self.option = option
        self.control = _control(option, change)
        self._why = wrapping_label("muted")
        self._why.setText(option.why)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(3)
        row = QHBoxLayout()
        if isinstance(option, Switch):
            row.addWidget(self.control)
            row.addStretch()
        else:
            label = QLabel(option.label)
            label.setBuddy(self.control)
            row.addWidget(label, stretch=1)
            row.addWidget(self.control)
        column.addLayout(row)
        column.addWidget(self._why)
        self.control.setAccessibleName(f"{option.label}: {option.button}" if isinstance(option, Act) else option.label)
        self.control.setAccessibleDescription(option.why)
        self.control.setVisible(not (isinstance(option, Act) and not option.button))
        if isinstance(self.control, (QComboBox, QAbstractSpinBox)):
            self.control.setFixedWidth(_CONTROL_WIDTH)
            self.control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.control.installEventFilter(self)

    def show_value(self, settings: Settings) -> None:
        """Show the present state."""
        if isinstance(self.option, Act):
            return
        value, control = getattr(settings, self.option.setting), self.control
        with QSignalBlocker(control):
            if isinstance(control, QComboBox):
                control.setCurrentIndex(control.findData(value))
            elif isinstance(control, QCheckBox):
                control.setChecked(value)
            elif isinstance(control, (QSpinBox, QDoubleSpinBox)) and control.value() != value:
                control.setValue(value)

    def has(self, typed: str) -> bool:
        """Whether all words that were typed are in the label or the sentence, in any case."""
        words = f"{self.option.label} {self.option.why}".casefold()
        return all(word in words for word in typed.casefold().split())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the page; it changes nothing by accident."""
        if event.type() == QEvent.Type.Wheel and not self.control.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _control(option: Option, change: Callable[..., None]) -> QWidget:
    def to(name: str, value: Any) -> None:
        change(**{name: value})

    if isinstance(option, Act):
        button = QPushButton(option.button)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: option.run())
        return button
    if isinstance(option, Switch):
        switch = QCheckBox(option.label.replace("&", "&&"))
        switch.toggled.connect(option.run or partial(to, option.setting))
        return switch
    if isinstance(option, Choice):
        box = QComboBox()
        for value, words in option.values:
            box.addItem(words, value)
        box.currentIndexChanged.connect(lambda index: to(option.setting, box.itemData(index)) if index >= 0 else None)
        return box
    spin = _spin_box(option)
    spin.valueChanged.connect(partial(to, option.setting))
    return spin


def _spin_box(option: Number) -> QSpinBox | QDoubleSpinBox:
    spin: QSpinBox | QDoubleSpinBox
    if option.step == int(option.step):
        spin = QSpinBox()
        spin.setRange(int(option.lowest), int(option.highest))
        spin.setSingleStep(int(option.step))
    else:
        spin = QDoubleSpinBox()
        spin.setDecimals(2)
        spin.setRange(option.lowest, option.highest)
        spin.setSingleStep(option.step)
    spin.lineEdit().setTextMargins(7, 0, 7, 0)
    spin.setSuffix(option.unit)
    spin.setSpecialValueText(option.special)
    spin.setKeyboardTracking(False)  # a number that is being typed is not yet one
    return spin
