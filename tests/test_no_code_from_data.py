"""Nothing that Inkglow reads can run: no pickle, no evaluation, no shell; and nothing is asked for without encryption.

These are rules about the source, so the source is read: every module of the program, as Python's own parser reads it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(file for folder in ("core", "desktop", "convert", "tools") for file in (ROOT / folder).rglob("*.py"))
RUN_WHAT_THEY_READ = {"pickle", "cPickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "imp"}
EVALUATE = {"eval", "exec", "compile", "__import__"}
SHELLS = {("os", "system"), ("os", "popen"), ("subprocess", "getoutput"), ("subprocess", "getstatusoutput")}
NAMES_OF_FORMATS = (
    "http://schemas.openxmlformats.org/",
    "http://www.idpf.org/",
    "http://ns.adobe.com/",
    "http://www.w3.org/",
    "http://cyclonedx.org/",
)
"""They look like addresses, and nothing is fetched from them."""
EXAMPLES = ("http://localhost", "http://127.0.0.1")


def faults(source: str) -> Iterator[str]:
    """What in ``source`` could run data, or ask for something without encryption."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (f"imports {each.name}" for each in node.names if each.name.split(".")[0] in RUN_WHAT_THEY_READ)
        elif isinstance(node, ast.ImportFrom):
            if (node.module or "").split(".")[0] in RUN_WHAT_THEY_READ:
                yield f"imports {node.module}"
        elif isinstance(node, ast.Call):
            yield from _faults_of_call(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            for word in node.value.split():
                place = word.find("http://")
                address = word[place:]
                is_prefix = address.strip("\"'(),.") == "http://"
                if place >= 0 and not is_prefix and not address.startswith((*NAMES_OF_FORMATS, *EXAMPLES)):
                    yield f"names {address}"


def _faults_of_call(call: ast.Call) -> Iterator[str]:
    function = call.func
    options = {each.arg: each.value.value for each in call.keywords if isinstance(each.value, ast.Constant)}
    if isinstance(function, ast.Name) and function.id in EVALUATE:
        yield f"calls {function.id}"
    if options.get("shell"):
        yield "starts a shell"
    if options.get("trust_remote_code"):
        yield "trusts code that a model brings"
    if options.get("allow_pickle"):
        yield "allows pickle"
    if options.get("verify") is False:
        yield "asks without checking who answers"
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        name = (function.value.id, function.attr)
        if name in SHELLS:
            yield f"calls {'.'.join(name)}"
        if name == ("torch", "load") and options.get("weights_only") is not True:
            yield "lets torch.load run what it reads"
        if name in (("np", "load"), ("numpy", "load")) and options.get("allow_pickle") is not False:
            yield "does not forbid pickle to numpy.load"


def test_nothing_that_is_read_can_run() -> None:
    assert len(SOURCES) > 300
    found = {str(file.relative_to(ROOT)): list(faults(file.read_text("utf-8"))) for file in SOURCES}
    assert {file: what for file, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from marshal import loads",
        "eval('1')",
        "subprocess.run('ls', shell=True)",
        "os.system('ls')",
        "torch.load(file)",
        "np.load(file)",
        "AutoModel.from_pretrained(name, trust_remote_code=True)",
        "client.get('http://example.org/model')",
        "httpx2.Client(verify=False)",
    ],
)
def test_what_is_forbidden_is_found(source: str) -> None:
    assert len(list(faults(source))) == 1
