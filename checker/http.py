"""The one HTTP client: timeouts, size limits, conditional requests, an address guard, and no secret in any error.

Feeds and pages are hostile until checked: an address is resolved once, checked, and connected to as resolved, so
that neither a redirect nor a second answer of the name server can lead into a private network.
"""

from __future__ import annotations

import ipaddress
import logging
import re
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from tenacity import Retrying, retry_if_exception, stop_after_attempt, stop_after_delay, wait_exponential_jitter

from checker.clock import utc_now
from checker.model.errors import DiscrepaError

REDIRECTS = 5
RETRIES = 3
logging.getLogger("httpx").setLevel(logging.WARNING)  # below it, it logs whole addresses, and those may be secrets
_RETRY_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})


class HttpError(DiscrepaError):
    """A request that got no usable answer. The text holds no secret; `retryable`: it may work later."""

    def __init__(self, text: str, *, retryable: bool, retry_after: float | None = None) -> None:
        super().__init__(text)
        self.retryable = retryable
        self.retry_after = retry_after


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
    lie in a private network."""

    timeout: float = 20.0
    max_bytes: int = 10_000_000
    user_agent: str = "Discrepa"
    allow_private: frozenset[str] = frozenset()
    deadline: float = 60.0
    retries: int = RETRIES
    guarded: bool = True  # False: the user's own addresses, which may well be private
    _client: httpx.Client | None = field(default=None, repr=False)

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Fetch, with retries on what may pass. Raises HttpError."""
        wanted = {"Accept-Encoding": "gzip, deflate", **(headers or {})}
        if etag:
            wanted["If-None-Match"] = etag
        if last_modified:
            wanted["If-Modified-Since"] = last_modified
        retrying = Retrying(
            stop=stop_after_attempt(self.retries) | stop_after_delay(self.deadline),
            wait=wait_exponential_jitter(multiplier=0.5, max=8),
            retry=retry_if_exception(_worth_retrying),
            reraise=True,
        )
        return retrying(self._get_once, url, wanted)

    def post(self, url: str, *, content: bytes, headers: Mapping[str, str]) -> Response:
        """Send once, following no redirect: a delivery is retried by who sends it. Raises HttpError."""
        return self._send("POST", url, headers, content)

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()

    def _get_once(self, url: str, headers: Mapping[str, str]) -> Response:
        permanent: str | None = None
        moved_for_good = True
        for _ in range(REDIRECTS + 1):
            response = self._send("GET", url, headers, None)
            if response.status in (301, 302, 303, 307, 308) and "location" in response.headers:
                moved_for_good = moved_for_good and response.status in (301, 308)
                url = urljoin(url, response.headers["location"])
                permanent = url if moved_for_good else permanent
                continue
            if response.status == 304:
                return Response(304, response.headers, b"", url, not_modified=True)
            if response.status >= 400:
                raise HttpError(
                    f"{redact(url)} answered {response.status}",
                    retryable=response.status in _RETRY_STATUS,
                    retry_after=response.retry_after,
                )
            return Response(response.status, response.headers, response.body, url, permanent_url=permanent)
        raise HttpError(f"{redact(url)} redirects more than {REDIRECTS} times", retryable=False)

    def _send(self, method: str, url: str, headers: Mapping[str, str], content: bytes | None) -> Response:
        address, host = self._address(url)
        shown = redact(url) if method == "GET" else host  # where things are sent to, the path itself is a secret
        parts = urlsplit(url)
        target = httpx.URL(url).copy_with(host=address)
        sent = {"User-Agent": self.user_agent, **headers, "Host": _host_header(parts.hostname or "", parts.port)}
        extensions: dict[str, Any] = {"sni_hostname": host} if parts.scheme == "https" else {}
        started = time.monotonic()
        try:
            request = self._http().build_request(method, target, headers=sent, content=content, extensions=extensions)
            answer = self._http().send(request, stream=True)
            try:
                body = self._body(answer, shown, started)
            finally:
                answer.close()
        except httpx.TimeoutException:
            raise HttpError(f"{shown} did not answer in {self.timeout:g} s", retryable=True) from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            what = redact_text(str(error) or type(error).__name__)
            raise HttpError(f"{shown}: {what}", retryable=isinstance(error, httpx.TransportError)) from None
        return Response(answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, body, url)

    def _body(self, answer: httpx.Response, shown: str, started: float) -> bytes:
        """The decoded body; ends at the size limit and at the deadline, however slowly it drips."""
        chunks: list[bytes] = []
        size = 0
        for chunk in answer.iter_bytes(65_536):
            size += len(chunk)
            if size > self.max_bytes:
                raise HttpError(f"{shown} is larger than {self.max_bytes / 1e6:g} MB", retryable=False)
            if time.monotonic() - started > self.deadline:
                raise HttpError(f"{shown} took longer than {self.deadline:g} s", retryable=True)
            chunks.append(chunk)
        return b"".join(chunks)

    def _http(self) -> httpx.Client:
        if self._client is None:
            self._client = httpx.Client(timeout=self.timeout, follow_redirects=False, trust_env=False)
        return self._client

    def _address(self, url: str) -> tuple[str, str]:
        """The checked address to connect to, and the host it was asked for."""
        try:
            parts = urlsplit(url)
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise HttpError(f"{redact(url)} is not a web address", retryable=False) from None
        host = parts.hostname
        if parts.scheme not in ("http", "https") or not host:
            raise HttpError(f"{redact(url)} is not a web address; write http:// or https://", retryable=False)
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise HttpError(f"the host {host} cannot be found", retryable=True) from None
        addresses = [str(info[4][0]) for info in found]
        if self.guarded and host not in self.allow_private:
            for address in addresses:
                if not is_public(address):
                    what = f"the host {host} lies in a private network"
                    remedy = f"if that is meant, add {host} to http.allow_private in the configuration"
                    raise HttpError(f"{what}; {remedy}", retryable=False)
        return addresses[0], host


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also when an IPv6 address wraps an IPv4 one."""
    ip = ipaddress.ip_address(address.split("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if mapped is not None:
        return is_public(str(mapped))
    return ip.is_global and not ip.is_multicast


def redact(url: str) -> str:
    """A URL as it may be shown: host and the first part of the path, no user, password, query or token."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "the address"
    steps = parts.path.split("/")[1:]
    first = steps[0] + ("/…" if len(steps) > 1 else "") if steps else ""
    query = "?…" if parts.query else ""
    return f"{parts.scheme}://{host}{port}/{first}{query}"


def redact_text(text: str) -> str:
    """A text with every URL in it redacted."""
    return re.sub(r"https?://[^\s'\"<>]+", lambda match: redact(match.group()), text)


def read_retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds from a Retry-After header: a number or a date."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - (now or utc_now())).total_seconds())


def _host_header(host: str, port: int | None) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{port}" if port else shown


def _worth_retrying(error: BaseException) -> bool:
    if not isinstance(error, HttpError) or not error.retryable:
        return False
    return error.retry_after is None or error.retry_after <= 8
