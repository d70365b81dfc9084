"""What a request asks for, read within limits of size and time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

import msgspec
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from audit.config import nearest
from audit.packs import known
from audit.read import FORMATS as INPUT
from audit.report import FORMATS as OUTPUT


class Limits(NamedTuple):
    """What a request may cost: bytes of its body, seconds to send it, seconds to audit it, texts that may wait."""

    size: int = 2_000_000
    send: float = 15.0
    audit: float = 30.0
    waiting: int = 64


@dataclass
class RefusedError(Exception):
    """A request that is not served: the HTTP status, a word for programs, a sentence for people."""

    status: int
    code: str
    message: str
    format: str = "json"


class Wanted(NamedTuple):
    """A text to audit. ``kind`` is its format, by the names of ``audit check --as``; ``format`` that of the report."""

    text: bytes
    name: str = "text"
    """How the report names it."""
    kind: str | None = None
    language: str | None = None
    source: bytes | None = None
    source_name: str = "source"
    source_language: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    format: str = "json"


class _Said(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A ``Wanted`` as JSON and forms state it: only text."""

    text: str
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)] = "text"
    kind: str | None = None
    language: str | None = None
    source: str | None = None
    source_language: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    format: str = "json"

    def wanted(self) -> Wanted:
        said = msgspec.structs.asdict(self)
        for name in ("text", "source"):
            said[name] = None if said[name] is None else said[name].encode("utf-8", "replace")
        said["kind"] = said["kind"] or "text"
        return Wanted(**said)


async def read_json(request: Request, limits: Limits) -> Wanted:
    """The request in a JSON body.

    Raises:
        RefusedError: too large, too slow, no JSON, or not what is expected.
    """
    data = await _within(_body(request, limits), limits)
    if request.headers.get("content-type", "application/json").split(";")[0].strip().lower() != "application/json":
        raise RefusedError(415, "type", "send application/json or multipart/form-data")
    try:
        return _checked(msgspec.json.decode(data, type=_Said).wanted())
    except msgspec.ValidationError as error:
        raise RefusedError(422, "fields", str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RefusedError(400, "json", f"the body is no JSON: {error}") from None


async def read_form(request: Request, limits: Limits) -> Wanted:
    """The request in a form; ``text`` and ``source`` may be files.

    Raises:
        RefusedError: too large, too slow, no form, or not what is expected.
    """
    data = await _within(_body(request, limits), limits)

    async def again() -> AsyncGenerator[bytes, None]:
        yield data

    multipart = request.headers.get("content-type", "").startswith("multipart/form-data")
    parser = (MultiPartParser if multipart else FormParser)(request.headers, again())
    said: dict[str, Any] = {"text": ""}
    files: dict[str, Any] = {}
    try:
        form = await parser.parse()
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files[name] = await value.read()
                files["name" if name == "text" else f"{name}_name"] = (value.filename or name)[-200:]
            elif name in ("select", "ignore"):
                said[name] = (*said.get(name, ()), *value.split(","))
            elif value:
                said[name] = value.replace("\r\n", "\n")
        await form.close()
        if unknown := files.keys() - {"text", "name", "source", "source_name"}:
            raise RefusedError(422, "fields", f"no file is expected as {', '.join(sorted(unknown))}")
        files |= {"kind": said.get("kind")} if "text" in files else {}
        return _checked(msgspec.convert(said, _Said).wanted()._replace(**files))
    except msgspec.ValidationError as error:
        raise RefusedError(422, "fields", str(error)) from None
    except (MultiPartException, HTTPException, ValueError, KeyError) as error:
        raise RefusedError(400, "form", f"the body is no form: {error}") from None


def _checked(wanted: Wanted) -> Wanted:
    for tag in (wanted.language, wanted.source_language):
        if tag is not None and tag not in known():
            raise RefusedError(422, "language", f"unknown language “{tag}”{nearest(tag, known())}")
    if wanted.kind is not None and wanted.kind not in INPUT:
        raise RefusedError(422, "kind", f"unknown kind of text “{wanted.kind}”{nearest(wanted.kind, INPUT)}")
    if wanted.format not in OUTPUT or wanted.format == "terminal":
        raise RefusedError(422, "format", f"unknown format “{wanted.format}”{nearest(wanted.format, OUTPUT)}")
    return wanted


async def _body(request: Request, limits: Limits) -> bytes:
    too_large = RefusedError(413, "size", f"the body is larger than {limits.size / 1_000_000:g} MB")
    stated = request.headers.get("content-length", "0")
    if stated.isdigit() and int(stated) > limits.size:
        raise too_large
    pieces: list[bytes] = []
    size = 0
    try:
        async for piece in request.stream():
            size += len(piece)
            if size > limits.size:
                raise too_large
            pieces.append(piece)
    except ClientDisconnect:
        raise RefusedError(400, "gone", "the connection ended before the body") from None
    return b"".join(pieces)


async def _within(body: Coroutine[Any, Any, bytes], limits: Limits) -> bytes:
    try:
        async with asyncio.timeout(limits.send):
            return await body
    except TimeoutError:
        raise RefusedError(408, "slow", f"the body took more than {limits.send:g} s") from None
