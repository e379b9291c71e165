"""Describes models to people who do not know what a quantisation is. Pure functions."""

from __future__ import annotations

import math

from core.models.catalogue import Entry
from core.models.download.client import DownloadProgress
from core.models.download.wire import Stage
from core.models.local import FoundModel
from core.models.summary import ModelSummary
from desktop.common import messages
from desktop.common.attribute_names import attribute_name
from desktop.common.formats import decimal, gigabytes, grouped, percent
from desktop.common.translation import tr

_BITS = (
    ("Q2", tr("2 bits for each parameter: very small, and noticeably worse")),
    ("IQ2", tr("2 bits for each parameter: very small, and noticeably worse")),
    ("Q3", tr("3 bits for each parameter: small, with some loss of quality")),
    ("IQ3", tr("3 bits for each parameter: small, with some loss of quality")),
    ("Q4", tr("4 bits for each parameter: the usual choice, with little loss of quality")),
    ("IQ4", tr("4 bits for each parameter: the usual choice, with little loss of quality")),
    ("Q5", tr("5 bits for each parameter: very close to the original")),
    ("Q6", tr("6 bits for each parameter: practically the same as the original")),
    ("Q8", tr("8 bits for each parameter: as good as the original")),
    ("BF16", tr("16 bits for each parameter: the original")),
    ("F16", tr("16 bits for each parameter: the original")),
    ("F32", tr("32 bits for each parameter: larger than the original, and no better")),
)


NOTHING_TO_EXPORT = tr("There is no attribute to export yet: the model has not learned one.")
MODEL_CHANGED_MEANWHILE = tr("Another model was chosen meanwhile. Nothing was imported.")


def exported(name: str, model: str, file: str) -> str:
    """An attribute was exported."""
    return tr(
        "“{name}” was exported to {file}. It can be imported where {model} is used, and holds no text of yours."
    ).format(name=attribute_name(name), file=file, model=model)


def imported(name: str, kept: str) -> str:
    """An attribute was imported and is shown; ``kept`` is the file that holds the former one, if there was one."""
    said = tr("“{name}” was imported, and the glow shows it now.").format(name=attribute_name(name))
    if not kept:
        return said
    return " ".join([said, tr("The earlier one is kept as {file} in the folder of your attributes.").format(file=kept)])


def precision(quantisation: str) -> str:
    """Describes a quantisation for a writer."""
    for name, words in _BITS:
        if quantisation.upper().startswith(name):
            return tr("{quantisation} – stored with {words}.").format(quantisation=quantisation, words=words)
    return f"{quantisation}." if quantisation else tr("Not stated in the file.")


def kind(model: ModelSummary) -> str:
    """Size and kind: how many parameters, whether it follows instructions, and how much text it takes at once."""
    context = (
        tr("about {n} words at a time").format(n=grouped(words_at_once(model.n_ctx_train)))
        if model.n_ctx_train
        else tr("its file does not say how many words it takes at a time")
    )
    size = f"{parameters(model.n_params)} ({size_word(model.n_params)})"
    if model.is_instruct:
        said = tr("{architecture}, {size}; follows instructions; {context}.")
    else:
        said = tr("{architecture}, {size}; has no chat template, so it may not follow requests well; {context}.")
    return said.format(architecture=model.architecture, size=size, context=context)


def parameters(n: int) -> str:
    """How many parameters, in round words."""
    billions = n / 1e9
    if billions >= 1:
        return tr("{n} billion parameters").format(n=decimal(billions))
    return tr("{n} million parameters").format(n=f"{1000 * billions:.0f}")


def size_word(n_params: int) -> str:
    """How large a model is, compared with the others that people run on their own machines."""
    return next(word for most, word in _SIZES if n_params < most)


_SIZES = (
    (500e6, tr("very small")),
    (2.5e9, tr("small")),
    (15e9, tr("medium-sized")),
    (40e9, tr("large")),
    (math.inf, tr("very large")),
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
    return tr("{quantisation} · about {size}").format(
        quantisation=entry.quantisation, size=gigabytes(entry.estimated_bytes)
    )


def progress_words(progress: DownloadProgress | None) -> str:
    """Progress, speed and time left of a download."""
    if progress is None:
        return tr("Asking Hugging Face…")
    if progress.stage is Stage.CHECKING:
        return tr("Checking what has arrived, {share}").format(share=percent(progress.done / max(1, progress.total)))
    parts = [tr("{done} of {total}").format(done=gigabytes(progress.done), total=gigabytes(progress.total))]
    if progress.bytes_per_second:
        parts.append(tr("{size} a second").format(size=gigabytes(round(progress.bytes_per_second))))
    if progress.seconds_left is not None:
        parts.append(tr("{duration} left").format(duration=messages.duration(progress.seconds_left)))
    return "  ·  ".join(parts)


def paused_words(done: int, total: int) -> str:
    """How much of an unfinished download is kept."""
    return tr("Paused at {done} of {total}.").format(done=gigabytes(done), total=gigabytes(total))
