"""People as judges: the order they see, the file of their choices, merging several people's, and their agreement."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from core.errors import FileProblem, UsageProblem
from core.evaluation import results as results_file
from core.evaluation.blind import people
from core.evaluation.blind.people import Agreement, Comparison, Consistency, Sheet
from core.evaluation.blind.session import BlindSession, choices_path, clean_name, start_or_resume
from core.evaluation.results import Choice, Picked
from tests.core.evaluation.making import results

PICKS: tuple[Picked, ...] = ("first", "second", "tie")


def sheet(rater: str, n: int = 16, picks: str = "012") -> Sheet:
    """Someone's first ``n`` choices, going round in ``picks``."""
    made = results()
    order = people.comparisons(made, rater)[:n]
    choices = tuple(
        Choice("human", each.premise, each.first, each.second, PICKS[int(picks[i % len(picks)])], rater=rater)
        for i, each in enumerate(order)
    )
    return Sheet(made.id, rater, people.seed_for(made.id, rater), choices=choices)


def choice(rater: str, premise: str, arm: str, *, flipped: bool = False) -> Choice:
    """A choice of ``arm``, or of neither where it is ``tie``."""
    first, second = ("induced", "baseline") if flipped else ("baseline", "induced")
    picked: Picked = "tie" if arm == "tie" else "first" if arm == first else "second"
    return Choice("human", premise, first, second, picked, rater=rater)  # type: ignore[arg-type]


# -- the order


def test_every_pair_comes_once_and_some_again_with_their_sides_swapped() -> None:
    order = people.comparisons(results(64), "Ada")
    seen = Counter(each.premise for each in order)
    assert len(seen) == 64 and len(order) == 72 and set(seen.values()) == {1, 2}
    again = [premise for premise, n in seen.items() if n == 2]
    for premise in again:
        one, other = [each for each in order if each.premise == premise]
        assert other == one.swapped
        assert order.index(one) < 32 <= order.index(other)


def test_sides_are_balanced_and_the_order_is_no_pattern() -> None:
    order = people.comparisons(results(64), "Ada")
    firsts = list(dict.fromkeys(each.premise for each in order))
    left = [next(each.first for each in order if each.premise == premise) for premise in firsts]
    assert left.count("induced") == 32
    assert firsts != list(results(64).premises)
    changes = sum(a != b for a, b in pairwise(left))
    assert 16 <= changes <= 48


def test_the_order_is_the_same_for_one_person_and_another_for_others() -> None:
    assert people.comparisons(results(), "Ada") == people.comparisons(results(), " ada ")
    assert people.comparisons(results(), "Ada") != people.comparisons(results(), "Bo")
    assert people.comparisons(results(), "Ada") != people.comparisons(results(17), "Ada")


def test_the_order_stays_what_it_is_in_files_written_already() -> None:
    order = people.comparisons(results(), "Ada", seed=1)
    assert [each.premise for each in order[:5]] == ["p4", "p10", "p3", "p8", "p11"]


def test_the_creative_arm_can_be_mixed_in() -> None:
    order = people.comparisons(results(16), "Ada", (("baseline", "induced"), ("baseline", "creative")))
    assert len({frozenset((each.first, each.second)) for each in order}) == 2 and len(order) == 36


def test_stories_that_have_no_partner_are_not_compared() -> None:
    with pytest.raises(FileProblem, match="no two texts of one premise"):
        people.comparisons(results(4, ("baseline",)), "Ada")
    made = results(4)
    lacking = replace(made, stories=tuple(replace(s, text=" ") if s.premise == "p1" else s for s in made.stories))
    assert {each.premise for each in people.comparisons(lacking, "Ada")} == {"p0", "p2", "p3"}


# -- a session


def session(tmp_path: Path, rater: str = "Ada") -> BlindSession:
    return start_or_resume(results(), tmp_path / "results.json", rater)


def test_choosing_resumes_and_going_back_changes_one_choice(tmp_path: Path) -> None:
    now = session(tmp_path)
    total = len(now.order)
    left = now.words_left
    here = now.words_here
    now = now.choose("first").choose("tie").choose("second")
    assert (now.at, now.n_done) == (3, 3) and now.picked is None and now.words_left < left - here
    now = now.back().back()
    assert now.at == 1 and now.picked == "tie" and now.n_done == 3
    now = now.choose("first")
    assert now.at == 3 and [each.picked for each in now.sheet.choices] == ["first", "first", "second"]
    while not now.is_over:
        now = now.choose("tie")
    assert now.n_done == total and now.words_left == 0
    with pytest.raises(UsageProblem):
        now.choose("first")
    assert now.back().picked == "tie"


