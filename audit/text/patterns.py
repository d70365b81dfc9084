"""Patterns of packs, compiled: a run needs some hundred of the thousands there are, mostly the same ones.

Compiling them is a fair part of a short run. What was compiled is kept, as ``pickle`` writes it, for the next.
"""

from __future__ import annotations

import pickle
from functools import cache

import regex

from audit import kept

_STAMP = f"regex {regex.__version__}".encode()
_new: dict[tuple[str, int], bytes] = {}


@cache
def compiled(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """The same as ``regex.compile``."""
    if made := _known().get((pattern, int(flags))):
        read: regex.Pattern[str] = pickle.loads(made)
        return read
    fresh = regex.compile(pattern, flags)
    _new[pattern, int(flags)] = pickle.dumps(fresh)
    return fresh


def keep() -> None:
    """Keep what was compiled since the start."""
    if _new:
        kept.keep("patterns", _STAMP, _known() | _new)


@cache
def _known() -> dict[tuple[str, int], bytes]:
    return kept.load("patterns", _STAMP) or {}
