"""Score and verdict of a document: MQM points per hundred words.

Method: MQM 2.0 scoring model (https://themqm.org), penalty points per error by severity,
normalised by the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import floor

import msgspec
import regex

from audit.model import Document, Finding, Severity, Verdict
from audit.text.each import Worth

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_LETTER = regex.compile(r"[\p{L}\p{N}]")
_LETTERS = Worth(lambda char: int(_LETTER.match(char) is not None))
_LEAST_UNITS = 1.0
"""A text of ten words with one slip is not ten times as bad as one of a hundred."""


class Scale(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """Penalty points of an error by severity, and the scores that decide a verdict."""

    minor: float = 1
    major: float = 5
    critical: float = 25
    revise_below: float = 85
    block_below: float = 40

    def points(self, severity: Severity) -> float:
        return {"minor": self.minor, "major": self.major, "critical": self.critical}[severity]


MQM = Scale()


def hundreds_of_words(document: Document) -> float:
    """Length in units of 100 words, or of 250 characters where words are not spaced; at least 1."""
    if document.pack.word_spaces is False:
        units = _LETTERS.of_all(document.prose) / 250
    else:
        units = len(_WORD.findall(document.prose)) / 100
    return max(units, _LEAST_UNITS)


def score(document: Document, findings: Iterable[Finding], scale: Scale) -> float:
    """100 minus the points of all standing findings per 100 words, 0..100, one decimal.

    Rounded down: only a document without findings has 100.
    """
    lost = sum(scale.points(finding.severity) for finding in findings if finding.status == "new")
    return floor(max(0.0, 1000 - 10 * lost / hundreds_of_words(document))) / 10


def verdict(points: float, findings: Iterable[Finding], scale: Scale) -> Verdict:
    """``block`` for any critical finding or a very low score, ``revise`` for any major or a low one."""
    severities = {finding.severity for finding in findings if finding.status == "new"}
    if "critical" in severities or points < scale.block_below:
        return "block"
    if "major" in severities or points < scale.revise_below:
        return "revise"
    return "publish"
