"""The one HTTP client: time and size limits, conditional requests, an address guard, and no secret in any error.

Feeds and pages are hostile until checked: an address is resolved once, checked, and connected to as resolved, so
that neither a redirect nor a second answer of the name server can lead into a private network. A connection serves one
request, so that a deadline can end it, and so that nothing is asked over a connection made for another host.
"""

from __future__ import annotations

import logging
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    stop_after_delay,
    wait_exponential_jitter,
)

from checker.address import Credentials, host_header, is_public, redact, redact_text, site_of, without_user
from checker.manners import Manners, read_retry_after
from checker.model.errors import DiscrepaError
from checker.texts import Said, of_system, said
from checker.unpack import Unpacker

REDIRECTS = 5
RETRIES = 3
logging.getLogger("httpx").setLevel(logging.WARNING)  # below it, it logs whole addresses, and those may be secrets
ROBOTS_BYTES = 500_000
ROBOTS_AGAIN = 300.0  # seconds after which a robots.txt that could not be had is worth another try
ADDRESSES = 3  # of one host that are tried
SHORT = 8.0  # seconds; a pause that is no longer is waited for
_RETRY_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})


class HttpError(DiscrepaError):
    """A request that got no usable answer. The text holds no secret; `retryable`: it may work later; `status`: of the
    answer, if there was one."""

    def __init__(
        self, text: str, *, retryable: bool, retry_after: float | None = None, status: int | None = None
    ) -> None:
        super().__init__(text)
        self.retryable = retryable
        self.retry_after = retry_after
        self.status = status


class RobotsError(HttpError):
    """A page that the robots.txt of its site keeps us from."""


