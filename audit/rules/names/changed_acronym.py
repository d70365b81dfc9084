"""NA03: another acronym than the source's."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.initials import READS, acronyms, is_other, is_said


@rule(
    "NA03",
    message="“{name}” is “{source_text}” in the source",
    category="accuracy/mistranslation",
    severity="major",
    needs=["source"],
    reads=READS,
)
def changed_acronym(segment: Segment) -> Iterator[Hit]:
    """The translation has another acronym than the source.

    ## Why it matters
    WHO and WTO, SLBM and ICBM are one letter apart: an engine that takes one for the other changes the fact.

    ## Example
    ```en>ja
    The WHO sent a team to the region. ||| ⟦WTO⟧は同地域にチームを派遣した。
    ```

    ## Stays quiet
    - an acronym in the target language's own letters or order: NATO, OTAN, НАТО
    - an acronym written out on one side
    - acronyms that only one side has; text in capitals, words stressed by them, currencies, letters of full width

    ## Sources
    - the acronyms and expansions of the language packs
    """
    source, target = segment.source, segment.target
    if source is None:
        return
    theirs, ours = acronyms(source.prose), acronyms(target.prose)
    gone = [name for name in theirs if not is_said(name, source.pack, ours, target.prose, target.pack)]
    new = [name for name in ours if not is_said(name, target.pack, theirs, source.prose, source.pack)] if gone else []
    for name in new:
        old = next((old for old in gone if is_other(old, source.pack, name, target.pack)), None)
        if old:
            gone.remove(old)
            yield Hit(ours[name], {"name": name, "source_text": old}, (old,))
