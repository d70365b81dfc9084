"""TE04: one term, two renderings."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Unjudged
from audit.rule import document_rule
from audit.text.rivals import READS, rivals


@document_rule(
    "TE04",
    message="“{source_text}” is “{found}” here and “{usual}” elsewhere (times: {times})",
    category="terminology/inconsistent use of terminology",
    needs=["source"],
    reads=READS,
)
def two_translations_of_a_term(
    document: Document, *, least: int = 4, share: float = 0.5, units: int = 20
) -> Iterator[Hit | Unjudged]:
    """A term of the source is rendered in two ways.

    ## Why it matters
    The reader looks for the difference between two things that are one. Engines that translate sentence by sentence,
    and translators who share a job, do not know what the others call it.

    ## Example
    ```en>de
    The buffer is empty. ||| Der Puffer ist leer.
    The buffer is full. ||| Der Puffer ist voll.
    Could not find the buffer. ||| Der Puffer wurde nicht gefunden.
    Delete this buffer? ||| Diesen Puffer löschen?
    Choose a buffer. ||| Wählen Sie einen Puffer.
    Save the buffer now. ||| Den Puffer jetzt sichern.
    No buffer was opened. ||| Kein ⟦Zwischenspeicher⟧ wurde geöffnet.
    The buffer was changed elsewhere. ||| Der Zwischenspeicher wurde anderswo geändert.
    A page has ended. ||| Eine Seite ist zu Ende.
    This word is unknown. ||| Dieses Wort ist unbekannt.
    Print two pages. ||| Zwei Seiten drucken.
    The network is slow. ||| Das Netz ist langsam.
    Send a message. ||| Eine Nachricht senden.
    The password is short. ||| Das Kennwort ist kurz.
    Wait for the answer. ||| Auf die Antwort warten.
    Close all windows. ||| Alle Fenster schließen.
    Show the history. ||| Den Verlauf zeigen.
    Copy the address. ||| Die Adresse kopieren.
    Paste the picture. ||| Das Bild einfügen.
    Turn off the sound. ||| Den Ton ausschalten.
    ```

    ## Stays quiet
    - forms and parts of one word: Datei, Dateien, Datei-Name
    - a word of the source that was left as it is
    - what another word of the source accounts for
    - a rendering that occurs once, or that only goes on from what stands beside it, and terms in fewer than ``least``
      units (a single word: six)
    - words of running text in less than a tenth of its units: news of many sources have no terms in common

    ## Options
    - ``least``: units of the source that a term must be in
    - ``share``: of these units, how many (0..1) the usual rendering must be in
    - ``units``: with fewer, nothing is judged

    ## Sources
    Words that occur together tell translations: Melamed 2000, *Models of Translational Equivalence among Words*
    """
    if len(document.units) < units:
        yield Unjudged(f"fewer than {units} units")
        return
    for rival in rivals(document.units, least, share):
        (number, span), *others = rival.places
        facts = {"source_text": rival.term, "found": rival.other, "usual": rival.usual, "times": rival.times}
        related = tuple(document.units[n].target.in_document(place) for n, place in others)
        yield Hit(document.units[number].target.in_document(span), facts, (rival.usual,), related=related)
