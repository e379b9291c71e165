"""The headless commands: ``inkglow score``, ``rewrite``, ``derive``, ``evaluate``, ``models``, ``record`` and others.

The desktop adds ``open`` and ``tour``.

Whatever goes wrong in an expected way ends as one sentence on stderr and exit status 1.
"""

from __future__ import annotations

import typer

from core.cli.derive_command import derive_command
from core.cli.evaluate import evaluate_app
from core.cli.exchange import export_command, import_command
from core.cli.group import InkglowGroup
from core.cli.models import models_app
from core.cli.privacy import privacy_app
from core.cli.record import record_command
from core.cli.rewrite import rewrite_command
from core.cli.score import score_command
from core.cli.selftest import selftest_command
from core.cli.strength import strength_command
from core.cli.vary import vary_command
from core.cli.versions import versions_command

app = typer.Typer(
    name="inkglow",
    cls=InkglowGroup,
    help="See where your prose glows, and make a passage more creative; all on this machine.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(models_app, name="models")
app.add_typer(evaluate_app, name="evaluate")
app.add_typer(privacy_app, name="privacy")
app.command("export")(export_command)
app.command("import")(import_command)
app.command("record")(record_command)
app.command("selftest")(selftest_command)
app.command("strength")(strength_command)
app.command("vary")(vary_command)
app.command("versions")(versions_command)
app.command("score")(score_command)
app.command("rewrite")(rewrite_command)
app.command("derive")(derive_command)
