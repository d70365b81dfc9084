"""Runs of the auditor for tests of reports: over specimens, over nothing, over what no text should be able to do."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st
from specimens import SEEDS
from strategies import anything

from audit.assemble import text_document
from audit.batch import Task, audit_files
from audit.config import Settings
from audit.engine import audit_document
from audit.model import Failure, Lineage, Origin, Place, Report, Run, Span
from audit.rule import catalogue

DAMAGED = SEEDS / "damaged"
KOREAN = DAMAGED / "ja-through-korean.txt"
ARABIC = "افتتح الميناء يوم الاثنين،، بعد شتاء من الإصلاحات.\n\nتبحر العبارة ظهرا\N{REPLACEMENT CHARACTER}.\n"
CATALOGUE = """\
msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#: view.c:1
msgid "The ferry leaves the old harbour at %d o'clock."
msgstr "Die Fähre verlässt den alten Hafen um %s Uhr,, sagt man."
"""

HOSTILE = (
    "a\nb\r\nc\rd\te", "a|b||c", "]]>", "<script>alert(1)</script>", "</details></summary>", "<!-- -->", "&amp;&#10;",
    "\0\x01\x1b[31m\x7f\x85", "\ud800 \udfff", "caf\udce9", "\u202eevil\u202c\u2066", "\u2028\u2029",
    "\ufeff\ufffe\uffff",
    "::error file=a::b", "%0A::stop", "a:b,c;d", "[a](https://x.example)", "https://x.example www.x.example", "../../x",
    "=1+1", "+1", "-1", "@octocat", "#12", "\tx", "\uff1d1", "`x` **y** _z_ ~~w~~ $x$", "# h", "1. x", "> q", ":smile:",
    "{0} {name}", '"quoted" \'so\'', "\\", "", " ",
)  # fmt: skip
"""Texts that mean something to some format."""

hostile = st.one_of(anything, st.lists(st.sampled_from(HOSTILE), max_size=4).map("".join))


@cache
def specimens() -> Run:
    """Japanese by way of Korean, French HTML, Shift_JIS, a clean file, Arabic, a PO catalogue, a file that fails."""
    with TemporaryDirectory() as folder:
        arabic, catalogue, empty = (Path(folder) / name for name in ("ar.txt", "de.po", "empty.txt"))
        arabic.write_text(ARABIC, "utf-8")
        catalogue.write_text(CATALOGUE, "utf-8")
        empty.write_text("", "utf-8")
        named = [DAMAGED / name for name in ("fr-page.html", "ja-legacy-sjis.txt", "ja-content-farm.txt")]
        paths = [KOREAN, *named, SEEDS / "clean" / "ja-duplicated-body.txt", arabic, catalogue, empty]
        return audit_files([Task(str(path), Settings()) for path in paths], 1)


EMPTY = Run((), signature="audit:test")


@cache
def _slip() -> Report:
    rules = [catalogue().by_name["doubled-mark"]]
    return audit_document(text_document("The harbour reopened,, after a winter of repairs.", "en"), rules)


def attack(text: str) -> Run:
    """A run in which everything that comes from outside is ``text``: paths, messages, evidence, units, reasons."""
    (finding,) = _slip().findings
    span = finding.span
    said = replace(
        finding,
        message=text,
        text=text,
        suggestions=(text, ""),
        because={"through": text, "meaning": text},
        related=(finding.place,),
    )
    document = replace(_slip().document, path=text)
    findings = (
        said,
        replace(finding, suggestions=(text,), severity="critical"),
        replace(said, place=Place(0, 2, 1, 1, text), related=(Place(0, 2, 1, 1, text),), severity="major"),
        replace(said, status="allowed"),
        replace(said, status="baselined"),
    )
    origin = Origin(Lineage("ko", 0.9, (Span(*span),)))
    report = replace(_slip(), document=document, findings=findings, origin=origin, problems=(text,))
    return Run((report,), (Failure(text, text),), (text,), signature="audit:test")


def marked(status: str) -> Run:
    """A run whose findings are all ``allowed``, or all ``baselined``."""
    report = _slip()
    return Run((replace(report, findings=tuple(replace(f, status=status) for f in report.findings)),))
