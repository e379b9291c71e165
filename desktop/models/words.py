"""Describes models to people who do not know what a quantisation is. Pure functions."""

from __future__ import annotations

import math

from core.models.catalogue import Entry
from core.models.download.client import DownloadProgress
from core.models.download.wire import Stage
from core.models.local import FoundModel
from core.models.memory import gigabytes
from core.models.summary import ModelSummary
from desktop.common import messages

_BITS = (
    ("Q2", "2 bits for each parameter: very small, and noticeably worse"),
    ("IQ2", "2 bits for each parameter: very small, and noticeably worse"),
    ("Q3", "3 bits for each parameter: small, with some loss of quality"),
    ("IQ3", "3 bits for each parameter: small, with some loss of quality"),
    ("Q4", "4 bits for each parameter: the usual choice, with little loss of quality"),
    ("IQ4", "4 bits for each parameter: the usual choice, with little loss of quality"),
    ("Q5", "5 bits for each parameter: very close to the original"),
    ("Q6", "6 bits for each parameter: practically the same as the original"),
    ("Q8", "8 bits for each parameter: as good as the original"),
    ("BF16", "16 bits for each parameter: the original"),
    ("F16", "16 bits for each parameter: the original"),
    ("F32", "32 bits for each parameter: larger than the original, and no better"),
)


NOTHING_TO_EXPORT = "There is no attribute to export yet: the model has not learned one."
MODEL_CHANGED_MEANWHILE = "Another model was chosen meanwhile. Nothing was imported."


def exported(name: str, model: str, file: str) -> str:
    """An attribute was exported."""
    return f"“{name}” was exported to {file}. It can be imported where {model} is used, and holds no text of yours."


def imported(name: str, kept: str) -> str:
    """An attribute was imported and is shown; ``kept`` is the file that holds the former one, if there was one."""
    former = f" The earlier one is kept as {kept} in the folder of your attributes." if kept else ""
    return f"“{name}” was imported, and the glow shows it now.{former}"


def precision(quantisation: str) -> str:
    """Describes a quantisation for a writer."""
    for name, words in _BITS:
        if quantisation.upper().startswith(name):
            return f"{quantisation} – stored with {words}."
    return f"{quantisation}." if quantisation else "Not stated in the file."


def kind(model: ModelSummary) -> str:
    """Size and kind: how many parameters, whether it follows instructions, and how much text it takes at once."""
    context = (
        f"about {words_at_once(model.n_ctx_train):,} words at a time"
        if model.n_ctx_train
        else "its file does not say how many words it takes at a time"
    )
    size = f"{parameters(model.n_params)} ({size_word(model.n_params)})"
    if model.is_instruct:
        return f"{model.architecture}, {size}; follows instructions; {context}."
    return f"{model.architecture}, {size}; has no chat template, so it may not follow requests well; {context}."


def parameters(n: int) -> str:
    """How many parameters, in round words."""
    billions = n / 1e9
    return f"{billions:.1f} billion parameters" if billions >= 1 else f"{1000 * billions:.0f} million parameters"


def size_word(n_params: int) -> str:
    """How large a model is, compared with the others that people run on their own machines."""
    return next(word for most, word in _SIZES if n_params < most)


_SIZES = (
    (500e6, "very small"),
    (2.5e9, "small"),
    (15e9, "medium-sized"),
    (40e9, "large"),
    (math.inf, "very large"),
)
_WORDS_PER_TOKEN = 0.75
"""English words per token, for common tokenizer vocabularies."""


def words_at_once(n_tokens: int) -> int:
    """About how many English words ``n_tokens`` are, rounded to half a power of ten: 6,000, 1,500, 100,000."""
    words = n_tokens * _WORDS_PER_TOKEN
    step = 10 ** math.floor(math.log10(words)) / 2 if words >= 2 else 1
    return round(round(words / step) * step)


def found_line(model: FoundModel) -> str:
    """Line below a model's title in the list."""
    owner = f" · {model.owner}" if model.owner else ""
    return f"{model.summary.quantisation} · {gigabytes(model.summary.n_bytes)}{owner}"


def found_title(model: FoundModel) -> str:
    """The title shown: the file's name, because titles inside files are often those of a training run."""
    return model.path.name.removesuffix(".gguf")


def entry_line(entry: Entry) -> str:
    """Line below an entry's title in the list."""
    return f"{entry.quantisation} · about {gigabytes(entry.estimated_bytes)}"


def progress_words(progress: DownloadProgress | None) -> str:
    """Progress, speed and time left of a download."""
    if progress is None:
        return "Asking Hugging Face…"
    if progress.stage is Stage.CHECKING:
        return f"Checking what has arrived, {progress.done / max(1, progress.total):.0%}"
    parts = [f"{gigabytes(progress.done)} of {gigabytes(progress.total)}"]
    if progress.bytes_per_second:
        parts.append(f"{gigabytes(round(progress.bytes_per_second))} a second")
    if progress.seconds_left is not None:
        parts.append(f"{messages.duration(progress.seconds_left)} left")
    return "  ·  ".join(parts)


def paused_words(done: int, total: int) -> str:
    """How much of an unfinished download is kept."""
    return f"Paused at {gigabytes(done)} of {gigabytes(total)}."
