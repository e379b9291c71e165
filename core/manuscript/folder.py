"""A folder of text files as one manuscript: found, read, and saved file by file.

The files stay plain files that any program reads. Their order is that of a small list file
(:mod:`core.manuscript.order_list`), or the natural one where there is none. Nothing is ever renamed or removed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from core.errors import FileProblem, os_reason
from core.manuscript import document, order_list
from core.manuscript.boundaries import has_boundaries, joined, parted
from core.manuscript.conflict_copies import is_conflict_copy
from core.manuscript.document import LARGEST, LARGEST_FILE, MOST_LINES, Loaded, count_lines
from core.manuscript.order_list import ORDER_FILE, OrderList
from core.manuscript.paragraphs import Syntax, split
from core.manuscript.stored import Changes, Keep, Saved
from core.sentences import Sentence, joined_sentences
from core.shown import shown

SUFFIXES = frozenset({".md", ".markdown", ".mkd", ".mdown", ".mmd", ".txt", ".text"})
"""Endings of the files that belong to a manuscript."""
MOST_FILES = 5_000
_MOST_LOOKED_AT = 100_000
_NAMED = 3
"""Files named in one sentence."""


@dataclass(frozen=True)
class StoredFolder:
    """A folder as last read or saved: the name (path in the folder, with ``/``) and the content of each file, in order.

    ``order`` is the list file as read; ``skipped`` are files that could not be read, and copies that sync programs made
    of others.
    """

    path: Path
    files: tuple[tuple[str, Loaded], ...]
    order: OrderList
    skipped: frozenset[str] = frozenset()
    notice: str = ""

    @cached_property
    def text(self) -> str:
        """The files as one text with boundary lines."""
        return joined((name, loaded.text) for name, loaded in self.files)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.absolute().name or str(self.path)

    @property
    def syntax(self) -> Syntax:
        """Markdown where any file is Markdown."""
        marked = any(loaded.syntax is Syntax.MARKDOWN for _, loaded in self.files)
        return Syntax.MARKDOWN if marked else Syntax.PLAIN

    @property
    def single(self) -> None:
        """A folder is none."""
        return None

    def reload(self) -> StoredFolder:
        """Read the folder again. Raises FileProblem."""
        return load(self.path)

    def save(self, text: str, keep: Keep) -> Saved:
        """Save each file whose text is another in ``text``, and the list file where the order is another.

        A file that has vanished is written again; one that is no longer in ``text`` stays on disk and is listed as not
        in the manuscript. A file that cannot be saved does not stop the others from being saved. Raises FileProblem
        where ``text`` has no files; nothing is written then.
        """
        parts = parted(text)
        if not parts or not all(_is_inside(name) for name, _ in parts):
            raise FileProblem(
                "The text of {name} could not be divided into its files. Use Save as to keep it.", name=self.name
            )
        known = dict(self.files)
        saved: list[tuple[str, Loaded]] = []
        problems: list[str] = []
        notices: list[str] = []
        for name, part in parts:
            before = known.get(name)
            try:
                loaded = _saved(self.path / name, part, before, keep)
            except FileProblem as problem:
                problems.append(str(problem))
                if before is None:
                    continue
                loaded = before
            if loaded is not before and loaded.notice:
                notices.append(loaded.notice)
            saved.append((name, loaded))
        order = self.order
        try:
            order = self._save_order([name for name, _ in parts])
        except FileProblem as problem:
            problems.append(str(problem))
        now = StoredFolder(self.path, tuple(saved), order, self.skipped, joined_sentences(notices))
        return Saved(now, _saved_partly(problems))

    def replaced(self, text: str) -> list[tuple[str, Path]]:
        """Name and place of the known files that saving ``text`` would write."""
        return [(name, loaded.path) for name, loaded in self._written(text)]

    def overwritten(self, text: str) -> str:
        """The files that another program has changed and that saving ``text`` would replace; empty if none."""
        return named([name for name, loaded in self._written(text) if document.changed_outside(loaded)])

    def _written(self, text: str) -> list[tuple[str, Loaded]]:
        known = dict(self.files)
        both = [(name, part, known[name]) for name, part in parted(text) if name in known]
        return [(name, loaded) for name, part, loaded in both if loaded.text != part or not loaded.is_saved]

    def kept(self) -> StoredFolder:
        """The same to be saved over what other programs have changed; files that they have added stay as they are."""
        files = tuple(
            (name, replace(loaded, is_saved=loaded.is_saved and not _differs(loaded))) for name, loaded in self.files
        )
        order = order_list.read(self.path)
        return replace(self, files=files, order=order, skipped=self.skipped | self._added(order))

    def with_files_of(self, text: str) -> StoredFolder:
        """The same with those files only that ``text`` has, as if others had been added by another program."""
        names = {name for name, _ in parted(text)}
        return replace(self, files=tuple(each for each in self.files if each[0] in names))

    def _added(self, order: OrderList) -> frozenset[str]:
        """The files that other programs have added."""
        try:
            found, _ = _found(self.path)
        except FileProblem:  # the folder is away: what is open here is all there is
            return frozenset()
        return frozenset(found) - dict(self.files).keys() - self.skipped - order.left_out

    def with_joined_lines(self) -> StoredFolder:
        """The same to be saved with one line for each hard-wrapped paragraph."""
        return replace(self, files=tuple((name, document.with_joined_lines(loaded)) for name, loaded in self.files))

    def changed_outside(self) -> Changes:
        """The files that other programs have changed, removed or added, and the list file; empty if none."""
        changes = {name: _stamp(loaded) for name, loaded in self.files if _differs(loaded)}
        order = order_list.read(self.path)
        changes |= dict.fromkeys(sorted(self._added(order)), "added")
        return changes if order == self.order else changes | {ORDER_FILE: "\n".join(order.lines)}

    def _save_order(self, names: Sequence[str]) -> OrderList:
        order = self.order
        gone = [name for name, _ in self.files if name not in names]
        left_out = order.left_out.union(gone).difference(names)
        if left_out == order.left_out and order.arranged(names) == list(names):
            return order
        changed = order.changed(names, left_out, self.skipped)
        order_list.write(self.path, changed)
        return changed


def load(folder: Path) -> StoredFolder:
    """Read the texts of a folder and of the folders in it.

    Hidden files and folders are not looked at, links to folders not followed. Raises FileProblem: missing, no texts in
    it, too many or too large.
    """
    found, skipped = _found(folder)
    order = order_list.read(folder)
    copies = [name for name in found if is_conflict_copy(Path(name)) and name not in order.names]
    found = [name for name in found if name not in copies]
    _check_size(folder, found)
    files: list[tuple[str, Loaded]] = []
    for name in order.arranged(found):
        try:
            loaded = document.load(folder / name)
        except FileProblem:
            skipped.append(name)
            continue
        if has_boundaries(loaded.text):
            skipped.append(name)
        else:
            files.append((name, loaded))
    if not files:
        empty = Sentence("{name} has no Markdown or plain-text files to open.", name=folder.name or folder)
        raise FileProblem(joined_sentences((empty, _left_out(skipped) if skipped else "")))
    if (n_lines := sum(count_lines(loaded.text_as_read) for _, loaded in files)) > MOST_LINES:
        raise FileProblem(
            "{name} has {lines:,} lines, more than can be edited; the limit is {limit:,}.",
            name=folder.name or folder,
            lines=n_lines,
            limit=MOST_LINES,
        )
    missing = [name for name in order.names if name not in found]
    notice = joined_sentences(_notices(files, skipped, copies, missing))
    return StoredFolder(folder, tuple(files), order, frozenset([*skipped, *copies]), notice)


def file_name(given: str, ending: str) -> str:
    """The path in a folder for a file that the writer calls ``given``; with ``ending`` where it has none of a text.

    Raises FileProblem where no file of a manuscript can be called so.
    """
    name = given.strip().replace("\\", "/")
    if name and PurePosixPath(name).suffix.lower() not in SUFFIXES:
        name += ending if ending.lower() in SUFFIXES else ".md"
    parts = PurePosixPath(name).parts
    if not _is_inside(name) or name == ORDER_FILE or any(part.startswith(".") for part in parts):
        raise FileProblem(
            "A file of this folder cannot be called “{name}”; please choose another name.", name=given.strip()
        )
    return PurePosixPath(name).as_posix()


def text_of(path: Path) -> str:
    """The text of a file that is to join the manuscript; empty where there is none yet. Blocks. Raises FileProblem."""
    if not path.exists():
        return ""
    text = document.load(path).text
    if has_boundaries(text):
        raise FileProblem(_left_out([path.name]))
    return text


def _found(folder: Path) -> tuple[list[str], list[str]]:
    """Names of the text files below ``folder``, and of folders that cannot be read. Raises FileProblem."""
    names: list[str] = []
    skipped: list[str] = []
    seen: set[Path] = set()
    looked_at = 0

    def on_error(error: OSError) -> None:
        if Path(error.filename) == folder:
            raise FileProblem("{name} cannot be read: {reason}.", name=folder.name or folder, reason=os_reason(error))
        skipped.append(Path(error.filename).relative_to(folder).as_posix())

    if not folder.is_dir():
        raise FileProblem("There is no folder {folder}.", folder=folder)
    for place, folders, files in os.walk(folder, onerror=on_error):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        looked_at += len(files) + len(folders)
        for each in sorted(files):
            path = Path(place, each)
            if each.startswith(".") or path.suffix.lower() not in SUFFIXES or each == ORDER_FILE:
                continue
            name = path.relative_to(folder).as_posix()
            if not _is_plain(name) or not _is_file(path):
                skipped.append(_shown(name))
            elif (real := path.resolve()) not in seen:  # two links to one file would be saved over each other
                seen.add(real)
                names.append(name)
        if len(names) > MOST_FILES or looked_at > _MOST_LOOKED_AT:
            raise FileProblem(
                "{name} has too many files; open the folder of one manuscript.", name=folder.name or folder
            )
    return names, skipped


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _check_size(folder: Path, names: Iterable[str]) -> None:
    total = 0
    for name in names:
        try:
            total += (folder / name).stat().st_size
        except OSError:  # reading it will say so
            continue
    if total > LARGEST_FILE:
        raise FileProblem(
            "The texts of {name} are larger than {largest} together, the limit for manuscripts.",
            name=folder.name or folder,
            largest=LARGEST,
        )


def _saved(path: Path, text: str, before: Loaded | None, keep: Keep) -> Loaded:
    """The file at ``path`` with ``text``, written where it has another. Raises FileProblem."""
    document.check_place(path)
    exists, is_known = path.exists(), before is not None
    if before is None and exists:  # a file of the folder that was not in the manuscript
        before = document.load(path)
    if before is not None and exists and before.text == text and before.is_saved:
        return before
    if before is not None and exists and (not is_known or not before.is_saved or document.changed_outside(before)):
        keep(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblem("{name} could not be saved: {reason}.", name=path.name, reason=os_reason(error)) from None
    return document.save(path, text, before)


def _is_inside(name: str) -> bool:
    """Whether a name is that of a file inside the folder."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and _is_plain(name)


