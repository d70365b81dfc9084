"""The edges of a Markdown block: blanks and marks that hold nothing but the whole block are no part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.model import Span

_SHOWS = re.compile(r"[`$&{\\]")
_SIGN = re.compile(r"\[|\]|\*+|_+|~~")


def without_edges(text: str, span: Span, spans: list[Span]) -> tuple[Span, list[Span]]:
    """``span`` and the spans hidden in it, without the blanks and marks at its edges.

    Of the two marks around something, none goes without the other: ``See [help](x)`` keeps both.
    """
    partners = _partners(text, spans)
    heads, tails = _reach(text, span, spans), _reach_back(text, span, spans)
    while True:
        gone = {*range(heads), *range(len(spans) - tails, len(spans))}
        first = next((n for n in range(heads) if not partners[n] <= gone), heads)
        last = next((n for n in range(tails) if not partners[len(spans) - 1 - n] <= gone), tails)
        if (first, last) == (heads, tails):
            break
        heads, tails = first, last
    tails = min(tails, len(spans) - heads)
    left = spans[heads : len(spans) - tails]
    start = _past_blanks(text, spans[heads - 1].end if heads else span.start, left[0].start if left else span.end)
    end = spans[len(spans) - tails].start if tails else span.end
    while end > max([start, *(mark.end for mark in left[-1:])]) and text[end - 1].isspace():
        end -= 1
    return Span(start, end), left


def _reach(text: str, span: Span, spans: Sequence[Span]) -> int:
    """How many marks stand one after the other where a block begins."""
    at = span.start
    for number, mark in enumerate(spans):
        if _past_blanks(text, at, mark.start) < mark.start or not _is_mark(text, mark):
            return number
        at = mark.end
    return len(spans)


def _reach_back(text: str, span: Span, spans: Sequence[Span]) -> int:
    """How many marks stand one after the other where it ends."""
    at = span.end
    for number, mark in enumerate(reversed(spans)):
        if text[mark.end : at].strip() or not _is_mark(text, mark):
            return number
        at = mark.start
    return len(spans)


def _past_blanks(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _partners(text: str, spans: Sequence[Span]) -> list[set[int]]:
    """For each hidden span the numbers of those that hold the other halves of its marks."""
    found: list[set[int]] = [set() for _ in spans]
    open_signs: list[tuple[str, int]] = []
    for number, span in enumerate(spans):
        body = text[slice(*span)]
        if body != body.strip():
            continue  # what begins a line: * of an item
        for sign in _SIGN.findall(body.partition("](")[0] + "]" * ("](" in body) + body.rpartition(")")[2]):
            wanted = "[" if sign == "]" else sign
            place = next((n for n in range(len(open_signs) - 1, -1, -1) if open_signs[n][0] == wanted), None)
            if sign == "[" or place is None:
                open_signs.append((sign, number))
                continue
            other = open_signs[place][1]
            del open_signs[place:]
            found[number].add(other)
            found[other].add(number)
    return found


def _is_mark(text: str, span: Span) -> bool:
    """Does the span show nothing, unlike code, images, addresses and references?"""
    body = text[span.start : span.end]
    return not body.startswith("![") and "://" not in body.partition("](")[0] and not _SHOWS.search(body)
