"""Models that other programs brought are found, each once, and nothing strange on a disk keeps anybody waiting."""

from __future__ import annotations

import os
import shutil
import struct
from pathlib import Path

import pytest

from core.models import local as local_models
from core.models.download.hub_cache import CachePlace
from core.models.local import FoundModel, Root, find, roots
from tests.core.models.test_header import STRING, gguf, key, model, string

HOME = Path("/home/ada")


def named(title: str) -> bytes:
    """A small model of that name."""
    return model(**{"general.name": key("general.name", STRING, string(title))})


def put(path: Path, data: bytes = b"") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data or named(path.stem))
    return path


def titles(models: tuple[FoundModel, ...]) -> list[str]:
    return [each.summary.title for each in models]


def test_the_folders_are_where_the_programs_keep_them() -> None:
    assert roots({}, HOME, "linux") == (
        Root(HOME / ".cache/huggingface/hub", "Hugging Face"),
        Root(HOME / ".lmstudio/models", "LM Studio"),
        Root(HOME / ".cache/lm-studio/models", "LM Studio"),
        Root(HOME / ".cache/llama.cpp", "llama.cpp"),
    )
    assert roots({}, HOME, "darwin")[-1].folder == HOME / "Library/Caches/llama.cpp"
    assert roots({"LOCALAPPDATA": "/local"}, HOME, "win32")[-1].folder == Path("/local/llama.cpp")


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"XDG_CACHE_HOME": "/x"}, "/x/huggingface/hub"),
        ({"XDG_CACHE_HOME": "/x", "HF_HOME": "/h"}, "/h/hub"),
        ({"HF_HOME": "~/models"}, "/home/ada/models/hub"),
        ({"HF_HOME": "/h", "HUGGINGFACE_HUB_CACHE": "/old"}, "/old"),
        ({"HF_HOME": "/h", "HUGGINGFACE_HUB_CACHE": "/old", "HF_HUB_CACHE": "/c"}, "/c"),
    ],
)
def test_the_environment_moves_the_hugging_face_cache(environment: dict[str, str], folder: str) -> None:
    assert roots(environment, HOME, "linux")[0].folder == Path(folder)


def test_the_environment_moves_llama_cpps_folder() -> None:
    assert roots({"LLAMA_CACHE": "/l"}, HOME, "darwin")[-1].folder == Path("/l")
    assert roots({"XDG_CACHE_HOME": "/x"}, HOME, "linux")[-1].folder == Path("/x/llama.cpp")


def test_models_of_all_programs_are_found_by_name(tmp_path: Path) -> None:
    places = roots({}, tmp_path, "linux")
    put(places[1].folder / "publisher" / "model" / "Beta.gguf")
    put(places[3].folder / "alpha.GGUF")
    models = find(places)
    assert titles(models) == ["alpha", "Beta"]
    assert [each.owner for each in models] == ["llama.cpp", "LM Studio"]
    assert not any(each.unusable for each in models)


def test_a_file_of_the_shared_cache_is_shown_once_by_its_own_name(tmp_path: Path) -> None:
    data = named("Llama")
    place = CachePlace(tmp_path, "a/b", "llama.gguf", "c" * 40, "d" * 64)
    for commit in ("c" * 40, "e" * 40):
        each = CachePlace(tmp_path, "a/b", "llama.gguf", commit, "d" * 64)
        each.prepare()
        each.partial.write_bytes(data)
        each.publish()
    other = put(tmp_path / "elsewhere" / "copy.gguf", data)
    models = find((Root(tmp_path, "Hugging Face"), Root(tmp_path, "twice")))
    assert {each.path for each in models} == {place.pointer, other}
    assert {each.owner for each in models} == {"Hugging Face"}


def test_what_is_no_language_model_is_left_out(tmp_path: Path) -> None:
    put(tmp_path / "good.gguf")
    put(tmp_path / "mmproj-model-f16.gguf")
    put(tmp_path / "ggml-vocab-llama.gguf")
    put(tmp_path / "cut.gguf", named("cut")[:-64])
    put(tmp_path / "text.gguf", b"Once upon a time there was no model at all.")
    put(tmp_path / "attribute.gguf", gguf([key("general.architecture", STRING, string("controlvector"))], []))
    put(tmp_path / "endless.gguf", gguf([key("a", STRING, struct.pack("<Q", 2**62))], []))
    put(tmp_path / "notes.txt")
    (tmp_path / "nowhere.gguf").symlink_to(tmp_path / "gone")
    (tmp_path / "itself.gguf").symlink_to(tmp_path / "itself.gguf")
    (tmp_path / "folder.gguf").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.gguf")
    assert titles(find((Root(tmp_path, "x"),))) == ["good"]


def test_a_model_in_parts_is_shown_once_with_the_reason_it_cannot_be_used(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        put(tmp_path / f"big-0000{number}-of-00003.gguf")
    put(tmp_path / "small-00001-of-00001.gguf")
    big, small = find((Root(tmp_path, "x"),))
    assert big.path.name == "big-00001-of-00003.gguf"
    assert big.unusable == "It is in 3 parts, and Inkglow opens single files only."
    assert not small.unusable


def test_links_to_folders_are_followed_and_never_in_circles(tmp_path: Path) -> None:
    put(tmp_path / "disk" / "model.gguf")
    (tmp_path / "root" / "deep").mkdir(parents=True)
    (tmp_path / "root" / "linked").symlink_to(tmp_path / "disk")
    (tmp_path / "root" / "again").symlink_to(tmp_path / "disk")
    (tmp_path / "root" / "deep" / "up").symlink_to(tmp_path / "root")
    assert titles(find((Root(tmp_path / "root", "x"),))) == ["model"]


def test_the_search_has_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path.joinpath(*"abcdef") / "reached.gguf")
    put(tmp_path.joinpath(*"abcdefg") / "too-deep.gguf")
    assert titles(find((Root(tmp_path, "x"),))) == ["reached"]
    shutil.rmtree(tmp_path / "a")
    for name in ("a", "b", "c"):
        put(tmp_path / name / f"{name}.gguf")
    monkeypatch.setattr(local_models, "_MOST_FILES", 2)
    assert titles(find((Root(tmp_path, "x"),))) == ["a", "b"]
    monkeypatch.setattr(local_models, "_MOST_FOLDERS", 2)
    assert titles(find((Root(tmp_path, "x"),))) == ["a"]


def test_a_folder_that_fails_to_list_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "open" / "model.gguf")
    put(tmp_path / "closed" / "secret.gguf")
    listing = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return listing(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert titles(find((Root(tmp_path, "x"),))) == ["model"]


def test_folders_that_are_not_there_are_no_models() -> None:
    assert find(roots({}, Path("/nonexistent/ada"))) == ()
