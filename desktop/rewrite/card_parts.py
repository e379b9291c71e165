"""Widgets of the card that know nothing of rewrites: its scroll area, a one-line quotation, labels, a rule."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.common.labels import key_words, with_key
from desktop.common.translation import tr
from desktop.rewrite.variant_text import VariantText, steady_scroll_bar

FLAT = "padding: 0 7px;"
"""Style of a button that takes no more height than the words beside it: lines of the rewrite count more."""


class CardScroll(QScrollArea):
    """A column of widgets that scrolls if the card is too low for it. GUI thread.

    In a low window ``text`` gives up lines first, so that what is below it stays in view. Widgets in ``extra`` (those
    that come and go) do not count: while they are shown, the column scrolls instead.
    """

    def __init__(self, column: QVBoxLayout, text: VariantText, extra: tuple[QWidget, ...]) -> None:
        super().__init__()
        self._text, self._extra = text, extra
        self._inside = QWidget()
        self._inside.setLayout(column)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        steady_scroll_bar(self)
        self.setWidgetResizable(True)
        self.setWidget(self._inside)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside.setAutoFillBackground(False)
        self._inside.installEventFilter(self)
        self.verticalScrollBar().rangeChanged.connect(self._show_focused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the new height."""
        super().resizeEvent(event)
        self._share_height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Divide the height again when something in the column has changed its size."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self._share_height()
        return super().eventFilter(watched, event)

    def _show_focused(self) -> None:
        """Keep what has the keys in view when the column has grown."""
        focused = self._inside.focusWidget()
        if focused is not None and focused.hasFocus():
            self.ensureWidgetVisible(focused)

    def _share_height(self) -> None:
        column, width, height = self._inside.layout(), self.viewport().width(), self.viewport().height()
        assert column is not None
        margins = column.contentsMargins()
        inner = width - margins.left() - margins.right()
        others = column.totalHeightForWidth(width) - self._text.minimumHeight()
        for each in self._extra:
            if not each.isHidden():
                others -= max(each.sizeHint().height(), each.heightForWidth(inner)) + column.spacing()
        self._text.take_height(height - others)


class OneLine(QLabel):
    """A muted quotation on one line: as many words as fit, with the whole text in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("muted", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_words(self, words: str) -> None:
        """Show ``words``, which are plain text."""
        self._words = words
        self.setAccessibleDescription(words)  # or it would be the tooltip, with its tags
        self.setToolTip(f"<p>{html.escape(words)}</p>" if words else "")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words, shown, measure = self._words, self._words, self.fontMetrics()
        while " " in words and measure.horizontalAdvance(shown) > self.width():
            words = words.rsplit(" ", 1)[0]
            shown = tr("{words} …”", "a quotation that is cut").format(words=words)
        self.setText(shown)


class KeyButton(QPushButton):
    """A button that shows its key beside its words where it is wide enough; the tool tip always says it."""

    def __init__(self, words: str, key: str) -> None:
        super().__init__()
        self._words, self._key = words, key
        self.setToolTip(key_words(key))
        self.show_words(words)

    def show_words(self, words: str) -> None:
        """Say what the button does now."""
        self._words = words
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the words."""
        words = self.fontMetrics().horizontalAdvance(self._words)
        shown = self.fontMetrics().horizontalAdvance(self.text())
        found = super().sizeHint()
        return QSize(found.width() - shown + words, found.height())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the label to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        whole = with_key(self._words, self._key)
        font = QFont(self.font())
        font.setBold(font.bold() or bool(self.property("primary")))  # the style sheet's weight is not in font()
        fits = QFontMetrics(font).horizontalAdvance(whole) <= room
        self.setText(whole if fits else self._words)


class ElidedToolButton(QToolButton):
    """A button with an arrow, whose words are cut where there is no room for all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Room for the arrow and a few letters."""
        found = super().minimumSizeHint()
        return QSize(min(found.width(), 4 * found.height()), found.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """As Qt paints it, with as many letters as there is room for."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        lacking = super().sizeHint().width() - self.width()
        if lacking > 0:
            room = self.fontMetrics().horizontalAdvance(self.text().replace("&", "")) - lacking
            option.text = self.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideRight, room, Qt.TextFlag.TextShowMnemonic
            )
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)


def wrapped_label(*, muted: bool = False) -> QLabel:
    """A label of plain text that wraps."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("muted", muted)
    return label


def rule() -> QFrame:
    """A horizontal line."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setObjectName("rule")
    line.setFixedHeight(1)
    return line
