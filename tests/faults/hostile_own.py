"""The program's own files as nobody should find them: settings, journals, records, databases, locks, lists."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from core import paths, settings
from core.engine.protocol import PassageScore, TokenCosine
from core.errors import InkglowError
from core.manuscript import folder, journal, locks, order_list
from core.manuscript.journal import Journal
from core.manuscript.paragraphs import Syntax
from core.models.download.client import Downloader
from core.models.library import ModelLibrary
from core.personal import marks, own_attribute
from core.personal.marks import Marks
from core.record import entries, report, store, wording
from core.record.entries import Entry, Source
from core.score.cache import ScoreStore
from core.spelling.choices import DocumentChoices, SpellingChoices
from core.versions import takeover
from core.versions.store import VersionStore
from core.versions.version import Cause
from core.writing.log import Words, WritingLog
from tests.faults.hostile_gguf import EDGES, any_json, falsified, json_with, mutated

Opener = Callable[[], object]
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def settings_file(rng: Random, place: Path) -> Opener:
    """The settings, read, changed and written."""
    known = settings.Settings(
        recent_files=("a.md",), places=("1 2 a.md",), instructions=("x\na.md",), lams={"a/b": 1.0}
    )
    settings.save(place, known)
    file = place / settings.FILE_NAME
    good = file.read_text("utf-8")
    strange = (
        *(
            "nan",
            "inf",
            "-1",
            "9" * 400,
            "9" * 5000,
            '"x"',
            "[]",
            "{}",
            "true",
            "[[1]]",
            "1979-05-27",
            '"\\u0000"',
            "''",
        ),
        *(
            '"' + "x" * 1_000_000 + '"',
            "[" + '"a",' * 200_000 + "]",
            "[" * 100_000,
            "{a=" * 100_000,
            '["\\u0000", "/"]',
        ),
        *(
            '["1 1 \\u0000a", "999999999 999999999 b"]',
            '["\\n", "\\n\\n", ""]',
            "{a=nan,b=inf,c=1e300,d=" + "9" * 400 + "}",
        ),
    )
    lines = [line for line in good.split("\n") if "=" in line]
    for _ in range(rng.randint(1, 4)):
        number = rng.randrange(len(lines))
        lines[number] = f"{lines[number].partition('=')[0]}= {rng.choice(strange)}"
    text = "\n".join(lines)
    data = rng.choice(
        (text.encode(), text.encode(), mutated(rng, good.encode(), 20), rng.randbytes(5000), b"\0" * 5000)
    )
    file.write_bytes(data)

    def read() -> None:
        found = settings.load(place)
        path = Path("a.md")
        found.known_files(), found.with_recent(path), found.place_in(path), found.instruction_in(path)
        settings.save(place, found)
        assert settings.load(place) == found

    return read


def journal_file(rng: Random, place: Path) -> Opener:
    """A journal, left by a crash."""
    writing = Journal(place)
    writing.write("The lamp.\n" * 50, place / "a.md")
    writing.release()
    for file in [each for each in place.iterdir() if each.is_file()]:
        match rng.randrange(4):
            case 0:
                file.write_bytes(mutated(rng, file.read_bytes(), 10))
            case 1:
                file.write_text(any_json(rng), "utf-8", "surrogatepass")
            case 2:
                known = {"path": "a.md", "written": 1.0, "text": "a\n"}
                file.write_text(json_with(rng, known), "utf-8", "surrogatepass")
            case _:
                file.write_bytes(rng.randbytes(rng.choice((0, 1, 100, 100_000))))

    def read() -> None:
        for _, entry in journal.orphans(place):
            assert isinstance(entry.text, str)
            time.localtime(entry.written)
            if entry.path is not None:
                folder.load(entry.path) if entry.path.is_dir() else entry.path.exists()

    return read


def record_file(rng: Random, place: Path) -> Opener:
    """A record of what came from the model."""
    document = place / "a.md"
    file = store.file_for(document, place / "record")
    made = Entry(NOW, Source("m", "f", "creativity"), "rewrite", (("creativity", 3.0),), 1, "a b", "c d", "c d")
    store.append(file, made, document)
    good = json.loads(entries.to_line(made))
    lines = [file.read_text("utf-8").split("\n")[0]]
    lines += [json_with(rng, good).replace("\n", " ") for _ in range(rng.choice((1, 5)))]
    if rng.random() < 0.3:
        lines[0] = json_with(rng, {"document": "a.md"})
    data = "\n".join(lines).encode("utf-8", "surrogatepass")
    file.write_bytes(mutated(rng, data, 5) if rng.random() < 0.3 else data)

    def read() -> None:
        found = store.read(file)
        wording.markdown(report.report("a.md", "A text with c d in it.", Syntax.MARKDOWN, found, NOW))
        for entry in found:
            entry.at.astimezone().strftime("%d %B %Y"), entries.to_line(entry)
        store.adopt(place / "b.md", place / "record", bool)
        store.append(file, made, document)
        assert made in store.read(file)

    return read


def _damage_database(rng: Random, file: Path) -> None:
    """Change bytes of a database, or what its tables hold."""
    if rng.random() < 0.5:
        file.write_bytes(mutated(rng, file.read_bytes(), 12))
        return
    with closing(sqlite3.connect(file)) as database, database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        table = rng.choice([each for each in tables if not each.startswith("sqlite")])
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        strange = (
            None,
            -1,
            2**62,
            1e300,
            float("inf"),
            "",
            "x",
            "²",
            b"",
            b"\xff\0",
            rng.randbytes(100),
            "y" * 100_000,
        )
        database.execute("PRAGMA ignore_check_constraints = ON")
        try:
            database.execute(f"UPDATE {table} SET {rng.choice(columns)} = ?", (rng.choice(strange),))
        except sqlite3.Error:
            database.execute(f"DROP TABLE {table}")


def versions_file(rng: Random, place: Path) -> Opener:
    """The database of versions."""
    file = place / "versions.sqlite"
    made = VersionStore(file)
    for number in range(3):
        made.keep("a.md", f"The lamp {number}.\n" * 200, Cause.INTERVAL, NOW)
    made.close()
    _damage_database(rng, file)

    def read() -> None:
        opened = VersionStore(file)
        try:
            _each(
                opened.documents,
                lambda: [opened.data(each) for each in opened.versions("a.md")],
                lambda: opened.thin_out(NOW),
                lambda: opened.rename("a.md", "b.md"),
            )
            kept = opened.keep("c.md", "A new text.", Cause.NAMED, NOW)
            assert kept is not None
            assert opened.data(kept) == b"A new text."
        finally:
            opened.close()

    return read


def _each(*work: Callable[[], object]) -> None:
    """Do all of it, and then raise the first problem."""
    for each in work:
        try:
            each()
        except InkglowError as problem:
            assert str(problem).endswith("."), problem


def scores_file(rng: Random, place: Path) -> Opener:
    """The cache of scores."""
    file = place / "scores.sqlite"
    score = PassageScore(2, 0.5, (TokenCosine(0, 1, 0.25), TokenCosine(1, 2, 0.75)))
    made = ScoreStore(file)
    for number in range(50):
        made.put(bytes([number]), score)
    made.close()
    _damage_database(rng, file)

    def read() -> None:
        opened = ScoreStore(file)
        for number in range(50):
            found = opened.get(bytes([number]))
            assert found is None or found.cosine is None or -1.001 <= found.cosine <= 1.001, found
        opened.put(b"new", score)
        opened.get(b"new")
        opened.close()

    return read


def writing_file(rng: Random, place: Path) -> Opener:
    """The words of each day."""
    file = place / "writing.sqlite"
    made = WritingLog(file)
    for day in range(1, 20):
        made.add(date(2026, 11, day), "a.md", Words(100, 20))
    _damage_database(rng, file)

    def read() -> None:
        opened = WritingLog(file)
        _each(lambda: opened.days(date(2026, 1, 1)), lambda: opened.days(date(2026, 1, 1), "a.md"))
        opened.add(date(2026, 11, 26), "a.md", Words(5, 0))

    return read


def spelling_files(rng: Random, place: Path) -> Opener:
    """The writer's words, and the choices for documents."""
    choices = SpellingChoices(place)
    choices.add(["Ünal", "glowworm"])
    choices.keep("a.md", DocumentChoices("de", frozenset({"x"})))
    good = json.loads((place / "spelling.json").read_text("utf-8"))
    (place / "spelling.json").write_text(json_with(rng, good), "utf-8", "surrogatepass")
    (place / "words.txt").write_bytes(mutated(rng, (place / "words.txt").read_bytes() * 50, 30))

    def read() -> None:
        choices.words(), choices.document("a.md")
        choices.add(["newword"])
        choices.keep("b.md", DocumentChoices("en", frozenset({"y"})))
        assert "newword" in choices.words()
        assert choices.document("b.md").language == "en"

    return read


