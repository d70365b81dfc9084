"""What in a text is not language: addresses, code, placeholders, tags."""

from __future__ import annotations

import regex

from audit.model import Span

_URL = r"(?:https?|ftp)://[!#-'*-;=?-Z\\^_a-z~()\[\]]*[#-&*+/-9=@-Z\\^_a-z~]"
_MAIL = r"[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_CODE = r"`[^`\n]+`"
_TAG = r"</?[A-Za-z][^<>\n]{0,300}>"
_PLACEHOLDER = r"\$\{[^{}\n]*\}|\{\{[^{}\n]*\}\}|\{[\w.:]*\}|%(?:\(\w+\))?[sdif@]"
_PROTECTED = regex.compile("|".join((_URL, _MAIL, _CODE, _TAG, _PLACEHOLDER)))
_QUANTITY = regex.compile(r"\d+(?:[.,:]\d+)*(?:\s?[%°A-Za-z]{1,3}(?![A-Za-z]))?")


def protected(text: str) -> tuple[Span, ...]:
    """Spans that no rule about language should look into; sorted, disjoint."""
    return tuple(Span(*m.span()) for m in _PROTECTED.finditer(text))


def quantities(text: str) -> tuple[Span, ...]:
    """Numbers with their units, dates, times, prices; sorted, disjoint."""
    return tuple(Span(*m.span()) for m in _QUANTITY.finditer(text))
