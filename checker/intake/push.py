"""`push`: articles that others send us, as `POST /api/v1/articles` with `Authorization: Bearer TOKEN`.

Options: `port`, `host` (127.0.0.1; any other needs a `token`), `token`, `spool` (a folder, relative to the
configuration), `max_megabytes` of one request. The body is one article in JSON, a list of them, or one a line (JSON
Lines). An answer of 202 means that every article in it lies on disk; the next poll reads it, and it is deleted once it
is stored.
"""

from __future__ import annotations

import hmac
import ipaddress
import json
import os
import re
import socket
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from checker.http import Http
from checker.intake.base import Cursor, Fetched, RawItem, sha256
from checker.intake.files import read_lines
from checker.intake.folder import raw_item
from checker.model.errors import BadInput
from checker.texts import DEFAULT, in_language, of_system, said, spoken, told

PATH = "/api/v1/articles"
AT_ONCE = 16  # requests that are answered at the same time
WAIT = 10.0  # seconds that a sender may keep silent
WHOLE = 60.0  # seconds that a request may take
MOST_WAITING = 20_000  # files in the spool; more are refused until some are read
MOST_READ = 1_000  # files that one poll takes up
_FILE = re.compile(r"[0-9a-f]{64}\.json\Z")


class Options(BaseModel):
    """The keys of a push source."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(ge=0, le=65_535)
    token: SecretStr | None = Field(default=None, min_length=8)
    spool: Path = Path("push")
    max_megabytes: float = Field(default=5, gt=0, le=100)

    @model_validator(mode="after")
    def _closed(self) -> Options:
        if self.token is None and not is_loopback(self.host):
            raise ValueError(said("config.push_token"))
        return self


class PushSource:
    """A receiver with its spool. `start` opens the port; `fetch` works without it."""

    def __init__(self, source_id: str, options: Options, outlet: str | None, lang: str | None) -> None:
        self.id = source_id
        self.options = options
        self.outlet = outlet
        self.lang = lang
        self._server: _Server | None = None

    def start(self) -> None:
        """Listen. Raises BadInput when the port is taken."""
        self.options.spool.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            self._server = _Server(self.options)
        except OSError as error:
            where = f"{self.options.host}:{self.options.port}"
            raise BadInput(said("intake.cannot_listen", id=self.id, where=where, error=of_system(error))) from None
        threading.Thread(target=self._server.serve_forever, name=f"push {self.id}", daemon=True).start()

    def stop(self) -> None:
        """Stop listening; requests in hand are finished."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return int(self._server.server_address[1]) if self._server else self.options.port

    def fetch(self, cursor: Cursor) -> Fetched:
        """What was sent since the last poll. What that one took up is stored by now, and deleted first."""
        spool = self.options.spool
        for name in cursor.get("taken", ()):
            if _FILE.match(str(name)):
                (spool / str(name)).unlink(missing_ok=True)
        items: list[RawItem] = []
        errors: list[str] = []
        waiting = sorted(_waiting(spool), key=lambda file: (file.stat().st_mtime_ns, file.name))
        taken = waiting[:MOST_READ]
        for file in taken:
            raw = file.read_text(encoding="utf-8")
            for item in read_lines([raw], name=file.name, stem=file.stem[:16]):
                if item.article is None:
                    errors.append(said("intake.of", name=item.name, error=item.error))
                else:
                    errors += [said("intake.of", name=item.name, error=warning) for warning in item.warnings]
                    items.append(raw_item(item, file.name, self.id, self.outlet, self.lang))
        left = len(waiting) - len(taken)
        skipped = said("intake.articles_wait", count=left) if left else ""
        return Fetched(tuple(items), {"taken": [file.name for file in taken]}, tuple(errors), skipped)


def build(source_id: str, options: Options, *, outlet: str | None, lang: str | None, http: Http) -> PushSource:
    """A push source; `http` is not needed."""
    del http
    return PushSource(source_id, options, outlet, lang)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what is bound there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _waiting(spool: Path) -> Iterator[Path]:
    if spool.is_dir():
        yield from (file for file in spool.iterdir() if _FILE.match(file.name))


