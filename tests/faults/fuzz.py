"""Feed readers with bytes that atheris chooses by what they make the reader do: ``python -m tests.faults.fuzz READER``.

atheris is no part of the project's environment. Install it elsewhere and name that folder in PYTHONPATH; options of
libFuzzer follow the reader's name, for example ``header -max_total_time=60``. An exception that is no sentence for
people stops it, with the bytes in a file.
"""

from __future__ import annotations

import importlib
import struct
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from core.errors import InkglowError
from tests.faults import hostile_gguf


def _seed(name: str) -> bytes:
    """What a reader begins with, where bytes from nothing would not get far."""
    empty = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0, 0, 0, 0, 0)
    model = hostile_gguf.gguf(*hostile_gguf.small_model())[:2000]
    return {"header": model, "attribute": model, "packed": empty, "html": b"<p><i>a</i> b</p>"}.get(name, b"a")


def main() -> None:
    """The command line."""
    atheris = importlib.import_module("atheris")
    for module in [each for each in sys.modules if each.startswith("core.") and not each.startswith("core.errors")]:
        del sys.modules[module]  # imported again, so that what they do can be seen
    with atheris.instrument_imports(include=["core"]):
        readers = importlib.import_module("tests.faults.fuzz_readers").READERS
    name, *options = sys.argv[1:]
    read = readers[name]
    corpus = Path(tempfile.mkdtemp(prefix="inkglow-fuzz-"))
    (corpus / "seed").write_bytes(_seed(name))

    def once(data: bytes) -> None:
        with suppress(InkglowError):
            read(data)

    atheris.Setup([sys.argv[0], "-max_len=20000", *options, str(corpus)], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
