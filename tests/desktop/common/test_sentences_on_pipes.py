"""A sentence of ``core`` can still be translated after it has come out of another process."""

from __future__ import annotations

import io

import pytest

from core.engine import wire as engine_wire
from core.errors import FileProblem, from_code
from core.exchange.comparison import Difference
from core.exchange.exporting import Export
from core.models.download import wire as download_wire
from core.sentences import Sentence, joined_sentences
from desktop.exchange import wire as exchange_wire

SAID = Sentence("{name} needs {size:.1f} GB.", name=Sentence("The {words} file", words="Word"), size=1.5)
"""As in many errors: a name that is a sentence itself, and a number."""


def is_whole(said: str) -> bool:
    """Whether it is :data:`SAID` with its template and its values."""
    return isinstance(said, Sentence) and (said, said.template, said.values) == (SAID, SAID.template, SAID.values)


def test_an_error_of_the_models_process_keeps_its_template() -> None:
    stream = io.BytesIO()
    engine_wire.write_frame(stream, engine_wire.to_frame(engine_wire.Failed(1, "model", SAID)))
    stream.seek(0)
    frame = engine_wire.read_frame(stream)
    assert frame is not None
    failed = engine_wire.from_frame(frame)
    assert isinstance(failed, engine_wire.Failed) and is_whole(failed.sentence)
    assert is_whole(from_code(failed.code, failed.sentence).sentence)


@pytest.mark.parametrize(
    "sentence", [{"template": "{name}", "values": {"x": 1}}, {"values": {}}, 7, None, {"template": "{a"}]
)
def test_a_malformed_sentence_is_a_malformed_message(sentence: object) -> None:
    header = {"kind": "error", "id": 1, "code": "model", "sentence": sentence}
    with pytest.raises(ValueError):
        engine_wire.from_frame(engine_wire.Frame(header))


def test_a_download_that_failed_keeps_its_template() -> None:
    failed = download_wire.from_line(download_wire.to_line(download_wire.Failed(SAID, "trace")))
    assert isinstance(failed, download_wire.Failed) and is_whole(failed.sentence)


def test_import_and_export_keep_templates() -> None:
    made = Export(b"data", (Difference(3, SAID),), 1, 2, (SAID,))
    read = exchange_wire.made_from(exchange_wire.made_bytes(made))
    assert read == made and isinstance(read, Export)
    assert is_whole(read.notes[0]) and read.differences is not None and is_whole(read.differences[0].what)
    with pytest.raises(FileProblem) as failed:
        exchange_wire.made_from(exchange_wire.made_bytes(FileProblem(SAID)))
    assert is_whole(failed.value.sentence)


def test_sentences_one_after_the_other_stay_translatable() -> None:
    both = joined_sentences(("", SAID, Sentence("It is empty.")))
    assert both == f"{SAID} It is empty." and isinstance(both, Sentence)
    assert [each for each in both.values.values() if isinstance(each, Sentence)] == [SAID, "It is empty."]
    assert joined_sentences(("", "")) == ""
