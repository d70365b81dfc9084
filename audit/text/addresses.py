"""URLs, bare domains and mail addresses, as patterns for ``audit.text.protect``."""

from __future__ import annotations

# Letters of scripts written without blanks end an address, for they go on with the sentence around it
_NO_BLANKS = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー"
# RFC 3986, and the letters that browsers show undecoded
_CHARACTER = rf"[[\p{{L}}\p{{M}}0-9\-._\~:/?\#@!$\&'*+,;=%\|]--[{_NO_BLANKS}]]"
_NESTED = rf"\( {_CHARACTER}*+ \) | \[ {_CHARACTER}*+ \]"
# the title in an encyclopedia's address, where a blank shows the end
_WIDE_TITLE = r"""(?<=[/=]) [\p{Han}\p{Katakana}\p{Hangul}]
    [\p{Han}\p{Katakana}\p{Hiragana}\p{Hangul}ー_0-9]{0,40}+ (?=[\s/?\#]|\Z)"""
_REST = rf"(?: {_CHARACTER}++ | {_NESTED} | {_WIDE_TITLE} )*+"

# Top levels that are told from a word after a forgotten blank: not in, is, at, me, so, to …
_TOP_LEVEL = """com|org|net|edu|gov|mil|int|info|biz|io|dev|app|ai|tv|eu|asia|jp|kr|cn|tw|hk|mo|sg|vn|th|ph|ru|ua|by|kz
|pl|cz|sk|hu|ro|bg|rs|si|hr|gr|tr|il|ir|ae|sa|eg|za|ng|ke|uk|ie|fr|nl|lu|de|ch|it|es|pt|se|dk|fi|ee|lv|lt|br|mx|ar|cl
|pe|ca|au|nz|(?:co|ac|or|go|ne|com|org|gov|edu|net|gob)\\.[a-z]{2}"""
_LABEL = r"[A-Za-z0-9] (?: [A-Za-z0-9-]{0,61} [A-Za-z0-9] )?+"

URL = rf"""
    (?<![A-Za-z]) (?i:https?|ftps?|wss?)://(?: [\p{{L}}\p{{Nd}}-]+ (?=\.[A-Za-z]) ) {_REST}
    | (?<![A-Za-z]) [A-Za-z][A-Za-z0-9+]{{1,15}}+ :// {_REST}
    | (?<![A-Za-z]) (?:mailto|tel): {_REST}
    """
WWW = rf"(?<![A-Za-z0-9@.-]) (?:www|WWW)\. {_LABEL} \. {_REST}"
DOMAIN = rf"""
    (?<![A-Za-z0-9@._/-]) (?: {_LABEL} \. ){{1,4}} (?:{_TOP_LEVEL}) (?! [A-Za-z0-9-] | \.[A-Za-z0-9] )
    (?: [:/?] {_REST} )?
    """
DOMAIN_END = rf"\. (?:{_TOP_LEVEL}) (?![A-Za-z0-9-])"
MAIL = r"(?<![A-Za-z0-9._%+@-]) [A-Za-z0-9] [A-Za-z0-9._%+-]*+ @ (?: [A-Za-z0-9-]++ \. )+ [A-Za-z]{2,24}"
TRAILING = ".,;:!?'*|"
"""Marks at the end of an address that belong to the sentence around it."""
