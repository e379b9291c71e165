"""Build the report's content as sections of paragraphs, lists and tables, independent of HTML and Markdown.

Every sentence about an effect is generated from its interval. Strings here are plain text; stories and judges' answers
are untrusted and are escaped where the report is written (:mod:`core.evaluation.report.writer`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.evaluation.blind.people import agreement, name_key
from core.evaluation.report import statistics
from core.evaluation.report.caveats import caveats, missing
from core.evaluation.report.numerals import interval, number, percent
from core.evaluation.results import ARMS, Arm, JudgeKey, Results

_JUDGES: tuple[JudgeKey, ...] = ("self", "frontier", "human")
_EXAMPLES = 3
_EXCERPT = 600
"""Most characters of a story that Table 1 shows."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Points:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Cells of plain text; the first column names the row. ``prose`` cells hold stories rather than numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    prose: bool = False


@dataclass(frozen=True)
class Picture:
    """The whole figure; ``words`` describes it for readers who cannot see it."""

    words: str


Block = Paragraph | Points | Table | Picture


@dataclass(frozen=True)
class Section:
    """A heading and the blocks under it."""

    title: str
    blocks: tuple[Block, ...] = field(default=())


def sections(results: Results) -> tuple[Section, ...]:
    """The whole report, in order."""
    found = [
        Section("What was run", _setup(results)),
        Section("The figure", (Picture(_picture_words(results)),)),
        Section("Ratings", _ratings(results)),
        Section("Cosines while generating", _cosines(results)),
        Section("Choices", _choices(results)),
        Section("Table 1: the same premise, three arms", _examples(results)),
        Section("Caveats", (Points(caveats(results)),)),
    ]
    if open_questions := missing(results):
        found.append(Section("Open questions", (Points(open_questions),)))
    return tuple(found)


def cut(text: str, limit: int = _EXCERPT) -> str:
    """``text`` up to the last sentence that ends within ``limit`` characters, with "…" where something is left out."""
    text = text.strip()
    if len(text) <= limit:
        return text
    ends = [end.end() for end in re.finditer(r"[.!?…][\"'”’)\]]*(?=\s)", text[: limit + 1])]
    if ends:
        return f"{text[: ends[-1]]} …"
    return f"{text[:limit].rsplit(maxsplit=1)[0]} …"


def examples(results: Results, count: int = _EXAMPLES) -> tuple[str, ...]:
    """The premises shown in Table 1: evenly spread over the order of induced minus baseline cosine, ends included.

    Where no premise has both, evenly spread over the order of the premises.
    """
    induced, baseline = (statistics.cosines(results, "without", arm) for arm in ("induced", "baseline"))
    both = [premise for premise in induced if premise in baseline]
    ordered = sorted(both, key=lambda premise: induced[premise] - baseline[premise])
    if not ordered:
        used = {story.premise for story in results.stories}
        ordered = [premise for premise in results.premises if premise in used]
    count = min(count, len(ordered))
    places = [round(i * (len(ordered) - 1) / max(1, count - 1)) for i in range(count)]
    return tuple(ordered[place] for place in places)


def _setup(results: Results) -> tuple[Block, ...]:
    setup = results.setup
    seeds = sorted({story.seed for story in results.stories})
    used = {story.premise for story in results.stories}
    rows = [
        ("Model", setup.model),
        ("Fingerprint", setup.fingerprint),
        ("Attribute", setup.attribute),
        ("Layer", f"{setup.layer} (0-based)"),
        ("λ", f"{setup.lam:g}, in the induced arm only"),
        ("Reading", ", ".join(f"{key} = {value}" for key, value in setup.readout.items())),
        ("Premises", f"{len(used)} of {len(results.premises)}, from {setup.premises_from}"),
        ("Stories", ", ".join(f"{arm} {len(results.of(arm))}" for arm in ARMS)),
        ("Length", f"at most {setup.n_tokens} tokens"),
        ("Temperature", f"{setup.temperature:g}"),
        ("Seeds", f"{seeds[0]} to {seeds[-1]}, from {setup.seed}" if seeds else f"from {setup.seed}"),
        ("Judges", ", ".join(f"{judge}: {name}" for judge, name in setup.judges.items()) or "none"),
        ("Command", setup.command),
        ("Program", setup.program),
        ("Results", results.id),
    ]
    return (
        Paragraph(
            "One story per premise was generated in each of three arms, with the same seed: baseline (a neutral "
            "request), induced (the same request, the model steered by λ times the attribute) and creative (a request "
            "to be creative, unsteered). Brackets are 95 % intervals from resampling premises; they are missing where "
            "there is only one value, or all values are equal. Differences are taken by premise."
        ),
        Table(("", ""), tuple(rows)),
    )


def _picture_words(results: Results) -> str:
    judges = statistics.judges_of_ratings(results)
    choosers = statistics.judges_of_choices(results)
    return (
        f"Left: mean ratings from 0 to 9 by arm ({_asked(judges)}). Center: how the mean cosine of each arm's stories "
        "is distributed, without the vector's own contribution above and with it below. Right: how often each judge "
        f"picked the other arm over baseline ({_asked(choosers)}); the dashed line is 50 %, no preference."
    )


def _asked(judges: Sequence[JudgeKey]) -> str:
    return ", ".join(judges) if judges else "no judge was asked"