class _Private(HttpError):
    """A host that the guard keeps us from."""

    def __init__(self, host: str) -> None:
        super().__init__(said("http.private", host=host), retryable=False)
        self.host = host


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, whole. `url` is where it came from after redirects; `not_modified`: the copy at hand is current."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    not_modified: bool = False
    permanent_url: str | None = None

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait, where the far side named them."""
        return read_retry_after(self.headers.get("retry-after"))


@dataclass(slots=True)
class Http:
    """`timeout` in seconds for each wait, `deadline` for a whole request; `allow_private` names hosts that may
    lie in a private network. `robots`: whether pages that nobody named are fetched only where robots.txt lets us."""

    timeout: float = 20.0
    max_bytes: int = 10_000_000
    user_agent: str = "Discrepa"
    allow_private: frozenset[str] = frozenset()
    deadline: float = 60.0
    retries: int = RETRIES
    guarded: bool = True  # False: the user's own addresses, which may well be private
    credentials: Credentials | None = None
    robots: bool = True
    manners: Manners | None = None
    _client: httpx.Client | None = field(default=None, repr=False)

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: Mapping[str, str] | None = None,
        page: bool = False,
    ) -> Response:
        """Fetch, with retries on what may pass. `page`: found somewhere, not named by the user, so that robots.txt
        counts. Raises HttpError."""
        wanted = {"Accept-Encoding": "gzip, deflate", **(headers or {})}
        if etag:
            wanted["If-None-Match"] = etag
        if last_modified:
            wanted["If-Modified-Since"] = last_modified
        url, own = without_user(url)
        retrying = Retrying(
            stop=stop_after_attempt(self.retries) | stop_after_delay(self.deadline),
            wait=_pause,
            retry=retry_if_exception(_worth_retrying),
            reraise=True,
        )
        return retrying(self._get_once, url, wanted, own or self.credentials, page=page)

    def post(self, url: str, *, content: bytes, headers: Mapping[str, str]) -> Response:
        """Send once, following no redirect: a delivery is retried by who sends it. Raises HttpError."""
        url, own = without_user(url)
        return self._send("POST", url, {**headers, **(own.headers if own else {})}, content)

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()

    def _get_once(self, url: str, headers: Mapping[str, str], secret: Credentials | None, *, page: bool) -> Response:
        permanent: str | None = None
        moved_for_good = True
        asked = url
        for _ in range(REDIRECTS + 1):
            pause = self._permitted(url, headers) if page and self.robots else None
            with self._turn(url, pause):
                own = secret.headers if secret and secret.site == site_of(url) else {}
                try:
                    response = self._send("GET", url, {**headers, **own}, None)
                except _Private as error:
                    if url == asked:
                        raise  # that may be meant; where a site leads us is not for the user to allow
                    text = said("http.led_private", url=redact(asked), host=error.host)
                    raise HttpError(text, retryable=False) from None
            if response.status in (301, 302, 303, 307, 308) and "location" in response.headers:
                moved_for_good = moved_for_good and response.status in (301, 308)
                url = _led_to(url, response.headers["location"])
                permanent = url if moved_for_good else permanent
                continue
            if response.status == 304:
                return Response(304, response.headers, b"", url, not_modified=True)
            if response.status >= 400:
                self._heed(url, response)
                raise HttpError(
                    said(
                        "http.gone" if response.status == 410 else "http.answered",
                        url=redact(url),
                        status=response.status,
                    ),
                    retryable=response.status in _RETRY_STATUS,
                    retry_after=response.retry_after,
                    status=response.status,
                )
            return Response(response.status, response.headers, response.body, url, permanent_url=permanent)
        raise HttpError(said("http.redirects", url=redact(url), count=REDIRECTS), retryable=False)

    def _permitted(self, url: str, headers: Mapping[str, str]) -> float | None:
        """The pause that the site's robots.txt asks for. Raises HttpError where it keeps us out."""
        manners = self.manners = self.manners or Manners(pause=0.0)

        def fetch(robots: str) -> str | None:
            try:
                answer = self._get_once(robots, {"Accept-Encoding": headers["Accept-Encoding"]}, None, page=False)
            except HttpError as error:
                if error.status is not None and error.status < 500 and error.status != 429:
                    return None  # there is none
                if not error.retryable:
                    raise
                again = error.retry_after or ROBOTS_AGAIN
                raise HttpError(error.args[0], retryable=True, retry_after=again, status=error.status) from None
            return answer.body[:ROBOTS_BYTES].decode("utf-8", errors="replace")

        rules = manners.rules(url, fetch)
        if rules is None:
            return None
        if not rules.can_fetch(url, self.user_agent):
            raise RobotsError(said("http.robots", url=redact(url)), retryable=False)
        delay = rules.crawl_delay(self.user_agent)
        return None if delay is None else float(delay)

    @contextmanager
    def _turn(self, url: str, pause: float | None) -> Iterator[None]:
        """This host's turn, where turns are taken."""
        if self.manners is None:
            yield
            return
        closed = self.manners.closed(urlsplit(url).hostname or "")
        if closed > SHORT:
            text = said("http.closed", host=urlsplit(url).hostname, seconds=f"{closed:.0f}")
            raise HttpError(text, retryable=True, retry_after=closed)
        try:
            with self.manners.turn(urlsplit(url).hostname or "", self.deadline, pause):
                yield
        except TimeoutError:
            raise HttpError(said("http.busy", url=redact(url)), retryable=True) from None

    def _heed(self, url: str, response: Response) -> None:
        """A site that asks for a pause gets it from every source, and for every page."""
        if self.manners is not None and response.status in (429, 503) and response.retry_after:
            self.manners.close(urlsplit(url).hostname or "", response.retry_after)

    def _send(self, method: str, url: str, headers: Mapping[str, str], content: bytes | None) -> Response:
        addresses, host = self._addresses(url)
        shown = redact(url) if method == "GET" else host  # where things are sent to, the path itself is a secret
        started = time.monotonic()
        for number, address in enumerate(addresses, 1):
            try:
                return self._send_to(address, method, url, headers, content, shown, started)
            except httpx.ConnectError as error:
                if number == len(addresses):
                    raise HttpError(said("http.unreachable", url=shown, error=_what(error)), retryable=True) from None
            except httpx.TimeoutException:
                raise HttpError(
                    said("http.no_answer", url=shown, seconds=f"{self.timeout:g}"), retryable=True
                ) from None
            except httpx.HTTPError as error:
                if time.monotonic() - started >= self.deadline:
                    raise self._too_long(shown) from None
                text = said("http.broken_off", url=shown, error=_what(error))
                raise HttpError(text, retryable=isinstance(error, httpx.TransportError)) from None
            except (httpx.InvalidURL, ValueError, OSError) as error:
                raise HttpError(said("http.broken_off", url=shown, error=_what(error)), retryable=False) from None
        raise HttpError(said("http.no_address", url=shown), retryable=True)

    def _send_to(
        self,
        address: str,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: bytes | None,
        shown: str,
        started: float,
    ) -> Response:
        parts = urlsplit(url)
        host = parts.hostname or ""
        target = httpx.URL(url).copy_with(host=address)
        sent = {"User-Agent": self.user_agent, **headers, "Host": host_header(host, parts.port)}
        watch = _Watch(self.deadline - (time.monotonic() - started))
        extensions: dict[str, Any] = {"trace": watch.trace}
        if parts.scheme == "https":
            extensions["sni_hostname"] = host
        with watch:
            request = self._http().build_request(method, target, headers=sent, content=content, extensions=extensions)
            answer = self._http().send(request, stream=True)
            try:
                body = self._body(answer, shown, started)
            finally:
                answer.close()
        if watch.over:  # an answer without a length looks whole when its connection is ended
            raise self._too_long(shown)
        return Response(answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, body, url)

    def _too_long(self, shown: str) -> HttpError:
        return HttpError(said("http.too_long", url=shown, seconds=f"{self.deadline:g}"), retryable=True)

    def _body(self, answer: httpx.Response, shown: str, started: float) -> bytes:
        """The unpacked body; ends at the size limit and at the deadline, however slowly it drips."""
        coding = answer.headers.get("content-encoding", "").strip().lower()
        if coding in ("", "identity"):
            unpack = None
        elif coding in ("gzip", "x-gzip", "deflate"):
            unpack = Unpacker(self.max_bytes)
        else:
            raise HttpError(said("http.packed", url=shown, coding=repr(coding[:30])), retryable=False)
        chunks: list[bytes] = []
        size = 0
        for raw in answer.iter_raw():
            chunk = unpack(raw) if unpack else raw
            size += len(chunk)
            if size > self.max_bytes:
                raise HttpError(said("http.too_large", url=shown, size=f"{self.max_bytes / 1e6:g}"), retryable=False)
            if time.monotonic() - started > self.deadline:
                raise self._too_long(shown)
            chunks.append(chunk)
        return b"".join(chunks)

    def _http(self) -> httpx.Client:
        if self._client is None:
            self._client = httpx.Client(
                verify=_certificates(),
                timeout=self.timeout,
                follow_redirects=False,
                trust_env=False,
                limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
            )
        return self._client

    def _addresses(self, url: str) -> tuple[list[str], str]:
        """The checked addresses to connect to, and the host they were asked for."""
        try:
            parts = urlsplit(url)
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise HttpError(said("http.no_web_address", url=redact(url)), retryable=False) from None
        host = parts.hostname
        if parts.scheme not in ("http", "https") or not host:
            raise HttpError(said("http.no_scheme", url=redact(url)), retryable=False)
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError, ValueError):
            raise HttpError(said("http.no_host", host=host), retryable=True) from None
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        if self.guarded and host not in self.allow_private:
            for address in addresses:
                if not is_public(address):
                    raise _Private(host)
        return addresses[:ADDRESSES], host