def personal_files(rng: Random, place: Path) -> Opener:
    """Marked passages, and derivations that were begun."""
    marks.save(place, Marks(("One two three four five six.",), ("Seven eight nine ten eleven.",)))
    known = json.loads((place / marks.FILE_NAME).read_text("utf-8"))
    (place / marks.FILE_NAME).write_text(json_with(rng, known), "utf-8", "surrogatepass")
    begun = {"name": "a", "fingerprint": "f", "better": ["a b"], "worse": ["c d"], "paired": True}
    trials = own_attribute.trial_folder(place)
    trials.mkdir(parents=True, exist_ok=True)
    (trials / "m.f.a.begun").write_text(json_with(rng, begun), "utf-8", "surrogatepass")
    records = place / "downloads"
    records.mkdir()
    library = ModelLibrary(paths.resources(), ())
    entry = library.catalogue()[0]
    download = {"partial": str(place / "x.incomplete"), "total": 5}
    (records / f"{entry.id}.json").write_text(json_with(rng, download), "utf-8", "surrogatepass")

    def read() -> None:
        found = marks.load(place)
        found.found_in("One two three four five six.")
        marks.save(place, found)
        own_attribute.unfinished(place, "f")
        Downloader(records, os.environ).paused(entry)

    return read


def folder_files(rng: Random, place: Path) -> Opener:
    """A folder of texts with a hostile list of their order, and strange names."""
    root = place / "novel"
    root.mkdir()
    names = ["1 one.md", "2 two.md", "9" * 200 + ".md", "٣.md", "²x²5.txt", "a\u202eb.md", "<b>.md", "%s{0}.md"]
    for name in rng.sample(names, 4):
        (root / name).write_text(f"# {name}\n\nA text.\n", "utf-8")
    (root / os.fsdecode(b"bad\xff.md")).write_text("A text.\n")
    (root / "sub").mkdir()
    (root / "sub" / "loop").symlink_to(root)
    (root / "dangling.md").symlink_to(root / "nowhere")
    os.mkfifo(root / "pipe.md")
    lines = [
        "../../etc/passwd",
        "/etc/passwd",
        "1 one.md",
        "1 one.md",
        "./#x",
        "x" * 100_000,
        "\0",
        "# not in the manuscript: ",
    ]
    lines += ["# not in the manuscript: ../x.md", "a\u2028b.md", ".", "..", "", "   ", "C:\\x.md"]
    rng.shuffle(lines)
    data = "\n".join(lines).encode("utf-8", "surrogatepass")
    (root / order_list.ORDER_FILE).write_bytes(mutated(rng, data, 10) if rng.random() < 0.5 else data)

    def read() -> None:
        stored = folder.load(root)
        assert "/etc/passwd" not in dict(stored.files)
        before = {path: path.read_bytes() for path in root.rglob("*.md") if path.is_file()}
        result = stored.save(stored.text, lambda _: None)
        assert not result.problem, result.problem
        after = {path: path.read_bytes() for path in root.rglob("*.md") if path.is_file()}
        assert after == before

    return read