def _keep(spool: Path, article: dict[str, Any]) -> str:
    """Write one article so that it is there after a power cut, once however often it is sent; its name."""
    text = json.dumps(article, sort_keys=True)  # escaped: halves of surrogate pairs cannot be written otherwise
    name = f"{sha256(text)}.json"
    if not (spool / name).exists():
        draft = spool / f".{name}.{threading.get_ident()}"
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(spool / name)
        folder = os.open(spool, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return name


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, options: Options) -> None:
        self.options = options
        self.slots = threading.BoundedSemaphore(AT_ONCE)
        if ":" in options.host:
            self.address_family = socket.AF_INET6
        super().__init__((options.host, options.port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self.slots.acquire(blocking=False):
            self.shutdown_request(request)  # the sender tries again
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        watch = threading.Timer(WHOLE, _hang_up, [request])
        watch.daemon = True
        watch.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            watch.cancel()
            self.slots.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A sender that hangs up is no event."""


def _hang_up(request: socket.socket) -> None:
    try:
        request.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # gone already


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "Discrepa"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = WAIT

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged: their lines may hold what a sender should not have put there."""

    def do_POST(self) -> None:
        """Take articles in."""
        self.close_connection = True
        if urlsplit(self.path).path != PATH:
            return self._answer(HTTPStatus.NOT_FOUND, said("intake.push.nothing", path=PATH))
        token = self.server.options.token
        if token is None and self.headers.get("Origin"):  # any page open in a browser here could send, too
            return self._answer(HTTPStatus.FORBIDDEN, said("intake.push.browser"))
        if token is not None:
            sent = (self.headers.get("Authorization") or "").removeprefix("Bearer ").strip()
            if not hmac.compare_digest(sent.encode("utf-8", "replace"), token.get_secret_value().encode()):
                return self._answer(HTTPStatus.UNAUTHORIZED, said("intake.push.token"))
        length = self.headers.get("Content-Length") or ""
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            return self._answer(HTTPStatus.LENGTH_REQUIRED, said("intake.push.length"))
        if int(length) > self.server.options.max_megabytes * 1_000_000:
            return self._answer(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                said("intake.push.large", size=f"{self.server.options.max_megabytes:g}"),
            )
        raw = self.rfile.read(int(length))
        if len(raw) < int(length):
            return None  # hung up in the middle: nothing was promised
        try:
            articles = _articles(raw)
        except BadInput as error:
            return self._answer(HTTPStatus.UNPROCESSABLE_ENTITY, told(error))
        spool = self.server.options.spool
        if sum(1 for _ in _waiting(spool)) + len(articles) > MOST_WAITING:
            return self._answer(HTTPStatus.SERVICE_UNAVAILABLE, said("intake.push.full"), retry=60)
        try:
            kept = [_keep(spool, article) for article in articles]
        except OSError as error:
            return self._answer(HTTPStatus.INSUFFICIENT_STORAGE, said("intake.push.unkept", error=of_system(error)))
        return self._answer(HTTPStatus.ACCEPTED, {"accepted": len(kept)})

    def do_GET(self) -> None:
        """Say what this is for."""
        self.close_connection = True  # what else was sent with it is not read
        self._answer(HTTPStatus.METHOD_NOT_ALLOWED, said("intake.push.post", path=PATH))

    do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815 - the names that http.server looks for

    def _answer(self, status: HTTPStatus, data: dict[str, object] | str, *, retry: int | None = None) -> None:
        """Answer with data, or with what is wrong in the language that the sender prefers."""
        if isinstance(data, str):
            data = {"error": in_language(data, self._language())}
        body = json.dumps(data, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        if retry:
            self.send_header("Retry-After", str(retry))
        self.end_headers()
        self.wfile.write(body)

    def _language(self) -> str:
        wanted = re.split(r"[,;\s]+", (self.headers.get("Accept-Language") or "")[:200].lower())
        return next((lang for one in wanted if (lang := one.partition("-")[0]) in spoken()), DEFAULT)


def _articles(raw: bytes) -> list[dict[str, Any]]:
    """The articles of a request, all of them usable. Raises BadInput naming the first that is not."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(said("intake.not_utf8")) from None
    try:
        data = json.loads(text)
        found = data if isinstance(data, list) else [data]
        lines = [json.dumps(one, ensure_ascii=False) for one in found]
    except (ValueError, RecursionError):
        lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        raise BadInput(said("intake.no_article"))
    for item in read_lines(lines, name="article", stem="article"):
        if item.article is None:
            raise BadInput(said("intake.of", name=item.name, error=item.error))
        if not item.article.text.strip():
            raise BadInput(said("intake.empty", name=item.name))
    return [json.loads(line) for line in lines]
