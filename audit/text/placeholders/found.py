"""What parsers of placeholders hand over."""

from __future__ import annotations

from typing import NamedTuple

from audit.model import Span


class Placeholder(NamedTuple):
    """A place where a program puts something in.

    ``name`` is what it is filled by: a name, a number, "" if only its order says so. ``type`` is what the program
    takes it for (``ld``, ``plural``), "" where the syntax does not say.
    """

    span: Span
    text: str
    style: str
    name: str = ""
    type: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What has to be the same in a translation."""
        return self.style, self.name, self.type
