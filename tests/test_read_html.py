"""HTML: what a reader sees, and the way back to the file."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model import Span
from audit.read import Page, page_from_text


def page(html: str) -> Page:
    return page_from_text(html, format="html")


def blocks(html: str) -> list[tuple[str, str]]:
    read = page(html)
    return [(block.kind, read.text[slice(*block.span)]) for block in read.blocks]


def in_file(html: str, words: str) -> str:
    """What stands in the file where ``words`` stand in the text."""
    read = page(html)
    start = read.text.index(words)
    place = read.layout.place(Span(start, start + len(words)))
    return html[place.start : place.end]


def test_kinds_of_blocks() -> None:
    html = """<!DOCTYPE html><html lang="ja"><head><title>Harbour</title><meta charset="utf-8"></head><body>
    <nav><ul><li>Home<li>News</ul></nav><h2>Works</h2><p>One <em>two</em>.</p>loose
    <blockquote><p>Said so.</p></blockquote><figure><img src=a.png alt="No text"><figcaption>Crane</figcaption></figure>
    <table><tr><th>Year<td>2024</table><dl><dt>Fee<dd>Nine</dl><pre><code>a = 1
  b</code></pre><footer>Imprint</footer></body></html>"""
    assert blocks(html) == [
        ("heading", "Harbour"),
        ("list-item", "Home"),
        ("list-item", "News"),
        ("heading", "Works"),
        ("prose", "One two."),
        ("prose", "loose"),
        ("quote", "Said so."),
        ("caption", "Crane"),
        ("table", "Year"),
        ("table", "2024"),
        ("list-item", "Fee"),
        ("list-item", "Nine"),
        ("code", "a = 1\n  b"),
        ("prose", "Imprint"),
    ]


def test_blocks_are_parted_by_an_empty_line() -> None:
    assert page("<p>a</p>\n\n<p>b</p>").text == "a\n\nb"


@pytest.mark.parametrize(
    "html",
    [
        "<script>if (a < b) document.write('<p>no</p>')</script><p>yes</p>",
        "<style>p::after { content: '<p>no' }</style><p>yes</p>",
        "<!-- <p>no</p> --><p>yes</p>",
        "<template><p>no</p></template><p>yes</p>",
        "<noscript><p>no</p></noscript><p>yes</p>",
        "<p hidden>no</p><p>yes</p>",
        '<div style="color: red; display:none"><p>no</p></div><p>yes</p>',
        "<svg><title>no</title><text>no</text></svg><p>yes</p>",
        "<textarea>no</textarea><p>yes</p>",
        "<p title='no' data-x=\"a > no\">yes</p>",
        "<?php echo 'no' ?><p>yes</p>",
        "<p>yes<script>",
        "<p>yes</p><!-- no",
        "<select><option>no</select><p>yes",
        "<head><meta name=no><link rel=no></head><body>yes",
    ],
)
def test_only_what_is_seen(html: str) -> None:
    assert page(html).text == "yes"


def test_ruby_is_read_without_its_gloss() -> None:
    assert page("<p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>が開く。</p>").text == "港が開く。"


def test_white_space_collapses_as_in_a_browser() -> None:
    assert page("<p>\n  a   b\n\tc <b> d</b> e </p>").text == "a b c d e"
    assert page("<p>a\N{NO-BREAK SPACE} b&nbsp; c</p>").text == "a\N{NO-BREAK SPACE} b\N{NO-BREAK SPACE} c"
    assert page("<p>港が\n開く</p>").text == "港が 開く"
    assert page("<p>a<b>b</b>c<span>d</span></p>").text == "abcd"


def test_breaks() -> None:
    assert blocks("<p>one<br>two<br/>three</p>") == [("prose", "one\ntwo\nthree")]
    assert blocks("<p>one<br><br>two<br></p>") == [("prose", "one"), ("prose", "two")]


@pytest.mark.parametrize(
    ("html", "words", "there"),
    [
        ("<p>Fish &amp; chips</p>", "Fish & chips", "Fish &amp; chips"),
        ("<p>Fish &amp; chips</p>", "&", "&amp;"),
        ("<p>a&#x3042;b</p>", "\u3042", "&#x3042;"),
        ("<p>a&#12354;b</p>", "b", "b"),
        ("<p>one <b>two</b> three</p>", "two", "two"),
        ("<p>one <b>two</b> three</p>", "one two three", "one <b>two</b> three"),
        ("<p>one\n   two</p>", "e t", "e\n   t"),
        ("<p>&notit; &copy 2024 &AMP;</p>", "¬it; © 2024 &", "&notit; &copy 2024 &AMP;"),
        ("<p>&unknown; &;</p>", "&unknown; &;", "&unknown; &;"),
        ("<p>a < b and c > d</p>", "a < b and c > d", "a < b and c > d"),
        ("<p>a &nGt; b</p>", "\u226b\u20d2", "&nGt;"),
    ],
)
def test_every_character_knows_its_place(html: str, words: str, there: str) -> None:
    assert in_file(html, words) == there


def test_lines_and_columns_are_those_of_the_file() -> None:
    read = page("<html>\n<body>\n  <p>one <i>two</i></p>")
    start = read.text.index("two")
    place = read.layout.place(Span(start, start + 3))
    assert (place.line, place.column) == (3, 13)


def test_code_and_what_must_not_be_translated_are_protected() -> None:
    html = (
        "<p><code>ls -l</code> or <span translate=no>Foo</span>, <b class='notranslate'>Bar</b> and <kbd>x</kbd>.</p>"
    )
    read = page(html)
    [block] = read.blocks
    assert [read.text[slice(*span)] for span in block.protected] == ["ls -l", "Foo", "Bar", "x"]


def test_an_unclosed_item_or_cell_ends_where_the_next_begins() -> None:
    html = "<ul><li>one<ul><li>inner</ul><li hidden>no<li>two</ul><table><tr><td>a<tr><td hidden>no<td>b</table>"
    assert [text for _, text in blocks(html)] == ["one", "inner", "two", "a", "b"]


def test_entities_of_a_document_type_are_never_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>\n<p>before &b; after</p>'
    assert page(bomb).text == "before &b; after"


def _seconds(html: str) -> float:
    start = process_time()
    page(html)
    return process_time() - start


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<ul><li>", "<b>", "<", "&", '<a href="', "<!--", "<table><tr><td>", "<p>x</b>", "a ", "<![CDATA["],
    ids=repr,
)
def test_time_is_linear_in_depth_and_damage(piece: str) -> None:
    few, many = _seconds(piece * 10_000), _seconds(piece * 100_000)
    assert many < 25 * few + 0.1


def test_deep_nesting_keeps_the_text() -> None:
    assert page("<div>" * 100_000 + "deep" + "</div>" * 100_000).text == "deep"


MARKUP = st.lists(
    st.sampled_from(
        "<p> </p> <b> </b> <li> </ul> <ul> <td> <table> </table> <br> <pre> </pre> <script> </script> "  # noqa: SIM905
        "<!-- --> <code> "
        "</code> &amp; &lt &# &#x3042; &nGt; <h1> </h1> <div hidden> </div> < > </ <!doctype <title> </title> <head> "
        "</head> <![CDATA[ ]]> ' \" = a b 日 \n \t".split(" ")
    )
    | st.text(max_size=4),
    max_size=40,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(MARKUP)
def test_any_markup_gives_text_with_places(html: str) -> None:
    read = page(html)
    layout = read.layout
    assert layout.starts is not None
    assert layout.ends is not None
    assert len(layout.starts) == len(layout.ends) == len(read.text)
    assert list(layout.starts) == sorted(layout.starts)
    assert all(start <= end <= len(html) for start, end in zip(layout.starts, layout.ends, strict=True))
    at = 0
    for block in read.blocks:
        assert at <= block.span.start < block.span.end <= len(read.text)
        at = block.span.end
        inside = block.span.start
        for span in block.protected:
            assert inside <= span.start <= span.end <= block.span.end
            inside = span.end
