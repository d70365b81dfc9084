"""IN11: the wrong one of two Traditional characters that Simplified Chinese merges."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Hit, Segment
from audit.rule import rule
from audit.text.conversions import miswritten


@rule(
    "IN11",
    message="“{text}” has the wrong one of two characters that Simplified Chinese merges; “{right}” is meant",
    category="linguistic conventions/spelling",
    reads=["merged_characters"],
    beats=["variant-mix"],
    fixable=True,
)
def wrong_conversion(segment: Segment) -> Iterator[Hit]:
    """A converter chose the wrong character, or left the one that the other writing shares.

    ## Why it matters
    Simplified Chinese writes 後 and 后, 髮 and 發, 乾, 幹 and 干 as one. Conversion character by character
    makes 頭發 (hair) of 头发, and every reader sees at once that a machine did it.

    ## Example
    ```zh-Hant
    她的⟦頭發⟧長到了腰間。
    ```

    ## Stays quiet
    - words that both characters serve (回復 and 回覆)
    - characters in names and in words that are in no word list
    - variants without a difference in meaning (台 and 臺)

    ## Sources
    OpenCC's dictionaries (Apache-2.0) and jieba's (MIT), see ``audit/models/conversions.md``.
    """
    target = segment.target
    if not target.pack.merged_characters:
        return
    for span, right in miswritten(target.prose, target.pack.merged_characters, target.pack.lang):
        yield Hit(span, {"text": target.text[slice(*span)], "right": right}, (right,))
