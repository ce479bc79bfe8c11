"""The application of the desk: its pages, its API, and what all of them share.

In: a `Desk`, which names the parts it works with. Out: a FastAPI application.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.routing import Match

from checker import deeds
from checker.app import Parts
from checker.clock import utc_now
from checker.texts import in_language, say, spoken, texts
from checker.texts.wording import moment_text, number_text, quoted, short_day
from checker.web.guard import HEADERS, SAFE, SESSION, SESSION_DAYS, Guard, Session
from checker.world.labels import entity_label
from notifiers._templates import Templates

HERE = Path(__file__).parent
OPEN_PATHS = ("/login", "/static/", "/healthz")  # seen without the token
MACHINES = ("/api/", "/healthz", "/metrics", "/feed.atom")  # answered in JSON when they fail
MOST_BYTES = 2_000_000  # of a request; two long texts to try are the largest that a page sends
log = structlog.get_logger()


@dataclass(slots=True)
class Desk:
    """What the pages work with. `now` is asked for once a request."""

    parts: Parts
    guard: Guard
    now: Callable[[], datetime] = utc_now
    alerts: Templates = field(default_factory=Templates)  # the shipped wording of alerts
    templates: Environment = field(init=False)

    def __post_init__(self) -> None:
        self.templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.filters["seg"] = lambda text: quote(str(text), safe="")
        self.templates.filters["quoted"] = quoted

    def language(self, request: Request) -> str:
        """The language of a request: what was chosen in it, what was chosen before, that of the configuration."""
        for wanted in (request.query_params.get("ui"), request.cookies.get("ui")):
            if wanted in spoken():
                return wanted
        return self.parts.loaded.config.language

    def author(self, request: Request) -> str:
        """Who sits there, as far as they have said."""
        return unquote(request.cookies.get("author", "")).strip()[:80] or deeds.user()

    def page(self, request: Request, template: str, *, status: int = 200, **given: Any) -> HTMLResponse:
        """A page from a template, in the language of the request."""
        lang = self.language(request)
        session: Session = request.state.session
        refused = self.parts.store.unwritable()
        text = self.templates.get_template(template).render(
            t=lambda key, **params: say(f"desk.{key}", lang, **params),
            word=lambda kind, value: say(f"alerts.{kind}.{value}", lang),
            moment=lambda at: moment_text(at, lang),
            called=lambda name: entity_label(name, lang) if ":" in name else name,
            near=lambda file: "/".join(Path(file).parts[-2:]),
            day=lambda at: short_day(at, lang),
            number=lambda value: number_text(Decimal(str(value)), lang),
            lang=lang,
            languages=spoken(),
            author=self.author(request),
            form_key=self.guard.form_key(session),
            here=request.url.path,
            with_query=lambda **changes: with_query(request, **changes),
            asks=self.guard.asks,
            known=session.known,
            refused=in_language(refused, lang) if refused and session.known else None,
            soon=request.query_params.get("soon") == "1",
            now=self.now(),
            **given,
        )
        return HTMLResponse(text, status_code=status)

    async def form(self, request: Request) -> dict[str, list[str]]:
        """The fields of a form of ours. Raises HTTPException 403 for one that was not made for this session."""
        data = await request.form(max_files=0, max_fields=1000)
        fields: dict[str, list[str]] = {}
        for key, value in data.multi_items():
            if isinstance(value, str):
                fields.setdefault(key, []).append(value)
        if not self.guard.form_fits(request.state.session, first(fields, "form_key")):
            raise HTTPException(403, "form")
        return fields


def first(fields: dict[str, list[str]], name: str) -> str:
    """The first value of a form field, stripped; "" where there is none."""
    return fields.get(name, [""])[0].strip()


def with_query(request: Request, **changes: object) -> str:
    """The address of this page with some of its query changed; None takes a key away."""
    query = {**request.query_params, **{key: str(value) for key, value in changes.items() if value is not None}}
    kept = {key: value for key, value in query.items() if key not in changes or changes[key] is not None}
    if "ui" not in changes:
        kept.pop("ui", None)  # chosen once, it is remembered
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def back(request: Request, where: str = "/", *, cookies: dict[str, str] | None = None) -> Response:
    """On to a page of the desk, and nowhere else, after a form was taken."""
    safe = where if where.startswith("/") and not where.startswith(("//", "/\\")) else "/"
    answer = RedirectResponse(safe, status_code=303)
    for name, value in (cookies or {}).items():
        answer.set_cookie(  # quoted: a cookie holds no letter beyond Latin-1
            name, quote(value), max_age=SESSION_DAYS * 86400, httponly=True, samesite="strict", secure=_is_tls(request)
        )
    return answer


def _is_tls(request: Request) -> bool:
    return request.url.scheme == "https"


def create_app(desk: Desk) -> FastAPI:
    """The application. Its parts are read anew for each request, so that reloaded rules show at once."""
    # imported here because the modules of the pages import this one
    from checker.web import pages

    app = FastAPI(
        title="Discrepa",
        docs_url=None,
        redoc_url=None,
        max_body_size=MOST_BYTES,
        openapi_url="/api/v1/openapi.json",
        description="What sources disagree about, and what was read. Errors are `{error}`.",
    )
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for make in pages.ROUTERS:
        app.include_router(make(desk))

    @app.middleware("http")
    async def guarded(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        request.state.session = desk.guard.session(request.cookies.get(SESSION))
        answer = _refused(desk, request) or await call_next(request)
        answer.headers.update(HEADERS)
        if request.url.path.startswith("/static/"):
            answer.headers["Cache-Control"] = "max-age=300"
        elif SESSION not in request.cookies or "set-cookie" not in answer.headers:
            _keep(desk, request, answer)
        return answer

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        answer = _failure(desk, request, error.status_code, str(error.detail))
        answer.headers.update(error.headers or {})
        if error.status_code == 405:
            answer.headers["Allow"] = ", ".join(sorted(_methods(app, request)))
        return answer

    @app.exception_handler(RequestValidationError)
    async def unreadable(request: Request, error: RequestValidationError) -> Response:
        first_fault = error.errors()[0]
        where = ".".join(str(part) for part in first_fault["loc"])
        key, lang = f"faults.{first_fault['type']}", desk.language(request)
        known = key in texts(lang)
        words = say(key, lang, **(first_fault.get("ctx") or {})) if known else first_fault["msg"]
        return _failure(desk, request, 422, f"{where}: {words}")

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> Response:
        log.error("desk page broke", path=request.url.path, error=f"{type(error).__name__}: {error}"[:300])
        answer = _failure(desk, request, 500, "")
        answer.headers.update(HEADERS)
        return answer

    return app


def _methods(app: FastAPI, request: Request) -> set[str]:
    """What may be asked of an address: each method of it has a route of its own."""
    fitting = [route for route in app.routes if route.matches(request.scope)[0] is not Match.NONE]
    return {method for route in fitting for method in getattr(route, "methods", None) or ()}


def _keep(desk: Desk, request: Request, answer: Response) -> None:
    """Send the session's cookie, and the language that was chosen."""
    age = SESSION_DAYS * 86400
    secure = _is_tls(request)
    if SESSION not in request.cookies:
        cookie = desk.guard.cookie(request.state.session)
        answer.set_cookie(SESSION, cookie, max_age=age, httponly=True, samesite="strict", secure=secure)
    chosen = request.query_params.get("ui")
    if chosen in spoken():
        answer.set_cookie("ui", chosen, max_age=age, httponly=True, samesite="strict", secure=secure)


