"""What is asked in between: a reason, what to do with what is not saved; and the page of a rule."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from audit.report.catalogue import page
from audit.report.excerpt import visible
from audit.rule import Rule

_BOX = """
    {name} {{ align: center middle; background: #16181d 70%; }}
    {name} > * {{ width: 80%; max-width: 84; height: auto; max-height: 90%; padding: 1 2;
        background: #21252d; border: round #5c6a82; }}
    """


class ReasonScreen(ModalScreen[str | None]):
    """Asks why a finding is allowed."""

    CSS = _BOX.format(name="ReasonScreen") + "#reason { border: none; height: 1; margin-top: 1; background: #16181d; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "back")]

    def __init__(self, message: str) -> None:
        super().__init__()
        self.message = message

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Text(visible(self.message), style="#8a919e"))
            yield Static(Text("Why is this right as it stands? (Enter allows it, Esc goes back)"))
            yield Input(id="reason")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if reason := " ".join(event.value.split()):
            self.dismiss(reason)


class LeaveScreen(ModalScreen[str | None]):
    """Asks what becomes of decisions that were not saved."""

    CSS = _BOX.format(name="LeaveScreen")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "dismiss('save')", "save"),
        Binding("d", "dismiss('drop')", "drop"),
        Binding("escape", "dismiss(None)", "back"),
    ]

    def __init__(self, unsaved: int) -> None:
        super().__init__()
        self.unsaved = unsaved

    def compose(self) -> ComposeResult:
        count = "1 decision is" if self.unsaved == 1 else f"{self.unsaved} decisions are"
        question = Text(f"{count} not saved.\n\n")
        for key, meaning in (("s", "save and quit"), ("d", "quit without them"), ("Esc", "go on")):
            question.append(f" {key} ", style="bold #16181d on #98c379")
            question.append(f" {meaning}   ")
        yield Static(question)


class RuleScreen(ModalScreen[None]):
    """The page of a rule."""

    CSS = _BOX.format(name="RuleScreen")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,r,q", "dismiss(None)", "back")]

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self.rule = rule

    def compose(self) -> ComposeResult:
        width = max(40, min(76, int(self.app.size.width * 0.8) - 8))
        with VerticalScroll():
            yield Static(Text.from_ansi(page(self.rule, width, True)))
