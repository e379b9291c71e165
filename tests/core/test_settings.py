import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import settings
from core.settings import NewerSettingsProblem, Place, Settings


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    wanted = Settings(
        theme="dark", lams={'a "b"/c d': -1.5}, recent_files=('a "b"\\c', "ü\x7f\n"), font_size=15.0, glow_visible=False
    )
    settings.save(tmp_path, wanted)
    assert settings.load(tmp_path) == wanted


def test_a_files_name_that_is_not_unicode_is_left_out(tmp_path: Path) -> None:
    settings.save(tmp_path, Settings(last_file="caf\udce9.md", recent_files=("caf\udce9.md", "b.md"), theme="dark"))
    assert settings.load(tmp_path) == Settings(recent_files=("b.md",), theme="dark")


def test_no_file_gives_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == Settings()


def test_a_damaged_file_gives_defaults(tmp_path: Path) -> None:
    (tmp_path / settings.FILE_NAME).write_bytes(b"theme = \xff\x00")
    assert settings.load(tmp_path) == Settings()


def test_each_value_is_checked_on_its_own(tmp_path: Path) -> None:
    (tmp_path / settings.FILE_NAME).write_text(
        'theme = 3\nfont_size = 900\ncolumn_width = "wide"\nglow_visible = false\nlam = true\nunknown = 1\n'
        "line_height = 2\nrecent_files = [1]\n"
    )
    assert settings.load(tmp_path) == Settings(font_size=40.0, glow_visible=False, line_height=2.0)


def test_the_one_lambda_of_earlier_versions_is_dropped_and_what_is_no_number_too(tmp_path: Path) -> None:
    (tmp_path / settings.FILE_NAME).write_text(
        'lam = 8.0\nlams = {"a/creativity" = 3, "a/craft" = "x", "b/craft" = nan, "c/craft" = true, "d/craft" = -2.5}\n'
    )
    assert settings.load(tmp_path) == Settings(lams={"a/creativity": 3.0, "d/craft": -2.5})
    (tmp_path / settings.FILE_NAME).write_text("lams = 3\n")
    assert settings.load(tmp_path) == Settings()


def test_the_lambdas_remembered_have_an_end_and_the_newest_stay() -> None:
    known = Settings()
    for number in range(settings.MOST_LAMS + 3):
        known = Settings(lams=known.with_lam(f"{number}/craft", float(number)))
    known = Settings(lams=known.with_lam("3/craft", 0.5))
    assert len(known.lams) == settings.MOST_LAMS
    assert "2/craft" not in known.lams and list(known.lams)[-1] == "3/craft" and known.lams["3/craft"] == 0.5


def test_layers_and_threads_stay_within_bounds() -> None:
    assert settings.from_mapping({"gpu_layers": -7, "threads": 10**9}) == Settings(gpu_layers=-1, threads=256)
    assert settings.from_mapping({"gpu_layers": "all", "threads": 2.5}) == Settings()


def test_recent_files_have_no_doubles_and_an_end() -> None:
    recent = Settings(recent_files=tuple(f"/{n}" for n in range(settings.MOST_RECENT))).with_recent(Path("/3"))
    assert recent[0] == "/3"
    assert len(recent) == settings.MOST_RECENT
    assert recent.count("/3") == 1


def test_the_place_in_each_file_is_remembered_up_to_a_number() -> None:
    wanted = Settings()
    for n in range(settings.MOST_PLACES + 5):
        wanted = Settings(places=wanted.with_place(Path(f"/a folder/{n}.md"), Place(n, 2 * n)))
    wanted = Settings(places=wanted.with_place(Path("/a folder/50.md"), Place(7, 1)))
    assert len(wanted.places) == settings.MOST_PLACES
    assert wanted.place_in(Path("/a folder/50.md")) == Place(7, 1)
    assert wanted.place_in(Path("/a folder/104.md")) == Place(104, 208)
    assert wanted.place_in(Path("/a folder/0.md")) is None


