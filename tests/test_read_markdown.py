"""Markdown: blocks and protected marks, all in positions of the file itself."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model import blanked
from audit.read import Page, page_from_text


def page(text: str) -> Page:
    return page_from_text(text, format="markdown")


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[slice(*block.span)]) for block in page(text).blocks]


def prose(text: str) -> str:
    """The text of the first block with what is protected shown as dots."""
    block = page(text).blocks[0]
    return blanked(text, block.protected)[slice(*block.span)].replace("\N{OBJECT REPLACEMENT CHARACTER}", "·")


def test_kinds_of_blocks() -> None:
    text = """---
title: Harbour
---
# Works #

The works begin
in spring.

Setext
======

> He said so
> twice.

- one
  goes on

  more of one
- [ ] two
  1. inner

| Year | Fee |
|------|:---:|
| 2024 | 9 \\| 10 |

```python
print("no prose")
```

    indented code

***
The end.[^1]

[^1]: A note.
"""
    assert blocks(text) == [
        ("code", "---\ntitle: Harbour\n---"),
        ("heading", "Works"),
        ("prose", "The works begin\nin spring."),
        ("heading", "Setext"),
        ("quote", "He said so\n> twice."),
        ("list-item", "one\n  goes on"),
        ("list-item", "more of one"),
        ("list-item", "two"),
        ("list-item", "inner"),
        ("table", "Year"),
        ("table", "Fee"),
        ("table", "2024"),
        ("table", "9 \\| 10"),
        ("code", '```python\nprint("no prose")\n```'),
        ("code", "    indented code"),
        ("prose", "The end."),
        ("prose", "A note."),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See **bold** and _soft_ words.", "See ··bold·· and ·soft· words."),
        ("See [the *page*](http://a.b/c_(d) \"t\") now.", "See ·the ·page························ now."),
        ("See [text][ref] now.\n\n[ref]: http://a.b", "See ·text······ now."),
        ("See [Ref] now, not [other].\n\n[ref]: http://a.b", "See ·Ref· now, not [other]."),
        ("See ![alt](a.png) now.", "See ············· now."),
        ("Run `a *b*` or ``c ` d`` now.", "Run ······· or ········· now."),
        ("A lone ` tick and ``another.", "A lone ` tick and ``another."),
        ("At <https://a.b> or <b>bold</b> text.", "At ············· or ···bold···· text."),
        ("Fish &amp; chips \\*here\\*.", "Fish ····· chips ·*here·*."),
        ("2 * 3 * 4 and snake_case_name.", "2 * 3 * 4 and snake_case_name."),
        ("Note[^1] here.", "Note···· here."),
        ("It costs $5 and $6.", "It costs $5 and $6."),
        ("Since $x^2$ holds.", "Since ····· holds."),
        ("One ~~two~~ three.", "One ··two·· three."),
        ("港は**閉まる**。そして開く。", "港は··閉まる··。そして開く。"),
        ("One *two **three*** four.", "One ·two ··three··· four."),
        ("Some {{< figure >}} text {% raw %} more.", "Some ·············· text ········· more."),
        ("Text <!-- note --> more.", "Text ············· more."),
    ],
)  # fmt: skip
def test_marks_are_protected_and_words_are_not(text: str, shown: str) -> None:
    assert prose(text) == shown


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("**Whole paragraph.**", "Whole paragraph."),
        ('# <a name="x"></a>Title', "Title"),
        ("[link](http://a.b)", "link"),
        ("`code` first", "`code` first"),
        ("last is `code`", "last is `code`"),
        ("text<br>", "text"),
        ("> [!NOTE]\n> Words.", "Words."),
        (":::tip\nWords.\n:::", "Words."),
        ("<div>\nWords.\n</div>", "Words."),
        ("**[both](http://a.b)**", "both"),
        ("* See [the help](http://a.b)", "See [the help](http://a.b)"),
        ("**Save** or **leave**", "**Save** or **leave**"),
        ("Press **Save**", "Press **Save**"),
    ],
)
def test_marks_at_the_edges_belong_to_no_block(text: str, inner: str) -> None:
    assert blocks(text)[-1][1] == inner


@pytest.mark.parametrize(
    "text",
    [
        "<script>\nvar a = 'words';\n</script>",
        "<!-- a comment\n\nover lines -->",
        "<style>\np { }\n</style>",
        "$$\nx = y\n$$",
        "~~~\nfenced\n\nwords\n~~~",
        "```\nnever closed",
        "+++\ntitle = 'x'\n+++",
        "- ```\n  code\n  ```",
        "> ```\n> code\n> ```",
    ],
)
def test_what_is_no_prose(text: str) -> None:
    assert {kind for kind, _ in blocks(text)} <= {"code"}


@pytest.mark.parametrize("text", ["---", "***", "[ref]: http://a.b", "- ", "#", "> ", "<br>", "\n\n"])
def test_nothing_to_judge(text: str) -> None:
    assert blocks(text) == []


def test_windows_line_ends() -> None:
    assert blocks("# One\r\n\r\nTwo\r\nthree\r\n\r\n- four\r\n") == [
        ("heading", "One"),
        ("prose", "Two\r\nthree"),
        ("list-item", "four"),
    ]


def _seconds(text: str) -> float:
    start = process_time()
    page(text)
    return process_time() - start


@pytest.mark.parametrize(
    "piece",
    ["[a](b ", "[", "[a", "*a", "**a_b", "`a``b", "> ", "- ", "<!--\n", "```\n", "$x", "|a", "# a\n", "<a", "\n", "]("],
    ids=repr,
)
def test_time_is_linear(piece: str) -> None:
    few, many = (min(_seconds(piece * size) for _ in range(3)) for size in (5_000, 50_000))
    assert many < 25 * few + 0.1


LINES = st.lists(
    st.sampled_from(
        "# |> |- |1. |```|~~~|    |\t|| a ||---|===|<div>|</div>|<!--|-->|<script>|</script>|[a]: b|[^1]: |"  # noqa: SIM905
        "[a](b)|"
        "![c](d)|**|*|_|`|``|\\|&amp;|$$|$x^2$|:::|{{<|>}}|\n|\n\n|\r\n|a|日本| ".split("|")
    )
    | st.text(max_size=4),
    max_size=40,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(LINES)
def test_any_text_gives_blocks_in_order(text: str) -> None:
    read = page(text)
    assert read.text == text
    at = 0
    for block in read.blocks:
        assert at <= block.span.start < block.span.end <= len(text)
        at = block.span.end
        inside = block.span.start
        for span in block.protected:
            assert inside <= span.start < span.end <= block.span.end
            inside = span.end
