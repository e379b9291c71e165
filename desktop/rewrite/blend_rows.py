"""Sliders for the attributes that can be blended into a rewrite, in a section that is folded at first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.common import messages
from desktop.common.attribute_names import attribute_name
from desktop.common.theme import LIGHT, Theme
from desktop.common.translation import tr
from desktop.rewrite.attempt import BlendAttribute
from desktop.rewrite.card_parts import ElidedToolButton
from desktop.rewrite.lambda_slider import LambdaSlider


class BlendRows(QWidget):
    """One λ slider for each attribute other than the one that the glow shows, at 0 to begin with. GUI thread."""

    changed = Signal()

    def __init__(self, beside: QWidget, parent: QWidget | None = None) -> None:
        """``beside`` stands to the right of the section's title."""
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._attributes: tuple[BlendAttribute, ...] = ()
        self._sliders: list[LambdaSlider] = []
        self.fold = ElidedToolButton()
        self.fold.setCheckable(True)
        self.fold.setAutoRaise(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.toggled.connect(self._on_fold)
        self.fold.clicked.connect(self._on_click)
        self.rows = QWidget()
        self._column = QVBoxLayout(self.rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        title = QHBoxLayout()
        title.addWidget(self.fold)
        title.addStretch()
        title.addWidget(beside)
        outer.addLayout(title)
        outer.addWidget(self.rows)
        self.fold.setArrowType(Qt.ArrowType.RightArrow)
        self.rows.hide()
        self.fold.hide()

    @property
    def lams(self) -> tuple[float, ...]:
        """λ of each attribute, in order; all 0 while folded."""
        if not self.fold.isChecked():
            return (0.0,) * len(self._sliders)
        return tuple(slider.lam for slider in self._sliders)

    @property
    def sliders(self) -> tuple[LambdaSlider, ...]:
        """One per attribute."""
        return tuple(self._sliders)

    def show_attributes(self, attributes: Sequence[BlendAttribute]) -> None:
        """Show a slider for each of these, with λ = 0; no title if there are none."""
        if tuple(attributes) == self._attributes:
            return
        self._attributes = tuple(attributes)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._sliders = []
        for each in self._attributes:
            self._add_row(each)
        self.fold.setText(messages.blend_with([each.name for each in self._attributes]))
        self.fold.setVisible(bool(self._attributes))
        self.fold.setToolTip(", ".join(attribute_name(each.name) for each in self._attributes))
        self.changed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._theme = theme
        for slider in self._sliders:
            slider.set_theme(theme)

    def _add_row(self, attribute: BlendAttribute) -> None:
        words = QLabel()
        slider = LambdaSlider(attribute.zones)
        slider.set_zones(attribute.zones, attribute.name)
        slider.setAccessibleName(tr("Strength of {attribute}").format(attribute=attribute_name(attribute.name)))
        slider.set_theme(self._theme)

        def say() -> None:
            words.setText(slider.words(of_what=True) if slider.lam else messages.no_strength(attribute.name))
            words.setToolTip(slider.toolTip())

        slider.lam_changed.connect(say)
        slider.lam_changed.connect(self.changed)
        self._column.addWidget(words)
        self._column.addWidget(slider)
        self._sliders.append(slider)
        say()

    def _on_fold(self, unfolded: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.rows.setVisible(unfolded)
        self.changed.emit()

    def _on_click(self, unfolded: bool) -> None:
        """Let the keys go to the first slider as soon as it is there."""
        if unfolded and self._sliders:
            self._sliders[0].setFocus(Qt.FocusReason.OtherFocusReason)
