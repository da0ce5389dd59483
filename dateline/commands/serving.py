"""The command that serves a lake: `dateline serve`."""

from pathlib import Path

import click

from dateline.commands.output import told
from dateline.commands.recording import LAKE


@click.command()
@click.argument("lake", type=LAKE, required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0: a free one.")
@click.option("--allow-host", multiple=True, metavar="NAME", help="A name by which browsers reach this server.")
@click.option("--demo", is_flag=True, help="Serve the example pages, read on the spot, and nothing else.")
def serve(lake: Path | None, host: str, port: int, allow_host: tuple[str, ...], demo: bool) -> None:
    """Show LAKE in a browser: pages, reviewing, a JSON API and feeds.

    It listens on this machine alone unless --host says otherwise; then it wants accounts (`dateline accounts add`) and
    the names by which it is reached. New pages show by themselves, whoever adds them.

    \b
      dateline serve record/
      dateline serve --demo
      dateline serve record/ --host 0.0.0.0 --allow-host desk.example.org
    """
    from dateline.web.serving import demo_lake, serve

    if (lake is None) == (not demo):
        raise click.UsageError("give either a LAKE or --demo")
    with told():
        serve(demo_lake() if lake is None else lake, host, port, allow_host, is_demo=demo)