def test_the_instruction_for_each_file_is_one_line_and_an_empty_one_is_forgotten(tmp_path: Path) -> None:
    file, other = Path("/a folder/novel.md"), Path("/a folder/other.md")
    wanted = Settings(instructions=Settings().with_instruction(other, "more  rain\n\tand menace"))
    wanted = Settings(instructions=wanted.with_instruction(file, "keep it terse"))
    settings.save(tmp_path, wanted)
    read = settings.load(tmp_path)
    assert (read.instruction_in(file), read.instruction_in(other)) == ("keep it terse", "more rain and menace")
    assert Settings(instructions=read.with_instruction(file, "  ")).instruction_in(file) == ""
    assert Settings(instructions=("odd", "")).instruction_in(Path("odd")) == ""


def test_a_place_edited_by_hand_is_no_place() -> None:
    odd = Settings(places=("x y /a", "-1 2 /a", "3", "", "1 2 ", "99999999999999999999 1 /a"))
    assert odd.place_in(Path("/a")) is None
    assert Settings(places=odd.with_place(Path("/a"), Place(1, 2))).place_in(Path("/a")) == Place(1, 2)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives(text: str) -> None:
    import tomllib

    assert tomllib.loads(f"x = {settings._toml(text)}")["x"] == text


def test_files_on_a_network_and_with_any_name_are_remembered(tmp_path: Path) -> None:
    for path in (Path(r"\\server\share\Übung 1.md"), Path("//server/share/海辺 “one”.md"), tmp_path / ("x" * 250)):
        value = Settings()
        value = replace(value, recent_files=value.with_recent(path), left_lines=value.with_left_lines(path))
        value = replace(value, places=value.with_place(path, Place(3, 1)), last_file=str(path))
        settings.save(tmp_path, value)
        assert settings.load(tmp_path) == value
        assert settings.load(tmp_path).place_in(path) == Place(3, 1)


@pytest.mark.parametrize(
    "written",
    [
        "theme = " + "[" * 100_000,
        "font_size = " + "9" * 400,
        "font_size = nan",
        "lams = {a = nan, b = " + "9" * 400 + "}",
        'last_file = "a\\u0000b"',
        'recent_files = ["a\\u0000b"]',
        "\0" * 5000,
    ],
    ids=["nested", "huge", "nan", "λ", "zero", "zero in a list", "zeros"],
)
def test_garbage_never_prevents_a_start(tmp_path: Path, written: str) -> None:
    (tmp_path / settings.FILE_NAME).write_text(written, "utf-8")
    assert settings.load(tmp_path) == Settings()


def test_a_list_of_very_many_files_is_cut(tmp_path: Path) -> None:
    (tmp_path / settings.FILE_NAME).write_text("recent_files = [" + '"a",' * 50_000 + "]")
    assert len(settings.load(tmp_path).recent_files) <= 1000


def test_settings_of_another_release_stay_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / settings.FILE_NAME
    file.write_text('theme = "dark"\nwings = 2\n"of a bird" = ["left", "right"]\nshape = {a = 1}\nfast = true\n')
    settings.save(tmp_path, settings.load(tmp_path))
    settings.save(tmp_path, settings.load(tmp_path))
    kept = tomllib.loads(file.read_text())
    assert (kept["format"], kept["theme"], kept["wings"], kept["fast"]) == (settings.FORMAT, "dark", 2, True)
    assert kept["of a bird"] == ["left", "right"]


def test_settings_of_a_newer_format_are_read_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / settings.FILE_NAME
    file.write_text(f'format = {settings.FORMAT + 1}\ntheme = "dark"\nfont_size = "large"\n')
    before = file.read_bytes()
    assert settings.load(tmp_path) == Settings(theme="dark")
    with pytest.raises(NewerSettingsProblem, match="newer Inkglow"):
        settings.save(tmp_path, Settings())
    assert file.read_bytes() == before
