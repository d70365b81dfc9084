"""LA06: one variety of the language from beginning to end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from audit.model import Document, Hit, Span, Unjudged
from audit.packs import load
from audit.rule import document_rule
from audit.text.enclosures import Enclosures
from audit.text.passages import base
from audit.text.varieties import Form, clusters, converted, forms


@document_rule(
    "LA06",
    message="“{text}” is {found}, the text is in {expected} elsewhere ({examples})",
    category="locale convention",
    facts=["varieties", "variety_names"],
    reads=["word_spaces", "quote_pairs"],
    needs=["narration"],
)
def variant_mix(
    document: Document, *, least: int = 4, ratio: float = 4.0, reach: int = 6, both: tuple[str, ...] = ("ise",)
) -> Iterator[Hit | Unjudged]:
    """The text mixes two varieties of its language.

    ## Why it matters
    Simplified characters in a traditional text, Brazilian words in a European one, color
    beside colour: the text was put together from two translations, or converted by halves.

    ## Example
    ```en
    The colour of the harbour changes with the light, and the grey houses on the shore
    look as if an artist had put them there. The ⟦neighbors⟧ call it their theatre.
    ```

    ## Stays quiet
    - quotations, and names (words with a capital letter)
    - texts without a clear majority: they are counted as not judged
    - British texts that write -ize throughout, as Oxford does

    ## Options
    - ``least``: telling words the prevailing variety must have
    - ``ratio``: how many times as often as the other it must be met
    - ``reach``: telling ideographs so near each other are one finding
    - ``both``: classes of spelling that count against a text only if it spells them the other way as well
    """
    found = list(_forms(document))
    counts = Counter(form.variety for form in found)
    if len(counts) < 2:
        return
    (home, most), (_, fewer) = counts.most_common()
    if most < least or most < ratio * fewer:
        yield Unjudged("no variety clearly prevails")
        return
    attested = {form.kind for form in found if form.variety == home}
    strange = [f for f in found if f.variety != home and (f.kind not in both or f.kind in attested)]
    yield from _hits(document, home, _unquoted(strange, found, document), _examples(document, home, found), reach)


def _forms(document: Document) -> Iterator[Form]:
    """The telling words of all paragraphs in the document's language; spans count in the document."""
    for paragraph in document.paragraphs:
        if paragraph.kind != "code" and base(paragraph.text.pack.lang) == base(document.pack.lang):
            start, end = paragraph.span
            text = document.notes["narration"][start:end] if document.pack.word_spaces else paragraph.text.prose
            for form in forms(text, document.pack):
                yield form._replace(span=form.span.shift(start))


def _unquoted(forms: list[Form], found: list[Form], document: Document) -> list[Form]:
    """``forms`` but for those in a quotation that is mostly of their variety."""
    enclosures = Enclosures(document.prose, document.pack.quote_pairs or ())
    held = Counter((enclosures.around(form.span.start), form.variety) for form in found)
    totals = Counter(enclosures.around(form.span.start) for form in found)
    places = ((form, enclosures.around(form.span.start)) for form in forms)
    return [form for form, around in places if around is None or 2 * held[around, form.variety] <= totals[around]]


def _examples(document: Document, home: str, found: list[Form]) -> str:
    words = dict.fromkeys(document.text[slice(*form.span)] for form in found if form.variety == home)
    return ", ".join(list(words)[:3])


def _hits(document: Document, home: str, strange: list[Form], examples: str, reach: int) -> Iterator[Hit]:
    """One hit for each word, its further places related; ideographs close together are one."""
    groups: dict[str, list[list[Form]]] = {}
    for cluster in clusters(strange, reach if not document.pack.word_spaces else 0):
        groups.setdefault(document.text[cluster[0].span.start : cluster[-1].span.end], []).append(cluster)
    for text, (first, *others) in groups.items():
        facts = {"text": text, "found": _name(first[0].variety), "expected": _name(home), "examples": examples}
        yield Hit(_span(first), facts, (converted(text, first),), related=tuple(map(_span, others)))


def _span(cluster: list[Form]) -> Span:
    return Span(cluster[0].span.start, cluster[-1].span.end)


def _name(tag: str) -> str:
    name = load(tag).name
    return tag if name is None or name == load(base(tag)).name else name
