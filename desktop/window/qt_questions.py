"""The questions of :mod:`desktop.common.questions`, asked with dialogs on the window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget

from core.exchange.formats import Format
from core.exchange.importing import IMPORTED
from desktop.common.diff import Segment
from desktop.common.questions import Elsewhere, ExportChoice, Reload, Unsaved
from desktop.common.translation import tr, worded
from desktop.document.differences import DifferencesDialog, ReadingStyle
from desktop.exchange import words as exchange_words
from desktop.exchange.dialog import ExportDialog

_TEXT_FILES = tr("Manuscripts (*.md *.markdown *.txt);;All files (*)")
_IMPORTED_FILES = tr("Texts of other programs ({names});;All files (*)").format(
    names=" ".join(f"*{ending}" for ending in sorted(IMPORTED))
)
_RESULTS_FILES = tr("Results (*.json);;All files (*)")
_SCORES_FILES = tr("Scores for spreadsheets (*.csv);;Curve for printing (*.svg);;Curve as a picture (*.png)")
_ATTRIBUTE_FILES = tr("Attributes (*.gguf);;All files (*)")
_MODEL_FILES = tr("Models (*.gguf);;All files (*)")


class QtQuestions:
    """Asks with dialogs on the window that ``widget`` is in. Belongs to the GUI thread."""

    def __init__(self, widget: QWidget, style: Callable[[], ReadingStyle]) -> None:
        """``style`` returns the colours and font size for text to read, as they are now."""
        self._widget = widget
        self._style = style

    async def unsaved(self, name: str) -> Unsaved:
        """Save, discard or go back."""
        buttons = QMessageBox.StandardButton
        box = self._box(
            tr("Save the changes to {name}?").format(name=name),
            tr("If you do not save, only a version of your text is kept (File ▸ Versions…), unless versions are off."),
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        for button, words in (
            (buttons.Save, tr("&Save")),
            (buttons.Discard, tr("&Discard")),
            (buttons.Cancel, tr("&Cancel")),
        ):
            box.button(button).setText(words)  # not every style gives them a letter
        answers = {buttons.Save: Unsaved.SAVE, buttons.Discard: Unsaved.DISCARD}
        return answers.get(buttons(await _finished(box)), Unsaved.CANCEL)

    async def open_path(self, folder: Path) -> Path | None:
        """Open dialog."""
        files = f"{_TEXT_FILES.partition(';;')[0]};;{_IMPORTED_FILES}"
        dialog = QFileDialog(self._widget.window(), tr("Open"), str(folder), files)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return await _chosen(dialog)

    async def folder_path(self, folder: Path) -> Path | None:
        """Open dialog for folders."""
        dialog = QFileDialog(self._widget.window(), tr("Open folder"), str(folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        return await _chosen(dialog)

    async def file_name(self, folder: str) -> str | None:
        """Ask for one line."""
        dialog = QInputDialog(self._widget.window())
        dialog.setWindowTitle(tr("Add a file"))
        dialog.setLabelText(
            tr("Name of the file in {folder}; a new one is made if there is none of that name:").format(folder=folder)
        )
        dialog.resize(420, dialog.sizeHint().height())
        accepted = await _finished(dialog) == QDialog.DialogCode.Accepted
        return dialog.textValue() if accepted else None

    async def save_path(self, suggestion: Path) -> Path | None:
        """Save dialog; Qt itself asks before an existing file is replaced."""
        dialog = QFileDialog(self._widget.window(), tr("Save as"), str(suggestion.parent), _TEXT_FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("md")
        dialog.selectFile(suggestion.name)
        return await _chosen(dialog)

    async def model_path(self, folder: Path) -> Path | None:
        """Open dialog for models."""
        dialog = QFileDialog(self._widget.window(), tr("Use another model"), str(folder), _MODEL_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return await _chosen(dialog)

    async def attribute_path(self, folder: Path) -> Path | None:
        """Open dialog for attributes."""
        dialog = QFileDialog(self._widget.window(), tr("Import an attribute"), str(folder), _ATTRIBUTE_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return await _chosen(dialog)

    async def export_path(self, suggestion: Path) -> Path | None:
        """Save dialog; Qt itself asks before an existing file is replaced."""
        dialog = QFileDialog(
            self._widget.window(), tr("Export the attribute"), str(suggestion.parent), _ATTRIBUTE_FILES
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("gguf")
        dialog.selectFile(suggestion.name)
        return await _chosen(dialog)

    async def replace_by_import(self, name: str) -> bool:
        """Import or go back; going back is the default."""
        buttons = QMessageBox.StandardButton
        box = self._box(
            tr("This model has an attribute called {name} already.").format(name=name),
            tr("The imported one would take its place. An earlier one of your own is kept as a file beside it."),
            buttons.Cancel,
            buttons.Cancel,
        )
        replace = box.addButton(tr("Import it"), QMessageBox.ButtonRole.AcceptRole)
        await _finished(box)
        return box.clickedButton() is replace

    async def results_path(self, folder: Path) -> Path | None:
        """Open dialog for results."""
        dialog = QFileDialog(self._widget.window(), tr("Results to compare"), str(folder), _RESULTS_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return await _chosen(dialog)

    async def version_path(self, folder: Path, *, later: bool) -> Path | None:
        """Open dialog for one of two versions."""
        title = tr("The version after your revision") if later else tr("The version before your revision")
        dialog = QFileDialog(self._widget.window(), title, str(folder), _TEXT_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return await _chosen(dialog)

    async def replace_attribute(self, name: str) -> bool:
        """Replace or go back; going back is the default."""
        buttons = QMessageBox.StandardButton
        box = self._box(
            tr("You have an attribute called {name} already.").format(name=name),
            tr("The existing one is replaced only when you keep the new one."),
            buttons.Cancel,
            buttons.Cancel,
        )
        replace = box.addButton(tr("Make a new one"), QMessageBox.ButtonRole.AcceptRole)
        await _finished(box)
        return box.clickedButton() is replace

    async def discard_learned(self, name: str) -> bool:
        """Ask whether to discard; keeping is the default."""
        buttons = QMessageBox.StandardButton
        box = self._box(
            tr("Discard what has been learned for {name}?").format(name=name),
            tr("It cannot be brought back; learning it again starts from the beginning. Your texts and marks stay."),
            buttons.Cancel,
            buttons.Cancel,
        )
        discard = box.addButton(tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        await _finished(box)
        return box.clickedButton() is discard

    async def delete_record(self, name: str) -> bool:
        """Ask whether to delete; keeping is the default."""
        buttons = QMessageBox.StandardButton
        box = self._box(
            tr("Delete the record of what the model wrote in {name}?").format(name=name),
            tr("It cannot be brought back, and a later report will not know these passages. Your text stays as it is."),
            buttons.Cancel,
            buttons.Cancel,
        )
        delete = box.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        await _finished(box)
        return box.clickedButton() is delete

    async def version_name(self, name: str) -> str | None:
        """Ask for one line."""
        dialog = QInputDialog(self._widget.window())
        dialog.setWindowTitle(tr("Name the version") if name else tr("Save a version"))
        dialog.setLabelText(tr("Name of this version, for example “Draft 2” or “sent to Ben”:"))
        dialog.setTextValue(name)
        dialog.resize(420, dialog.sizeHint().height())
        accepted = await _finished(dialog) == QDialog.DialogCode.Accepted
        return dialog.textValue() if accepted else None

    async def delete_version(self, moment: str) -> bool:
        """Ask whether to delete; keeping is the default."""
        buttons = QMessageBox.StandardButton
        box = self._box(
            tr("Delete the version of {moment}?").format(moment=moment),
            tr("It cannot be brought back. Your text and its other versions stay as they are."),
            buttons.Cancel,
            buttons.Cancel,
        )
        delete = box.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        await _finished(box)
        return box.clickedButton() is delete

    async def thin_out_versions(self) -> bool:
        """Ask whether to thin out; keeping is the default."""
        buttons = QMessageBox.StandardButton
        box = self._box(
            tr("Thin out the versions of all your texts?"),
            tr(
                "All versions of today stay, the last one of each day of the past month, the last one of each week "
                "before that, and every version with a name. The others cannot be brought back. Your texts stay as "
                "they are."
            ),
            buttons.Cancel,
            buttons.Cancel,
        )
        thin = box.addButton(tr("Thin out"), QMessageBox.ButtonRole.DestructiveRole)
        await _finished(box)
        return box.clickedButton() is thin

    async def overwrite_changed(self, name: str) -> bool:
        """Overwrite or go back; going back is the default."""
        buttons = QMessageBox.StandardButton
        box = self._box(
            tr("{name} was changed by another program.").format(name=name),
            tr("Saving replaces those changes with your text. The file as it is now is kept as a version."),
            buttons.Save | buttons.Cancel,
            buttons.Cancel,
        )
        return buttons(await _finished(box)) is buttons.Save

    async def open_elsewhere(self, name: str, where: str) -> Elsewhere:
        """Open a copy, open it anyway or go back; going back is the default."""
        buttons, role = QMessageBox.StandardButton, QMessageBox.ButtonRole
        box = self._box(
            tr("{name} has been open {where}.").format(name=name, where=where),
            tr(
                "If you write in both windows, the one that saves last replaces what the other has saved. A copy can "
                "be read and changed freely: it asks for a name of its own when you save it."
            ),
            buttons.Cancel,
            buttons.Cancel,
        )
        answers = {
            box.addButton(tr("Open a copy"), role.AcceptRole): Elsewhere.COPY,
            box.addButton(tr("Open it anyway"), role.DestructiveRole): Elsewhere.ANYWAY,
        }
        await _finished(box)
        chosen = box.clickedButton()
        return next((answer for button, answer in answers.items() if button is chosen), Elsewhere.CANCEL)

    async def replace_file(self, name: str) -> bool:
        """Replace or go back; going back is the default."""
        buttons = QMessageBox.StandardButton
        box = self._box(
            tr("Replace {name}?").format(name=name),
            tr(
                "Inkglow writes plain text, so it saves as {name}, and that file exists. It is kept as a version."
            ).format(name=name),
            buttons.Cancel,
            buttons.Cancel,
        )
        replace = box.addButton(tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
        await _finished(box)
        return box.clickedButton() is replace

    async def reload(self, name: str) -> Reload:
        """Reload, compare, save as or go back; going back is the default."""
        buttons, role = QMessageBox.StandardButton, QMessageBox.ButtonRole
        box = self._box(
            tr("Read {name} again from disk?").format(name=name),
            tr("It replaces your text here, which has unsaved changes. Your text is kept as a version first."),
            buttons.Cancel,
            buttons.Cancel,
        )
        answers = {
            box.addButton(tr("Keep a version and reload"), role.AcceptRole): Reload.KEEP_COPY,
            box.addButton(tr("Compare…"), role.ActionRole): Reload.COMPARE,
            box.addButton(tr("Save mine as…"), role.ActionRole): Reload.SAVE_AS,
        }
        await _finished(box)
        chosen = box.clickedButton()
        return next((answer for button, answer in answers.items() if button is chosen), Reload.CANCEL)

    async def show_differences(self, name: str, found: tuple[Segment, ...]) -> None:
        """Show a dialog with the differences."""
        await _finished(DifferencesDialog(name, found, self._style(), self._widget.window()))

    async def import_source(self, folder: Path) -> Path | None:
        """Open dialog for texts of other programs."""
        dialog = QFileDialog(self._widget.window(), exchange_words.IMPORT_TITLE, str(folder), _IMPORTED_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return await _chosen(dialog)

    async def import_instead(self, name: str, *, may_open: bool) -> bool:
        """Import, or open as text if that is possible, or go back."""
        buttons, role = QMessageBox.StandardButton, QMessageBox.ButtonRole
        other = buttons.NoButton if may_open else buttons.Cancel
        box = self._box(exchange_words.importing_instead(name), exchange_words.IMPORTING_MORE, other, other)
        wanted = box.addButton(tr("&Import it"), role.AcceptRole)
        if may_open:
            box.setEscapeButton(box.addButton(tr("&Open its source"), role.RejectRole))
        box.setDefaultButton(wanted)
        await _finished(box)
        return box.clickedButton() is wanted

    async def export_choice(self, shown: ExportChoice) -> ExportChoice | None:
        """The export dialog."""
        dialog = ExportDialog(shown, self._widget.window())
        return dialog.choice if await _finished(dialog) == QDialog.DialogCode.Accepted else None

    async def export_to(self, suggestion: Path, wanted: Format) -> Path | None:
        """Save dialog; Qt itself asks before an existing file is replaced."""
        files = f"{worded(wanted.words)} (*{wanted.value})"
        dialog = QFileDialog(self._widget.window(), exchange_words.EXPORT_TITLE, str(suggestion.parent), files)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(wanted.value[1:])
        dialog.selectFile(suggestion.name)
        return await _chosen(dialog)

    async def scores_path(self, suggestion: Path) -> Path | None:
        """Save dialog; Qt itself asks before an existing file is replaced."""
        dialog = QFileDialog(self._widget.window(), tr("Save scores or curve"), str(suggestion.parent), _SCORES_FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(lambda words: dialog.setDefaultSuffix(words.partition("*.")[2].rstrip(")")))
        dialog.selectFile(suggestion.stem)
        return await _chosen(dialog)

    async def keep_unfaithful(self, name: str, sentence: str) -> bool:
        """Write it or not; not is the default."""
        buttons = QMessageBox.StandardButton
        box = self._box(sentence, tr("Your text is as it was."), buttons.Cancel, buttons.Cancel)
        keep = box.addButton(tr("Write it all the same"), QMessageBox.ButtonRole.AcceptRole)
        await _finished(box)
        return box.clickedButton() is keep

    async def load_anyway(self, name: str, sentence: str) -> bool:
        """Load or cancel; cancel is the default."""
        buttons = QMessageBox.StandardButton
        box = self._box(
            tr("{name} does not fit into the memory that is free now.").format(name=name),
            tr(
                "{sentence} If you load it anyway, the machine may become very slow. Your text is safe either way."
            ).format(sentence=worded(sentence)),
            buttons.Cancel,
            buttons.Cancel,
        )
        load = box.addButton(tr("Load it anyway"), QMessageBox.ButtonRole.AcceptRole)
        await _finished(box)
        return box.clickedButton() is load

    def _box(
        self, words: str, more: str, buttons: QMessageBox.StandardButton, default: QMessageBox.StandardButton
    ) -> QMessageBox:
        box = QMessageBox(QMessageBox.Icon.NoIcon, "Inkglow", words, buttons, self._widget.window())
        box.setInformativeText(more)
        box.setDefaultButton(default)
        return box


async def _finished(dialog: QDialog) -> int:
    """Show a window-modal dialog and wait for its result."""
    result: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    dialog.finished.connect(lambda code: None if result.done() else result.set_result(code))
    dialog.open()
    try:
        return await result
    finally:
        dialog.close()
        dialog.deleteLater()


async def _chosen(dialog: QFileDialog) -> Path | None:
    code = await _finished(dialog)
    files = dialog.selectedFiles()
    return Path(files[0]) if code == QDialog.DialogCode.Accepted and files else None
