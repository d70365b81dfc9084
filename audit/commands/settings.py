"""From the command line and settings files: which files are audited, by which settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from audit.output import refuse

if TYPE_CHECKING:
    from audit.batch import Task
    from audit.config import Settings
    from audit.model import Failure


def listed(values: Sequence[str]) -> tuple[str, ...]:
    """Names given one by one or comma-separated."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def same_file(one: str, other: str) -> bool:
    """Do two paths lead to one file that exists?"""
    return Path(one).exists() and Path(other).exists() and Path(one).samefile(other)


def check_language(tag: str | None) -> None:
    """Refuse a language without a pack."""
    from audit.config import nearest
    from audit.packs import known

    if tag is not None and tag not in known():
        refuse(f"unknown language “{tag}”{nearest(tag, known())}")


def speak_as_told(language: str | None, config: str | None) -> str:
    """Speak the language of the command line, of the settings here, or of the locale, and name it."""
    from audit.config import SettingsError, nearest, settings_for
    from audit.wording import languages, speak, spoken

    if language is not None and language not in languages():
        refuse(f"unknown language “{language}”; expected {', '.join(languages())}{nearest(language, languages())}")
    try:
        told = language or settings_for("-", config).ui_language
    except SettingsError:
        told = None  # it is complained of where the settings are used
    if told in languages():
        speak(str(told))
    return spoken()


def check_input_format(name: str | None) -> None:
    """Refuse a format that no reader reads."""
    from audit.config import nearest
    from audit.read import FORMATS

    if name is not None and name not in FORMATS:
        refuse(f"unknown input format “{name}”; expected {', '.join(FORMATS)}{nearest(name, FORMATS)}")


def check_glossaries(tasks: Sequence[Task]) -> None:
    """Refuse glossaries that cannot be read: no text should seem clean for want of its terms."""
    from audit.batch import glossary
    from audit.read import ReadError

    for path in dict.fromkeys(task.settings.glossary for task in tasks):
        try:
            glossary(path)
        except ReadError as error:
            refuse(str(error))


def tasks_for(
    paths: Sequence[str], config: str | None, given: Mapping[str, object], input_format: str | None = None
) -> tuple[list[Task], list[Failure]]:
    """One task per file under ``paths``, and what gave none.

    What the command line says has to make sense; a settings file that does not costs the files it is for.
    """
    from audit.batch import Task
    from audit.config import Settings, SettingsError
    from audit.model import Failure
    from audit.read import walk

    try:
        settings_of("-", config, given, Settings() if config is None else None)
    except SettingsError as error:
        refuse(str(error))
    tasks: list[Task] = []
    unread: dict[str, Failure] = {}
    for found in walk(paths):
        if not isinstance(found, str):
            unread[str(found)] = Failure(found.path, found.reason)
            continue
        try:
            tasks.append(Task(found, settings_of(found, config, given), input_format))
        except SettingsError as error:
            reason = f"{error}; the files it is for were not audited"
            unread.setdefault(reason, Failure(found, reason))
    check_glossaries(tasks)
    return tasks, list(unread.values())


def settings_of(path: str, config: str | None, given: Mapping[str, object], start: Settings | None = None) -> Settings:
    """The settings for a file: those of the nearest settings file (or ``start``), and what was ``given``.

    Raises:
        SettingsError: they make no sense.
    """
    import msgspec

    from audit.config import settings_for, validated
    from audit.wording import spoken

    settings = start or settings_for(path, config)
    stated = {name: value for name, value in given.items() if value not in (None, ())}
    if ignored := given.get("ignore"):
        stated["ignore"] = (*settings.ignore, *ignored)  # type: ignore[misc]
    stated.setdefault("ui_language", settings.ui_language or spoken())
    return validated(msgspec.structs.replace(settings, **stated))
