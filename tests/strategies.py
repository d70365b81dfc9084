"""Texts to try things on: any code points at all, and what looks like writing in many scripts."""

from __future__ import annotations

from hypothesis import strategies as st

anything = st.text(st.characters(), max_size=120)
"""Every code point, lone surrogates among them."""

_PIECES = [
    *" \t\n\r\v\f\u2028\u3000\u00a0",
    *".!?…。！？।؟۔,、，;：:",
    *"()（）「」『』“”\"'’«»[]<>{}",
    *"0123９१",
    *"@#/\\%$&*+-–—=_|~^`・•",
    *"aéßЖжא字かカ한กहि",
    "\r\n",
    "\n\n",
    "\u0301",
    "\u200d",
    "\u00ad",
    "\ufffc",
    "\ud800",
    "🇯🇵",
    "👩\u200d👧",
    "1️⃣",
    "क्ष",
    "か\u3099",
    "각",
    "Dr.",
    "No. 5",
    "e.g.",
    "word",
    "Word",
    "l'eau",
    "100%",
    "3 km",
    "http://a.b/c",
    "x@y.jp",
    "<b>",
    "{name}",
    "%s",
    "--flag",
    "「行く。」と",
    "と言った。",
    "話した",
    "말했다.",
    "है।",
    "1. ",
    "- ",
    "> ",
    "\t",
]
prose = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)
"""Words, marks, blanks and line ends in any order."""
