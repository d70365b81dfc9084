"""EN09: half-width katakana."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule

_RUN = regex.compile(r"[\uFF66-\uFF9D][\uFF66-\uFF9F]*")


@rule(
    "EN09",
    message="“{kana}” is written in half-width kana, expected “{full}”",
    category="linguistic conventions/encoding",
    fixable=True,
)
def half_width_kana(segment: Segment) -> Iterator[Hit]:
    """Katakana stands in the half-width form of old terminals.

    ## Why it matters
    Printed and published Japanese uses full-width kana; the narrow form comes from bank and railway systems and
    breaks in many mail programs.

    ## Example
    ja: ⟦ﾃﾞｰﾀ⟧を送る前に確認する。

    ## Stays quiet
    - faces such as (ﾟДﾟ)

    ## Sources
    - Unicode 16, Halfwidth and Fullwidth Forms; NFKC gives the full-width form
    """
    for found in _RUN.finditer(segment.target.prose):
        if len(found[0]) < 2 and not found[0].isalpha():
            continue
        full = unicodedata.normalize("NFKC", found[0])
        yield Hit(Span(*found.span()), {"kana": found[0], "full": full}, (full,))
