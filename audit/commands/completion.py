"""``audit completion``."""

from __future__ import annotations

import click

from audit.output import show

_INSTALL = {
    "bash": "audit completion bash > ~/.local/share/bash-completion/completions/audit",
    "zsh": "audit completion zsh > ~/.zfunc/_audit    # any folder of $fpath, before compinit",
    "fish": "audit completion fish > ~/.config/fish/completions/audit.fish",
}


@click.command(short_help="A script that completes what you type, for bash, zsh or fish.")
@click.argument("shell", type=click.Choice(list(_INSTALL)))
def completion(shell: str) -> None:
    """Print the script that completes commands, options, rules, formats and languages.

    \b
    Install it once; it holds from the next shell on:
      audit completion bash > ~/.local/share/bash-completion/completions/audit
      audit completion zsh > ~/.zfunc/_audit
      audit completion fish > ~/.config/fish/completions/audit.fish
    """
    from click.shell_completion import ShellComplete, get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    commands = click.get_current_context().find_root().command
    script = ShellComplete.source(kind(commands, {}, "audit", "_AUDIT_COMPLETE"))
    show(f"{script.rstrip()}\n\n# To install: {_INSTALL[shell]}\n")
