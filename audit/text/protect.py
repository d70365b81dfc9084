"""What in a text is not language: addresses, code, placeholders, tags, names given to machines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from audit.model import Span
from audit.text import addresses
from audit.text.patterns import compiled
from audit.text.quantities import quantities

__all__ = ["protected", "quantities"]


class _Kind(NamedTuple):
    """Strings one of which it holds, the pattern, and one that is tried first where that is faster: verbose syntax."""

    signs: tuple[str, ...]
    pattern: str
    gate: str = ""


_ADDRESSES = (
    _Kind(("://", "mailto:", "tel:"), addresses.URL),
    _Kind(("www", "WWW"), addresses.WWW),
    _Kind((".",), addresses.DOMAIN, addresses.DOMAIN_END),
)

_PLACEHOLDERS = (
    _Kind(("{",), r"[$\#]?\{\{[^{}\n]{0,200}+\}\} | [$\#]\{[^{}\n]{0,200}+\}"),
    _Kind(
        ("{",),
        r"""\{ (?: [A-Za-z_][\w.]*+ (?:\[[^\[\]{}\n]{0,40}\])? | [0-9]*+ ) (?:![rsa])? (?: :[^{}\s]{0,20} )? \}
        # ICU: a whole formatted argument; of a choice between texts only what comes before them
        | \{ \s*+ \w++ \s*+ , \s*+ (?:number|date|time|spellout|ordinal|duration) \s*+ (?: ,[^{}\n]{0,60}+ )? \}
        | \{ \s*+ \w++ \s*+ , \s*+ (?:plural|select|selectordinal) \s*+ ,""",
    ),
    _Kind(
        ("%",),
        r"""(?<![\d%]) % (?: \([\w.-]++\) | \d{1,2}\$ )? [-+0\#]*+ (?:\d++|\*)? (?: \.(?:\d++|\*) )?
            (?: hh? | ll? | [Lqjzt] )? [diouxXeEfFgGcsp@] (?![A-Za-z0-9_])
        | % \([\w.-]++\) [a-z] | %[A-Z][A-Z0-9_]{2,}+% | %\d (?![\w.,%]) | %\{[\w.]++\}""",
    ),
    _Kind(("$",), r"\$[A-Za-z_][A-Za-z0-9_]++"),
    _Kind(("@@", "__"), r"@@\w++@@ | (?<!\w) __[A-Z][A-Z0-9_]*?__ (?!\w)"),
)

_MARKUP = (
    # no letters but ASCII: elsewhere a grave accent is a poor man's quotation mark
    _Kind(("`",), r"(?<![A-Za-z`]) (`{1,2}) (?![`\s]) [[^`\n]--[\p{L}--[A-Za-z]]]{1,300}+ (?<!\s) \1 (?!`)"),
    _Kind(("<",), r"<!-- .{0,2000}? --> | <!\[CDATA\[ .{0,2000}? \]\]> | <![A-Z][^<>]{0,200}+>"),
    _Kind(
        ("<",),
        r"""</? (?: [a-z][a-z0-9]*+ (?: [:-][a-zA-Z0-9]++ )*+ | [A-Z]{1,6}[1-6]? ) \s*+ /? >
        | <[A-Za-z][\w:-]*+ (?= [^<>=]{1,80}+ = )
            (?: \s++ [\w:@.-]++ (?: \s*+ = \s*+ (?: "[^"<]*+" | '[^'<]*+' | [^\s"'<>=`]++ ) )? )*+ \s*+ /? >""",
    ),
    _Kind(("[/",), r"\[/? (?i: [bisu] | url | img | quote | code | color | size | list ) (?: =[^\[\]\n]{1,80} )? \]"),
)

# where no blank shows the end of a hashtag, it is one run of one script
_TAG = r"[\p{L}\p{M}\p{Nd}_ー]"
_SCRIPT_RUN = r"""(?: [A-Za-z0-9_]++ | \p{Han}++ | [\p{Katakana}ー]++ | \p{Hiragana}++
    | (?: (?![\p{Han}\p{Hiragana}\p{Katakana}]) [\p{L}\p{M}] )++ )"""
_EXTENSION = """(?:pdf|docx?|xlsx?|pptx?|odt|txt|md|rst|csv|tsv|jsonl?|xml|ya?ml|toml|ini|cfg|conf|log|html?|css|m?js
|tsx?|jsx|py|ipynb|java|kt|cpp|cs|go|rs|rb|php|pl|sh|bat|ps1|sql|db|exe|dll|so|apk|dmg|iso|zip|tar|gz|tgz|rar|7z|png
|jpe?g|gif|svg|webp|bmp|ico|mp[34]|wav|flac|avi|mov|mkv|po|xliff|srt|ttf|bin|dat|bak|tmp
|PDF|DOCX?|XLSX?|PPTX?|TXT|CSV|XML|HTML?|EXE|DLL|ZIP|PNG|JPE?G|GIF|MP[34]) (?![A-Za-z0-9_])"""
_WORD = "[A-Za-z0-9_-]"

_HEXADECIMAL = tuple("0123456789abcdef")

_MACHINE_NAMES = (
    _Kind(("@",), addresses.MAIL, r"@[A-Za-z0-9-]+\."),
    _Kind(("@", "＠"), r"(?<![A-Za-z0-9._%+@＠-]) [@＠] [A-Za-z0-9_] (?: [A-Za-z0-9_.-]{0,38} [A-Za-z0-9_] )?"),
    _Kind(
        ("#", "＃"),
        rf"""(?<![\w&/\#＃]) [\#＃] (?=[\p{{Nd}}_]*+\p{{L}})
        (?: {_TAG}{{1,16}}+ (?=[\s\p{{P}}]|\Z) | {_TAG}{{1,30}}+ (?=\s|\Z) | {_SCRIPT_RUN} )""",
    ),
    _Kind(
        ("/",),
        r"""(?<![\w/.:~-]) (?:~|\.{1,2})?/ (?: [\w.+@-]++ / )++ [\w.+@-]*+ (?<!\.)
        | (?<![\w/.:~-]) (?:~|\.{1,2})/ [\w.+-]++ (?<!\.)""",
    ),
    _Kind(
        (".",),
        rf"""(?<![A-Za-z0-9_./\\:@~-]) (?: [A-Za-z0-9_.-]++ / )*+
        {_WORD}++ (?: \.{_WORD}++ )*? \.{_EXTENSION} (?!\.[A-Za-z])""",
        rf"\.{_EXTENSION}",
    ),
    _Kind(
        ("\\",),
        r"""(?<![A-Za-z0-9]) (?: [A-Za-z]: | \\\\[\w.-]++ | %\w++% )
        \\ (?: [\w.$+()-]++ \\ )*+ [\w$+()-]*+ (?: \.[\w$+()-]++ )*+""",
    ),
    _Kind(
        ("--",),
        r"""(?<![^\s(（「『\["'`]) --[A-Za-z][A-Za-z0-9]*+ (?: -[A-Za-z0-9]++ )*+ (?: =[^\s,;。、）)]++ )? (?![\w-])""",
    ),
    _Kind(("-",), r"(?<![\w-]) [0-9a-fA-F]{8}- (?:[0-9a-fA-F]{4}-){3} [0-9a-fA-F]{12} (?![\w-])"),
    _Kind(_HEXADECIMAL, r"(?<![\w-]) [0-9a-f]{16,128}+ (?![\w-])", "[0-9a-f]{16}"),
    _Kind(
        (".",),
        r"""(?<![\w.,$€£¥-]) (?: [vV]\p{Nd}{1,4} (?:\.\p{Nd}{1,6}){1,3} | \p{Nd}{1,5} (?:\.\p{Nd}{1,6}){2,4} )
        (?: [-+][A-Za-z] (?:[A-Za-z0-9.]*[A-Za-z0-9])? )? (?! \w | [.,]\p{Nd} )""",
        r"\.\p{Nd}",
    ),
)
_KINDS = (*_PLACEHOLDERS, *_MARKUP, *_MACHINE_NAMES)
_SIGN = regex.compile(
    f"[{regex.escape(''.join(sorted({sign[-1] for kind in (*_ADDRESSES, *_KINDS) for sign in kind.signs})))}]"
)
"""What nothing is protected without."""
# dates need not be possible ones: the impossible are what a rule looks for
_DATE_OR_NUMBER = r"""\d{1,2} \. \d{1,2} \. (?: \d{4} | \d\d ) | \d{4} \. \d{1,2} \. \d{1,2}
    | \d{1,3} (?: \.\d{3} )++ | \d++"""


def protected(text: str) -> tuple[Span, ...]:
    """Spans that no rule about language should look into; sorted, disjoint, none empty.

    URLs with and without scheme (they end before a letter of a script without blanks, and leave out marks of the
    sentence around), mail addresses, @handles, #hashtags, file names and paths, code in backticks, tags, placeholders
    (printf, braces, templates, ICU), command options, hashes and UUIDs, version numbers.
    """
    if not _SIGN.search(text):
        return ()
    found = [_without_trailing(text, span) for kind in _ADDRESSES for span in _spans(text, kind)]
    others = (span for kind in _KINDS for span in _spans(text, kind))
    found += (span for span in others if not _compiled(_DATE_OR_NUMBER).fullmatch(text, *span))
    return tuple(_merged(found))


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    """Patterns are compiled when a text needs them: most texts need few."""
    return compiled(pattern, regex.VERBOSE | regex.V1)


def _spans(text: str, kind: _Kind) -> Iterator[Span]:
    if any(sign in text for sign in kind.signs) and (not kind.gate or _compiled(kind.gate).search(text)):
        yield from (Span(*match.span()) for match in _compiled(kind.pattern).finditer(text))


def _without_trailing(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(text[span.start : span.end].rstrip(addresses.TRAILING)))


def _merged(spans: list[Span]) -> Iterator[Span]:
    """``spans`` in order, those that overlap as one."""
    held: Span | None = None
    for span in sorted(spans):
        if held is not None and span.start < held.end:
            held = Span(held.start, max(held.end, span.end))
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held
