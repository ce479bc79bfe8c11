"""Serves the desk beside the daemon, in a thread of its own; the daemon goes on when it cannot be served."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
import uvicorn

from checker.app import Parts
from checker.web.desk import Desk, create_app
from checker.web.guard import Guard
from checker.web.patience import PatientProtocol

START = 10  # seconds to wait for the server to be there
log = structlog.get_logger()


def desk_of(parts: Parts) -> Desk:
    """The desk over the parts of a run."""
    config = parts.loaded.config.desk
    return Desk(parts, Guard(config.token, frozenset({config.host, *config.hosts})))


@contextmanager
def serving(parts: Parts) -> Iterator[str | None]:
    """The desk while the block runs: its address, or None where it is switched off or its port is taken."""
    config = parts.loaded.config.desk
    listening = _listen(config.host, config.port) if config.enabled else None
    if listening is None:
        yield None
        return
    port = listening.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(desk_of(parts)),
            http=PatientProtocol,
            ws="none",
            log_level="error",
            access_log=False,
            server_header=False,
        )
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="desk", daemon=True)
    thread.start()
    address = f"http://{f'[{config.host}]' if ':' in config.host else config.host}:{port}/"
    log.info("desk", address=address)
    try:
        yield address
    finally:
        server.should_exit = True
        thread.join(START)
        listening.close()


def _listen(host: str, port: int) -> socket.socket | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(64)
    except OSError as error:
        found.close()
        log.error(
            "desk not served: set another desk.port, or desk.enabled: false", host=host, port=port, error=str(error)
        )
        return None
    return found