def test_a_stopped_session_resumes_there(tmp_path: Path) -> None:
    now = session(tmp_path).choose("first").choose("second")
    people.write(choices_path(tmp_path / "results.json", results().id, "Ada"), now.sheet)
    again = session(tmp_path, "ADA ")
    assert again.at == 2 and again.sheet == now.sheet and again.texts == now.texts
    assert session(tmp_path, "Bo").at == 0


def test_the_texts_are_those_of_the_comparison(tmp_path: Path) -> None:
    now, made = session(tmp_path), results()
    here = now.order[0]
    assert now.premise == made.premises[here.premise]
    assert now.texts == (made.of(here.first)[here.premise].text, made.of(here.second)[here.premise].text)


def test_choices_of_another_comparison_are_not_gone_on_with(tmp_path: Path) -> None:
    path = choices_path(tmp_path / "results.json", results().id, "Ada")
    people.write(path, replace(sheet("Ada"), results_id="other"))
    with pytest.raises(FileProblem, match="does not belong"):
        session(tmp_path)
    whole = sheet("Ada")
    people.write(path, replace(whole, choices=whole.choices[1:]))
    with pytest.raises(FileProblem, match="does not belong"):
        session(tmp_path)


def test_names(tmp_path: Path) -> None:
    assert clean_name("  Ada   Lovelace ") == "Ada Lovelace"
    with pytest.raises(UsageProblem):
        clean_name(" \n")
    names = {choices_path(tmp_path / "r.json", "0" * 16, name).name for name in ("Ada", "ada ", "Žofie", "**", "../x")}
    assert len(names) == 4 and "choices-ada-00000000.json" in names
    assert all("/" not in name for name in names)


# -- the file


def test_a_file_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "choices.json"
    people.write(path, sheet("Žofie"))
    assert people.read(path) == sheet("Žofie")
    assert [each.name for each in tmp_path.iterdir()] == ["choices.json"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda v: v.update(format="other"),
        lambda v: v.update(version=2),
        lambda v: v.update(seed="1"),
        lambda v: v.update(rater=""),
        lambda v: v.update(pairs=[["baseline"]]),
        lambda v: v.pop("choices"),
        lambda v: v["choices"][0].update(picked="left"),
        lambda v: v["choices"][0].update(picked=None),
        lambda v: v["choices"][0].update(first="somebody"),
        lambda v: v["choices"][0].update(judge="self"),
        lambda v: v["choices"][0].update(rater="Bo"),
        lambda v: v["choices"][0].update(premise=3),
        lambda v: v["choices"].append(None),
    ],
)
def test_a_damaged_file_is_one_sentence(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "choices.json"
    people.write(path, sheet("Ada"))
    values = json.loads(path.read_text("utf-8"))
    damage(values)  # type: ignore[operator]
    path.write_text(json.dumps(values), "utf-8")
    with pytest.raises(FileProblem, match=r"^choices.json [^\n]+\.$"):
        people.read(path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"3"])
def test_what_is_no_file_of_choices_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "choices.json"
    path.write_bytes(content)
    with pytest.raises(FileProblem, match="not a file of choices"):
        people.read(path)
    with pytest.raises(FileProblem, match="cannot be read"):
        people.read(tmp_path / "missing.json")


def test_results_with_values_of_the_wrong_kind_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    results_file.save(path, results())
    values = json.loads(path.read_text("utf-8"))
    values["stories"][0]["text"] = None
    path.write_text(json.dumps(values), "utf-8")
    with pytest.raises(FileProblem, match="not a file of evaluation results"):
        results_file.load(path)


# -- several people


def written(folder: Path, *sheets: Sheet) -> list[Path]:
    paths = [folder / f"{i}.json" for i in range(len(sheets))]
    for path, each in zip(paths, sheets, strict=True):
        people.write(path, each)
    return paths


def test_all_choices_of_several_people_are_kept_beside_those_of_models(tmp_path: Path) -> None:
    of_model = Choice("self", "p0", "baseline", "induced", None, "who knows")
    made = replace(results(), choices=(of_model,))
    ada, bo = sheet("Ada"), sheet("Bo", 5)
    merged = people.merge(made, written(tmp_path, ada, bo))
    assert merged.choices == (of_model, *ada.choices, *bo.choices)
    assert people.raters(merged.choices) == ("Ada", "Bo")
    assert merged.id == made.id


