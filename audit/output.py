"""Where lines go: reports to standard output or a file, complaints to standard error."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn, TextIO

import click

MISUSE = 2


def complain(line: str) -> None:
    """One line on standard error, whatever a file's name holds."""
    from audit.report.excerpt import visible
    from audit.wording import said

    click.echo(f"audit: {visible(said(line))}", err=True)


def refuse(line: str) -> NoReturn:
    """Complain and end the run."""
    complain(line)
    sys.exit(MISUSE)


def is_terminal(stream: TextIO | None) -> bool:
    """A stream that was closed before the start is None."""
    return stream is not None and stream.isatty()


def wants_color(choice: str, output: str | None) -> bool:
    """``NO_COLOR`` and ``FORCE_COLOR`` as https://no-color.org and https://force-color.org say."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return output is None and is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


def wants_links(output: str | None) -> bool:
    """Is it a terminal that is written to? One that knows no hyperlinks leaves them out."""
    return output is None and is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


def show(text: str) -> None:
    """Standard output, on which a disk can be full; a reader that has gone is click's to see to."""
    try:
        click.echo(text, nl=False, color=True)  # coloured or not, it is as it was asked for
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(f"standard output: cannot be written: {error.strerror}")
        os._exit(MISUSE)  # what is left in the buffer cannot be written on the way out either


def write(path: Path, text: str) -> None:
    """Write a file as a whole or not at all."""
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, delete=False) as draft:
        try:
            draft.write(text)
            draft.flush()
            Path(draft.name).chmod(0o644)
            Path(draft.name).replace(path)
        except BaseException:
            Path(draft.name).unlink()
            raise
