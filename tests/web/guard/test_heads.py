"""Connections without a request are given up, others are not."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from dateline.web.guard import heads

SLOWEST = 0.4


async def _answer(_scope: object, _receive: object, send: object) -> None:
    assert callable(send)
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(heads, "SLOWEST", SLOWEST)
    config = uvicorn.Config(_answer, http=heads.Prompt, lifespan="off", log_level="error", timeout_keep_alive=60)
    server = uvicorn.Server(config)
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: "])
def test_who_sends_no_whole_head_is_given_up(port: int, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as slow:
        slow.sendall(sent)

        assert slow.recv(1) == b""


def test_who_asks_again_and_again_is_answered(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as prompt:
        until = time.monotonic() + 4 * SLOWEST
        while time.monotonic() < until:
            prompt.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert prompt.recv(4096).startswith(b"HTTP/1.1 204")
            time.sleep(SLOWEST / 4)
        prompt.sendall(b"GET / HTTP/1.1\r\n")

        assert prompt.recv(1) == b""