def _led_to(url: str, location: str) -> str:
    """Where a redirect leads, without a user. Raises HttpError for what is no address, as `//[`."""
    try:
        found, _ = without_user(urljoin(url, location))
        _ = urlsplit(found).port  # reading it finds out whether it is one
    except ValueError:
        raise HttpError(said("http.led_nowhere", url=redact(url)), retryable=False) from None
    return found


@cache
def _certificates() -> ssl.SSLContext:
    """What certificates are checked by: one for all clients, since a client's own would take a megabyte."""
    return httpx.create_ssl_context(trust_env=False)


class _Watch:
    """Ends a connection when its time is up, also while it waits for headers that drip byte by byte."""

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(max(seconds, 0.01), self._end)
        self._timer.daemon = True
        self._stream: Any = None
        self.over = False

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._stream = info.get("return_value")

    def _end(self) -> None:
        self.over = True
        found = self._stream.get_extra_info("socket") if self._stream is not None else None
        if found is not None:
            with suppress(OSError):  # closed already
                found.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _what(error: Exception) -> str:
    said_by_system = of_system(error)
    return said_by_system if isinstance(said_by_system, Said) else redact_text(said_by_system) or type(error).__name__


def _worth_retrying(error: BaseException) -> bool:
    if not isinstance(error, HttpError) or not error.retryable:
        return False
    return error.retry_after is None or error.retry_after <= SHORT


_backoff = wait_exponential_jitter(multiplier=0.5, max=SHORT)


def _pause(state: RetryCallState) -> float:
    """Seconds before the next attempt: longer each time, and never less than the far side asked for."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, HttpError) else None
    return max(_backoff(state), asked or 0.0)
