"""Downloads from a hub on this machine: whole, cut, resumed, refused, damaged, slow, stopped; never a real network."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import huggingface_hub  # its parts are loaded when they are used
import psutil
import pytest

from core import paths
from core.errors import DownloadProblem
from core.models import catalogue
from core.models.download import wire
from core.models.download.client import Downloader, DownloadProgress, Pace, Paused, worker_command
from core.models.download.errors import SPARE, check_room, sentence
from core.models.download.hub_cache import CachePlace
from core.models.download.wire import Stage
from tests.core.models.hub_server import COMMIT, Behaviour, Hub

ENTRY = catalogue.load(paths.resources())[0]
DATA = os.urandom(3_000_000)
MB = 1_000_000


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub(Behaviour(DATA)) as serving:
        yield serving


@pytest.fixture
def environment(hub: Hub, tmp_path: Path) -> dict[str, str]:
    """What the child runs with: nothing of this machine's, the hub above, and a cache of its own."""
    return {"HOME": str(tmp_path), "HF_HOME": str(tmp_path / "hf"), "HF_ENDPOINT": hub.url, "PATH": os.environ["PATH"]}


@pytest.fixture
def downloader(environment: dict[str, str], tmp_path: Path) -> Downloader:
    return Downloader(tmp_path / "records", environment)


@pytest.fixture
def place(hub: Hub, tmp_path: Path) -> CachePlace:
    """Where the file belongs."""
    return CachePlace(tmp_path / "hf" / "hub", ENTRY.repo, ENTRY.file, COMMIT, hub.behaviour.sha256)


async def whole(downloader: Downloader) -> list[DownloadProgress]:
    """Download to the end."""
    return [step async for step in downloader.download(ENTRY)]


async def until(downloader: Downloader, n_bytes: int) -> DownloadProgress:
    """Download at least so much, then stop."""
    async with contextlib.aclosing(downloader.download(ENTRY)) as steps:
        async for step in steps:
            if step.done >= n_bytes:
                return step
    raise AssertionError("the download came to an end")


async def failure(downloader: Downloader) -> str:
    """The sentence with which a download ends."""
    with pytest.raises(DownloadProblem) as problem:
        await whole(downloader)
    sentence = str(problem.value)
    assert sentence.endswith(".") and "\n" not in sentence and "Error" not in sentence
    return sentence


async def test_a_file_arrives_checked_and_other_programs_find_it(
    hub: Hub, downloader: Downloader, place: CachePlace
) -> None:
    steps = await whole(downloader)
    assert steps[-1] == DownloadProgress(Stage.DONE, len(DATA), len(DATA), path=place.pointer)
    assert place.pointer.read_bytes() == DATA
    assert [stage for stage in Stage if any(step.stage is stage for step in steps)] == list(Stage)
    for stage in (Stage.DOWNLOADING, Stage.CHECKING):
        done = [step.done for step in steps if step.stage is stage]
        assert done == sorted(done) and done[-1] == len(DATA)
    assert hub.sent == len(DATA)
    assert downloader.paused(ENTRY) is None
    theirs = huggingface_hub.hf_hub_download(ENTRY.repo, ENTRY.file, cache_dir=place.cache, local_files_only=True)
    assert Path(theirs) == place.pointer
    scanned = huggingface_hub.scan_cache_dir(place.cache)
    assert not scanned.warnings and not scanned.incomplete_files
    assert [repo.repo_id for repo in scanned.repos] == [ENTRY.repo]


