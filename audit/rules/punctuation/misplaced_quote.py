"""PU14: quotations that open too early."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule

_NOUN = r"[\p{Han}\p{Katakana}ー・]"
_SWALLOWED = (
    r"[「『“](?P<subject>{noun}{{2,12}}){subject}(?P<said>(?![今昨来毎去次]){noun}+(?:(?:と|へ|で|から)?の{noun}+)*{topic}"
    r"[^「」『』“”]*)[」』”](?=と)"
)


@rule(
    "PU14",
    message="the quotation opens before its speaker, expected “{instead}”",
    category="linguistic conventions/punctuation",
    severity="major",
    facts=["clause_marks"],
)
def misplaced_quote(segment: Segment) -> Iterator[Hit]:
    """The opening quotation mark stands before the speaker instead of behind.

    ## Why it matters
    The speaker becomes part of the words quoted, and the sentence has two subjects and no speaker. It happens
    when quotation marks are moved around the reordered clause of another language.

    ## Example
    ja: ⟦「社長が取引先との交渉は順調」⟧と述べたと報じられた。

    ## Stays quiet
    - a subject of its own verb inside the quotation: 「政府が決めることは…」
    - times, which are no topic of their own: 「田中氏が今年は…」
    """
    subject, topic = segment.target.pack.clause_marks or ("", "")
    for found in _pattern(subject, topic).finditer(segment.target.prose):
        instead = f"{found['subject']}{subject}{found[0][0]}{found['said']}{found[0][-1]}"
        yield Hit(Span(*found.span()), {"instead": instead}, (instead,))


@cache
def _pattern(subject: str, topic: str) -> regex.Pattern[str]:
    return regex.compile(_SWALLOWED.format(noun=_NOUN, subject=subject, topic=topic))
