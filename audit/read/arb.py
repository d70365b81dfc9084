"""Application resource bundles (ARB, Flutter): JSON whose keys with ``@`` say something about the others."""

from __future__ import annotations

from typing import Any

from audit.read import keyed
from audit.read.container import refused
from audit.read.json import leaves, load
from audit.read.page import Page


def page(path: str, text: str) -> Page:
    """Every message as a unit named by its key.

    Raises:
        ReadError: broken JSON, no object, no messages.
    """
    value = load(path, text)
    if not isinstance(value, dict):
        raise refused(path, "ARB", "it is no JSON object")
    found = [
        leaf._replace(about=_about(value.get("@" + leaf.path[0])))
        for leaf in leaves(path, text)
        if len(leaf.path) == 1 and not leaf.path[0].startswith("@")
    ]
    language = value.get("@@locale")
    return keyed.page(path, "arb", found, "ARB", language if isinstance(language, str) else None)


def _about(attributes: object) -> dict[str, Any]:
    if not isinstance(attributes, dict):
        return {}
    return {"comment": attributes.get("description"), "context": attributes.get("context")}
