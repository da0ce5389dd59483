"""Starting the server: what has to be there before it listens, and the lake of examples."""

import atexit
import json
import shutil
import socket
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dateline.errors import LakeError
from dateline.inputs import Given, Page
from dateline.lake import Lake, store
from dateline.web.freshness import refresh
from dateline.web.guard import accounts
from dateline.web.guard.hosts import is_loopback
from dateline.web.settings import Settings

EXAMPLES = Path(__file__).parent / "demo.jsonl"
"""Invented pages: the four of `examples/`, three stories with accounts and copies, five pledges with outcomes."""


def serve(folder: Path, host: str, port: int, allowed_hosts: Sequence[str], *, is_demo: bool = False) -> None:
    """Serve a lake until it is stopped; LakeError where there is none, or the port is taken."""
    import uvicorn

    from dateline.web.app import make_app
    from dateline.web.guard.heads import Prompt

    store.check(folder)
    _check(folder, host, allowed_hosts)
    listening = _listening(host, port)
    port = listening.getsockname()[1]
    app = make_app(Settings(folder, host, port, tuple(allowed_hosts), is_demo=is_demo))
    shown = f"[{host}]" if ":" in host else host
    print(f"Dateline shows {folder} at http://{shown}:{port}/ (Ctrl-C ends it)", file=sys.stderr, flush=True)
    config = uvicorn.Config(
        app,
        http=Prompt,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run(sockets=[listening])


def demo_lake() -> Path:
    """A lake of the example pages, in a folder that goes with the process."""
    scratch = Path(tempfile.mkdtemp(prefix="dateline-demo-"))
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    lake = Lake(scratch / "record")
    pages = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    print(f"reading {len(pages)} example pages, for half a minute or so …", file=sys.stderr, flush=True)
    for number, stated in enumerate(pages):
        page = Page(name=f"example {number}", data=stated["text"].encode(), url=stated["url"])
        list(lake.add([page], Given(None, stated["publisher"], stated["published_at"])))
    refresh(lake.folder)
    return lake.folder


def _check(folder: Path, host: str, allowed_hosts: Sequence[str]) -> None:
    """LakeError unless a server that others reach has accounts, and knows by which names."""
    if is_loopback(host):
        return
    if not accounts.listed(folder):
        raise LakeError(
            f"{host} can be reached by others, and {folder} has no accounts; "
            f"make one first: `dateline accounts add {folder} NAME --role admin`"
        )
    if not allowed_hosts:
        raise LakeError(f"{host} can be reached by others; say by which name: --allow-host desk.example.org")


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, or answers wait 40 ms for one another
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise LakeError(
            f"cannot listen on {host} port {port} ({error.strerror}); choose another with --port"
        ) from error
    return made