async def test_details_are_the_hubs_and_nothing_is_downloaded(
    hub: Hub, downloader: Downloader, place: CachePlace
) -> None:
    details = await downloader.details(ENTRY)
    assert (details.size, details.sha256, details.commit) == (len(DATA), hub.behaviour.sha256, COMMIT)
    assert [request.method for request in hub.requests] == ["HEAD"]
    assert hub.requests[0].path == f"/{ENTRY.repo}/resolve/main/{ENTRY.file}"
    assert not place.folder.exists()


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
async def test_a_cut_connection_is_taken_up_where_it_broke(
    hub: Hub, downloader: Downloader, place: CachePlace, reset: bool
) -> None:
    hub.behaviour.cuts, hub.behaviour.reset = [MB, MB], reset
    await whole(downloader)
    assert place.pointer.read_bytes() == DATA
    ranges = [request.range for request in hub.of("files", "GET")]
    assert len(ranges) == 3 and ranges[0] == "" and all(each.startswith("bytes=") for each in ranges[1:])
    starts = [int(each.removeprefix("bytes=").rstrip("-")) for each in ranges[1:]]
    assert starts == sorted(starts) and 0 < starts[0] <= MB
    assert hub.sent < len(DATA) + 2 * 300_000  # at most what was in a piece when it broke is sent twice


async def test_a_host_that_ignores_the_range_is_begun_again(
    hub: Hub, downloader: Downloader, place: CachePlace
) -> None:
    hub.behaviour.cuts, hub.behaviour.ignores_range = [MB], True
    await whole(downloader)
    assert place.pointer.read_bytes() == DATA


async def test_pause_keeps_what_arrived_and_a_later_program_goes_on(
    hub: Hub, downloader: Downloader, environment: dict[str, str], place: CachePlace, tmp_path: Path
) -> None:
    hub.behaviour.bytes_per_second = 2 * MB
    await until(downloader, MB)
    held = place.partial.stat().st_size
    assert MB <= held < len(DATA)
    assert place.partial.read_bytes() == DATA[:held]
    later = Downloader(tmp_path / "records", environment)
    assert later.paused(ENTRY) == Paused(held, len(DATA))
    hub.behaviour.bytes_per_second = 0
    steps = await whole(later)
    assert steps[0].done == held
    assert hub.of("files", "GET")[-1].range == f"bytes={held}-"
    assert place.pointer.read_bytes() == DATA
    assert later.paused(ENTRY) is None


async def test_cancel_leaves_nothing(hub: Hub, downloader: Downloader, place: CachePlace, tmp_path: Path) -> None:
    hub.behaviour.bytes_per_second = 2 * MB
    await until(downloader, MB)
    downloader.discard(ENTRY)
    assert downloader.paused(ENTRY) is None
    assert not place.partial.exists() and not place.existing()
    assert not list((tmp_path / "records").iterdir())


async def test_a_slow_hub_shows_progress_and_stops_at_once(hub: Hub, downloader: Downloader, place: CachePlace) -> None:
    hub.behaviour.bytes_per_second = MB
    steps: list[DownloadProgress] = []

    async def follow() -> None:
        async for step in downloader.download(ENTRY):
            steps.append(step)

    task = asyncio.create_task(follow())
    while len(steps) < 6:
        await asyncio.sleep(0.02)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    last = steps[-1]
    assert last.bytes_per_second and last.seconds_left
    assert last.seconds_left == pytest.approx((len(DATA) - last.done) / last.bytes_per_second)
    assert place.partial.stat().st_size < len(DATA)
    assert not [
        c for c in psutil.Process().children() if "core.models.download_worker" in c.cmdline()
    ]  # nobody is writing any more


async def test_one_file_is_downloaded_once_at_a_time(
    hub: Hub, downloader: Downloader, environment: dict[str, str], tmp_path: Path
) -> None:
    hub.behaviour.bytes_per_second = MB / 10  # the second one comes while the first goes on, however busy the machine
    async with contextlib.aclosing(downloader.download(ENTRY)) as first:
        await anext(first)
        assert "already being downloaded" in await failure(downloader)
        with pytest.raises(DownloadProblem, match="stop that first"):
            downloader.discard(ENTRY)
        assert "Another program" in await failure(Downloader(tmp_path / "other", environment))


