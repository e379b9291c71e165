"""Print results of the command line: JSON objects, the score table, streamed rewrites, failures."""

from __future__ import annotations

import logging
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console, Group
from rich.live import Live
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from core import paths
from core.attribute.calibration import Band, Calibration
from core.attribute.names import IMAGERY
from core.attribute.selection import LoadedModel
from core.cli.activity import Activity, activity
from core.errors import InkglowError
from core.manuscript.paragraphs import Kind, Paragraph
from core.manuscript.speech import is_speech
from core.private_log import LOG_NAME, logged_to
from core.rewrite.order import Variant
from core.score.phrase_effects import PhraseEffect
from core.score.scoring import Score

_log = logging.getLogger(__name__)
_BAND_STYLE = {
    Band.PLAIN: "dim",
    Band.QUIET: "",
    Band.STEADY: "yellow",
    Band.LIVELY: "dark_orange",
    Band.VIVID: "bold dark_orange3",
}


def score_json(
    paragraph: Paragraph, score: Score, *, tokens: bool, phrases: Iterable[PhraseEffect] | None = None
) -> dict[str, object]:
    """One element of the score JSON (CONTRACTS): offsets in code points of the file, ``end`` exclusive."""
    element: dict[str, object] = {
        "index": paragraph.index,
        "start": paragraph.start,
        "end": paragraph.end,
        "n_tokens": score.n_tokens,
        "cosine": score.cosine,
        "percentile": score.percentile,
        "band": score.band.word if score.band is not None else None,
    }
    if tokens:
        element["tokens"] = [
            {
                "start": paragraph.to_file_offset(token.start),
                "end": _file_end(paragraph, token.start, token.end),
                "cosine": token.cosine,
            }
            for token in score.tokens
        ]
    if phrases is not None:
        element["phrases"] = [
            {
                "start": paragraph.to_file_offset(effect.phrase.start),
                "end": _file_end(paragraph, effect.phrase.start, effect.phrase.end),
                "cosine_without": effect.cosine_without,
            }
            for effect in sorted(phrases, key=lambda each: each.phrase.start)
        ]
    return element


def _file_end(paragraph: Paragraph, start: int, end: int) -> int:
    """The offset just after the last character, so that markup skipped after it is not part of the token."""
    return paragraph.to_file_offset(end - 1) + 1 if end > start else paragraph.to_file_offset(end)


def variant_json(variant: Variant) -> dict[str, object]:
    """One element of the rewrite JSON (CONTRACTS)."""
    return {
        "text": variant.text,
        "lam": variant.lam,
        "seed": variant.seed,
        "cosine_before": variant.cosine_before,
        "cosine_after": variant.cosine_after,
        "flags": [str(flag) for flag in variant.flags],
        "mode": variant.mode.value,
        "hunks": [asdict(hunk) for hunk in variant.hunks or ()],
    }


@contextmanager
def failures_as_sentences() -> Iterator[None]:
    """Failures inside become one sentence on stderr and exit status 1, Ctrl+C status 130.

    The traceback of an unexpected failure is logged, and so is the output of the model's process.
    """
    log = paths.log_folder() / LOG_NAME
    with logged_to(log):
        yield from _failures_as_sentences(log)


def _failures_as_sentences(log: Path) -> Iterator[None]:
    try:
        yield
    except InkglowError as error:
        _say_failure(str(error))
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception:
        _log.exception("Unexpected failure")
        _say_failure(f"Something went wrong inside Inkglow; your files are as they were. The details are in {log}.")


def _say_failure(sentence: str) -> NoReturn:
    Console(stderr=True, soft_wrap=True, highlight=False).print(Text("inkglow: ", style="red").append(sentence, ""))
    raise typer.Exit(1) from None


def notice(sentence: str) -> None:
    """Print a notice about the model on stderr, if there is one."""
    if sentence:
        Console(stderr=True, soft_wrap=True, highlight=False, markup=False).print(sentence)


