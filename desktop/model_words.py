"""What is said of models to people who do not know what a quantisation is. Pure functions."""

from __future__ import annotations

from core.models.catalogue import Entry
from core.models.download import DownloadProgress
from core.models.download_wire import Stage
from core.models.fit import gigabytes
from core.models.found import FoundModel
from core.models.inspect import ModelSummary
from desktop import messages

_BITS = (
    ("Q2", "2 bits for each number in it: very small, and noticeably worse for it"),
    ("IQ2", "2 bits for each number in it: very small, and noticeably worse for it"),
    ("Q3", "3 bits for each number in it: small, at some cost"),
    ("IQ3", "3 bits for each number in it: small, at some cost"),
    ("Q4", "4 bits for each number in it: the usual choice, little is lost"),
    ("IQ4", "4 bits for each number in it: the usual choice, little is lost"),
    ("Q5", "5 bits for each number in it: very near to the original"),
    ("Q6", "6 bits for each number in it: all but the original"),
    ("Q8", "8 bits for each number in it: as good as the original"),
    ("BF16", "16 bits for each number in it: the original"),
    ("F16", "16 bits for each number in it: the original"),
    ("F32", "32 bits for each number in it: larger than the original, and no better"),
)


def precision(quantisation: str) -> str:
    """What a quantisation means for a writer."""
    for name, words in _BITS:
        if quantisation.upper().startswith(name):
            return f"{quantisation} – stored with {words}."
    return f"{quantisation}." if quantisation else "Not said."


def kind(model: ModelSummary) -> str:
    """Size and nature: how many billion numbers, and whether it follows requests."""
    billions = model.n_params / 1e9
    context = (
        f"reads up to {model.n_ctx_train:,} tokens at once" if model.n_ctx_train else "does not say how much it reads"
    )
    size = f"{billions:.1f} billion numbers" if billions >= 1 else f"{1000 * billions:.0f} million numbers"
    if model.is_instruct:
        return f"{model.architecture}, {size}; follows instructions; {context}."
    return f"{model.architecture}, {size}; brings no chat template, so it may not follow requests well; {context}."


def found_line(model: FoundModel) -> str:
    """What the list shows below a model's title."""
    owner = f" · {model.owner}" if model.owner else ""
    return f"{model.summary.quantisation} · {gigabytes(model.summary.n_bytes)}{owner}"


def found_title(model: FoundModel) -> str:
    """What people call it: the file's name, since titles inside files are often those of a training run."""
    return model.path.name.removesuffix(".gguf")


def entry_line(entry: Entry) -> str:
    """What the list shows below an entry's title."""
    return f"{entry.quantisation} · about {gigabytes(entry.estimated_bytes)}"


def progress_words(progress: DownloadProgress | None) -> str:
    """How far a download has come, how fast, how long it still takes."""
    if progress is None:
        return "Asking the hub…"
    if progress.stage is Stage.CHECKING:
        return f"Checking what has arrived, {progress.done / max(1, progress.total):.0%}"
    parts = [f"{gigabytes(progress.done)} of {gigabytes(progress.total)}"]
    if progress.bytes_per_second:
        parts.append(f"{gigabytes(round(progress.bytes_per_second))} a second")
    if progress.seconds_left is not None:
        parts.append(f"{messages.duration(progress.seconds_left)} left")
    return "  ·  ".join(parts)


def paused_words(done: int, total: int) -> str:
    """What is kept of an unfinished download."""
    return f"Paused at {gigabytes(done)} of {gigabytes(total)}."