def _ratings(results: Results) -> tuple[Block, ...]:
    judges = statistics.judges_of_ratings(results)
    if not judges:
        return (Paragraph("No judge was asked to rate the stories."),)
    rows = []
    for judge in judges:
        for arm in ARMS:
            found = statistics.rated(results, judge, arm)
            shift = "" if arm == "baseline" else _shift(statistics.rating_shift(results, judge, arm), 2)
            rows.append(
                (
                    f"{judge}, {arm}",
                    interval(found.mean, 2),
                    str(found.mean.n if found.mean else 0),
                    f"{found.failed} of {found.asked}",
                    shift,
                )
            )
    return (
        Paragraph(
            "Mean ratings from 0 to 9. An answer without a number counts as a failure and is left out of the mean."
        ),
        Table(("judge, arm", "mean rating", "n", "failures", "minus baseline, paired"), tuple(rows)),
    )


def _shift(shift: statistics.Shift, digits: int) -> str:
    difference = shift.difference
    return f"{interval(difference, digits, signed=True)}, n = {difference.n}" if difference else "–"


def _cosines(results: Results) -> tuple[Block, ...]:
    if not results.stories:
        return (Paragraph("There are no stories."),)
    blocks: list[Block] = [
        Paragraph(
            f"The mean cosine between a story's states at layer {results.setup.layer} and the attribute. AUROC is the "
            "probability that a story of the arm lies above one of baseline (0.5: no difference)."
        )
    ]
    readings: tuple[tuple[statistics.Reading, str], ...] = (
        ("without", "Without the vector's own contribution: λ times the attribute is not in the states that are read."),
        (
            "with",
            "With the vector's own contribution, as the later layers saw the states. This is circular for induced.",
        ),
    )
    for reading, words in readings:
        blocks += [Paragraph(words), _cosine_table(results, reading)]
    return tuple(blocks)


def _cosine_table(results: Results, reading: statistics.Reading) -> Table:
    rows = []
    for arm in ARMS:
        found = statistics.scored(results, reading, arm)
        shift = "" if arm == "baseline" else _shift(statistics.cosine_shift(results, reading, arm), 4)
        above = "" if arm == "baseline" else interval(found.above_baseline, 2)
        tokens = interval(statistics.lengths(results, arm), 0)
        rows.append((arm, interval(found.mean, 4), str(len(found.values)), shift, above, tokens))
    return Table(("arm", "mean cosine", "n", "minus baseline, paired", "AUROC", "tokens"), tuple(rows))


def _choices(results: Results) -> tuple[Block, ...]:
    judges = statistics.judges_of_choices(results)
    if not judges:
        return (Paragraph("No judge was asked to choose between stories."),)
    found = [statistics.preference(results, judge, arm) for judge in judges for arm in statistics.COMPARED]
    found = [each for each in found if each.asked]
    rows = tuple(
        (
            f"{each.judge}, {each.arm} over {each.reference}",
            percent(each.share),
            str(each.share.n if each.share else 0),
            f"{each.wins} / {each.ties} / {each.losses}",
            str(each.flipped),
            str(each.unreadable),
            f"{percent(each.first)}, n = {each.first.n}" if each.first else "–",
        )
        for each in found
    )
    header = ("judge, pair", "picked", "premises", "won / tied / lost", "flipped", "unreadable", "first shown picked")
    blocks: list[Block] = [
        Paragraph(
            "Models see each pair in both orders, and an arm wins only by the same choice in both; people see most "
            "pairs once. A tie counts half. Flipped pairs are the ties in which the choice changed with the "
            "order. Unreadable pairs are left out of the share."
        ),
        Table(header, rows),
    ]
    if together := _verdicts_together(results, judges):
        blocks.append(together)
    return (*blocks, *_people(results, judges))


def _verdicts_together(results: Results, judges: Sequence[JudgeKey]) -> Table | None:
    """Agreement of each judge with the best reference available: people, or else the larger model."""
    if len(judges) < 2:
        return None
    reference = judges[-1]
    rows = []
    for judge in judges[:-1]:
        for arm in statistics.COMPARED:
            share = statistics.verdict_agreement(results, judge, reference, arm).share
            if share:
                rows.append((f"{judge} with {reference}, {arm} over baseline", percent(share), str(share.n)))
    return Table(("same verdict", "share of premises", "n"), tuple(rows)) if rows else None


def _people(results: Results, judges: Sequence[JudgeKey]) -> tuple[Block, ...]:
    if "human" not in judges:
        return ()
    choices = [choice for choice in results.choices if choice.judge == "human"]
    raters = len({name_key(choice.rater) for choice in choices})
    alpha = agreement(choices)
    people = f"{raters} {'person' if raters == 1 else 'people'} compared texts"
    if alpha is None:
        return (Paragraph(f"{people}; no agreement can be computed, since too few pairs were seen by two of them."),)
    return (
        Paragraph(
            f"{people}. Their agreement is Krippendorff's α = {number(alpha, 2)} (1: always agree, "
            "0: agree as often as by chance)."
        ),
    )


def _rule(results: Results) -> str:
    if statistics.cosine_shift(results, "without", "induced").difference:
        return (
            "Chosen by rule: the premises are put in the order of induced minus baseline cosine (without the vector's "
            "own contribution); the lowest, the median and the highest are shown."
        )
    return "Chosen by rule: the first, the middle and the last premise."


def _examples(results: Results) -> tuple[Block, ...]:
    shown = examples(results)
    if not shown:
        return (Paragraph("There are no stories."),)
    by_arm: dict[Arm, dict[str, str]] = {
        arm: {premise: story.text for premise, story in results.of(arm).items()} for arm in ARMS
    }
    rows = tuple(
        (results.premises.get(premise, premise), *(cut(by_arm[arm].get(premise, "–")) for arm in ARMS))
        for premise in shown
    )
    return (
        Paragraph(f"{_rule(results)} Long texts are cut at the end of a sentence; all are in texts.md, whole."),
        Table(("premise", *ARMS), rows, prose=True),
    )
