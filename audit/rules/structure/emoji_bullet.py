from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import regex

from audit.model import Document, Hit, Span
from audit.rule import document_rule
from audit.text.bulk import bulk

# Unicode 16: shown as a picture by itself or by U+FE0F. Flags and keycaps carry meaning and are left out.
_EMOJI = regex.compile(
    r"(?!\p{RI})(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F)(?:\p{EMod}|\uFE0F|\u200D\p{Extended_Pictographic})*"
)
_SOCIAL = regex.compile(r"(?<!\S)[#＃@]\p{L}")


@document_rule(
    "ST09",
    message="The emoji “{text}” opens this line as decoration, like {others} others: delete it, or make a list",
    category="style/unidiomatic",
)
def emoji_bullet(document: Document, *, least: int = 2, line: int = 30) -> Iterator[Hit]:
    """Decorative emoji open several lines of a prose text.

    ## Why it matters
    Text generators and content farms put 💡 or ✅ before what they count as points. In an article no author does, and
    screen readers read each of them out.

    ## Example
    ```en
    What changes for visitors this spring, in short, and why the town waited for so long:
    ⟦💡⟧ The lighthouse opens every day from ten to five.
    ⟦💡⟧ Children under six do not pay for the ticket.
    ```

    ## Stays quiet
    - chats and social posts: emoji inside lines, tags, mentions
    - a single emoji, flags, and bullets that are no emoji

    ## Options
    `least`: from so many lines that open with the same emoji, or one line more with any. `line`: shortest line that
    counts (letters, East Asian ones counted twice).
    """
    openings: list[tuple[Span, str]] = []
    for paragraph in document.paragraphs:
        found = _EMOJI.match(paragraph.text.text)
        if found and paragraph.kind != "code" and bulk(paragraph.text.text) >= line:
            openings.append((Span(*found.span()).shift(paragraph.text.start), found[0]))
    same = Counter(emoji for _, emoji in openings)
    elsewhere = sum(1 for _ in _EMOJI.finditer(document.prose)) - len(openings)
    if 2 * elsewhere > len(openings) or len(_SOCIAL.findall(document.prose)) >= least:
        return
    for span, emoji in openings:
        if same[emoji] >= least or len(openings) > least:
            yield Hit(span, {"text": emoji, "others": len(openings) - 1}, ("",))
