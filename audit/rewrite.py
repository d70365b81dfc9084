"""The bytes of a file with edits in them: encoding, mark, line endings and all that is not edited stay as they are."""

from __future__ import annotations

import codecs
import os
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from tempfile import NamedTemporaryFile

from audit.edits import Edit, applied
from audit.read.decode import LEGACY

_MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


class RewriteError(Exception):
    """Edits that cannot be written, and why."""


def mark_of(data: bytes, encoding: str) -> bytes:
    """The byte order mark that ``data`` begins with, if any."""
    mark = _MARKS.get(encoding, b"")
    return mark if data.startswith(mark) else b""


def can_hold(encoding: str, text: str) -> bool:
    """Can ``text`` be written in an encoding, and read again as what it is?"""
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeError:
        return False


def rewritten(data: bytes, encoding: str, text: str, edits: Sequence[Edit]) -> bytes:
    """``data``, whose text is ``text``, with ``edits`` of it.

    Raises:
        RewriteError: it is not text in this encoding throughout, or nothing would be left of it.
    """
    mark = mark_of(data, encoding)
    body = data[len(mark) :]
    try:
        if body.decode(encoding) != text:
            raise RewriteError(f"is not valid {encoding} throughout")
        if body == text.encode(encoding):
            new = mark + applied(text, edits).encode(encoding)
        else:
            new = mark + _spliced(body, encoding, edits)
    except UnicodeError:
        raise RewriteError(f"is not valid {encoding} throughout") from None
    if not applied(text, edits).strip():
        raise RewriteError("would be left empty")
    return new


def _spliced(body: bytes, encoding: str, edits: Sequence[Edit]) -> bytes:
    """``body`` with ``edits`` between the bytes that stay, where those are not what Python would write."""
    if encoding not in LEGACY:
        raise RewriteError(f"writes {encoding} in a way that cannot be kept byte for byte")
    decoder = codecs.getincrementaldecoder(encoding)()
    ends = [0]
    """Where in ``body`` each character ends."""
    for at in range(len(body)):
        ends += [at + 1] * len(decoder.decode(body[at : at + 1]))
    kept = [0, *(at for edit in edits for at in edit.span), len(ends) - 1]
    stays = [body[ends[start] : ends[end]] for start, end in pairwise(kept)][::2]
    return stays[0] + b"".join(
        edit.replacement.encode(encoding) + stay for edit, stay in zip(edits, stays[1:], strict=True)
    )


def replace_file(path: str, before: bytes, after: bytes) -> None:
    """Write ``after`` over a file that still holds ``before``: as a whole or not at all, with its mode and owner.

    Links are followed: what they lead to is written.

    Raises:
        RewriteError: it has changed meanwhile, or cannot be written.
    """
    target = Path(path).resolve()
    try:
        state = target.stat()
        if not state.st_mode & 0o222 or not os.access(target, os.W_OK):
            raise RewriteError("is read-only: nothing was written")
        if target.read_bytes() != before:
            raise RewriteError("has changed since it was read: nothing was written")
        _replace(target, after, state)
    except OSError as error:
        raise RewriteError(f"cannot be written: {error.strerror}") from None


def _replace(target: Path, data: bytes, state: os.stat_result) -> None:
    with NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name[:40]}.", delete=False) as draft:
        try:
            draft.write(data)
            draft.flush()
            os.fsync(draft.fileno())
            if hasattr(os, "chown"):
                with suppress(PermissionError):
                    os.chown(draft.name, state.st_uid, state.st_gid)
            Path(draft.name).chmod(state.st_mode & 0o7777)
            Path(draft.name).replace(target)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(draft.name).unlink()
            raise
