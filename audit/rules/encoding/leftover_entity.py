"""EN08: escapes of some format left in prose."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

import regex

from audit.model import Hit, Segment, Span
from audit.rule import rule

_ENTITY = regex.compile(r"&(?:amp;)?(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_ESCAPE = regex.compile(r"(?:\\u[0-9a-fA-F]{4})+|(?:\\x[0-9a-fA-F]{2}){2,}")
_PERCENT = regex.compile(r"(?:%[C-Fc-f][0-9a-fA-F](?:%[89ABab][0-9a-fA-F])+)+")
_QUOTED_PRINTABLE = regex.compile(r"(?:=[C-F][0-9A-F](?:=[89AB][0-9A-F])+)+")
_MAIL_WORD = regex.compile(r"=\?[\w-]{2,20}\?[BbQq]\?[^?\s]+\?=")
_LINE_END = regex.compile(r"(?<=[\p{Sentence_Terminal}\p{Quotation_Mark})])(?:\\r)?(?:\\n)+(?![\w.-]*\\)")


@rule(
    "EN08",
    message="“{escape}” is an escape that was never decoded, expected “{meant}”",
    category="linguistic conventions/encoding",
    fixable=True,
    beats=["untranslated-span", "wrong-script-word"],
)
def leftover_entity(segment: Segment) -> Iterator[Hit]:
    """An escape of HTML, JSON, a mail or a URL stands in the text instead of the character it means.

    ## Why it matters
    Readers see the machinery of the page; a translation engine may also have translated around it.

    ## Example
    en: Fish ⟦&amp;⟧ chips cost nine pounds.
    ja: 会議は⟦&#8220;⟧非公開⟦&#8221;⟧で開かれた。

    ## Stays quiet
    - names with an ampersand (AT&T), and ampersands before unknown words
    - addresses and code
    """
    prose = segment.target.prose
    for found in _ENTITY.finditer(prose):
        meant = html.unescape(html.unescape(found[0]))
        if (meant != found[0] and not meant.startswith("&")) or meant == "&":
            yield _hit(found, meant)
    for found in _ESCAPE.finditer(prose):
        decoded = (
            found[0].encode().decode("unicode_escape").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )
        yield _hit(found, decoded)
    for found in chain(_PERCENT.finditer(prose), _QUOTED_PRINTABLE.finditer(prose)):
        meant = unquote(found[0].replace("=", "%"), errors="replace")
        if "\N{REPLACEMENT CHARACTER}" not in meant:
            yield _hit(found, meant)
    for found in _MAIL_WORD.finditer(prose):
        yield from _mail_word(found)
    for found in _LINE_END.finditer(prose):
        yield _hit(found, "\n")


def _mail_word(found: regex.Match[str]) -> Iterator[Hit]:
    """RFC 2047, an encoded word of a mail header."""
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    try:
        yield _hit(found, str(make_header(decode_header(found[0]))))
    except (HeaderParseError, LookupError, ValueError):
        return


def _hit(found: regex.Match[str], meant: str) -> Hit:
    shown = "a line break" if "\n" in meant else meant
    return Hit(Span(*found.span()), {"escape": found[0], "meant": shown}, (meant,))
