"""Notices about models, learning and the writer's own attribute, each with the button that acts on it."""

from __future__ import annotations

from pathlib import Path

from core.engine.protocol import ModelInfo
from core.models.catalogue import Entry
from desktop.common import messages
from desktop.common.notice import LEARNING, MODEL, SILENCE, Notifier
from desktop.common.tasks import Tasks
from desktop.common.translation import tr, worded
from desktop.learning.learner import LearningState
from desktop.models.controller import Models
from desktop.personal import words as own_words
from desktop.window.dialogs import ModelDialogs


class ModelNotices:
    """Tells the writer what has become of models and attributes. GUI thread, inside a running asyncio loop."""

    def __init__(self, notifier: Notifier, models: Models, dialogs: ModelDialogs, tasks: Tasks) -> None:
        self._notifier = notifier
        self._models = models
        self._dialogs = dialogs
        self._tasks = tasks
        models.loader.attribute_missing.connect(self._offer_learning)
        models.loader.stopped.connect(self._offer_restart)
        models.loader.silent.connect(self._offer_to_replace)
        models.own.learned.connect(self._offer_result)
        models.own.unfinished.connect(self._offer_unfinished)
        models.own.changed.connect(self._withdraw_unfinished)
        models.own.kept.connect(self._offer_kept)
        dialogs.downloads.finished.connect(self._offer_downloaded)

    def offer_model(self) -> None:
        """Say that no model is in use: by choice, or because its process has ended and is not restarted any more."""
        models = self._models
        if models.loader.without_model:
            answer = (messages.USE_MODEL_AGAIN, lambda: self._tasks.start(models.use_none(False)))
            self._notifier.tell(messages.NO_MODEL_CHOSEN, answer, about=MODEL)
        else:
            self._offer_restart()

    def _offer_restart(self) -> None:
        answer = (messages.RESTART_MODEL, lambda: self._tasks.start(self._models.loader.restart()))
        self._notifier.tell(messages.MODEL_STOPPED_NOTICE, answer, about=MODEL)

    def _offer_to_replace(self) -> None:
        answer = (messages.RESTART_MODEL, lambda: self._tasks.start(self._models.loader.restart()))
        sentence = tr(
            "The model has not answered for a while. Your text is safe, and you can go on writing. You can wait, or "
            "restart the model; if it stays silent, it is restarted by itself."
        )
        self._notifier.tell(sentence, answer, about=SILENCE)

    def _offer_learning(self, model: ModelInfo) -> None:
        has_begun, has_imagery = self._models.learning.now.has_begun, self._models.loader.ready is not None
        if has_imagery:
            words, answer = messages.creativity_is_imagery(model.name, has_begun), tr("Learn it…")
        else:
            words, answer = messages.learning_began(model.name, has_begun), tr("Show…")
        self._notifier.tell(words, (answer, self._dialogs.show_learning), about=MODEL)

    def _offer_result(self) -> None:
        job = self._models.own.now.job
        assert job is not None
        self._notifier.tell(own_words.own_learned(job.name), (tr("Show result"), self._dialogs.show_own))

    def _offer_unfinished(self, name: str) -> None:
        resume, show = (tr("Resume"), self._models.own.start), (tr("Show"), self._dialogs.show_own)
        self._notifier.tell_later(own_words.own_unfinished(name), resume, show, about=LEARNING)

    def _withdraw_unfinished(self) -> None:
        """Close the offer to resume learning once it was resumed or discarded."""
        if self._models.own.now.state is not LearningState.PAUSED:
            self._notifier.withdraw_about(LEARNING)

    def _offer_kept(self, name: str) -> None:
        answer = (tr("Show it"), lambda: self._tasks.start(self._models.show_attribute(name)))
        self._notifier.tell(own_words.own_kept(name), answer)

    def _offer_downloaded(self, entry: Entry, path: Path) -> None:
        answer = (tr("Use it"), lambda: self._tasks.start(self._models.use(path)))
        self._notifier.tell(messages.downloaded(worded(entry.title)), answer)