def lock_files(rng: Random, place: Path) -> Opener:
    """Locks of documents that other programs are said to have open."""
    path = place / "a.md"
    held = locks.take(path, place / "locks")
    assert isinstance(held, locks.DocumentLock)
    known = {"path": str(path), "pid": 1, "host": "elsewhere", "started": 1.0, "since": 1.0}
    for number in range(3):
        (place / "locks" / f"{number:024x}.lock").write_text(json_with(rng, known), "utf-8", "surrogatepass")
    for file in (place / "locks").glob("*.lock"):
        if rng.random() < 0.5:
            values = {**known, "pid": rng.choice((*EDGES, -1)), "started": falsified(rng, 1.0)}
            file.write_text(json.dumps(values), "utf-8", "surrogatepass")

    def read() -> None:
        holder = locks.holder_of(place / "b.md", place / "locks")
        assert holder is None or isinstance(holder.path, Path)
        taken = locks.take(place / "b.md", place / "locks")
        if isinstance(taken, locks.DocumentLock):
            taken.release()
        held.release()

    return read


def backups(rng: Random, place: Path) -> Opener:
    """Dated copies of an earlier Inkglow, which are taken over."""
    copies = place / "backups" / "a"
    copies.mkdir(parents=True)
    for name in (
        "2026-11-26 14.05.00 a.md",
        "9999-12-31 23.59.59 a.md",
        "0001-01-01 00.00.00 a.md",
        "x",
        "2026-13-45 99.99.99",
    ):
        (copies / name).write_bytes(rng.randbytes(rng.choice((0, 1, 5000))))

    def read() -> None:
        opened = VersionStore(place / "versions.sqlite")
        try:
            takeover.take_over(place / "backups", opened, [])
        finally:
            opened.close()

    return read


OWN: tuple[Callable[[Random, Path], Opener], ...] = (
    *(settings_file, settings_file, journal_file, journal_file, record_file, versions_file, versions_file),
    *(scores_file, writing_file, spelling_files, personal_files, folder_files, lock_files, backups),
)
