"""All expected failures as one tree of exceptions.

::

    InkglowError                 base; its message is one clear sentence for people
    ├── FileProblem              a text file that cannot be read or written
    ├── ModelProblem             a GGUF that is missing, damaged, or of the wrong kind
    ├── AttributeProblem         an attribute file that is damaged or made for another model
    │   └── NoAttribute          none is installed for the model that was loaded
    ├── DownloadProblem          a model that could not be downloaded: network, hub, disk, or a hash that differs
    ├── UsageProblem             λ, paragraph or option out of range
    ├── Superseded               a load that a later one has replaced: nothing to report
    └── EngineProblem            the model's process failed while working
        └── EngineDied           …and ended; the request can be sent again

The message of each is a complete sentence that says what happened and, where there is something to do, what to do.
It is shown to users unchanged: no class names, no paths that the user did not give.
"""

from __future__ import annotations


class InkglowError(Exception):
    """Base of all expected failures; ``str(error)`` is the sentence to show."""

    code = "error"


class FileProblem(InkglowError):
    """A text file that cannot be read or written."""

    code = "file"


class ModelProblem(InkglowError):
    """A model file that is missing, damaged, or of the wrong kind."""

    code = "model"


class AttributeProblem(InkglowError):
    """An attribute file that is missing, damaged, or made for another model."""

    code = "attribute"


class NoAttribute(AttributeProblem):
    """No attribute is installed for the loaded model; one can be derived."""

    code = "no-attribute"


class DownloadProblem(InkglowError):
    """A model that could not be downloaded: network, hub, disk, or a hash that differs."""

    code = "download"


class UsageProblem(InkglowError):
    """An invalid request: λ, paragraph or option out of range."""

    code = "usage"


class Superseded(InkglowError):
    """A later request replaced this one, whose result is no longer needed."""

    code = "superseded"


class EngineProblem(InkglowError):
    """The model's process reported a failure while working."""

    code = "engine"


class EngineDied(EngineProblem):
    """The model's process ended while work was pending."""

    code = "engine-died"


_BY_CODE: dict[str, type[InkglowError]] = {
    kind.code: kind
    for kind in (
        InkglowError,
        FileProblem,
        ModelProblem,
        AttributeProblem,
        DownloadProblem,
        UsageProblem,
        Superseded,
        EngineProblem,
        EngineDied,
    )
}


def from_code(code: str, sentence: str) -> InkglowError:
    """Rebuild the error that the child process reported as ``(code, sentence)``."""
    return _BY_CODE.get(code, EngineProblem)(sentence)
