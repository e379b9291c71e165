"""The report: its numbers are the computed ones, its words follow them, and nobody's text can break it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from core.errors import FileProblem
from core.evaluation import results as stored
from core.evaluation.blind.people import agreement
from core.evaluation.report import statistics
from core.evaluation.report.content import cut, examples, sections
from core.evaluation.report.numerals import interval, number, percent
from core.evaluation.report.writer import as_markdown, escaped, write_report
from core.evaluation.results import Results
from tests.core.evaluation import synthetic

HOSTILE = (
    "<script>alert(1)</script> </td></table> | a | b |\n\n# Title\n- list\n1. one\n---\n```\ncode\n``` `tick` *bold* "
    "[x](https://e.example/) ![i](https://e.example/i.png) https://e.example www.e.example {{ 7 * 7 }} $x^2$ &amp; "
    "\\ \x00 \x1b[31m \u202ertl \ud800"
)
TABLE = ("table", "thead", "tbody", "tr", "th", "td")
HARMLESS = frozenset({*("h1", "h2", "h3", "p", "ul", "li", "br", "img", "blockquote"), *TABLE})


class Page(HTMLParser):
    """What a browser would find: tags, and the visible text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile() -> Results:
    """Nobody's text can be trusted, and no rating can be read."""
    found = synthetic.full(8)
    setup = replace(found.setup, model=HOSTILE, command=HOSTILE, premises_from=HOSTILE, judges={"self": HOSTILE})
    return replace(
        found,
        setup=setup,
        premises=dict.fromkeys(found.premises, HOSTILE),
        stories=tuple(replace(story, text=HOSTILE) for story in found.stories),
        ratings=tuple(replace(rating, answer=HOSTILE, value=None) for rating in found.ratings),
    )


def markdown_of(found: Results) -> str:
    return as_markdown(found, sections(found))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    write_report(synthetic.full(), folder / "new" / "folder")
    return folder / "new" / "folder"


@pytest.fixture(scope="module")
def hostile_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    write_report(hostile(), folder)
    return folder


def test_everything_is_written_and_named(written: Path) -> None:
    files = list(written.iterdir())
    assert {file.name for file in files} == {
        *("report.html", "report.md", "results.json", "texts.md", "texts.jsonl"),
        *(f"{stem}.{kind}" for stem in ("figure", "ratings", "cosines", "choices") for kind in ("svg", "png")),
    }
    assert all(file.stat().st_size for file in files)
    assert stored.load(written / "results.json") == synthetic.full()


def test_figures_open_and_are_large_enough_to_read(written: Path) -> None:
    from matplotlib import image  # takes most of a second to load, in each process that collects this file

    height, width = image.imread(written / "figure.png").shape[:2]
    assert (width, height) == (2080, 800)
    for name in ("figure", "ratings", "cosines", "choices"):
        assert ElementTree.parse(written / f"{name}.svg").getroot().tag.endswith("svg")


def test_the_same_results_give_the_same_bytes_and_results_that_are_there_stay(written: Path, tmp_path: Path) -> None:
    there = tmp_path / "results.json"
    stored.save(there, synthetic.full())
    there.write_text(other := there.read_text("utf-8") + "\n", "utf-8")
    files = write_report(synthetic.full(), tmp_path)
    assert {file.name for file in files} == {file.name for file in written.iterdir()}
    for file in files:
        expected = other.encode() if file == there else (written / file.name).read_bytes()
        assert file.read_bytes() == expected, file.name


def test_a_report_from_results_json_is_the_report(written: Path) -> None:
    found = stored.load(written / "results.json")
    assert found == synthetic.full()
    assert markdown_of(found) == (written / "report.md").read_text("utf-8")


def test_its_numbers_are_the_computed_ones(written: Path) -> None:
    found = synthetic.full()
    page = Page((written / "report.html").read_text("utf-8")).text
    markdown = (written / "report.md").read_text("utf-8")
    numbers = [
        interval(statistics.rated(found, "self", "induced").mean, 2),
        interval(statistics.rating_shift(found, "frontier", "creative").difference, 2, signed=True),
        interval(statistics.cosine_shift(found, "without", "induced").difference, 4, signed=True),
        interval(statistics.scored(found, "with", "induced").mean, 4),
        percent(statistics.preference(found, "frontier", "induced").share),
        percent(statistics.preference(found, "self", "induced").first),
        f"α = {number(agreement([c for c in found.choices if c.judge == 'human']) or 0, 2)}",
    ]
    for each in numbers:
        assert each in page and each in markdown, each
    for row in ("| self, induced | ", " | 61 | 3 of 64 | ", " | 16 / 32 / 12 | 32 | 4 | "):
        assert row in markdown


def test_the_page_needs_nothing_else(written: Path) -> None:
    page = (written / "report.html").read_text("utf-8")
    found = Page(page)
    assert not found.tags & {"script", "link", "img", "iframe", "object", "image"}
    assert not [value for name, value in found.attributes if name in ("src", "href") or name.startswith("on")]
    linked = [value for name, value in found.attributes if name == "xlink:href"]
    assert linked and all(value and value.startswith("#") for value in linked)
    assert "prefers-color-scheme: dark" in page and "@import" not in page
    ElementTree.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])


