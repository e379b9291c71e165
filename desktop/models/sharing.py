"""Exports the attribute shown to a file, and imports one that somebody else exported."""

from __future__ import annotations

import asyncio
from pathlib import Path

from core.engine.protocol import ModelInfo
from core.personal import sharing
from desktop.common import messages
from desktop.common.notice import Notifier
from desktop.common.questions import Questions
from desktop.models import words as model_words
from desktop.models.controller import Models


class AttributeSharing:
    """Belongs to the GUI thread, inside a running asyncio loop."""

    def __init__(self, models: Models, attributes: Path, questions: Questions, notifier: Notifier) -> None:
        """``attributes`` is the folder of the writer's own attributes."""
        self._models = models
        self._attributes = attributes
        self._questions = questions
        self._notifier = notifier

    async def export(self) -> None:
        """Write the attribute shown to a file that the writer names. Raises FileProblem."""
        ready = self._models.loader.ready
        if ready is None:
            self._notifier.tell(model_words.NOTHING_TO_EXPORT)
            return
        place = await self._questions.export_path(Path.home() / sharing.suggested_name(ready))
        if place is not None:
            file = await asyncio.to_thread(sharing.export, ready, place)
            self._notifier.tell(model_words.exported(ready.attribute.name, ready.model.name, file.name))

    async def choose_and_import(self) -> None:
        """Let the writer pick an attribute file, and import it. Raises AttributeProblem, FileProblem."""
        if self._models.loader.model is None:
            self._notifier.tell(messages.why_no_model(self._models.loader.reason))
            return
        path = await self._questions.attribute_path(Path.home())
        if path is not None:
            await self.import_file(path)

    async def use(self, path: Path) -> None:
        """Import the GGUF at ``path`` if it is an attribute, else use it as a model. Raises InkglowError."""
        if await asyncio.to_thread(sharing.is_attribute, path):
            await self.import_file(path)
        else:
            await self._models.use(path)

    async def import_file(self, path: Path) -> None:
        """Install an attribute of the model in use and show it. For another model nothing is changed.

        Raises AttributeProblem, with the reason; FileProblem.
        """
        model = self._models.loader.model
        if model is None:
            self._notifier.tell(messages.why_no_model(self._models.loader.reason))
            return
        offered = await asyncio.to_thread(sharing.offer, path, model, self._attributes)
        name = offered.attribute.name
        if offered.hides and not await self._questions.replace_by_import(name):
            return
        if self._models.loader.model != model:
            self._notifier.tell(model_words.MODEL_CHANGED_MEANWHILE)
            return
        self._stop_learning(offered.place)
        kept = await asyncio.to_thread(sharing.install, offered)
        await self._show(name, model)
        self._notifier.tell(model_words.imported(name, kept.name if kept is not None else ""))

    def _stop_learning(self, place: Path) -> None:
        """What is being learned for the same place would later replace the import."""
        for learner in (self._models.learning, self._models.own):
            if learner.now.job is not None and learner.now.job.file == place:
                learner.withdraw()

    async def _show(self, name: str, model: ModelInfo) -> None:
        loader = self._models.loader
        if loader.ready is None:
            await loader.load(model.path, name)
        else:
            await loader.refresh_attributes()
            await self._models.show_attribute(name)