def notices(ready: LoadedModel) -> None:
    """Print on stderr what is to be known about a loaded model and its attribute, if anything."""
    notice(ready.notice)
    if ready.attribute.provisional:
        notice("The attribute is provisional: learned from a few short samples, so scores may still change.")
    if ready.lacks_creativity and ready.attribute.name == IMAGERY:
        names = (ready.model.path.name, f"{ready.model.path.stem}.creativity.gguf")
        command = shlex.join(["inkglow", "derive", names[0], "--out", names[1]])
        notice(f"What an earlier version derived as creativity is called imagery now; `{command}` makes creativity.")


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """A progress line on stderr for ``total`` steps; yields a function to call after each step."""
    columns = (TextColumn("Scoring"), BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as bar:
        task = bar.add_task("score", total=total)
        yield lambda: bar.advance(task)


def score_table(
    title: str, files: Sequence[str], scored: list[tuple[Paragraph, Score]], attribute: str, model: str
) -> None:
    """Print the scores with a bar whose length shows the band, so that the table can be read without colour.

    ``files`` names the file of each paragraph, which is shown where it changes; empty names are not.
    """
    table = Table(title=f"{title}: {attribute} by {model}", title_justify="left", header_style="bold", box=None)
    table.add_column("#", justify="right", no_wrap=True, min_width=3)
    table.add_column("band", no_wrap=True, min_width=9)
    table.add_column("", no_wrap=True, min_width=len(Band))
    table.add_column("cosine", justify="right", no_wrap=True, min_width=6)
    table.add_column("tokens", justify="right", no_wrap=True, min_width=6)
    table.add_column("paragraph", no_wrap=True)
    console = Console()
    room = max(16, console.width - 46)
    before = ""
    for name, (paragraph, score) in zip(files, scored, strict=True):
        if name != before:
            table.add_row("", "", "", "", "", Text(name, style="bold"))
            before = name
        table.add_row(str(paragraph.index), *_cells(paragraph, score, room))
    console.print(table)
    console.print(
        Text("Bands compare with published fiction; they are a signal, not a grade.", style="dim"),
        soft_wrap=True,
    )


def _cells(paragraph: Paragraph, score: Score, room: int) -> tuple[Text | str, ...]:
    opening = Text(" ".join(paragraph.text.split()))
    opening.truncate(room, overflow="ellipsis")
    if paragraph.kind is not Kind.PROSE:
        opening.stylize("dim italic")
        return "", "", "", "", opening
    if score.non_prose is not None:
        return Text(score.non_prose.name.lower(), style="dim"), "", "", "", opening
    if score.band is None or score.cosine is None:
        return Text("too short", style="dim"), "", "", str(score.n_tokens), opening
    style = _BAND_STYLE[score.band]
    bar = "█" * (score.band + 1)
    return (
        Text(score.band.word, style=style),
        Text(bar, style=style),
        f"{score.cosine:+.3f}",
        str(score.n_tokens),
        opening,
    )


class RewriteStream:
    """Shows variants as they are written: live on a terminal; only finished ones if output is piped."""

    def __init__(self, console: Console, live: Live | None, activity: Activity | None, *, quiet: bool) -> None:
        self._console = console
        self._live = live
        self._activity = activity
        self._doing = ""
        self._quiet = quiet
        self._texts: dict[int, str] = {}

    def doing(self, sentence: str) -> None:
        """Show what is being done: below the growing text on a terminal, else on stderr."""
        if sentence and self._activity is not None:
            self._activity.now(sentence)
        elif sentence and sentence != self._doing:
            self._doing = sentence
            self._refresh()

    def writing(self, index: int, text: str) -> None:
        """Show the unfinished text of variant ``index``; several are shown one below the other."""
        self._texts[index] = text
        self._refresh()

    def finished(self, index: int, variant: Variant, calibration: Calibration) -> None:
        """Print a finished variant and stop showing it as unfinished."""
        if self._quiet:
            return
        self._texts.pop(index, None)
        self._refresh()
        heading = Text(f"Variant {index + 1}", style="bold")
        heading.append(f"  λ {variant.lam:g}, seed {variant.seed}", style="dim")
        if variant.cosine_before is not None and variant.cosine_after is not None:
            speech = is_speech(variant.text)
            before = calibration.band(variant.cosine_before, variant.n_tokens_before, speech=speech)
            after = calibration.band(variant.cosine_after, variant.n_tokens_after, speech=speech)
            if before is not None and after is not None:
                heading.append(f"  {before.word} → {after.word}")
            heading.append(f"  cosine {variant.cosine_before:+.3f} → {variant.cosine_after:+.3f}", style="dim")
        self._console.print(heading)
        self._console.print(Padding(Text(variant.text or "(no usable prose in four tries)"), (0, 2)))
        if variant.flags:
            self._console.print(Text("  note: " + ", ".join(variant.flags), style="yellow"))

    def _refresh(self) -> None:
        if self._live is not None:
            texts = [Padding(Text(text, style="italic"), (0, 2, 1, 2)) for _, text in sorted(self._texts.items())]
            self._live.update(Group(*texts, Text(self._doing, style="dim")))


@contextmanager
def stream(*, quiet: bool) -> Iterator[RewriteStream]:
    """A :class:`RewriteStream` for the terminal or pipe that stdout is."""
    console = Console()
    if quiet or not console.is_terminal:
        with activity() as doing:
            yield RewriteStream(console, None, doing, quiet=quiet)
        return
    with Live(console=console, transient=True, refresh_per_second=12) as live:
        yield RewriteStream(console, live, None, quiet=False)
