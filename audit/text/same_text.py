"""Do two strings say the same, but for case, marks, blanks and accelerators?"""

from __future__ import annotations

import unicodedata

import regex

_UNSEEN = regex.compile(r"[^\p{L}\p{N}\p{M}]+")
_ACCELERATORS = str.maketrans("", "", "&_")


def folded(text: str) -> str:
    """Letters, figures and marks on letters alone, in one case; words parted by one blank."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_ACCELERATORS)
    return _UNSEEN.sub(" ", plain).strip(" ")
