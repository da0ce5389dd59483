"""Connections on which no request comes: who has sent no whole head of one for some seconds is given up, lest half ones
use up all connections that the machine has."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

SLOWEST = 30.0
"""Seconds for which a connection may be without a request."""


class Prompt(H11Protocol):
    """uvicorn's way of speaking HTTP, with that limit."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to look at the connection."""
        super().connection_made(transport)
        self._look_later()

    def _look_later(self) -> None:
        self.loop.call_later(SLOWEST, self._look, self.cycle if self._is_waiting() else object())

    def _look(self, before: object) -> None:
        if self.transport.is_closing():
            return
        if self._is_waiting() and self.cycle is before:
            self.transport.close()
        else:
            self._look_later()

    def _is_waiting(self) -> bool:
        """Whether the next thing to come is the head of a request."""
        return self.cycle is None or self.cycle.response_complete
