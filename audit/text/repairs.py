"""What garbled text said: the result of both detectors of mojibake."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from audit.model import Span

LOST = "\N{REPLACEMENT CHARACTER}"


class Repair(NamedTuple):
    """What ``span`` said before it was written as ``wrote`` and read as ``took``.

    ``text`` holds U+FFFD for what cannot be recovered; ``gain`` is how many bits likelier it is.
    """

    span: Span
    text: str
    wrote: str
    took: str
    gain: float


def best(found: Iterable[Repair]) -> list[Repair]:
    """Disjoint repairs in order; of overlapping ones those that gain most."""
    chosen: list[Repair] = []
    at: list[Span] = []
    for repair in sorted(found, key=lambda repair: -repair.gain):
        if not any(repair.span.overlaps(span) for span in at):
            chosen.append(repair)
            at.append(repair.span)
    return sorted(chosen)
