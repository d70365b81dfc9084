"""Things worked out once and kept beside Python's bytecode, so that the next run starts faster.

Nothing depends on them: what is missing, stale or cannot be written is worked out again.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any


def load(name: str, stamp: bytes) -> Any:
    """What was kept under a name, if what it was made from still has the same ``stamp``; else None."""
    try:
        made_from, value = marshal.loads(_path(name).read_bytes())
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return value if made_from == stamp else None


def keep(name: str, stamp: bytes, value: Any) -> None:
    """Keep a value of types that ``marshal`` knows, unless Python was told to write no bytecode or cannot."""
    if sys.dont_write_bytecode:
        return
    path = _path(name)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(marshal.dumps((stamp, value)))
        draft.replace(path)


def _path(name: str) -> Path:
    return Path(cache_from_source(str(Path(__file__).with_name(f"{name}.py")))).with_suffix(".kept")
