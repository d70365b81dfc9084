"""A local service: text in by HTTP, the report out. For a CMS that asks before it publishes, and a page to paste into.

The models stay loaded between requests. Auditing goes on in processes of its own (``audit.serve.workers``), so that
a long text holds nobody else up and one that takes too long can be ended.
"""

from __future__ import annotations

import asyncio
import hmac
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from html import escape
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from audit import __version__
from audit.config import Settings
from audit.serve.api import DESCRIPTION
from audit.serve.requests import Limits, RefusedError, Wanted, read_form, read_json
from audit.serve.workers import BusyError, CrashedError, TooLongError, Workers

_TYPES = {
    "json": "application/json",
    "sarif": "application/sarif+json",
    "html": "text/html; charset=utf-8",
    "jsonl": "application/jsonl",
    "csv": "text/csv; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "junit": "application/xml",
    "checkstyle": "application/xml",
    "rdjson": "application/json",
}
_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


def application(
    settings: Settings, limits: Limits, workers: int = 1, token: str | None = None, hosts: tuple[str, ...] = ("*",)
) -> Starlette:
    """The service as an ASGI application.

    ``hosts``: names under which it may be asked for, against pages elsewhere that point theirs here. With a ``token``
    every request but that for health needs it: as a bearer token, or as the password a browser asks for.
    """
    pool = Workers(settings, workers, limits)

    @asynccontextmanager
    async def open_and_close(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            pool.stop()

    async def check(request: Request) -> Response:
        form = request.headers.get("content-type", "").split(";")[0].strip().lower()
        read = read_form if form in ("multipart/form-data", "application/x-www-form-urlencoded") else read_json
        wanted = await read(request, limits)
        return await _report(pool, wanted)

    async def page(request: Request) -> Response:
        if request.method == "POST":
            wanted = await read_form(request, limits)
            return await _report(pool, wanted._replace(format="html"))
        text = Path(__file__).with_name("page.html").read_text("utf-8")
        return HTMLResponse(text, headers={"Content-Security-Policy": _POLICY})

    async def rules(_: Request) -> Response:
        from audit.report.catalogue import listing

        return Response(await asyncio.to_thread(listing, "json", None, False), media_type="application/json")

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok", "version": __version__})

    async def description(_: Request) -> Response:
        return JSONResponse(DESCRIPTION)

    guarded = _guard(token)
    return Starlette(
        routes=[
            Route("/", guarded(page), methods=["GET", "POST"]),
            Route("/v1/check", guarded(check), methods=["POST"]),
            Route("/v1/rules", guarded(rules), methods=["GET"]),
            Route("/health", health, methods=["GET"]),
            Route("/openapi.json", description, methods=["GET"]),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)],
        exception_handlers={RefusedError: _refused, HTTPException: _no_such, Exception: _failed},
        lifespan=open_and_close,
    )


async def _report(pool: Workers, wanted: Wanted) -> Response:
    try:
        answer = await pool.audit(wanted)
    except BusyError:
        raise RefusedError(503, "busy", "too many texts are waiting; ask again in a moment") from None
    except TooLongError as error:
        raise RefusedError(503, "too-long", f"the audit took more than {error.seconds:g} s and was ended") from None
    except CrashedError:
        raise RefusedError(500, "failed", "the audit failed; the log of the service says why") from None
    if answer.refused:
        raise RefusedError(422, "unreadable", answer.refused, wanted.format)
    return Response(answer.report, media_type=_TYPES.get(wanted.format, "text/plain; charset=utf-8"), headers=_HEADERS)


Handler = Callable[[Request], Awaitable[Response]]


def _guard(token: str | None) -> Callable[[Handler], Handler]:
    def guarded(handler: Handler) -> Handler:
        async def asked(request: Request) -> Response:
            if token is not None and not hmac.compare_digest(_given(request).encode(), token.encode()):
                raise RefusedError(401, "token", "a valid token is needed: Authorization: Bearer …")
            return await handler(request)

        return asked

    return guarded


def _given(request: Request) -> str:
    """The token of a request: of a bearer, or the password that a browser sends."""
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() != "basic":
        return ""
    try:
        return b64decode(value, validate=True).decode().partition(":")[2]
    except (NotBase64, UnicodeDecodeError, ValueError):
        return ""


async def _refused(_: Request, error: Exception) -> Response:
    if not isinstance(error, RefusedError):
        raise error
    headers = dict(_HEADERS)
    if error.status == 401:
        headers["WWW-Authenticate"] = 'Basic realm="audit", charset="UTF-8"'
    if error.status == 503:
        headers["Retry-After"] = "2"
    if error.format == "html":
        said = f"<!doctype html><html lang=en><meta charset=utf-8><title>audit</title><p>{escape(error.message)}"
        return HTMLResponse(said, error.status, {**headers, "Content-Security-Policy": _POLICY})
    return JSONResponse({"error": {"code": error.code, "message": error.message}}, error.status, headers)


async def _no_such(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    return await _refused(request, RefusedError(status, "not-found" if status == 404 else "request", str(error)))


async def _failed(request: Request, _: Exception) -> Response:
    """What is said of a defect of our own: nothing of its inside."""
    return await _refused(request, RefusedError(500, "failed", "the service failed; its log says why"))


__all__ = ["Limits", "application"]
