"""What a translation states otherwise than its source."""

from __future__ import annotations

from typing import Literal, NamedTuple

from audit.model import Span

Kind = Literal["added", "missing", "magnitude", "date", "unit", "currency", "sign"]


class Difference(NamedTuple):
    """A quantity the two sides do not agree on. ``span`` is in the target; empty: it is missing there.

    ``there`` is what the other side says instead, "" for nothing; ``right`` what should be written, if that is sure.
    """

    kind: Kind
    span: Span
    text: str
    there: str = ""
    right: str = ""


class Comparison(NamedTuple):
    """All differences of a pair, and the numbers nobody could judge because they may be written in words there."""

    differences: tuple[Difference, ...]
    unjudged: bool = False
