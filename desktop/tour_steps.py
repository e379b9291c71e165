"""The steps of ``inkglow tour``: what a writer does in the first minutes, each with what must then be true."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtTest import QTest

from core.attribute.calibration import Band
from core.manuscript import document
from core.manuscript.paragraphs import Kind, Syntax, split
from desktop.dialogs.questions import Unsaved
from desktop.editor.glow import ParagraphGlow
from desktop.editor.overlay import TINT_PADDING
from desktop.window import MainWindow

LAM = 3.0
TYPED = " A kettle somewhere was singing to itself in a language of rust."
PATIENCE_S = 120.0

Facts = dict[str, Any]


class NotSo(Exception):
    """A check of the tour failed; the message says what was found."""


@dataclass
class TourQuestions:
    """Answers in the writer's place: saves to ``path``, gives changes up, cancels nothing."""

    path: Path
    asked: list[str] = field(default_factory=list)

    async def unsaved(self, name: str) -> Unsaved:
        """Give the changes up."""
        self.asked.append("unsaved")
        return Unsaved.DISCARD

    async def open_path(self, folder: Path) -> Path | None:
        """The file saved before."""
        self.asked.append("open")
        return self.path

    async def save_path(self, suggestion: Path) -> Path | None:
        """A new file in the tour's folder."""
        self.asked.append("save")
        return self.path

    async def model_path(self, folder: Path) -> Path | None:
        """No other model."""
        self.asked.append("model")
        return None

    async def overwrite_changed(self, name: str) -> bool:
        """Never needed: nobody else writes here."""
        self.asked.append("overwrite")
        return False


