"""CO03: an acronym explained as another one."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment, Span
from audit.rule import rule
from audit.text.glosses import REACH, beside_bracket, glosses, name_at_end


@rule(
    "CO03",
    message="“{gloss}” is {owner}, not {acronym}, which stands for “{expansion}”",
    category="accuracy/mistranslation",
    severity="critical",
    facts=["acronyms"],
    reads=["cased"],
)
def gloss_mismatch(segment: Segment) -> Iterator[Hit]:
    """An acronym is glossed with the name that belongs to another acronym.

    ## Why it matters
    SLBM and ICBM, WHO and WTO, GDP and GNP: engines confuse what is one letter or one word apart.
    The reader is told a wrong fact, and both halves look well on their own.

    ## Example
    ```ja
    北朝鮮は⟦SLBM(大陸間弾道ミサイル)⟧の試験を続けた。
    ```

    ## Stays quiet
    - an acronym with several meanings, glossed with any of them
    - inflected names, in either order: name (acronym), acronym (name)
    - glosses that are no acronym's name, and acronyms the language pack does not state
    """
    pack, text, cased = segment.target.pack, segment.target.prose, bool(segment.target.pack.cased)
    if not pack.acronyms or ("(" not in text and "（" not in text):
        return
    known = glosses(pack.acronyms, cased)
    for match in beside_bracket(text, known):
        outer = match["outer"]
        before = max(0, match.start() - REACH)
        searched = Span(*match.span("gloss")) if outer else Span(before, match.start())
        name = name_at_end(text[slice(*searched)], known, cased, whole=bool(outer))
        acronym = outer or match["inner"]
        if name is None or acronym in known.owners[name.key]:
            continue
        gloss = text[searched.start + name.start : searched.end].rstrip()
        owner, expansion = known.owners[name.key][0], known.written[acronym]
        span = Span(match.start() if outer else before + name.start, match.end())
        facts = {"gloss": gloss, "owner": owner, "acronym": acronym, "expansion": expansion}
        written = segment.target.text[slice(*span)]
        yield Hit(span, facts, (written.replace(gloss, expansion, 1), written.replace(acronym, owner, 1)))