async def test_a_damaged_file_never_enters_the_cache(hub: Hub, downloader: Downloader, place: CachePlace) -> None:
    hub.behaviour.data = DATA[:-1] + bytes([DATA[-1] ^ 1])
    assert "SHA-256" in await failure(downloader)
    assert not place.partial.exists() and not place.existing()
    assert downloader.paused(ENTRY) is None
    hub.behaviour.data = DATA
    await whole(downloader)
    assert place.pointer.read_bytes() == DATA


async def test_a_file_that_is_there_is_checked_and_not_downloaded_again(
    hub: Hub, downloader: Downloader, place: CachePlace
) -> None:
    await whole(downloader)
    steps = await whole(downloader)
    assert hub.sent == len(DATA)
    assert {step.stage for step in steps} == {Stage.CHECKING, Stage.DONE}


async def test_a_damaged_copy_that_is_there_is_replaced(hub: Hub, downloader: Downloader, place: CachePlace) -> None:
    await whole(downloader)
    place.blob.write_bytes(DATA[:-4] + b"oops")
    await whole(downloader)
    assert place.pointer.read_bytes() == DATA
    assert hub.sent == 2 * len(DATA)


async def test_without_links_the_file_itself_has_its_name(place: CachePlace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("a privilege is not held")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    place.prepare()
    place.partial.write_bytes(DATA)
    assert place.publish().read_bytes() == DATA
    assert not place.blob.exists()
    assert (
        Path(huggingface_hub.hf_hub_download(ENTRY.repo, ENTRY.file, cache_dir=place.cache, local_files_only=True))
        == place.pointer
    )


REFUSALS = [
    (404, "EntryNotFound", "any more"),
    (401, "GatedRepo", "accepted its licence"),
    (503, "", "reports an internal error (503)"),
    (404, "", "any more"),
    (404, "RepoNotFound", "no repository"),
    (403, "GatedRepo", "accepted its licence"),
    (401, "", "does not let you"),
    (403, "", "does not let you"),
    (429, "", "in a few minutes"),
    (418, "", "refused to send"),
]


@pytest.mark.parametrize(("status", "code", "said"), REFUSALS[:3])
async def test_what_the_hub_refuses_is_said_in_a_sentence(
    hub: Hub, downloader: Downloader, status: int, code: str, said: str
) -> None:
    hub.behaviour.status, hub.behaviour.error_code = status, code
    assert said in await failure(downloader)


@pytest.mark.parametrize(("status", "code", "said"), REFUSALS)
def test_every_refusal_that_the_hubs_library_tells_apart_has_its_sentence(status: int, code: str, said: str) -> None:
    request = httpx2.Request("HEAD", huggingface_hub.hf_hub_url(ENTRY.repo, ENTRY.file, endpoint="http://hub"))
    answer = httpx2.Response(status, headers={"X-Error-Code": code} if code else {}, request=request)
    with pytest.raises(httpx2.HTTPError) as refused:
        huggingface_hub.utils.hf_raise_for_status(answer)  # type: ignore[attr-defined]
    words = sentence(refused.value, wire.Order(ENTRY.repo, ENTRY.file, ENTRY.page, fetch=True))
    assert said in words and words.endswith(".") and "\n" not in words
    if status < 410:
        assert ENTRY.page in words


async def test_a_token_opens_a_gated_model_and_goes_to_the_hub_alone(
    hub: Hub, environment: dict[str, str], tmp_path: Path
) -> None:
    hub.behaviour.needs_token = "hf_secret"
    await whole(Downloader(tmp_path / "records", {**environment, "HF_TOKEN": "hf_secret"}))
    assert {request.authorization for request in hub.requests if request.host == "hub"} == {"Bearer hf_secret"}
    assert {request.authorization for request in hub.requests if request.host == "files"} == {""}


async def test_an_endpoint_that_is_not_there_is_named(environment: dict[str, str], tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        host = f"127.0.0.1:{taken.getsockname()[1]}"
        nowhere = Downloader(tmp_path / "records", {**environment, "HF_ENDPOINT": f"http://{host}"})
        assert host in await failure(nowhere)
        with pytest.raises(DownloadProblem, match="internet connection"):
            await nowhere.details(ENTRY)


@pytest.mark.parametrize("endpoint", ["nonsense", "ftp://127.0.0.1"])
async def test_an_endpoint_that_is_none_is_said_to_be(
    environment: dict[str, str], tmp_path: Path, endpoint: str
) -> None:
    assert "HF_ENDPOINT" in await failure(Downloader(tmp_path / "r", {**environment, "HF_ENDPOINT": endpoint}))


async def test_nothing_is_asked_without_encryption(environment: dict[str, str], tmp_path: Path) -> None:
    plain = Downloader(tmp_path / "r", {**environment, "HF_ENDPOINT": "http://hub.invalid"})
    assert "hub.invalid would be asked without encryption" in await failure(plain)


async def test_an_answer_without_a_hash_is_not_trusted(hub: Hub, downloader: Downloader) -> None:
    hub.behaviour.sha256 = "d" * 40
    assert "no SHA-256" in await failure(downloader)


async def test_offline_means_offline(hub: Hub, environment: dict[str, str], tmp_path: Path) -> None:
    assert "HF_HUB_OFFLINE" in await failure(Downloader(tmp_path / "r", {**environment, "HF_HUB_OFFLINE": "1"}))
    assert not hub.requests


async def test_a_disk_with_too_little_room_is_noticed_beforehand(hub: Hub, downloader: Downloader) -> None:
    hub.behaviour.claimed_size = 10**18
    sentence = await failure(downloader)
    assert "too full" in sentence and "make room for" in sentence
    assert not hub.of("files", "GET")


def test_it_is_said_by_how_much_the_disk_is_short() -> None:
    check_room(5 * 10**9, 5 * 10**9 + SPARE)
    check_room(0, 0)  # all of it is there and only has to be checked
    with pytest.raises(DownloadProblem, match=r"5\.0 GB are still .* 4\.0 GB are free; make room for 1\.2 GB more"):
        check_room(5 * 10**9, 4 * 10**9)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the kernel's always-full device is Linux's")
async def test_a_disk_that_becomes_full_is_explained(downloader: Downloader, place: CachePlace) -> None:
    place.prepare()
    place.partial.symlink_to("/dev/full")  # every write to it fails as on a full disk
    assert "became full" in await failure(downloader)
    assert not place.existing()


async def test_a_cache_that_cannot_be_written_to_is_named(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    sentence = await failure(Downloader(tmp_path / "r", {**environment, "HF_HUB_CACHE": str(tmp_path / "file" / "x")}))
    assert str(tmp_path / "file") in sentence and "cannot be written to" in sentence


async def test_a_child_that_dies_is_a_sentence_and_the_next_goes_on(
    hub: Hub, downloader: Downloader, place: CachePlace
) -> None:
    hub.behaviour.bytes_per_second = MB
    with pytest.raises(DownloadProblem, match="ended by itself"):
        async for step in downloader.download(ENTRY):
            if step.done > 200_000:
                for child in psutil.Process().children():
                    if worker_command()[-1] in child.cmdline():
                        child.kill()
    held = place.partial.stat().st_size
    assert downloader.paused(ENTRY) == Paused(held, len(DATA))
    hub.behaviour.bytes_per_second = 0
    await whole(downloader)
    assert hub.of("files", "GET")[-1].range == f"bytes={held}-"


async def test_a_newer_version_takes_the_place_of_an_unfinished_one(
    hub: Hub, downloader: Downloader, place: CachePlace
) -> None:
    hub.behaviour.bytes_per_second = 2 * MB
    await until(downloader, MB)
    newer = os.urandom(MB)
    hub.behaviour = Behaviour(newer)
    steps = await whole(downloader)
    assert steps[-1].path is not None and steps[-1].path.read_bytes() == newer
    assert not place.partial.exists()


def test_the_child_ends_with_its_parent(hub: Hub, environment: dict[str, str], place: CachePlace) -> None:
    hub.behaviour.bytes_per_second = MB / 4
    root = str(Path(__file__).resolve().parents[4])
    child = subprocess.Popen(
        worker_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**environment, "PYTHONPATH": root, "HF_HUB_DISABLE_TELEMETRY": "1"},
    )
    with child:
        assert child.stdin and child.stdout
        child.stdin.write(wire.to_line(wire.Order(ENTRY.repo, ENTRY.file, ENTRY.page, fetch=True)))
        child.stdin.flush()
        assert isinstance(wire.from_line(child.stdout.readline()), wire.Found)
        child.stdin.close()
        assert child.wait(timeout=2) == 0


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"{}", b'{"kind":"Progress","stage":"x","done":1,"total":2}', b'{"kind":"Found"}']
)
def test_a_malformed_line_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):
        wire.from_line(line)


