"""Who may talk to the desk: host names, sessions, the token, forged requests, and the headers of every answer.

By default the desk listens on loopback and asks nobody who they are; it still answers only to names of this machine,
so that no web page can reach it through a name that it points here, and takes a form only from its own pages.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from checker.config import LOOPBACK

SESSION = "desk"  # name of the cookie
SESSION_DAYS = 30
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
        "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # without any, browsers send forms with "Origin: null", which same_origin refuses
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Session:
    """One browser. `known`: it has shown the token, or none is asked for."""

    id: str
    known: bool


class Guard:
    """The checks, over the token (None: none is asked for) and the names that the desk answers to."""

    def __init__(self, token: str | None, hosts: frozenset[str]) -> None:
        self._token = token
        self._hosts = LOOPBACK | hosts
        # with a token, sessions outlive a restart
        self._secret = hashlib.sha256(b"desk:" + token.encode()).digest() if token else secrets.token_bytes(32)

    @property
    def asks(self) -> bool:
        """Whether a token is asked for."""
        return self._token is not None

    def answers_to(self, host: str) -> bool:
        """Whether a Host header names this desk."""
        try:
            return (urlsplit(f"//{host}").hostname or "") in self._hosts
        except ValueError:  # half a bracket
            return False

    def same_origin(self, headers: Mapping[str, str]) -> bool:
        """Whether a request that changes something comes from a page of the desk, or from no page at all."""
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site", "none") in ("none", "same-origin")
        try:
            return urlsplit(origin).netloc == headers.get("host", "")
        except ValueError:
            return False

    def session(self, cookie: str | None) -> Session:
        """The session of a cookie, or a new one."""
        name, _, rest = (cookie or "").partition(".")
        known, _, sign = rest.partition(".")
        if name and hmac.compare_digest(sign.encode(), self._sign("session", f"{name}.{known}").encode()):
            return Session(name, known == "1" or not self.asks)
        return Session(secrets.token_urlsafe(12), not self.asks)

    def cookie(self, session: Session) -> str:
        """The cookie of a session."""
        text = f"{session.id}.{int(session.known)}"
        return f"{text}.{self._sign('session', text)}"

    def admits(self, token: str) -> bool:
        """Whether this is the token."""
        return self._token is not None and hmac.compare_digest(token.encode(), self._token.encode())

    def bearer(self, header: str | None) -> bool:
        """Whether an Authorization header carries the token."""
        kind, _, value = (header or "").partition(" ")
        return kind.lower() == "bearer" and self.admits(value.strip())

    def form_key(self, session: Session) -> str:
        """What every form of a session carries, so that no other page can send one."""
        return self._sign("form", session.id)

    def form_fits(self, session: Session, key: str) -> bool:
        """Whether a form was made for this session."""
        return hmac.compare_digest(key.encode(), self.form_key(session).encode())

    def _sign(self, purpose: str, text: str) -> str:
        return hmac.new(self._secret, f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()[:32]
