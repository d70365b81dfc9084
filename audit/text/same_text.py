"""Do two strings say the same, but for case, marks, blanks and accelerators?"""

from __future__ import annotations

import unicodedata

_SEEN = frozenset("LNM")


def folded(text: str) -> str:
    """Letters, figures and marks on letters alone, in one case; words parted by one blank."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("&", "").replace("_", "")
    kept = "".join(char if unicodedata.category(char)[0] in _SEEN else " " for char in plain)
    return " ".join(kept.split())
