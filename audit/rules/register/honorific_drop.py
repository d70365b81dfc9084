"""RE02: people who lose their honorific on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Span
from audit.rule import document_rule

_NAME = r"(?<![\p{Han}\p{Katakana}ー・々])(?P<name>[\p{Han}々]{2,5}|\p{Katakana}[\p{Katakana}ー・]{2,15})"


@document_rule(
    "RE02",
    message="“{name}” stands bare here and with “{honorific}” {count} times",
    category="style/register",
    facts=["honorifics", "clause_marks"],
    needs=["narration"],
    default=False,
)
def honorific_drop(document: Document, *, least: int = 3) -> Iterator[Hit]:
    """A person who is named with an honorific elsewhere in the text is named without one here.

    ## Why it matters
    To drop 氏 or さん in mid-article sounds like contempt, or like another person. Engines carry an honorific
    over from one sentence and forget it in the next. It is opt-in, because sports pages drop them by habit.

    ## Example
    ```ja
    田中さんは町に越してきた。田中さんは畑を借りた。夏には田中さんが市場に店を出した。
    秋になると⟦田中⟧は苗を配った。
    ```

    ## Stays quiet
    - in quotations, where a speaker chooses
    - compounds such as 山本家 or 山本政権
    - a name that is bare as often as not

    ## Options
    - ``least``: times a name must stand with its honorific

    ## Sources
    - 共同通信社『記者ハンドブック』: 敬称
    """
    honorifics = "|".join(map(regex.escape, document.pack.honorifics or ()))
    marks = "|".join(map(regex.escape, document.pack.clause_marks or ()))
    text: str = document.notes["narration"]
    titled: dict[str, Counter[str]] = {}
    for found in regex.finditer(rf"{_NAME}(?P<honorific>{honorifics})", text):
        titled.setdefault(found["name"], Counter())[found["honorific"]] += 1
    bare = [found for found in regex.finditer(rf"{_NAME}(?={marks})", text) if found["name"] in titled]
    for found in bare:
        honorific, count = titled[found["name"]].most_common(1)[0]
        alone = sum(other["name"] == found["name"] for other in bare)
        if count >= least and alone * least <= count:
            facts = {"name": found["name"], "honorific": honorific, "count": count}
            yield Hit(Span(*found.span("name")), facts, (found["name"] + honorific,))
