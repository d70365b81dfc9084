"""Words that stand where another was meant which is typed alike: the slips of converting kana.

No trace of any language: it is what happens to people at a keyboard. Figures and data: ``audit/models/readings.md``.
"""

from __future__ import annotations

from audit.annotate import Notes
from audit.annotate.readings import noted
from audit.model import Document


def annotate(document: Document) -> Notes:
    """Leave the ``Misreading``s of the document, doubtful ones too, in order; spans count in the document."""
    return Notes(tuple(noted(document, lambda pack: pack.typed_in or ())))
