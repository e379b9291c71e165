"""The process that makes and opens hostile files, one after the other, and says what came of each.

A line of stdin is a seed. A line of stdout is JSON: family, seconds, megabytes, what was said, and the problem, if any.
 These are the readers that the window calls in threads and processes of their own.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Literal

import numpy as np

from core.attribute import file as attribute_file
from core.attribute import reliability
from core.engine.protocol import ChatMessage
from core.engine.worker import chat_formats
from core.engine.worker.chat_formats import VocabularyFacts
from core.errors import InkglowError
from core.exchange import importing, markdown_reader
from core.exchange.job import Job
from core.manuscript import comments, document, emphasis, from_html, opening, to_html, typography
from core.manuscript.notes import notes_in
from core.manuscript.outline import outline
from core.manuscript.paragraphs import START, Kind, Syntax, classify, group, split
from core.manuscript.paragraphs_as_read import paragraphs_as_read
from core.manuscript.single_returns import missing_breaks
from core.manuscript.statistics import count_words
from core.models import fingerprint
from core.models.summary import inspect
from core.personal import sharing
from core.search.finder import find_all
from core.search.query import Query
from core.spelling import words as spelling_words
from tests.faults import hostile_gguf, hostile_texts
from tests.faults.hostile_own import OWN, Opener
from tests.faults.hostile_templates import template

Family = Callable[[Random, Path], Opener]
LONGEST_S = 10.0
"""Seconds of processor time for one file, pandoc's included."""
ADDRESS_SPACE = 4 * 1024**3
"""Bytes that a reader may reserve; pandoc, which reserves a terabyte and uses little of it, has a limit of its own."""


def model(rng: Random, place: Path) -> Opener:
    """A model's header, and its fingerprint."""
    file = place / "m.gguf"
    file.write_bytes(hostile_gguf.hostile_model(rng))

    def read() -> None:
        found = inspect(file)
        assert len(found.title) < 1000, "a name too long to be shown"
        found.kv.n_bytes(4096)
        sharing.is_attribute(file)
        fingerprint.from_gguf(file)

    return read


def attribute(rng: Random, place: Path) -> Opener:
    """An attribute, read and used."""
    file = place / "a.gguf"
    file.write_bytes(hostile_gguf.hostile_attribute(rng))

    def read() -> None:
        found = attribute_file.read(file)
        found.vector, found.norm, found.usual_lam("enrich"), found.lacks_effect("rewrite")
        if found.mean_norms.size:
            found.dose(3.0)
        for cosine in (-1.0, 0.05, 1.0):
            for n_tokens in (1, 50, 5000):
                percentile = found.calibration.percentile(cosine, n_tokens)
                assert percentile is None or 0 <= percentile <= 100
                found.calibration.band(cosine, n_tokens)
        for lam in (-100.0, 0.0, 3.0, 1e9):
            found.zones.zone(lam), found.zones.allows(lam)
        assert np.isfinite([found.default_lam, found.zones.mild, found.zones.vivid, found.zones.lam_max]).all()
        if found.probe is not None:
            assert found.probe.mean_state.shape == found.directions[0].shape
        reliability.trust(found.report)
        attribute_file.write(place / "b.gguf", found)
        attribute_file.read(place / "b.gguf")

    return read


def chat_template(rng: Random, place: Path) -> Opener:
    """A chat template."""
    source = template(rng).replace("HARM", str(place / "HARM"))
    special = rng.choice((frozenset(), frozenset({"<|im_start|>", "<|im_end|>"})))
    facts = VocabularyFacts("llama", "gpt2", "<s>", "</s>", special.__contains__)

    def choose() -> None:
        resource.setrlimit(
            resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        )  # the child has its own
        chosen = chat_formats.choose(source, facts)
        roles: tuple[Literal["system", "user"], ...] = ("system", "user")
        for role in roles:
            messages = [ChatMessage(role, "Say “x”."), ChatMessage("assistant", "y"), ChatMessage("user", "z")]
            try:
                chosen.render(messages, bos="<s>", eos="</s>")
            except InkglowError as problem:
                check_sentence(str(problem))
        assert not (place / "HARM").exists(), "a template has written a file"
        if chosen.notice:
            check_sentence(chosen.notice)

    return choose


def text_file(rng: Random, place: Path) -> Opener:
    """A text file, opened, looked at as the window does, and saved unchanged."""
    file = place / rng.choice(("a.md", "a.txt", "a"))
    file.write_bytes(hostile_texts.text_file(rng))

    def read() -> None:
        before = file.read_bytes()
        stored = opening.load(file)
        single = stored.single
        assert single is not None
        document.save(file, stored.text, single)
        assert file.read_bytes() == before, "saving an unchanged text has changed the file"
        document.save(file, stored.text + "\nMore.\n", single)
        assert document.load(file).text.endswith("More.\n")
        split(single.text_as_read, single.syntax)

    return read


