"""The disclosure report in words: as Markdown, as JSON, and as a paragraph for a publisher. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.record.entries import VARY, Entry
from core.record.report import DocumentReport, PassageReport
from core.sentences import Day, Sentence, joined_sentences

MODES = {"enrich": Sentence("added to"), "rewrite": Sentence("written anew"), VARY: Sentence("word varied")}
"""How a passage was made, for people; a mode of a later version is shown by its own name."""
NOTHING = Sentence("Nothing in the record of this document comes from a model.")
LIMITS = Sentence(
    "The record has what was taken from the model in Inkglow while it was kept. Words that a passage had before count "
    "as the writer’s, and so do changes made by hand; what is still there is found by comparing texts."
)
"""What the report cannot know."""


def summary(report: DocumentReport) -> str:
    """One or two sentences: how many passages, and how much of the present text."""
    if not report.passages:
        return NOTHING
    first, last = (day(each.entry.at) for each in (report.passages[0], report.passages[-1]))
    when = (
        Sentence("on {day}", day=first) if first == last else Sentence("from {first} to {last}", first=first, last=last)
    )
    n, left = len(report.passages), len(report.left)
    one = Sentence("1 passage was taken from a model, {when}.", when=when)
    many = Sentence("{n:,} passages were taken from a model, {when}.", n=n, when=when)
    taken = one if n == 1 else many
    if not left:
        none_of_it = Sentence("Nothing of it is left in the present text.")
        none_of_them = Sentence("Nothing of them is left in the present text.")
        return joined_sentences((taken, none_of_it if n == 1 else none_of_them))
    whose = Sentence("it") if n == 1 else Sentence("{n} of them", n=left)
    words = Sentence("1 word") if report.n_from_model == 1 else Sentence("{n:,} words", n=report.n_from_model)
    rest = Sentence(
        "The present text of {n:,} words has {words} of {whose} ({share}).",
        n=report.n_words,
        words=words,
        whose=whose,
        share=percent(report.share),
    )
    return joined_sentences((taken, rest))


def statement(report: DocumentReport) -> str:
    """A paragraph that a writer can adapt and give to a publisher."""
    if not report.n_from_model:
        return Sentence("No words of the present text are recorded as written by a language model.")
    n, left = report.n_from_model, len(report.left)
    one_word = Sentence(
        "Of the {n_words:,} words of this text, 1 word was written by a language model ({share}).",
        n_words=report.n_words,
        share=percent(report.share),
    )
    words = Sentence(
        "Of the {n_words:,} words of this text, {n:,} words were written by a language model ({share}).",
        n_words=report.n_words,
        n=n,
        share=percent(report.share),
    )
    if n == 1:
        where = Sentence("It is in one passage, which I chose myself.")
    elif left == 1:
        where = Sentence("They are in one passage, which I chose myself.")
    else:
        where = Sentence("They are in {n_passages} passages, each of which I chose myself.", n_passages=left)
    how = Sentence(
        "The model was {models}, used with the program Inkglow, which runs it on my own computer.",
        models=_listed(report.models),
    )
    return joined_sentences((one_word if n == 1 else words, where, how))


def markdown(report: DocumentReport) -> str:
    """The whole report as Markdown."""
    lines = [f"# What the model wrote in {report.name}", "", summary(report), ""]
    if report.passages:
        lines += ["## For a publisher", "", statement(report), "", "## Passages", "", _row(COLUMNS), _row(["---"] * 7)]
        lines += [_row(cells(each)) for each in report.passages]
        lines += ["", LIMITS, ""]
    return "\n".join([*lines, f"Made on {day(report.made)}.", ""])


COLUMNS = (
    Sentence("When"),
    Sentence("How"),
    Sentence("Model"),
    Sentence("Attribute, λ"),
    Sentence("Taken"),
    Sentence("Still there"),
    Sentence("Words of the model"),
)


def cells(passage: PassageReport) -> tuple[str, ...]:
    """One passage as a row of the table with :data:`COLUMNS`."""
    entry = passage.entry
    how = MODES.get(entry.mode, entry.mode) if passage.n_taken else Sentence("shortened")
    if entry.hunks_offered > 1:
        how = Sentence("{how}, {kept} of {offered}", how=how, kept=entry.hunks_kept, offered=entry.hunks_offered)
    return (
        f"{entry.at.astimezone():%Y-%m-%d %H:%M}",
        how,
        entry.source.model,
        strengths(entry),
        Sentence("1 word") if passage.n_taken == 1 else Sentence("{n:,} words", n=passage.n_taken),
        f"{passage.n_left:,}",
        passage.excerpt,
    )


def strengths(entry: Entry) -> str:
    """The attributes that steered, each with its λ; a varied word may come from a list instead."""
    if entry.mode == VARY and not entry.lams:
        return Sentence("list of words")
    steered = (Sentence("{name} {lam:g}", name=name, lam=lam) for name, lam in entry.lams if lam)
    return joined_sentences(steered, " + ") or Sentence("not steered")


def as_json(report: DocumentReport) -> dict[str, object]:
    """The whole report; texts are left out, except for the beginning of what the model wrote."""
    return {
        "document": report.name,
        "made": report.made.isoformat(),
        "n_words": report.n_words,
        "n_words_from_model": report.n_from_model,
        "share": round(report.share, 6),
        "n_passages": len(report.passages),
        "n_passages_left": len(report.left),
        "statement": statement(report),
        "passages": [_passage_json(each) for each in report.passages],
    }


def _passage_json(passage: PassageReport) -> dict[str, object]:
    entry = passage.entry
    return {
        "at": entry.at.isoformat(),
        "model": entry.source.model,
        "fingerprint": entry.source.fingerprint,
        "attribute": entry.source.attribute,
        "mode": entry.mode,
        "lams": dict(entry.lams),
        "seed": entry.seed,
        "instruction": entry.instruction,
        "hunks_kept": entry.hunks_kept,
        "hunks_offered": entry.hunks_offered,
        "n_words_taken": passage.n_taken,
        "n_words_left": passage.n_left,
        "paragraph": passage.paragraph,
        "excerpt": passage.excerpt,
    }


def day(at: datetime) -> str:
    """A date, in the machine's time zone."""
    return Day(at.astimezone().date())


def percent(share: float) -> str:
    """A share of 0–1; a small one is not shown as nothing."""
    if 0 < share < 0.001:
        return Sentence("less than {share:.1f} %", share=0.1)
    return Sentence("{share:.1f} %", share=100 * share)


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return Sentence("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])


def _row(values: Sequence[str]) -> str:
    return f"| {' | '.join(value.replace('|', chr(92) + '|') for value in values)} |"
