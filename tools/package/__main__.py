"""The steps of packaging, one command each; ``make package`` runs those that Linux needs in order."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.package import collect, environment, linux, measure, roots, tree
from tools.package.common import TREE, PackageProblem


def parser() -> argparse.ArgumentParser:
    """The steps and their options."""
    found = argparse.ArgumentParser(prog="python -m tools.package", description=__doc__)
    steps = found.add_subparsers(dest="step", required=True)
    for name, help_text in (
        ("environment", "make the environment that is packaged (compiles llama.cpp once)"),
        ("tree", "freeze the program into one folder"),
        ("sbom", "list what is in that folder (CycloneDX), in dist"),
        ("archives", "make the .deb, the .tar.gz and the SBOM from that folder"),
        ("test", "run the packages in bare systems, without network"),
        ("measure", "compare start-up and memory of the folder with the source tree"),
    ):
        step = steps.add_parser(name, help=help_text)
        if name == "environment":
            step.add_argument("--backend", choices=sorted(environment.BACKENDS), help="for graphics cards")
            step.add_argument("--llama", type=Path, help="a wheel of llama-cpp-python to use instead")
        if name == "test":
            step.add_argument("--root", action="append", help="only this system (a suite's name); again for more")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Run one step; 1 and one sentence where something is missing or wrong."""
    given = parser().parse_args(arguments)
    try:
        _run(given)
    except PackageProblem as problem:
        print(f"Packaging stopped: {problem}", file=sys.stderr)
        return 1
    return 0


def _run(given: argparse.Namespace) -> None:
    match given.step:
        case "environment":
            environment.make(given.backend, given.llama)
        case "tree":
            tree.build()
        case "sbom":
            collect.write_bill(TREE, collect.bill_file())
        case "archives":
            linux.build()
        case "test":
            roots.test(given.root)
        case "measure":
            measure.compare()


if __name__ == "__main__":
    sys.exit(main())
