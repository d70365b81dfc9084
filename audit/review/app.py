"""The screen of ``audit review``: findings beside the text, what is said of one below."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from audit.report.excerpt import visible
from audit.review import showing
from audit.review.dialogs import LeaveScreen, ReasonScreen, RuleScreen
from audit.review.pane import TextPane
from audit.review.session import Item, Session
from audit.rule import catalogue

_WHILE = 5.0
"""Seconds that a message stays."""
_NARROW = 90
"""Columns below which the list stands above the text."""
_LIST = 38
"""Columns of the list beside the text."""


class ReviewApp(App[None]):
    """Walk through the findings of a session. Nothing is written before it is saved."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { background: #16181d; color: #d7dae0; }
    * { scrollbar-background: #1c1f26; scrollbar-background-hover: #1c1f26; scrollbar-background-active: #1c1f26;
        scrollbar-color: #3a4354; scrollbar-color-hover: #5c6a82; scrollbar-color-active: #5c6a82; }
    #title { height: 1; padding: 0 1; background: #2b303b; color: #ffffff; }
    #middle { height: 1fr; }
    #list { width: 38; height: 1fr; border: none; padding: 0; background: #1c1f26; scrollbar-size-vertical: 1; }
    #list:focus { border: none; }
    #list > .option-list--option-highlighted { background: #3a4354; color: #ffffff; text-style: bold; }
    #list > .option-list--option-disabled { color: #8a919e; }
    #text { width: 1fr; height: 1fr; padding: 1 0 0 0; overflow-x: hidden; scrollbar-size-vertical: 1; }
    #about { height: auto; max-height: 12; padding: 0 1; background: #21252d; border-top: solid #3a4354; }
    #keys { height: auto; max-height: 3; padding: 0 1; background: #2b303b; color: #a8b0be; }
    Screen.narrow #middle { layout: vertical; }
    Screen.narrow #list { width: 1fr; height: 5; }
    Screen.narrow #about { max-height: 7; }
    Screen.narrow #text { padding: 0; }
    Screen.narrow #keys { padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "step(1)"),
        Binding("p", "step(-1)"),
        Binding("a", "accept(1)"),
        *(Binding(str(number), f"accept({number})") for number in range(1, 10)),
        Binding("w", "allow"),
        Binding("s", "skip"),
        Binding("u", "undo"),
        Binding("r", "rule"),
        Binding("ctrl+s", "save"),
        Binding("q", "leave"),
        Binding("ctrl+q", "leave", priority=True),
        Binding("shift+down", "scroll_text(1)"),
        Binding("shift+up", "scroll_text(-1)"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._room = _LIST - 2
        self._gap = " "
        self.said: list[str] = []
        """What saving wrote, for the shell to see after the screen is gone."""

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        with Vertical():
            with Horizontal(id="middle"):
                yield OptionList(id="list")
                yield TextPane(id="text")
            yield Static(id="about")
        yield Static(id="keys")

    def on_mount(self) -> None:
        self._fill()
        self.screen_stack[0].query_one("#list").focus()

    def on_resize(self, event: events.Resize) -> None:
        narrow = event.size.width < _NARROW
        screen = self.screen_stack[0]
        screen.set_class(narrow, "narrow")
        self._gap = " " if narrow else "   "
        self._hint()
        self._room = (event.size.width if narrow else _LIST) - 2
        if screen.query_one("#list", OptionList).option_count:
            for item in self.session.items:
                self._mark(item)
        self.call_after_refresh(self._show)

    @property
    def current(self) -> Item | None:
        """The finding that is looked at."""
        option = self._option()
        return self.session.items[int(option)] if option is not None else None

    def _option(self) -> str | None:
        listed = self.screen_stack[0].query_one("#list", OptionList)
        if listed.highlighted is None or listed.highlighted >= listed.option_count:
            return None
        return listed.get_option_at_index(listed.highlighted).id

    def _fill(self, at: int = 0) -> None:
        """List all findings anew and go to the one with number ``at``."""
        listed = self.screen_stack[0].query_one("#list", OptionList)
        listed.clear_options()
        file = None
        for number, item in enumerate(self.session.items):
            if item.file is not file and len(self.session.files) > 1:
                name = Text(visible(item.file.task.path), style="bold")
                listed.add_option(Option(name, disabled=True))
            file = item.file
            listed.add_option(Option(showing.entry(item, self._room), id=str(number)))
        if self.session.items:
            listed.highlighted = listed.get_option_index(str(min(at, len(self.session.items) - 1)))
        self._show()

    def on_option_list_option_highlighted(self) -> None:
        self._show()

    def _show(self) -> None:
        """Bring title, text and what is said below in line with the finding that is looked at."""
        item, session = self.current, self.session
        title, about = (
            self.screen_stack[0].query_one("#title", Static),
            self.screen_stack[0].query_one("#about", Static),
        )
        pane = self.screen_stack[0].query_one("#text", TextPane)
        if item is None:
            title.update(Text("audit review"))
            about.update(Text("Nothing is left to look at. ^s saves, q quits.", style=showing.QUIET))
            file = session.files[0] if session.files else None
            pane.present(file.report.document.layout.file_text if file else "", (), None)
            return
        title.update(showing.title(session, item))
        about.update(showing.about(item))
        document = item.file.report.document
        text = document.text if document.layout.units else document.layout.file_text
        pane.present(text, showing.marks(session, item), showing.spans(item)[0])

    def _hint(self) -> None:
        """Show in the last line what keys do."""
        self.screen_stack[0].query_one("#keys", Static).update(showing.keys(self._gap))

    def _say(self, line: str) -> None:
        """Show a message in its place for a while."""
        self.screen_stack[0].query_one("#keys", Static).update(Text(visible(line), style="bold #e5c07b"))
        self.set_timer(_WHILE, self._hint)

    def action_step(self, by: int) -> None:
        listed = self.screen_stack[0].query_one("#list", OptionList)
        listed.action_cursor_down() if by > 0 else listed.action_cursor_up()

    def action_scroll_text(self, by: int) -> None:
        self.screen_stack[0].query_one("#text", TextPane).scroll_relative(y=by * 3, animate=False)

    def action_accept(self, choice: int) -> None:
        item = self.current
        if item is None:
            return
        if choice > len(item.finding.suggestions):
            self._say("It has no such suggestion")
            return
        if reason := self.session.accept(item, item.finding.suggestions[choice - 1]):
            self._say(f"Cannot be put in its place: {reason}")
            return
        self._decided(item)

    def action_allow(self) -> None:
        item = self.current
        if item is None:
            return

        def reasoned(reason: str | None) -> None:
            if reason:
                self.session.allow(item, reason)
                self._decided(item)

        self.push_screen(ReasonScreen(item.finding.message), reasoned)

    def action_skip(self) -> None:
        if item := self.current:
            self.session.skip(item)
            self._decided(item)

    def action_undo(self) -> None:
        item = self.session.undo()
        if item is None:
            self._say("Nothing to undo")
            return
        self._mark(item)
        listed = self.screen_stack[0].query_one("#list", OptionList)
        listed.highlighted = listed.get_option_index(str(self.session.items.index(item)))
        self._show()

    def action_rule(self) -> None:
        if item := self.current:
            self.push_screen(RuleScreen(catalogue().by_name[item.finding.rule]))

    def action_save(self) -> None:
        if not self.session.unsaved:
            self._say("Nothing to save")
            return
        item = self.current
        at = self.session.items.index(item) if item else 0
        said = self.session.save()
        self.said += said
        self._fill(at)
        self._say(" · ".join(said))

    def action_leave(self) -> None:
        if not self.session.unsaved:
            self.exit()
            return

        def answered(answer: str | None) -> None:
            if answer == "save":
                self.action_save()
            if answer == "drop" or (answer == "save" and not self.session.unsaved):
                self.exit()

        self.push_screen(LeaveScreen(self.session.unsaved), answered)

    def _decided(self, item: Item) -> None:
        """Show the decision and go on to the next finding without one."""
        self._mark(item)
        items = self.session.items
        at = items.index(item)
        ahead = (number for number in (*range(at + 1, len(items)), *range(at)) if items[number].decision is None)
        listed = self.screen_stack[0].query_one("#list", OptionList)
        listed.highlighted = listed.get_option_index(str(next(ahead, at)))
        self._show()

    def _mark(self, item: Item) -> None:
        listed = self.screen_stack[0].query_one("#list", OptionList)
        listed.replace_option_prompt(str(self.session.items.index(item)), showing.entry(item, self._room))
