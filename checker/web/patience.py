"""How long and how crowded: connections to the desk that idle or come in masses are closed.

uvicorn waits for ever for what a client began to send, and takes as many connections as come; each holds a file that
the daemon beside it could not open.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

CONNECTIONS = 200  # at once; more are closed unheard
WAIT = 20.0  # seconds in which a request must have come as a whole


class PatientProtocol(H11Protocol):
    """HTTP as uvicorn speaks it, over connections that neither idle nor crowd."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn narrows it
        super().connection_made(transport)
        if len(self.connections) > CONNECTIONS:
            transport.close()
        else:
            self._watch()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _lacking(self) -> bool:
        """Whether a request has not come as a whole."""
        return self.cycle is None or self.cycle.response_complete or self.cycle.more_body

    def _watch(self) -> None:
        """Give a request its time from its first byte on."""
        if not self._lacking():
            self._stop()
        elif self._late is None:
            self._late = self.loop.call_later(WAIT, self._give_up)

    def _stop(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        self._late = None
        if self._lacking():
            self.transport.close()