def test_messages_survive_the_way() -> None:
    for message in (
        wire.Order("a/b", "c.gguf", "https://x", fetch=True),
        wire.Found(3, "ab", "cd", "/x.incomplete"),
        wire.Progress(Stage.CHECKING, 1, 2),
        wire.Finished("/ü"),
        wire.Failed("No."),
    ):
        assert wire.from_line(wire.to_line(message)) == message


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (DownloadProgress(Stage.DOWNLOADING, 0, 4_920_000_000), "0 MB of 4.9 GB"),
        (
            DownloadProgress(Stage.DOWNLOADING, 1_200_000_000, 4_920_000_000, 3.1e6, 1200),
            "1.2 GB of 4.9 GB, 3.1 MB per second, about 20 minutes left",
        ),
        (
            DownloadProgress(Stage.DOWNLOADING, 1, 2, 1e6, 20),
            "0 MB of 0 MB, 1.0 MB per second, less than a minute left",
        ),
        (DownloadProgress(Stage.DOWNLOADING, 1, 2, 1e6, 60), "0 MB of 0 MB, 1.0 MB per second, about a minute left"),
        (DownloadProgress(Stage.DOWNLOADING, 1, 2, 1e6, 9999), "0 MB of 0 MB, 1.0 MB per second, about 3 hours left"),
        (DownloadProgress(Stage.CHECKING, 1, 4), "Checking that it arrived undamaged: 25%"),
        (DownloadProgress(Stage.DONE, 4, 4), "Here, and undamaged"),
    ],
)
def test_progress_is_said_in_words(progress: DownloadProgress, words: str) -> None:
    assert progress.words == words


def test_the_pace_is_smooth_and_begins_anew_when_bytes_are_lost() -> None:
    pace = Pace()
    assert pace.at(0, 0) is None
    assert pace.at(1, 1000) == 1000
    slower = pace.at(2, 1000)
    assert slower is not None and 700 < slower < 900  # one second without a byte is no stop yet
    assert pace.at(3, 500) is None
    assert pace.at(4, 700) == 200


def test_the_program_starts_without_the_hubs_library() -> None:
    code = "import sys, core.cli.main, core.models.download.client; print('huggingface_hub' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"


def test_a_paused_record_from_elsewhere_is_not_followed(tmp_path: Path) -> None:
    novel = tmp_path / "novel.md"
    novel.write_text("Chapter one")
    (tmp_path / "records").mkdir()
    record = tmp_path / "records" / f"{ENTRY.id}.json"
    for content in (f'{{"partial": "{novel}", "total": 3}}', "{", "[]", '{"partial": 3}'):
        record.write_text(content)
        downloader = Downloader(tmp_path / "records", {})
        assert downloader.paused(dataclasses.replace(ENTRY)) is None
        downloader.discard(ENTRY)
        assert novel.read_text() == "Chapter one"
