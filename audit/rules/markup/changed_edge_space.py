"""MK12: blanks and line breaks at the ends of a string."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment, Span
from audit.rule import rule
from audit.text.edges import ends
from audit.text.placeholders import is_string


@rule(
    "MK12",
    message="the source {edge} with {theirs}, the translation with {ours}",
    category="design/markup",
    needs=["source"],
    reads=["word_spaces"],
    fixable=True,
)
def changed_edge_space(segment: Segment) -> Iterator[Hit]:
    r"""A string begins or ends with other blanks or line breaks than its source.

    ## Why it matters
    Programs put strings together: words run into each other, or stand apart; lines end too early or too late.

    ## Example
    en>de: Name:\N{SPACE} ||| Name:⟦⟧ ||| key=label
    en>ja: Done\N{LINE FEED} ||| 完了⟦⟧ ||| key=done

    ## Stays quiet
    - blanks of another width
    - scripts without blanks, where a word needs none before the next
    - sentences of a text
    """
    if segment.source is None or not is_string(segment) or not segment.target.text.strip():
        return
    target, needs_none = segment.target.text, segment.target.pack.word_spaces is False
    edges = zip(("begins", "ends"), ends(segment.source.text), ends(target), strict=True)
    for edge, theirs, ours in edges:
        wanted, found = _kind(theirs), _kind(ours)
        if wanted == found or (needs_none and not ours and set(wanted) == {" "}):
            continue
        span = Span(0, len(ours)) if edge == "begins" else Span(len(target) - len(ours), len(target))
        yield Hit(span, {"edge": edge, "theirs": _named(wanted), "ours": _named(found)}, (theirs,))


def _kind(blanks: str) -> str:
    """Line breaks as they are, all other blanks as one kind: their number counts where there are line breaks."""
    plain = "".join(char if char == "\n" else "\t" if char == "\t" else " " for char in blanks.replace("\r\n", "\n"))
    return plain if plain.strip(" ") else plain[:1]


def _named(blanks: str) -> str:
    names = {" ": ("blank", "blanks"), "\n": ("line break", "line breaks"), "\t": ("tab", "tabs")}
    counts = {char: blanks.count(char) for char in dict.fromkeys(blanks)}
    return " and ".join(f"{n} {names[char][n > 1]}" for char, n in counts.items()) or "none"