def test_hostile_texts_are_shown_as_they_stand(hostile_report: Path) -> None:
    page = Page((hostile_report / "report.html").read_text("utf-8"))
    assert stored.load(hostile_report / "results.json").id == hostile().id
    assert "script" not in page.tags and "<script>alert(1)</script>" in page.text and "{{ 7 * 7 }}" in page.text
    for name in ("report.md", "texts.md"):
        shown = (
            MarkdownIt("commonmark")
            .enable(["table", "strikethrough"])
            .render((hostile_report / name).read_text("utf-8"))
        )
        tags = Page(shown)
        assert not tags.tags & {"script", "a", "code", "pre", "ol", "em", "strong", "del"}, name
        assert tags.tags <= HARMLESS, name
        assert "<script>alert(1)</script>" in tags.text and "`tick` *bold* [x](https://e.example/)" in tags.text
        assert [value for key, value in tags.attributes if key == "src"] in ([], ["figure.svg"])
        assert not re.search(r"[\x00-\x08\x1b\u202e]", shown)
    texts = [json.loads(line) for line in (hostile_report / "texts.jsonl").read_text("utf-8").splitlines()]
    assert [each["text"] for each in texts] == [HOSTILE] * 24


def test_table_rows_keep_their_cells() -> None:
    shown = MarkdownIt("commonmark").enable("table").render(markdown_of(hostile()))
    table = shown[shown.index("<th>premise</th>") :]
    assert table[: table.index("</table>")].count("<td>") == 4 * 3


def test_every_text_is_kept_with_its_seed(written: Path) -> None:
    lines = [json.loads(line) for line in (written / "texts.jsonl").read_text("utf-8").splitlines()]
    assert [(each["premise"], each["arm"], each["seed"], each["text"]) for each in lines] == [
        (story.premise, story.arm, story.seed, story.text) for story in synthetic.full().stories
    ]
    markdown = (written / "texts.md").read_text("utf-8")
    assert markdown.count("\n### ") == 3 * 64 and "### induced (seed 63, λ = 3, " in markdown


def test_without_judges_it_says_what_cannot_be_said() -> None:
    markdown = markdown_of(synthetic.unasked())
    assert "No judge was asked to rate the stories." in markdown
    assert "No judge was asked to choose between stories." in markdown
    assert "People were not asked, so it is not known whether people find" in markdown
    assert "poor judge" not in markdown


def test_all_ratings_unreadable(hostile_report: Path) -> None:
    markdown = (hostile_report / "report.md").read_text("utf-8")
    assert "| self, induced | – | 0 | 8 of 8 | – |" in markdown
    assert "None of the ratings by self could be parsed" in markdown


def test_one_premise_shows_nothing(tmp_path: Path) -> None:
    write_report(synthetic.full(1), tmp_path)
    markdown = (tmp_path / "report.md").read_text("utf-8")
    assert "one premise has no interval, so nothing is shown" in markdown and "rests on one premise only" in markdown
    assert "nan" not in markdown.lower() and "excludes no effect" not in markdown


def test_equal_differences_are_no_proof() -> None:
    """Two premises, both rated one point higher: resampling them cannot give anything else."""
    found = synthetic.full(2)
    points = {"baseline": 4, "induced": 5, "creative": 4}
    markdown = markdown_of(replace(found, ratings=tuple(replace(r, value=points[r.arm]) for r in found.ratings)))
    assert "Rating by frontier, induced against baseline: all 2 differences are alike" in markdown
    assert "Rating by frontier: induced lies" not in markdown and "nan" not in markdown


def test_no_stories_at_all(tmp_path: Path) -> None:
    write_report(Results(synthetic.SETUP, {}, ()), tmp_path)
    assert "There are no stories." in (tmp_path / "report.md").read_text("utf-8")


def test_words_follow_the_numbers() -> None:
    """The same stories with arms' cosines taken from baseline: no effect is claimed."""
    found = synthetic.unasked()
    baseline = found.of("baseline")
    draw = iter(range(1000))
    alike = tuple(
        replace(s, cosine=(c := baseline[s.premise].cosine + 0.001 * (-1) ** next(draw)), cosine_with_vector=c)
        for s in found.stories
    )
    for stories, said in ((found.stories, "Cosine: induced lies above"), (alike, "interval includes no effect")):
        markdown = markdown_of(replace(found, stories=stories))
        assert said in markdown
    assert "Cosine: induced lies" not in markdown


def test_examples_are_chosen_by_rule_not_by_looks() -> None:
    found = synthetic.full(7)
    gain = {p: found.of("induced")[p].cosine - found.of("baseline")[p].cosine for p in found.premises}
    ordered = sorted(gain, key=gain.__getitem__)
    assert examples(found) == (ordered[0], ordered[3], ordered[6])
    assert examples(synthetic.full(1)) == ("p00",)
    assert len(examples(synthetic.full(2))) == 2


def test_long_texts_are_cut_after_a_sentence() -> None:
    assert cut("One. Two.") == "One. Two."
    assert cut("He said “no.” Then he went away.", 20) == "He said “no.” …"
    assert cut("word " * 100, 22) == "word word word word …"
    assert cut("x" * 50, 10) == "x" * 10 + " …"


def test_numbers_have_a_true_minus_and_no_negative_zero() -> None:
    assert (number(-0.00001, 2), number(-1.5, 1), number(0.25, 2, signed=True)) == ("0.00", "−1.5", "+0.25")


def test_markdown_keeps_plain_words_plain() -> None:
    assert escaped("“Quite – so,” she said; 3 of 4.") == "“Quite – so,” she said; 3 of 4."


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(FileProblem, match=r"^file cannot be made"):
        write_report(synthetic.full(2), tmp_path / "file")
