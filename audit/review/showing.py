"""How findings and decisions look on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text

from audit.model import Severity, Span
from audit.placing import places
from audit.report.excerpt import visible
from audit.review.pane import Marked
from audit.review.session import Accepted, Allowed, Item, Session, Skipped

COLORS: dict[Severity, str] = {"minor": "#e5c07b", "major": "#ff8c69", "critical": "#ff5f87"}
_DONE, QUIET = "#98c379", "#8a919e"
_KEYS = (
    *(("n/p", "go"), ("a", "accept"), ("w", "allow"), ("s", "skip"), ("u", "undo"), ("r", "rule"), ("^s", "save")),
    ("q", "quit"),
)
_SHOWN = 60
"""Characters of a suggestion that are shown."""


def keys(gap: str) -> Text:
    """The last line: what keys do, ``gap`` between them."""
    line = Text(no_wrap=True, overflow="ellipsis")
    for number, (key, meaning) in enumerate(_KEYS):
        line.append(gap if number else "").append(key, style="bold #e5c07b").append(f" {meaning}")
    return line


def spans(item: Item) -> list[Span]:
    """Where the finding stands in the text that is shown."""
    return [item.finding.span] if item.file.report.document.layout.units else places(item.finding)


def marks(session: Session, current: Item) -> Sequence[Marked]:
    """Where the findings of a file stand; the current one on top."""
    found: list[Marked] = []
    for item in session.items:
        if item.file is current.file and item is not current:
            color = _DONE if isinstance(item.decision, Accepted | Allowed) else COLORS[item.finding.severity]
            style = Style(color=QUIET if isinstance(item.decision, Skipped) else color, underline=True)
            found += [Marked(span, style) for span in spans(item)]
    color = _DONE if isinstance(current.decision, Accepted | Allowed) else COLORS[current.finding.severity]
    return [*found, *(Marked(span, Style(color="#16181d", bgcolor=color, bold=True)) for span in spans(current))]


def _sign(item: Item) -> tuple[str, str]:
    if isinstance(item.decision, Accepted):
        return "✓", _DONE
    if isinstance(item.decision, Allowed):
        return "○", _DONE
    return ("-", QUIET) if isinstance(item.decision, Skipped) else ("●", COLORS[item.finding.severity])


def entry(item: Item, room: int) -> Text:
    """A finding in the list, ``room`` cells wide: what was decided, line, rule, and the text found."""
    sign, color = _sign(item)
    entry = Text(no_wrap=True, overflow="ellipsis")
    entry.append(f" {sign} ", style=color)
    entry.append(f"{item.finding.place.line:>3} ", style=QUIET)
    entry.append(item.finding.rule, style="" if item.decision is None else QUIET)
    if found := " ".join(visible(item.finding.text[:_SHOWN]).split()):
        entry.append(f" {found}", style=QUIET)
    entry.truncate(room, overflow="ellipsis")
    return entry


def title(session: Session, item: Item) -> Text:
    """The first line: which finding of how many, where, and what is not saved."""
    title = Text(no_wrap=True, overflow="ellipsis")
    title.append(f"{session.items.index(item) + 1} of {len(session.items)}  ", style="bold")
    place = item.finding.place
    where = f"“{visible(place.unit)}”" if place.unit else f"{place.line}:{place.column}"
    title.append(f"{visible(item.file.task.path)} {where}")
    if session.unsaved:
        title.append(f"  ● {session.unsaved} not saved", style=COLORS["minor"])
    return title


def about(item: Item) -> Text:
    """What is said of a finding, what may be put in its place, and what was decided."""
    finding = item.finding
    about = Text()
    about.append(f" {finding.severity} ", style=f"bold #16181d on {COLORS[finding.severity]}")
    about.append(f" {finding.rule} {finding.code}\n", style="bold")
    about.append(visible(finding.message))
    for number, suggestion in enumerate(finding.suggestions[:9], 1):
        chosen = isinstance(item.decision, Accepted) and item.decision.suggestion == suggestion
        about.append(f"\n {number} ", style="bold #16181d on " + (_DONE if chosen else QUIET))
        about.append(" ")
        about.append_text(_offer(finding.text, suggestion))
    if isinstance(item.decision, Allowed):
        about.append(f"\n○ allowed: {visible(item.decision.reason)}", style=_DONE)
    return about


def _offer(found: str, suggestion: str) -> Text:
    """“was” → “suggested”, with blanks made visible."""
    offer = Text(_brief(found), style="#ff8c69") if found else Text("nothing", style=QUIET)
    offer.append(" → ", style=QUIET)
    return offer.append(_brief(suggestion), style=_DONE) if suggestion else offer.append("delete it", style=_DONE)


def _brief(text: str) -> str:
    shown = visible(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")
    return shown if shown.strip() else "␣" * len(shown)
