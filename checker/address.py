"""Web addresses: which may be connected to, and how one is shown to people without a secret in it."""

from __future__ import annotations

import base64
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit, urlunsplit

# answers to every machine of a cloud although the address looks public
_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})
_SPECIAL = ipaddress.ip_network("192.0.0.0/24")  # protocols and clouds' metadata; not every Python knows it as such
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_TOKEN = re.compile(r"(?=[^/]*\d)(?=[^/]*[A-Za-z])[^/]{16,}")  # a part of a path that is no word, and may be a key


@dataclass(frozen=True, slots=True)
class Credentials:
    """Headers that only one site (scheme, host and port) is to see, wherever it redirects to."""

    site: str
    headers: Mapping[str, str] = field(repr=False)


def site_of(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"{parts.scheme}://{parts.hostname}:{port}"


def basic(user: str, password: str) -> str:
    """The value of an Authorization header."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def without_user(url: str) -> tuple[str, Credentials | None]:
    """An address without user and password, and these as credentials."""
    try:
        parts = urlsplit(url)
        if "@" not in parts.netloc:
            return url, None
        user, _, host = parts.netloc.rpartition("@")
        name, _, password = user.partition(":")
        plain = urlunsplit(parts._replace(netloc=host))
        return plain, Credentials(site_of(plain), {"Authorization": basic(unquote(name), unquote(password))})
    except ValueError:
        return url, None


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also when an IPv6 address wraps an IPv4 one."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.teredo is not None or ip.is_reserved or ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and ip not in _METADATA and ip not in _SPECIAL


def redact(url: str) -> str:
    """A URL as it may be shown: host and the first part of the path (unless it looks like a key), no user,
    password or query."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "the address"
    steps = parts.path.split("/")[1:]
    shown = "…" if steps and _TOKEN.fullmatch(unquote(steps[0])) else "".join(steps[:1])
    first = shown + ("/…" if len(steps) > 1 else "")
    query = "?…" if parts.query else ""
    return f"{parts.scheme}://{host}{port}/{first}{query}"


def redact_text(text: str) -> str:
    """A text with every URL in it redacted."""
    return re.sub(r"https?://[^\s'\"<>]+", lambda match: redact(match.group()), text)


def host_header(host: str, port: int | None) -> str:
    """What a request says of whom it asks: an IPv6 address in brackets, no port that goes without saying."""
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{port}" if port else shown
