"""The steps of ``inkglow tour``: actions of a writer's first minutes, each with checks of the result."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest

from core.attribute.calibration import Band
from core.derivation.plan import Plan
from core.derivation.refining import Part
from core.derivation.resumable import window_plan
from core.engine.protocol import ModelInfo
from core.manuscript import document
from core.manuscript.paragraphs import Syntax, split
from core.models.altered_copy import write_altered_copy
from core.rewrite.hunks import apply
from desktop.common import messages
from desktop.common.core_words import band_word
from desktop.common.translation import tr
from desktop.learning.learner import LearningState
from desktop.tour.curve_steps import CurveSteps
from desktop.tour.driver import check, close_to
from desktop.tour.exchange_steps import ExchangeSteps
from desktop.tour.folder_steps import FolderSteps
from desktop.tour.look_steps import LookSteps
from desktop.tour.outline_steps import OutlineSteps
from desktop.tour.questions import TourQuestions
from desktop.tour.writing_steps import WritingSteps
from desktop.window.window import MainWindow

FOR_TWO_ADDITIONS = 45
"""Words of a paragraph that is long enough for two additions."""
MOST_TRIES = 3
"""Attempts until one has two additions; after these, one is enough."""
TYPED = " A kettle somewhere was singing to itself in a language of rust."

StepResult = dict[str, Any]


def short_plan(model: ModelInfo) -> Plan:
    """A derivation of a quarter of a minute: enough to check that everything works; its figures mean nothing."""
    whole = window_plan(model)
    return replace(
        whole,
        contrast=whole.contrast.limited(derive=3, held_out=3, zones=1),
        pairs=whole.pairs[:6],
        passages=whole.passages[::12],
        held_out_stories=whole.held_out_stories[:3],
        n_zone_tokens=16,
        n_tokens=16,
        samples_per_premise=1,
        layers=(8, 9, 10),
    )


class Tour(LookSteps, WritingSteps, OutlineSteps, CurveSteps, ExchangeSteps, FolderSteps):
    """The steps, in order. Each returns facts for ``tour.json`` or raises :class:`CheckFailed`."""

    def __init__(
        self,
        window: MainWindow,
        questions: TourQuestions,
        out: Path,
        scratch: Path,
        model: Path | None,
        attribute: str,
    ) -> None:
        super().__init__(window, out)
        self._asked_for = model, attribute
        self._questions = questions
        self._marked = json.loads((self._parts.documents.sample.with_suffix(".json")).read_text("utf-8"))
        self._scratch = scratch
        self._paragraph = -1
        self._cosine_before: float | None = None
        self._before_accept = ""
        self._passage = ""
        self._enriched = -1
        self._learning_began = 0.0

    @property
    def steps(self) -> tuple[tuple[str, Callable[[], Awaitable[StepResult]]], ...]:
        """Name and work of every step."""
        return (
            ("open the sample chapter", self.open_sample),
            ("load the model", self.load_model),
            ("see the glow", self.see_glow),
            ("type a sentence", self.type_sentence),
            ("ask why", self.ask_why),
            ("rewrite a paragraph", self.rewrite),
            ("take one addition", self.take_one),
            ("try again bolder", self.bolder),
            ("see the changes", self.see_changes),
            ("accept it", self.accept),
            ("undo it", self.undo),
            ("save", self.save),
            ("reopen", self.reopen),
            ("save a version", self.save_version),
            ("restore a version", self.restore_version),
            ("export and import", self.export_and_import),
            ("print preview", self.print_preview),
            ("set the page", self.look),
            ("write undisturbed", self.write_undisturbed),
            ("see the outline", self.outline),
            ("follow the curve", self.curve),
            ("write a note", self.notes),
            ("open a folder", self.folder),
            ("hide the glow", self.hide_glow),
            ("open another model", self.other_model),
            ("learn its attribute", self.learn),
            ("dark", self.dark),
            ("sepia", self.sepia),
        )

    # -- steps

    async def open_sample(self) -> StepResult:
        """The document is the sample, character for character."""
        await self._window.parts.documents.open_sample()
        text = self._parts.documents.sample.read_text("utf-8")
        check(self._editor.text() == text, "the document is not the sample chapter")
        check(not self._parts.session.modified, "a document just opened counts as modified")
        return {"characters": len(text), "words": self._window.status_line.word_count}

    async def load_model(self) -> StepResult:
        """Model and attribute are ready."""
        await self._parts.model.load(*self._asked_for)
        ready = self._parts.model.ready
        check(ready is not None, self._parts.model.reason)
        assert ready is not None
        return {"model": ready.model.name, "layer": ready.attribute.layer, "parameters": ready.model.n_params}

    async def see_glow(self) -> StepResult:
        """Every prose paragraph is scored, tints on screen match the bands, vivid paragraphs score above plain ones."""
        await self._until(self._all_fresh, "not every paragraph was scored")
        await self._frame()
        seen = [self._check_pixels(paragraph_id) for paragraph_id in self._editor.visible_ids()]
        bands = [band for band in seen if band]
        check(bool(bands), "no paragraph in view has a glow")
        means = {side: self._mean_cosine(self._marked[side]) for side in ("vivid", "plain")}
        check(means["vivid"] > means["plain"], f"vivid paragraphs score no higher than plain ones: {means}")
        return {"bands_in_view": bands, "mean_cosine": means}

    async def type_sentence(self) -> StepResult:
        """Keys reach the text; the old glow fades, and a new one is shown after a pause."""
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
        check(view.text.endswith(TYPED), f"the paragraph ends in “{view.text[-80:]}”")
        glow = self._parts.glow.glow_of(paragraph_id)
        check(glow is not None and glow.stale, "the glow was not marked stale while typing")
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

    async def ask_why(self) -> StepResult:
        """The inspector names phrases of the paragraph, and highlights one that is pointed at."""
        vivid = self._ids()[self._marked["vivid"][1]]
        view = self._editor.paragraph(vivid)
        assert view is not None
        self._put_cursor(view.start)
        self._key("F9")
        inspector, finder = self._window.inspector, self._parts.phrases

        def are_named() -> bool:
            found = finder.found(vivid)
            return found is not None and found.complete and bool(inspector.lifting.words)

        await self._until(are_named, "no phrases were named")
        phrases = inspector.lifting.words
        text = " ".join(view.text.split())
        check(all(phrase in text for phrase in phrases), f"phrases that are not in the paragraph: {phrases}")
        inspector.lifting.lines[0].pointed_at.emit(True)
        check(inspector.highlight.span is not None, "the phrase was not highlighted")
        return {"lifted_by": phrases, "standing": inspector.standing.text()}

    async def rewrite(self) -> StepResult:
        """Ctrl+Return adds to the dullest paragraph, in the card; the document stays as it is."""
        self._key("F9")
        paragraph_id = self._dullest(at_least_words=FOR_TWO_ADDITIONS)
        view = self._editor.paragraph(paragraph_id)
        assert view is not None
        self._put_cursor(view.end)  # so that the whole paragraph is in view
        self._put_cursor(view.start)
        self._passage, self._before_accept = view.text, self._editor.text()
        rewriting = self._parts.rewriting
        tries = 0
        while tries < MOST_TRIES and (rewriting.current is None or len(rewriting.current.insertions) < 2):
            self._key("Ctrl+R" if tries else "Ctrl+Return")
            check(rewriting.enriching, "nothing is sought to add")
            await self._until(lambda: bool(rewriting.partial) or not rewriting.state.is_running, "nothing was found")
            await self._picture("streaming")
            await self._until(lambda: not rewriting.state.is_running, "the rewrite never ended")
            tries += 1
        check(bool(rewriting.attempts), rewriting.sentence)
        attempt = max(rewriting.attempts, key=lambda each: len(each.insertions))
        self._enriched = rewriting.attempts.index(attempt)
        self._key(str(self._enriched + 1), self._window.card.slider)
        check(rewriting.index == self._enriched, "a number does not show its attempt")
        check(self._editor.text() == self._before_accept, "the document changed before the rewrite was accepted")
        check(attempt.text == self._passage and not rewriting.can_accept, "an addition is taken at once")
        assert attempt.variant is not None
        await self._frame()
        return {
            "lam": attempt.options.lam,
            "attempts": tries,
            "cosine_before": attempt.variant.cosine_before,
            "cosine_after": attempt.variant.cosine_after,
            "flags": list(attempt.variant.flags),
            "additions": [attempt.additions[index].text for index in sorted(attempt.insertions)],
            "cuts": len(attempt.additions) - len(attempt.insertions),
        }

    async def take_one(self) -> StepResult:
        """F6 leads to the additions; Space takes and leaves the one in the frame, and another is left."""
        card, rewriting = self._window.card, self._parts.rewriting
        self._key("F6")
        text = card.text
        first = text.focused
        attempt = rewriting.current
        assert attempt is not None
        if len(attempt.additions) > 1:
            self._key("Right", text)
            check(text.focused != first, "the arrow does not lead to another addition")
            self._key("Left", text)
        for _ in range(3):
            self._key("Space", text)
        attempt = rewriting.current
        assert attempt is not None
        taken = attempt.additions[first]
        check(attempt.taken == {first}, f"additions taken: {sorted(attempt.taken)}")
        check(attempt.text == apply(self._passage, [taken]), "the text is not the passage with one addition")
        check(rewriting.can_accept, "the addition cannot be accepted")
        await self._frame()
        return {"taken": taken.text, "gain": taken.gain, "nats": taken.nats}

    async def bolder(self) -> StepResult:
        """“Rewrite” and Ctrl+R in the middle of the vivid zone write it anew; the earlier attempt is still there."""
        ready, card, rewriting = self._parts.model.ready, self._window.card, self._parts.rewriting
        assert ready is not None
        zones, n_before = ready.attribute.zones, len(rewriting.attempts)
        card.slider.set_lam((zones.mild + zones.vivid) / 2)
        card.modes.anew_button.click()
        self._window.actions_by_name["ladder"].trigger()  # at one strength: four take the starter model long
        self._key("Ctrl+R")
        check(rewriting.state.is_running and not rewriting.enriching, "Ctrl+R did not begin to write it anew")
        await self._until(lambda: not rewriting.state.is_running, "the rewrite never ended")
        check(len(rewriting.attempts) > n_before, f"there is no new attempt: {rewriting.sentence}")
        check(len(card.attempts.rows) == len(rewriting.attempts), "not every attempt has a row")
        self._key(str(n_before + 1), card.slider)
        self._key("Alt+PageUp")
        check(rewriting.index == n_before - 1, "Alt+PgUp does not show the earlier attempt")
        self._key("Alt+PageDown")
        attempt = rewriting.current
        assert attempt is not None and attempt.variant is not None
        check(attempt.options.lam > zones.mild, f"the attempt was written at λ {attempt.options.lam}")
        check(attempt.text.strip() not in ("", self._passage), "the rewrite is the passage itself, or nothing")
        check(self._editor.text() == self._before_accept, "the document changed before the rewrite was accepted")
        await self._frame()
        flags = list(attempt.variant.flags)
        return {"lam": attempt.options.lam, "flags": flags, "text": attempt.text}

    async def see_changes(self) -> StepResult:
        """The diff shows both removed and added text."""
        card = self._window.card
        card.changes_button.click()
        await self._frame()
        shown = card.text.text()
        attempt = self._parts.rewriting.current
        assert attempt is not None
        check(len(shown) > len(attempt.text), "the changes show no more than the new text")
        return {"characters_shown": len(shown)}

    async def accept(self) -> StepResult:
        """A number shows the attempt with additions; Alt+Return adds the one taken, and nothing else changes."""
        rewriting = self._parts.rewriting
        self._key(str(self._enriched + 1), self._window.card.slider)
        attempt = rewriting.current
        check(attempt is not None and len(attempt.taken) == 1, "the number does not show the attempt with additions")
        assert attempt is not None
        self._key("Alt+Return")
        expected = self._before_accept.replace(self._passage, attempt.text, 1)
        check(self._editor.text() == expected, "the document is not the old one with the addition in its place")
        check(self._parts.session.modified, "the document does not count as modified")
        await self._until(self._all_fresh, "the new paragraph was never scored")
        await self._frame()
        glow = self._fresh_glow(self._editor.current_id())
        band, said = glow.score.band, self._window.status_line.standing.text()
        check(band is not None and said.startswith(band_word(band)), f"the status line says: {said}")
        return {"characters": len(attempt.text), "cosine": glow.score.cosine, "said": said}

    async def undo(self) -> StepResult:
        """One Ctrl+Z takes the whole rewrite back."""
        self._key("Ctrl+Z")
        check(self._editor.text() == self._before_accept, "one undo did not restore the text")
        await self._until(self._all_fresh, "the old paragraph was never scored again")
        await self._frame()
        return {"characters": len(self._before_accept)}

    async def save(self) -> StepResult:
        """Ctrl+S writes a file that holds exactly the document."""
        self._key("Ctrl+S")
        await self._until(lambda: not self._parts.session.modified, "the document still counts as modified")
        on_disk = (await asyncio.to_thread(self._questions.path.read_bytes)).decode("utf-8")
        check(on_disk == self._editor.text(), "the file on disk is not the document")
        check(TYPED in on_disk, "the sentence typed is not in the file")
        return {"bytes": len(on_disk.encode()), "questions": list(self._questions.asked)}

    async def reopen(self) -> StepResult:
        """Ctrl+N, then Ctrl+O: the file comes back, and its glow with it."""
        text = self._editor.text()
        self._key("Ctrl+N")
        await self._until(lambda: self._editor.text() == "", "Ctrl+N did not give an empty page")
        self._key("Ctrl+O")
        await self._until(lambda: self._editor.text() == text, "the file did not come back as it was saved")
        loaded = document.load(self._questions.path)
        n_paragraphs = len(split(loaded.text, Syntax.MARKDOWN))
        check(n_paragraphs == len(self._ids()), "editor and file have different numbers of paragraphs")
        await self._until(self._all_fresh, "the glow did not come back")
        return {"paragraphs": n_paragraphs}

    async def hide_glow(self) -> StepResult:
        """F8 hides every tint and bar; F8 again shows them."""
        shown = self._tinted_pixels()
        self._key("F8")
        await self._frame()
        hidden = self._tinted_pixels()
        await self._picture("hidden")
        self._key("F8")
        await self._until(self._all_fresh, "the glow did not come back")
        await self._frame()
        check(shown > 0 and hidden == 0, f"pixels with a tint: {shown} with the glow, {hidden} without")
        check(self._tinted_pixels() == shown, "the glow differs from before it was hidden")
        return {"tinted_pixels_shown": shown, "tinted_pixels_hidden": hidden}

    async def other_model(self) -> StepResult:
        """With a model that Inkglow has no attribute for, learning begins, and a provisional glow comes first."""
        parts, ready = self._parts, self._parts.model.ready
        assert ready is not None
        self._paragraph = self._ids()[self._marked["vivid"][0]]
        self._cosine_before = self._fresh_glow(self._paragraph).score.cosine
        other = self._scratch / "another-model.gguf"
        await asyncio.to_thread(write_altered_copy, ready.model.path, other)
        self._questions.model = other
        self._window.actions_by_name["model"].trigger()
        learning = parts.models.learning
        await self._until(lambda: learning.now.part is Part.QUICK, "learning did not begin")
        self._learning_began = time.monotonic()
        said = self._window.notice.words
        check("another-model" in said, f"the notice says: {said}")
        check(parts.glow.glow_of(self._paragraph) is None, "there is a glow without an attribute")
        await self._until(lambda: parts.glow.is_provisional and self._is_fresh(self._paragraph), "no glow came")
        seconds = time.monotonic() - self._learning_began
        await self._frame()
        cosine = self._fresh_glow(self._paragraph).score.cosine
        check(cosine != self._cosine_before, "the glow is the other attribute's")
        words = self._window.status_line.model_words.text()
        check(messages.PROVISIONAL in words, f"the status bar says: {words}")
        return {"said": said, "seconds_to_the_first_glow": round(seconds, 1), "provisional_cosine": cosine}

    async def learn(self) -> StepResult:
        """Learning ends with figures, three rewrites to compare, and a glow that is no longer provisional."""
        parts, learning = self._parts, self._parts.models.learning
        self._window.actions_by_name["learn"].trigger()
        dialog = parts.dialogs.learn
        assert dialog is not None
        await self._frame()
        self._save(dialog, "learning")
        await self._until(lambda: learning.now.state is LearningState.DONE, "learning did not end")
        seconds = time.monotonic() - self._learning_began
        await self._until(lambda: not parts.glow.is_provisional, "the glow is still provisional")
        await self._until(self._all_fresh, "the glow did not come with the attribute")
        await self._until(lambda: dialog.preview.is_complete, "the three rewrites did not come")
        said = tr("The glow is refined now: {changed:,} of {total:,} paragraphs have changed their colour.")
        begins = said.partition(":")[0]
        await self._until(lambda: begins in self._window.notice.words, "nothing said that the glow has changed")
        await self._frame()
        self._save(dialog, "learned")
        dialog.close()
        cosine = self._fresh_glow(self._paragraph).score.cosine
        file = learning.now.file
        check(file is not None and file.is_file(), "the attribute was not written")
        said = self._window.notice.words
        self._window.notice.end()
        return {
            "said": said,
            "seconds_until_learned": round(seconds, 1),
            "cosine_after": cosine,
            "texts": list(dialog.preview.texts),
        }

    async def dark(self) -> StepResult:
        """The dark theme, glow included."""
        return await self._theme("dark")

    async def sepia(self) -> StepResult:
        """The sepia theme, glow included."""
        return await self._theme("sepia")

    async def _theme(self, name: str) -> StepResult:
        self._window.actions_by_name[f"theme-{name}"].trigger()
        await self._frame()
        check(self._window.theme.name == name, f"the theme is {self._window.theme.name}")
        bands = [band for each in self._editor.visible_ids() if (band := self._check_pixels(each))]
        check(bool(bands), "no paragraph in view has a glow")
        corner = self._page_image().pixelColor(3, 3)
        check(close_to(corner, self._window.theme.tint(Band.PLAIN)), f"the page is {corner.name()}")
        return {"bands_in_view": bands}