class Tour:
    """The steps, in order. Each returns facts for ``tour.json`` or raises :class:`NotSo`."""

    def __init__(self, window: MainWindow, out: Path, model: Path | None, attribute: Path | None) -> None:
        self._window = window
        self._parts = window.parts
        self._editor = window.parts.editor
        self._out = out
        self._asked_for = model, attribute
        self._questions = TourQuestions(out / "chapter.md")
        window.parts.documents.ask_with(self._questions)
        self._marked = json.loads((self._parts.documents.sample.with_suffix(".json")).read_text("utf-8"))
        self._before_accept = ""
        self._passage = ""

    @property
    def steps(self) -> tuple[tuple[str, Callable[[], Awaitable[Facts]]], ...]:
        """Name and work of every step."""
        return (
            ("open the sample chapter", self.open_sample),
            ("load the model", self.load_model),
            ("see the glow", self.see_glow),
            ("type a sentence", self.type_sentence),
            ("ask why", self.ask_why),
            ("rewrite a paragraph", self.rewrite),
            ("see the changes", self.see_changes),
            ("accept it", self.accept),
            ("undo it", self.undo),
            ("save", self.save),
            ("reopen", self.reopen),
            ("hide the glow", self.hide_glow),
            ("dark", self.dark),
            ("sepia", self.sepia),
        )

    # -- steps

    async def open_sample(self) -> Facts:
        """The document is the sample, character for character."""
        await self._window.parts.documents.open_sample()
        text = self._parts.documents.sample.read_text("utf-8")
        _check(self._editor.text() == text, "the document is not the sample chapter")
        _check(not self._parts.session.modified, "a document just opened counts as modified")
        return {"characters": len(text), "words": self._window.status_line.word_count}

    async def load_model(self) -> Facts:
        """Model and attribute are ready."""
        await self._parts.model.load(*self._asked_for)
        ready = self._parts.model.ready
        _check(ready is not None, self._parts.model.reason)
        assert ready is not None
        return {"model": ready.model.name, "layer": ready.attribute.layer, "parameters": ready.model.n_params}

    async def see_glow(self) -> Facts:
        """Every prose paragraph is scored, the tints on screen are the bands', vivid paragraphs stand above plain."""
        await self._until(self._all_fresh, "not every paragraph was scored")
        await self._frame()
        seen = [self._check_pixels(paragraph_id) for paragraph_id in self._editor.visible_ids()]
        bands = [band for band in seen if band]
        _check(bool(bands), "no paragraph in view has a glow")
        means = {side: self._mean_cosine(self._marked[side]) for side in ("vivid", "plain")}
        _check(means["vivid"] > means["plain"], f"vivid paragraphs score no higher than plain ones: {means}")
        return {"bands_in_view": bands, "mean_cosine": means}

    async def type_sentence(self) -> Facts:
        """Keys reach the text; the old glow fades, and a new one comes after a pause."""
        paragraph_id = self._ids()[self._marked["plain"][0]]
        before = self._fresh_glow(paragraph_id)
        view = self._editor.paragraph(paragraph_id)
        assert view is not None
        self._put_cursor(view.end)
        for character in TYPED:
            QTest.keyClicks(self._editor, character)
            await asyncio.sleep(0.01)
        view = self._editor.paragraph(paragraph_id)
        assert view is not None
        _check(view.text.endswith(TYPED), f"the paragraph ends in “{view.text[-80:]}”")
        glow = self._parts.glow.glow_of(paragraph_id)
        _check(glow is not None and glow.stale, "the glow was not marked stale while typing")
        await self._picture("typing")
        began = time.monotonic()
        await self._until(lambda: self._is_fresh(paragraph_id), "the glow never came back")
        await self._frame()
        self._check_pixels(paragraph_id)
        after = self._fresh_glow(paragraph_id)
        return {
            "cosine_before": before.score.cosine,
            "cosine_after": after.score.cosine,
            "seconds_until_glow": round(time.monotonic() - began, 2),
        }

    async def ask_why(self) -> Facts:
        """The inspector names words of the paragraph."""
        vivid = self._ids()[self._marked["vivid"][1]]
        view = self._editor.paragraph(vivid)
        assert view is not None
        self._put_cursor(view.start)
        self._key("F9")
        inspector = self._window.inspector
        await self._until(lambda: bool(inspector.lifted.text()), "no words were named")
        words = inspector.lifted.text().split(" · ")
        _check(all(word in view.text for word in words), f"words that are not in the paragraph: {words}")
        return {"lifted_by": words, "standing": inspector.standing.text()}

    async def rewrite(self) -> Facts:
        """Ctrl+Return at λ = 3 streams into the card, and the document stays as it is."""
        self._key("F9")
        paragraph_id = self._ids()[self._marked["plain"][1]]
        view = self._editor.paragraph(paragraph_id)
        assert view is not None
        self._put_cursor(view.start)
        self._passage, self._before_accept = view.text, self._editor.text()
        self._window.card.slider.set_lam(LAM)
        self._key("Ctrl+Return")
        rewriting = self._parts.rewriting
        _check(rewriting.state.is_running, "Ctrl+Return began nothing")
        await self._until(lambda: len(rewriting.partial) > 120 or not rewriting.state.is_running, "nothing streamed")
        await self._picture("streaming")
        await self._until(lambda: not rewriting.state.is_running, "the rewrite never ended")
        _check(self._editor.text() == self._before_accept, "the document changed before the rewrite was accepted")
        attempt = rewriting.current
        _check(attempt is not None and attempt.variant is not None, f"no rewrite came of it: {rewriting.sentence}")
        assert attempt is not None and attempt.variant is not None
        _check(attempt.text.strip() not in ("", self._passage), "the rewrite is the passage itself, or nothing")
        await asyncio.sleep(0.2)
        return {
            "lam": attempt.lam,
            "cosine_before": attempt.variant.cosine_before,
            "cosine_after": attempt.variant.cosine_after,
            "flags": list(attempt.variant.flags),
            "text": attempt.text,
        }

    async def see_changes(self) -> Facts:
        """The diff shows both sides: what goes and what comes."""
        card = self._window.card
        card.changes_button.click()
        await self._frame()
        shown = card.text.text()
        attempt = self._parts.rewriting.current
        assert attempt is not None
        _check(len(shown) > len(attempt.text), "the changes show no more than the new text")
        return {"characters_shown": len(shown)}

    async def accept(self) -> Facts:
        """Alt+Return puts the rewrite where the passage was, and nothing else changes."""
        attempt = self._parts.rewriting.current
        assert attempt is not None
        self._key("Alt+Return")
        expected = self._before_accept.replace(self._passage, attempt.text, 1)
        _check(self._editor.text() == expected, "the document is not the old one with the rewrite in its place")
        _check(self._parts.session.modified, "the document does not count as modified")
        await self._until(self._all_fresh, "the new paragraph was never scored")
        await self._frame()
        glow = self._fresh_glow(self._editor.current_id())
        band, said = glow.score.band, self._window.status_line.standing.text()
        _check(band is attempt.band_after, f"the card promised {attempt.band_after}, the glow says {band}")
        _check(band is not None and said.startswith(band.word), f"the status line says: {said}")
        return {"characters": len(attempt.text), "cosine": glow.score.cosine, "said": said}

    async def undo(self) -> Facts:
        """One Ctrl+Z takes the whole rewrite back."""
        self._key("Ctrl+Z")
        _check(self._editor.text() == self._before_accept, "one undo did not restore the text")
        await self._until(self._all_fresh, "the old paragraph was never scored again")
        await self._frame()
        return {"characters": len(self._before_accept)}

    async def save(self) -> Facts:
        """Ctrl+S writes a file that holds exactly the document."""
        self._key("Ctrl+S")
        await self._until(lambda: not self._parts.session.modified, "the document still counts as modified")
        on_disk = (await asyncio.to_thread(self._questions.path.read_bytes)).decode("utf-8")
        _check(on_disk == self._editor.text(), "the file on disk is not the document")
        _check(TYPED in on_disk, "the sentence typed is not in the file")
        return {"bytes": len(on_disk.encode()), "asked": list(self._questions.asked)}

    async def reopen(self) -> Facts:
        """Ctrl+N, then Ctrl+O: the file comes back, and its glow with it."""
        text = self._editor.text()
        self._key("Ctrl+N")
        await self._until(lambda: self._editor.text() == "", "Ctrl+N did not give an empty page")
        self._key("Ctrl+O")
        await self._until(lambda: self._editor.text() == text, "the file did not come back as it was saved")
        loaded = document.load(self._questions.path)
        n_paragraphs = len(split(loaded.text_as_read, Syntax.MARKDOWN))
        _check(n_paragraphs == len(self._ids()), "editor and file have different numbers of paragraphs")
        await self._until(self._all_fresh, "the glow did not come back")
        return {"paragraphs": n_paragraphs}

    async def hide_glow(self) -> Facts:
        """F8 leaves no tint and no bar; F8 again brings them back."""
        shown = self._tinted_pixels()
        self._key("F8")
        await self._frame()
        hidden = self._tinted_pixels()
        await self._picture("hidden")
        self._key("F8")
        await self._until(self._all_fresh, "the glow did not come back")
        await self._frame()
        _check(shown > 0 and hidden == 0, f"pixels with a tint: {shown} with the glow, {hidden} without")
        _check(self._tinted_pixels() == shown, "the glow came back otherwise than it went")
        return {"tinted_pixels_shown": shown, "tinted_pixels_hidden": hidden}

    async def dark(self) -> Facts:
        """The dark theme, glow included."""
        return await self._theme("dark")

    async def sepia(self) -> Facts:
        """The sepia theme, glow included."""
        return await self._theme("sepia")

    async def _theme(self, name: str) -> Facts:
        self._window.actions_by_name[f"theme-{name}"].trigger()
        await self._frame()
        _check(self._window.theme.name == name, f"the theme is {self._window.theme.name}")
        bands = [band for each in self._editor.visible_ids() if (band := self._check_pixels(each))]
        _check(bool(bands), "no paragraph in view has a glow")
        corner = self._page_image().pixelColor(3, 3)
        _check(_close(corner, self._window.theme.tint(Band.PLAIN)), f"the page is {corner.name()}")
        return {"bands_in_view": bands}

    # -- looking

    def _ids(self) -> tuple[int, ...]:
        return self._editor.paragraph_ids()

    def _is_fresh(self, paragraph_id: int) -> bool:
        glow = self._parts.glow.glow_of(paragraph_id)
        return glow is not None and not glow.stale

    def _all_fresh(self) -> bool:
        prose = [each for each in self._ids() if self._editor.kind_of(each) is Kind.PROSE]
        return not self._parts.glow.busy and all(self._is_fresh(each) for each in prose)

    def _fresh_glow(self, paragraph_id: int) -> ParagraphGlow:
        glow = self._parts.glow.glow_of(paragraph_id)
        _check(glow is not None and not glow.stale, "the paragraph has no glow of its own yet")
        assert glow is not None
        return glow

    def _mean_cosine(self, indices: list[int]) -> float:
        cosines = [self._fresh_glow(self._ids()[index]).score.cosine for index in indices]
        return sum(c for c in cosines if c is not None) / len(cosines)

    def _check_pixels(self, paragraph_id: int) -> str:
        """Compare the colours on screen with the paragraph's band; empty where it has none or is not wholly in view."""
        glow, area = self._parts.glow.glow_of(paragraph_id), self._editor.rect_of(paragraph_id)
        if glow is None or glow.score.band is None or area is None or not self._editor.viewport().rect().contains(area):
            return ""
        band, theme = glow.score.band, self._window.theme
        image = self._page_image()
        beside_text = QPoint(round(area.right() + TINT_PADDING / 2), area.center().y())
        found = image.pixelColor(beside_text)
        _check(_close(found, theme.tint(band)), f"a {band.word} paragraph is tinted {found.name()}")
        bar = self._parts.overlay.bar_rect(area.toRectF(), band)
        found = image.pixelColor(bar.center().toPoint())
        _check(_close(found, theme.bar(band)), f"the margin bar of a {band.word} paragraph is {found.name()}")
        return band.word

    def _tinted_pixels(self) -> int:
        """Pixels in the strip right of the text that are not the page's colour; a column inside the tint's padding."""
        image = self._page_image()
        areas = [area for each in self._editor.visible_ids() if (area := self._editor.rect_of(each)) is not None]
        column = round(max(area.right() for area in areas) + TINT_PADDING / 2)
        page = self._window.theme.tint(Band.PLAIN)
        return sum(not _close(image.pixelColor(column, y), page) for y in range(image.height()))

    def _page_image(self) -> QImage:
        """The page as painted, in its own coordinates whatever the screen's scaling."""
        return self._editor.viewport().grab().toImage().scaled(self._editor.viewport().size())

    # -- doing

    def _put_cursor(self, position: int) -> None:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(position)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        self._editor.setFocus()

    def _key(self, keys: str) -> None:
        *modifiers, key = keys.split("+")
        flags = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            flags |= {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Alt": Qt.KeyboardModifier.AltModifier}[modifier]
        QTest.keyClick(self._editor, getattr(Qt.Key, f"Key_{key}"), flags)

    async def _until(self, condition: Callable[[], bool], otherwise: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while not condition():
            _check(time.monotonic() < end, otherwise)
            await asyncio.sleep(0.02)

    async def _frame(self) -> None:
        """Let what has changed be laid out and painted."""
        await asyncio.sleep(0.25)

    async def _picture(self, name: str) -> None:
        self._window.grab().save(str(self._out / f"{self.number:02}-{name}.png"))

    number = 0


def _check(holds: bool, otherwise: str) -> None:
    if not holds:
        raise NotSo(otherwise)


def _close(one: QColor, other: QColor) -> bool:
    """Equal but for rounding."""
    channels = (QColor.red, QColor.green, QColor.blue)
    return all(abs(channel(one) - channel(other)) <= 2 for channel in channels)
