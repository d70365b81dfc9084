"""EN01: text written in one encoding and read in another."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit
from audit.rule import document_rule
from audit.text.graphemes import snap
from audit.text.letters import fit
from audit.text.misread_insets import inset_repairs
from audit.text.misread_pages import page_repairs
from audit.text.misread_utf8 import utf8_repairs
from audit.text.oddness import odd_runs
from audit.text.repairs import LOST, best

_NAMES = {
    "utf_8": "UTF-8", "latin_1": "ISO 8859-1", "cp932": "Shift_JIS", "euc_jp": "EUC-JP", "cp949": "EUC-KR",
    "gbk": "GBK", "cp950": "Big5", "koi8_r": "KOI8-R", "mac_roman": "Mac Roman",
}  # fmt: skip
_SAMPLE = 20_000
_QUOTED = 40


@document_rule(
    "EN01",
    message="“{garbled}” is {wrote} text read as {took}, expected “{meant}”",
    category="linguistic conventions/encoding",
    severity="major",
    fixable=True,
    beats=[
        *("replacement-character", "stray-control", "invisible-character", "mixed-normalisation", "lookalike-letter"),
        *("half-width-kana", "wrong-script-word", "untranslated-span", "language-switch", "wrong-language"),
        *("improbable-span", "foreign-mark", "orphan-mark", "doubled-mark", "mismatched-mark", "scrambled-order"),
    ],
)
def mojibake(document: Document) -> Iterator[Hit]:
    """The text was written in one encoding and read in another, so that its letters turned into others.

    ## Why it matters
    Nobody can read it. The page was saved, stored or fetched with a wrong character set, and more of it may be hurt.

    ## Example
    fr: La salle ouvrira cet ⟦Ã©tÃ©⟧, si tout va bien.

    ## Stays quiet
    - capital letters before quotation marks and no-break spaces (`« À »`), which look like broken UTF-8
    - words of another language or script, rare characters and words in capitals

    ## Sources
    - Speer, ftfy (2019), for going back by the way the damage came
    - letter frequencies of 56 languages, `audit/models/letters.md`
    """
    prose = document.prose
    if prose.isascii():
        return
    language = fit(prose[:_SAMPLE]).language
    runs = odd_runs(prose, language)
    found = utf8_repairs(prose, language, runs) + page_repairs(prose, language, runs)
    found += inset_repairs(prose, language)
    for repair in best(found):
        span = snap(document.text, repair.span)
        head, tail = document.text[span.start : repair.span.start], document.text[repair.span.end : span.end]
        meant = head + repair.text + tail
        facts = {
            "garbled": _short(document.text[slice(*span)]),
            "meant": _short(meant),
            "wrote": _NAMES.get(repair.wrote, f"windows-{repair.wrote[2:]}"),
            "took": _NAMES.get(repair.took, f"windows-{repair.took[2:]}"),
        }
        yield Hit(span, facts, () if LOST in meant else (meant,))


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
