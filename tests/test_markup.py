"""Parsers of placeholders, tags and links, and the markup rules on pairs nobody would write."""

from __future__ import annotations

from time import process_time

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.assemble import paired_document
from audit.engine import audit_document
from audit.rule import catalogue
from audit.text.links import links
from audit.text.placeholders import icu, placeholders, syntax
from audit.text.tags import tags

FAMILY = [rule for rule in catalogue().rules if rule.family == "markup"]


@pytest.mark.parametrize(
    ("text", "flags", "expected"),
    [
        ("%d of %ld, %-5.2f and %*s", (), ["%d", "%ld", "%-5.2f", "%*s"]),
        ("%1$s %2$@ %(name)s %<n>d %{n}", (), ["%1$s", "%2$@", "%(name)s", "%<n>d", "%{n}"]),
        ("100% sure, 50 % off, %age, 5%d", (), []),
        ("%%d and %%%d", ("c-format",), ["%%", "%%", "%d"]),
        ("%n of %1 and %L2", ("qt-format",), ["%n", "%1", "%L2"]),
        ("{0} {name!r:>8} {a.b[0]} {}", (), ["{0}", "{name!r:>8}", "{a.b[0]}", "{}"]),
        (
            "{{ x }} ${y} #{z} {$v} { -brand } {% if a %}",
            (),
            ["{{ x }}", "${y}", "#{z}", "{$v}", "{ -brand }", "{% if a %}"],
        ),
        ("x^{2} and {1, 2} and { open", (), []),
        ("{{literal}} {x}", ("python-brace-format",), ["{x}"]),
        ("@:a.b $t(key) \\(x) &brandName; &amp;", (), ["@:a.b", "$t(key)", "\\(x)", "&brandName;"]),
        ("a%20b https://x.org/%20a/%s/%d0%b0", (), ["%s"]),
        ("{n, plural, one {{x}} other {#}}", (), ["{n, plural,", "{x}"]),
        ("it's {n, number} '{quoted}'", (), ["{n, number}"]),
    ],
)
def test_placeholders_are_parsed(text: str, flags: tuple[str, ...], expected: list[str]) -> None:
    assert [each.text for each in placeholders(text, syntax(text, flags))] == expected


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("{n, plural, one {#} other {#}", "not closed"),
        ("{n, plural, one {#}}", "no branch “other”"),
        ("{n, Plural, other {#}}", "no type"),
        ("a } b", "closes nothing"),
        ("{n, plural, one # other {#}}", "no text in braces"),
    ],
)
def test_broken_messages_say_why(message: str, reason: str) -> None:
    error = icu.broken(message)
    assert error
    assert reason in error.reason


def test_tags_are_told_from_words_in_brackets() -> None:
    text = 'Copy <file> to <b>dir</b><br/> &lt;i&gt;x&lt;/i&gt; [b]y[/b] [sic] <a href="x">z</a> 1 < 2'
    assert [tag.text for tag in tags(text)] == [
        *("<b>", "</b>", "<br/>", "&lt;i&gt;", "&lt;/i&gt;", "[b]", "[/b]", '<a href="x">', "</a>")
    ]


def test_links_are_found_without_the_sentence_around() -> None:
    text = 'See https://a.org/b. Or mail x@y.org, <a href="c.html">, [d](e.md "f").'
    assert [link.text for link in links(text)] == ["https://a.org/b", "x@y.org", "c.html", "e.md"]


_SIGNS = """%s %d %1$s %( ) { } {0} {{ }} {n, plural, other one =1 # ' $x ${ @: & &File _ ~ <b> </b> <br/> < > [b] [/b]
** ` ](a.b) [x :ref: http://x.y/ a@b.org \\n \\t \\" --x /a/b/ ( ) : … . ? é 日本 क"""
_PIECES = st.lists(st.sampled_from([*regex.findall(r"\S+", _SIGNS), "\n", " ", "\t"]), max_size=25).map("".join)


@settings(max_examples=300, deadline=None)
@given(source=_PIECES, target=_PIECES, language=st.sampled_from(("ja", "de", "ru", "hi", "und")), keyed=st.booleans())
def test_any_pair_is_survived_and_spans_stay_inside(source: str, target: str, language: str, keyed: bool) -> None:
    from dataclasses import replace

    document = paired_document([(source, target)], language, "en")
    if keyed:
        about = {"key": "k", "flags": ("c-format",), "plural": 0, "plurals": ("a", "b"), "limit": 5}
        document = replace(document, units=tuple(replace(unit, about=about) for unit in document.units))
    report = audit_document(document, FAMILY)
    assert not report.problems
    edges = {0, *(found.end() for found in regex.finditer(r"\X", document.text))}
    for finding in report.findings:
        assert {finding.span.start, finding.span.end} <= edges


@pytest.mark.parametrize(
    "piece", ["[", "<a ", "{", "{a,plural,", "%(", "`", "**", "_a", "](", "&a", "<b>", "$", "\\n", "/a", "a@"]
)
def test_time_is_linear_in_length(piece: str) -> None:
    def seconds(times: int) -> float:
        began = process_time()
        audit_document(paired_document([(piece * times, piece * (times - 1))], "de", "en"), FAMILY)
        return process_time() - began

    seconds(100)
    assert seconds(4000) < 2.0