def test_merging_again_takes_what_was_added(tmp_path: Path) -> None:
    merged = people.merge(results(), written(tmp_path, sheet("Ada", 4)))
    again = people.merge(merged, written(tmp_path, sheet("Ada", 9)))
    assert again.choices == sheet("Ada", 9).choices
    assert people.merge(again, written(tmp_path, sheet("Ada", 9))) == again
    with pytest.raises(FileProblem, match="two people share the name"):
        people.merge(again, written(tmp_path, sheet("Ada", 9, picks="2")))
    with pytest.raises(FileProblem, match="two people share the name"):
        people.merge(again, written(tmp_path, sheet("Ada", 4)))


def test_what_cannot_be_merged_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="both by"):
        people.merge(results(), written(tmp_path, sheet("Ada"), replace(sheet("ada"), choices=())))
    with pytest.raises(FileProblem, match="between other texts"):
        people.merge(results(15), written(tmp_path, sheet("Ada")))
    unknown = Choice("human", "p99", "baseline", "induced", "first", rater="Ada")
    with pytest.raises(FileProblem, match="p99"):
        people.merge(results(), written(tmp_path, replace(sheet("Ada"), choices=(unknown,))))


def test_alpha_of_two_people_and_two_values() -> None:
    """By hand, Krippendorff's formula for binary data: 20 values, 14 and 6, four pairs unlike: α = 1 − 19·4/(14·6)."""
    rows = {"A": "0100000000", "B": "1110010010"}
    arms = ("baseline", "induced")
    choices = [
        choice(r, f"p{i}", arms[int(v)], flipped=i % 3 == 0) for r, row in rows.items() for i, v in enumerate(row)
    ]
    assert people.agreement(choices) == pytest.approx(1 - 19 * 4 / (14 * 6))


def test_alpha_with_missing_values_and_ties() -> None:
    """By hand: shared units {b,b}, {b,i}, {t,t}, {i,i,t}; one seen by one person only, which does not count.

    Coincidences: b-b 2, b-i 1 each way, t-t 2, i-i (2 ordered pairs)/2 = 1, i-t 1 each way; n = 9, n_b 3, n_i 3, n_t 3.
    D_o = 4/9, D_e = (81 − 27) / (9·8) = 54/72; α = 1 − (4/9)/(54/72) = 11/27.
    """
    table = {"p0": ("baseline",) * 2, "p1": ("baseline", "induced"), "p2": ("tie", "tie"), "p4": ("tie",)}
    choices = [choice(rater, p, arm) for p, arms in table.items() for rater, arm in zip("AB", arms, strict=False)]
    choices += [choice("A", "p3", "induced"), choice("B", "p3", "induced", flipped=True), choice("C", "p3", "tie")]
    found = people.agreed(choices)
    assert found.alpha == pytest.approx(11 / 27)
    assert (found.n_raters, found.n_shared) == (3, 4)


def test_alpha_is_none_where_it_is_undefined() -> None:
    assert people.agreed([]) == Agreement(None, 0, 0)
    assert people.agreed([choice("A", "p0", "induced"), choice("B", "p1", "induced")]) == Agreement(None, 2, 0)
    same = [choice(rater, f"p{i}", "induced") for rater in "AB" for i in range(5)]
    assert people.agreed(same) == Agreement(None, 2, 5)
    assert people.agreement([choice("A", "p0", "induced"), choice("A", "p0", "baseline", flipped=True)]) is None


def test_models_do_not_count_among_people() -> None:
    model = [Choice("self", f"p{i}", "baseline", "induced", "first") for i in range(5)]
    assert people.agreement([choice("A", f"p{i}", "induced") for i in range(5)] + model) is None


def test_pairs_seen_twice_measure_self_consistency_and_count_once() -> None:
    choices = (
        choice("A", "p0", "induced"),
        choice("A", "p1", "induced"),
        choice("B", "p0", "tie"),
        choice("A", "p0", "induced", flipped=True),
        choice("A", "p1", "baseline", flipped=True),
    )
    model = (Choice("self", "p0", "baseline", "induced", "first"), Choice("self", "p0", "induced", "baseline", "first"))
    assert people.consistency(choices) == Consistency(1, 2)
    assert people.without_repeats((*choices, *model)) == (*choices[:3], *model)
    assert people.agreed(choices).n_shared == 1


def test_swapping_twice_is_nothing() -> None:
    each = Comparison("p0", "baseline", "induced")
    assert each.swapped != each and each.swapped.swapped == each
