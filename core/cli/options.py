"""The command-line options that several commands have, and the engine as ``--gpu-layers`` and ``--threads`` say."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer

from core.engine.client import EngineClient

_ATTRIBUTE = typer.Option(
    "--attribute", help="Which attribute: a name such as craft, or a file. Without it: creativity."
)

# The model, the attribute, the machine

ModelOption = Annotated[Path | None, typer.Option("--model", help="A GGUF; without it the starter model.")]
LastModelOption = Annotated[
    Path | None, typer.Option("--model", help="A GGUF, or none to write without a model; else the model used last.")
]
"""For the editor, which remembers its model."""
AttributeOption = Annotated[str, _ATTRIBUTE]
AttributesOption = Annotated[list[str] | None, _ATTRIBUTE]
"""For a command that says what is wrong if the option is given twice."""
LastAttributeOption = Annotated[
    str, typer.Option("--attribute", help="Attribute that the glow shows: a name or a file. Without it: the last one.")
]
"""For the editor, which remembers its attribute."""
BlendOption = Annotated[
    list[str] | None,
    typer.Option(
        "--attribute",
        help="A name or file, or NAME:λ with a strength. The first one scores; further ones are added to the steering.",
    ),
]
GpuLayersOption = Annotated[
    int, typer.Option("--gpu-layers", min=-1, max=999, help="Layers on graphics cards: -1 as many as fit, 0 none.")
]
ThreadsOption = Annotated[int, typer.Option("--threads", min=0, max=256, help="Threads; 0 for all usable cores.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
FreshOption = Annotated[bool, typer.Option("--fresh", help="Discard the results of an earlier, stopped run.")]

# Deriving an attribute, through llama.cpp and through torch

OutOption = Annotated[Path, typer.Option("--out", help="Where to write the attribute.")]
LayersOption = Annotated[str, typer.Option("--layers", help="Layers to choose from, such as 4-16 or 8,12.")]
SeedOption = Annotated[int, typer.Option("--seed", min=0)]
PremisesOption = Annotated[
    int | None,
    typer.Option("--premises", min=2, help="How many to derive from: 72 where not given, at most 200 of the bundled."),
]
TokensOption = Annotated[int, typer.Option("--tokens", min=16, help="Tokens generated per premise and side.")]
NameOption = Annotated[str, typer.Option("--name", help="What to call the attribute.")]
PairsOption = Annotated[
    Path | None, typer.Option("--pairs", help="Derive from pairs of texts: JSON lines with `before` and `after`.")
]
ReportOption = Annotated[list[Path] | None, typer.Option("--report-on", help="More pairs, to report on only.")]
ProseOption = Annotated[
    Path | None,
    typer.Option("--prose", help="Published paragraphs (JSON lines with `text`); their order should be stable."),
]
PromptsOption = Annotated[
    Path | None,
    typer.Option("--prompts-from", help="Premises to derive from: WritingPrompts' folder, or CSV or JSON lines."),
]
QuickOption = Annotated[
    bool, typer.Option("--quick", help="A provisional attribute within minutes, from a few short samples.")
]
SplitOption = Annotated[str, typer.Option("--split", help="Which split of them; of WritingPrompts: train.")]


@asynccontextmanager
async def engine_of(gpu_layers: int, threads: int) -> AsyncGenerator[EngineClient, None]:
    """An engine set up as ``--gpu-layers`` and ``--threads`` say; its process is ended afterwards."""
    engine = EngineClient(n_threads=threads or None, n_gpu_layers=None if gpu_layers < 0 else gpu_layers)
    try:
        yield engine
    finally:
        await engine.close()