def _is_plain(name: str) -> bool:
    """Whether a name can stand on one line of a text and of the list file."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return name.isprintable()


def _shown(name: str) -> str:
    return "".join(each if each.isprintable() else "�" for each in name)


def _differs(loaded: Loaded) -> bool:
    return not loaded.path.exists() or document.changed_outside(loaded)


def _stamp(loaded: Loaded) -> str:
    try:
        return str(loaded.path.stat().st_mtime_ns)
    except OSError:
        return "gone"


def _notices(
    files: Sequence[tuple[str, Loaded]], skipped: Sequence[str], copies: Sequence[str], missing: Sequence[str]
) -> Iterable[str]:
    if skipped:
        yield _left_out(skipped)
    if copies:
        one = Sentence("Left out, because a sync program made it: {names}.", names=named(copies))
        many = Sentence("Left out, because a sync program made them: {names}.", names=named(copies))
        yield one if len(copies) == 1 else many
    if missing:
        names = named(missing)
        one = Sentence("{names} is listed in {file}, but no longer there.", names=names, file=ORDER_FILE)
        many = Sentence("{names} are listed in {file}, but no longer there.", names=names, file=ORDER_FILE)
        yield one if len(missing) == 1 else many
    if any(loaded.syntax is Syntax.MARKDOWN for _, loaded in files):
        otherwise = [name for name, loaded in files if loaded.syntax is Syntax.PLAIN and _reads_otherwise(loaded.text)]
        if otherwise:
            yield Sentence(
                "Shown as Markdown like the other files, but saved as plain text: {names}.", names=named(otherwise)
            )
    first, *others = [(name, loaded.notice) for name, loaded in files if loaded.notice] or [("", "")]
    if first[1]:
        yield first[1]
    if others:
        names = named([name for name, _ in others])
        yield Sentence("Of other encodings or damaged too: {names}.", names=names)


def _reads_otherwise(text: str) -> bool:
    """Whether plain text has other paragraphs when it is read as Markdown."""
    plain, marked = split(text, Syntax.PLAIN), split(text, Syntax.MARKDOWN)
    return [(each.kind, each.text) for each in plain] != [(each.kind, each.text) for each in marked]


def _left_out(skipped: Sequence[str]) -> str:
    one = Sentence("Left out, because Inkglow could not read it: {names}.", names=named(skipped))
    many = Sentence("Left out, because Inkglow could not read them: {names}.", names=named(skipped))
    return one if len(skipped) == 1 else many


def _saved_partly(problems: Sequence[str]) -> str:
    if len(problems) <= 1:
        return problems[0] if problems else ""
    others = len(problems) - 1
    one = Sentence("1 more file could not be saved either.")
    many = Sentence("{n:,} more files could not be saved either.", n=others)
    return joined_sentences((problems[0], one if others == 1 else many))


def named(names: Sequence[str]) -> str:
    """The names as words, the first few of many; a list file may hold names that no file can have."""
    first, others = [shown(name) or "�" for name in names[:_NAMED]], len(names) - _NAMED
    if others > 0:
        return Sentence("{names} and {n:,} more", names=", ".join(first), n=others)
    if len(first) < 2:
        return "".join(first)
    return Sentence("{names} and {last}", names=", ".join(first[:-1]), last=first[-1])
