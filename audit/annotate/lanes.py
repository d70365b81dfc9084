"""Many whole numbers as one large one, each in a lane of 64 bits: Python adds and multiplies them all at once.

What is done to the large number is done to each in its lane, as long as none leaves it at either end.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import pack, unpack

WIDTH = 64


def packed(values: Sequence[int]) -> int:
    """Numbers from 0 on, the first in the lowest lane."""
    return int.from_bytes(pack(f"<{len(values)}Q", *values), "little")


def unpacked(lanes: int, count: int) -> tuple[int, ...]:
    """What stands in the ``count`` lanes there are."""
    return unpack(f"<{count}Q", lanes.to_bytes(8 * count, "little"))


def everywhere(value: int, count: int) -> int:
    """The same number in each of ``count`` lanes."""
    return int.from_bytes(value.to_bytes(8, "little") * count, "little")
