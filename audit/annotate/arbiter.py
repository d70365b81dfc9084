"""A second opinion on a document's language, asked where the first is unsure.

``langdetect`` (Apache-2.0, a port of Nakatani Shuyo's naive Bayes over character n-grams)
takes half a second to load its 55 languages; here it loads the few that are in question.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

_NAMES = {"zh": ("zh-cn", "zh-tw"), "ms": ("id",)}
"""``langdetect``'s names of ``eldc``'s codes, where they differ."""
_CODES = {name: code for code, names in _NAMES.items() for name in names}
_NEIGHBOURS = {"nl": ("af",), "sr": ("mk",), "bg": ("mk",), "hi": ("ne",), "mr": ("ne",)}
"""Languages only ``langdetect`` knows, by the code that ``eldc`` takes them for."""
_SURE = 0.9
_MOST_LETTERS = 3000


def verdict(text: str, first: str, others: tuple[str, ...]) -> str | None:
    """Is ``text`` in ``first`` (an ``eldc`` code), a neighbour of it, or one of ``others``? The code, or None.

    None where ``langdetect`` is unsure, or does not know ``first`` and anything to hold
    against it. Seeded: the same text gets the same verdict.
    """
    from langdetect.lang_detect_exception import LangDetectException

    factory = _factory((first, *others))
    if factory is None:
        return None
    detector = factory.create()
    detector.append(text[:_MOST_LETTERS])
    try:
        ranked = detector.get_probabilities()
    except LangDetectException:
        return None  # no letters it has n-grams of
    if not ranked or ranked[0].prob < _SURE:
        return None
    return _CODES.get(ranked[0].lang) or str(ranked[0].lang)


@cache
def _factory(codes: tuple[str, ...]) -> Any:
    from langdetect.detector_factory import DetectorFactory

    folder = files("langdetect") / "profiles"
    wanted = dict.fromkeys(name for code in codes for name in (*_own(code), *_NEIGHBOURS.get(code, ())))
    profiles = {name: (folder / name).read_text("utf-8") for name in wanted if (folder / name).is_file()}
    if len(profiles) < 2 or _own(codes[0])[0] not in profiles:
        return None
    factory = DetectorFactory()
    factory.set_seed(0)
    factory.load_json_profile(list(profiles.values()))
    return factory


def _own(code: str) -> tuple[str, ...]:
    return _NAMES.get(code, (code,))
