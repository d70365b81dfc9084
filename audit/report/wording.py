"""What every report says alike: how grave, what is wrong, what to write instead. Nothing a text holds gets out of it.

``inert`` and ``one_line`` take the sting out of a text's own characters; each format still escapes its own marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from audit.model import Finding, Place, Report, Run, Severity
from audit.packs import load
from audit.report.places import byte_for_byte, relative

LEVEL: Mapping[Severity, Literal["error", "warning", "note"]] = {
    "critical": "error",
    "major": "warning",
    "minor": "note",
}
"""Severities in the three levels that most programs know."""

_HARMFUL = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u2028\u2029"  # line and paragraph separator
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates: they reorder what comes after
    "\ud800-\udfff\ufeff\ufffe\uffff]"  # no characters of XML 1.0, or of any UTF-8
)
_BREAK = re.compile(r"\r\n|\r|\n")
_FEW = 3
_LONG = 300
"""Characters of one piece of evidence; the file itself holds the rest."""


class Trouble(NamedTuple):
    """Something that kept a file from being judged, wholly (``failed``) or in part."""

    path: str
    reason: str
    failed: bool


def inert(text: str) -> str:
    """``text`` with controls, bidirectional overrides and what is no character visible; line breaks and tabs stay."""
    return _HARMFUL.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)  # CONTROL PICTURES
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else f"⟨U+{code:04X}⟩"


def one_line(text: str) -> str:
    """``text`` as ``inert``, with line breaks and tabs made visible too."""
    return inert(_BREAK.sub("⏎", text)).replace("\t", " ")


def named(path: str) -> str:
    """A file's relative path, on one line."""
    return one_line(byte_for_byte(relative(path)))


def brief(text: str, longest: int = _LONG) -> str:
    """``text`` cut to so many characters."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def message(finding: Finding) -> str:
    """What is wrong, on one line."""
    return brief(one_line(finding.message), 2 * _LONG)


def instead(finding: Finding) -> str:
    """What to write instead, on one line; nothing where nothing is known."""
    shown = (f"“{brief(one_line(text))}”" if text else "delete it" for text in finding.suggestions[:_FEW])
    return " or ".join(shown)


def elsewhere(finding: Finding) -> str:
    """Further places of the same finding, on one line."""
    shown = ", ".join(spot(place) for place in finding.related[:_FEW])
    more = len(finding.related) - _FEW
    return f"{shown} and {more} more" if more > 0 else shown


def spot(place: Place) -> str:
    """A place as a reader looks it up: ``12:3``, or the unit's name and the character in it."""
    return f"{one_line(place.unit)}, {place.column}" if place.unit else f"{place.line}:{place.column}"


def described(finding: Finding) -> str:
    """What is wrong, in which unit, what to write instead and where it stands again, on one line."""
    parts = [message(finding)]
    if finding.place.unit is not None:
        parts.append(f"in “{brief(one_line(finding.place.unit))}” from character {finding.place.column} on")
    if finding.suggestions:
        parts.append(f"instead: {instead(finding)}")
    if finding.related:
        parts.append(f"see also {elsewhere(finding)}")
    return "; ".join(parts)


def standing(report: Report) -> list[Finding]:
    """The findings that count: neither allowed nor in the baseline."""
    return [finding for finding in report.findings if finding.status == "new"]


def troubles(run: Run) -> Iterator[Trouble]:
    """Files that could not be audited, then what failed in those that were."""
    for path, reason in run.failures:
        yield Trouble(path, one_line(f"could not be audited: {reason}"), True)
    for report in run.reports:
        for problem in report.problems:
            yield Trouble(report.document.path, one_line(problem), False)


def came_through(report: Report) -> Iterator[tuple[str, str, list[Finding]]]:
    """How a text came (``via``, ``worded after``), which language that was, and its evidence, heaviest first."""
    at = {finding.span: finding for finding in report.findings if "through" in finding.because}
    for how, lineage in (("via", report.origin.pivot), ("worded after", report.origin.source)):
        if lineage is not None:
            sure = f"{load(lineage.language).name or lineage.language}, confidence {lineage.confidence:.2f}"
            yield how, sure, [at[span] for span in lineage.evidence if span in at]


def help_page(text: str) -> str:
    """A rule's docstring as Markdown: each example on a line of its own, as code."""
    lines = (f"    {line}" if "⟦" in line and not line.startswith(" ") else line for line in text.splitlines())
    return "\n".join(lines)