def looked_at(rng: Random, place: Path) -> Opener:
    """What is found out about a text: paragraphs, outline, notes, words, emphasis, quotation marks."""
    text = hostile_texts.text(rng).encode("utf-8", "replace").decode()[:1_500_000]
    syntax = rng.choice((Syntax.MARKDOWN, Syntax.MARKDOWN, Syntax.PLAIN))
    what = rng.randrange(6)
    file = place / "a.md"
    file.write_bytes(text.encode())

    def paragraphs() -> None:
        for each in split(text, syntax):
            count_words(each.text)

    def as_outline() -> None:
        lines = text.split("\n")
        roles = []
        state = START
        for line in lines:
            role, state = classify(line, state, syntax)
            roles.append(role)
        runs = list(group(roles))
        found = outline(runs, lines, syntax)
        for index in range(min(200, len(found.sections))):
            found.title(index), found.note(index)
        for run in runs[:2000]:
            notes_in(run, lines)
        missing_breaks(lines)

    def marks() -> None:
        for each in split(text, syntax)[:2000]:
            if each.kind is Kind.PROSE:
                emphasis.read(each.text)
                comments.without_comments(each.text)
        typography.own_marks(text)

    def spelled() -> None:
        for each in split(text, syntax)[:2000]:
            list(spelling_words.words(each.text))
        find_all(text, Query("the"))

    def exported() -> None:
        markdown_reader.read_manuscript(text, syntax)
        markdown_reader.title_and_author(text)

    def copied() -> None:
        to_html.html_from(text[:300_000])
        try:
            paragraphs_as_read(document.load(file))
        except InkglowError as problem:
            check_sentence(str(problem))

    return (paragraphs, as_outline, marks, spelled, exported, copied)[what]


def pasted(rng: Random, _place: Path) -> Opener:
    """What another program has put on the clipboard."""
    html = hostile_texts.page(rng)
    return lambda: from_html.markdown_from(html)


def imported(rng: Random, place: Path) -> Opener:
    """A file of another format."""
    ending = rng.choice((".docx", ".docx", ".odt", ".epub", ".epub", ".rtf", ".html"))
    file = place / f"a{ending}"
    if ending == ".rtf":
        file.write_bytes(hostile_texts.rtf(rng))
    elif ending == ".html":
        file.write_bytes(hostile_texts.page(rng).encode("utf-8", "surrogatepass"))
    else:
        file.write_bytes(hostile_texts.packed(rng, ending))

    def read() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        made = importing.import_file(file, Job())
        assert "root:x:0" not in made.text, "a file outside was read"
        assert sorted(each.name for each in place.iterdir()) == [file.name], "something was unpacked"
        assert not Path("/tmp/evil.xml").exists()

    return read


def own(rng: Random, place: Path) -> Opener:
    """A file of the program's own."""
    return rng.choice(OWN)(rng, place)


def allowed_s(place: Path) -> float:
    """Seconds of processor time that opening what is in ``place`` may take: more for a large file of another format."""
    sizes = [each.stat().st_size for each in place.rglob("*") if each.is_file() and each.suffix in importing.IMPORTED]
    return LONGEST_S + sum(sizes) / 40_000


FAMILIES: tuple[Family, ...] = (
    *(model,) * 8,
    *(attribute,) * 8,
    *(chat_template,) * 1,
    *(text_file,) * 2,
    *(looked_at,) * 3,
    *(pasted,) * 2,
    *(imported,) * 3,
    *(own,) * 9,
)
"""A seed's family is that of its remainder; as many of each as there are kinds of trouble in it."""


def family_of(seed: int) -> Family:
    """What kind of file a seed makes."""
    return FAMILIES[seed % len(FAMILIES)]


def check_sentence(words: str, longest: int = 600) -> None:
    """Raise AssertionError where ``words`` are no sentence to show to a writer, or more than a few of them."""
    assert words[:1] and words.rstrip("”)").endswith((".", "?", "…")), f"not a sentence: {words[:200]!r}"
    assert len(words) <= longest, f"a sentence of {len(words)} characters"
    assert all(each.isprintable() for each in words), f"control characters in {words[:200]!r}"
    assert "Traceback" not in words


def attempt(seed: int, place: Path) -> dict[str, object]:
    """Make the file of ``seed``, open it, and say what came of it."""
    family = family_of(seed)
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, resource.RLIM_INFINITY))
    opener = family(Random(seed), place)
    said = problem = ""
    faulthandler.dump_traceback_later(300, exit=True)
    signal.setitimer(signal.ITIMER_PROF, 12)  # ends this process, saying where it was
    forget_peak()
    before, started = memory("VmRSS"), seconds()
    try:
        opener()
    except InkglowError as error:
        said = str(error)
        try:
            check_sentence(said)
        except AssertionError as failed:
            problem = str(failed)
    except BaseException as error:
        problem = "".join(traceback.format_exception(error))[-3000:]
    taken = seconds() - started
    signal.setitimer(signal.ITIMER_PROF, 0)
    faulthandler.cancel_dump_traceback_later()
    megabytes = max(0.0, memory("VmHWM") - before)
    if taken > allowed_s(place):
        problem = problem or f"took {taken:.1f} s; said {said!r}"
    return {"family": family.__name__, "seconds": taken, "megabytes": megabytes, "said": said, "problem": problem}


def seconds() -> float:
    """Processor time of this process and of those it has waited for: the wall's clock counts other programs too."""
    own_time, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own_time.ru_utime + own_time.ru_stime + children.ru_utime + children.ru_stime


def forget_peak() -> None:
    """Have the peak of this process's memory begin anew."""
    Path("/proc/self/clear_refs").write_text("5")


def memory(name: str) -> float:
    """A figure of this process's memory, in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


def main() -> None:
    """Serve seeds until stdin ends."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    logging.getLogger().addHandler(logging.NullHandler())  # else warnings would be printed
    faulthandler.register(signal.SIGPROF, all_threads=False, chain=True)
    root = Path(tempfile.mkdtemp(prefix="inkglow-hostile-"))
    try:
        for line in sys.stdin:
            place = root / line.strip()
            place.mkdir()
            started = time.monotonic()
            print(json.dumps({**attempt(int(line), place), "wall": time.monotonic() - started}), file=out, flush=True)
            shutil.rmtree(place, ignore_errors=True)
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