def _refused(desk: Desk, request: Request) -> Response | None:
    """The answer to a request that may not be; None for one that may."""
    guard, path = desk.guard, request.url.path
    if not guard.answers_to(request.headers.get("host", "")):
        return PlainTextResponse("This desk does not go by that name: add it to desk.hosts.", status_code=421)
    if request.method not in SAFE and not guard.same_origin(request.headers):
        return PlainTextResponse("This request came from another site.", status_code=403)
    if guard.asks and not request.state.session.known and not path.startswith(OPEN_PATHS):
        if guard.bearer(request.headers.get("authorization")):
            return None
        if path.startswith(MACHINES):
            return JSONResponse({"error": "send the token: Authorization: Bearer …"}, status_code=401)
        return RedirectResponse(f"/login?next={quote(path, safe='')}", status_code=303)
    return None


def _failure(desk: Desk, request: Request, status: int, detail: str) -> Response:
    if request.url.path.startswith(MACHINES):
        return JSONResponse({"error": detail or "it broke; the log says where"}, status_code=status)
    key = {403: 403, 404: 404, 405: 404}.get(status, 422 if status < 500 else 500)
    return desk.page(request, "error.html", status=status, code=key, detail=detail)


def soon(where: str) -> str:
    """An address of the desk that also says that what was done shows at the daemon's next turn."""
    path, _, query = where.partition("?")
    return f"{path}?{'&'.join([*(part for part in query.split('&') if part and part != 'soon=1'), 'soon=1'])}"


def with_done(where: str, batch: str) -> str:
    """An address of the desk that also says what was just done."""
    path, _, query = where.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("done=")]
    return f"{path}?{'&'.join([*kept, f'done={batch}'])}"
