"""Runs of characters that are odd for the language they stand in."""

from __future__ import annotations

from audit.model import BLANK, Span
from audit.text.letters import spelling, typical

_MARGIN = 2.0
"""Bits by which a character must be dearer than its language's average to be odd."""
_ODD_RUN = 20.0
"""Bits that a run of odd characters must sum up to."""
_NEVER = -1e6
"""No run goes on across these."""


def odd_runs(text: str, language: str) -> list[Span]:
    """Runs in which characters cost more than the language's do, maximal by their sum.

    ``language``: a key of the letter table. Kadane's algorithm; runs end with their line.
    """
    limit = typical(language) + _MARGIN
    spell = spelling(language)
    score = {char: spell(char) - limit for char in set(text)} | {" ": 0.0}
    score |= dict.fromkeys(("\n", "\r", BLANK), _NEVER)
    total = 0.0
    sums = [total := total + more if total + more > 0 else 0.0 for more in map(score.__getitem__, text)] + [0.0]
    if max(sums) < _ODD_RUN:
        return []
    found: list[Span] = []
    done = 0
    for at in (at for at, total in enumerate(sums) if total >= _ODD_RUN):
        if at < done:
            continue
        start, done = at, sums.index(0, at)
        while start and sums[start - 1]:
            start -= 1
        found.append(Span(start, max(range(start, done), key=sums.__getitem__) + 1))
    return found
