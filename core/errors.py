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

The message of each is a complete sentence that says what happened and, where there is something to do, what to do: no
class names, no paths that the user did not give. It is raised as a literal template and its values,
``FileProblem("{name} is empty.", name=path.name)``, which the window can translate.
"""

from __future__ import annotations

from core.sentences import Sentence


class InkglowError(Exception):
    """Base of all expected failures; ``str(error)`` is the sentence to show, in English."""

    code = "error"

    def __init__(self, template: str = "", /, **values: object) -> None:
        """Fail with a sentence: a template with its ``values``, or a finished one without."""
        self.sentence = template if isinstance(template, Sentence) and not values else Sentence(template, **values)
        super().__init__(self.sentence)


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


def os_reason(error: OSError) -> str:
    """The operating system's words, to be put into a sentence; the frequent ones can be translated."""
    words = error.strerror or str(error)
    return next((known for known in _OS_REASONS if known == words), words)


_OS_REASONS = (
    Sentence("No such file or directory"),
    Sentence("Permission denied"),
    Sentence("No space left on device"),
    Sentence("Disk quota exceeded"),
    Sentence("Read-only file system"),
    Sentence("Input/output error"),
    Sentence("File name too long"),
    Sentence("Is a directory"),
    Sentence("Not a directory"),
    Sentence("File exists"),
    Sentence("Directory not empty"),
    Sentence("Too many open files"),
    Sentence("Cannot allocate memory"),
    Sentence("Operation not permitted"),
    Sentence("Device or resource busy"),
    Sentence("Stale file handle"),
    Sentence("the disk is full"),
)


def from_code(code: str, sentence: str) -> InkglowError:
    """Rebuild the error that the child process reported as ``(code, sentence)``."""
    return _BY_CODE.get(code, EngineProblem)(sentence)
