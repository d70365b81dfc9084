"""The command line: the commands there are. Each is a module of ``audit.commands``, imported when it is given."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, NoReturn

import click

from audit import __version__
from audit.output import is_terminal, refuse
from audit.wording import of_locale, speak

INTERRUPTED = 130
_GARBAGE = (100_000, 50, 100)
"""Objects made between two searches for cycles: most made here live as long as the run, few form cycles."""
_THREADS = "OPENBLAS_NUM_THREADS"
"""How many threads numpy multiplies with. Its products here are small: two threads wait for each other more than they
work (three times the time on a busy machine), and ``--jobs`` spreads files over the cores already."""
_COMMANDS: Mapping[str, tuple[str, str]] = {
    "check": ("check", "check"),
    "review": ("review", "review"),
    "compare": ("compare", "compare"),
    "rules": ("catalogue", "rules"),
    "explain": ("catalogue", "explain"),
    "baseline": ("baseline", "baseline"),
    "hook": ("hook", "hook"),
    "serve": ("serve", "serve"),
    "completion": ("completion", "completion"),
    "evaluate": ("evaluate", "evaluate"),
    "new-rule": ("new_rule", "new_rule"),
}
"""Commands by name, as the help page lists them: module and function."""


class _Commands(click.Group):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, function = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"audit.commands.{module}"), function)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """A defect of ours is no finding: its status is 2, and standard error says where it is."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            from traceback import print_exc

            print_exc()
            refuse(f"stopped by a defect of its own: {type(error).__name__}: {error}")


def _interrupted(*_: object) -> NoReturn:
    """The end, at once: an exception raised here would be lost wherever Python calls back."""
    from multiprocessing import active_children

    for worker in active_children():
        worker.terminate()
    if is_terminal(sys.stderr):
        os.write(2, b"\x1b[?25h")  # the cursor, which a progress bar hides
    os._exit(INTERRUPTED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="audit", message="%(prog)s %(version)s")
def main() -> None:
    """Audit translated text: where it betrays a machine, why, how bad, what to write instead."""
    signal.signal(signal.SIGINT, _interrupted)
    gc.set_threshold(*_GARBAGE)
    os.environ.setdefault(_THREADS, "1")
    speak(of_locale(os.environ))


if __name__ == "__main__":
    main()
