"""SARIF 2.1.0 (OASIS), as code scanning of GitHub, GitLab, Azure and the viewers of editors read it.

Critical findings are errors, major ones warnings, minor ones notes. What the baseline or the settings allow is there
too, suppressed. Positions count code points; in containers they count in the unit, and only the line is the file's.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from audit import __version__
from audit.model import Document, Finding, Place, Report, Run
from audit.report import Options
from audit.report.places import extent, line, relative, replacements
from audit.report.wording import LEVEL, brief, came_through, described, help_page, named, one_line, troubles
from audit.rule import FAMILIES, Rule, catalogue

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
"""What relative paths are relative to; the program that reads the report knows where it is."""

_MIME = {"text": "text/plain", "markdown": "text/markdown", "html": "text/html", "json": "application/json"}
_LANGUAGE = {"markdown": "markdown", "html": "html", "json": "json", "arb": "json", "yaml": "yaml", "xliff": "xml"}
"""SARIF 3.24.10 and appendix E: languages of markup and programs, not of people."""
_RECOMMENDED = {"error": "error", "warning": "warning", "note": "recommendation"}
_LINK = re.compile(r"\[(?=[^\]]*\]\()")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_LONE = re.compile("[\ud800-\udfff]")
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Surrogates that do not stand for a byte of a file name (PEP 383)."""
_LONG = 2_000
"""Characters of the longest text that is quoted beside its place."""


def render(run: Run, options: Options) -> str:
    """The report as indented JSON with a final newline."""
    encoded = msgspec.json.encode(as_object(run))
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def as_object(run: Run) -> dict[str, Any]:
    """The report as plain dictionaries and lists."""
    findings = [finding for report in run.reports for finding in report.findings]
    rules = {code: number for number, code in enumerate(sorted({finding.code for finding in findings}))}
    first = {finding.code: finding for finding in reversed(findings)}
    by_path = {report.document.path: report for report in run.reports}
    files = {path: {**_location(path), "index": number} for number, path in enumerate(by_path)}
    compared = any(finding.status != "new" for finding in findings)
    results = [
        _result(report.document, finding, files[report.document.path], rules[finding.code], compared)
        for report in run.reports
        for finding in report.findings
    ]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "translation-audit",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "rules": [_rule(catalogue().by_name.get(code), first[code]) for code in rules],
                    }
                },
                "invocations": [_invocation(run)],
                "language": "en",
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\r", "\n"],
                "artifacts": [_artifact(report) for report in by_path.values()],
                "results": results,
                "properties": {"signature": run.signature},
            }
        ],
    }


# -- the tool, how it went, and what it read -----------------------------------------------------


def _rule(rule: Rule | None, finding: Finding) -> dict[str, Any]:
    """A rule with its page. A rule that is not in the catalogue is described by one of its findings."""
    level = LEVEL[rule.severity if rule else finding.severity]
    described = {
        "id": finding.code,
        "name": finding.rule,
        "defaultConfiguration": {"level": level, "enabled": rule.default if rule else True},
        "properties": {
            "tags": ["translation", f"mqm/{finding.category}", FAMILIES.get(finding.code[:2], "other")],
            "problem.severity": _RECOMMENDED[level],  # what GitHub sorts by
        },
    }
    if rule is None:
        return described
    page = f"# {rule.name} ({rule.code})\n\n{help_page(rule.help)}\n"
    why = rule.help.partition("## Why it matters\n")[2].partition("\n\n## ")[0].replace("\n", " ")
    return described | {
        "shortDescription": {"text": rule.claim.removesuffix(".")},
        "fullDescription": {"text": f"{rule.claim} {why}".strip()},
        "help": {"text": rule.help, "markdown": page},
    }


def _invocation(run: Run) -> dict[str, Any]:
    failed = list(troubles(run))
    found: dict[str, Any] = {"executionSuccessful": not failed}
    if failed:
        found["toolExecutionNotifications"] = [
            {
                "level": "error",
                "message": {"text": _text(f"{named(trouble.path)}: {trouble.reason}")},
                "locations": [{"physicalLocation": {"artifactLocation": _location(trouble.path)}}],
            }
            for trouble in failed
        ]
    if run.stale:
        found["toolConfigurationNotifications"] = [
            {"level": "note", "message": {"text": _text(one_line(line))}} for line in run.stale
        ]
    return found


def _artifact(report: Report) -> dict[str, Any]:
    document = report.document
    found: dict[str, Any] = {
        "location": _location(document.path),
        "roles": ["analysisTarget"],
        "properties": {
            "language": document.pack.lang,
            "verdict": report.verdict,
            "score": report.score,
            "unjudged": [silence._asdict() for silence in report.unjudged],
        },
    }
    if document.format != "docx":
        found["encoding"] = _encoding(document.encoding)
    if document.format in _MIME:
        found["mimeType"] = _MIME[document.format]
    if document.format in _LANGUAGE:
        found["sourceLanguage"] = _LANGUAGE[document.format]
    ways = [
        {"how": how, "language": language, "evidence": [finding.fingerprint for finding in evidence]}
        for how, language, evidence in came_through(report)
    ]
    if ways:
        found["properties"]["origin"] = ways
    return found


def _encoding(name: str) -> str:
    """Python's name of an encoding as IANA has it."""
    upper = name.upper().replace("_", "-")
    return "Windows-31J" if upper == "CP932" else re.sub(r"^CP(?=125\d)", "windows-", upper)


# -- what was found ------------------------------------------------------------------------------


def _result(document: Document, finding: Finding, file: dict[str, Any], rule: int, compared: bool) -> dict[str, Any]:
    related = [{"id": number, **_place(document, place, file, None)} for number, place in enumerate(finding.related, 1)]
    found: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVEL[finding.severity],
        "message": {"text": _text(described(finding))},
        "locations": [_place(document, finding.place, file, line(document, finding))],
        "relatedLocations": related,
        "partialFingerprints": {"translationAudit/v1": finding.fingerprint},
        "fixes": list(_fixes(document, finding, file)),
        "properties": _properties(finding),
    }
    if compared:
        found["baselineState"] = "new" if finding.status == "new" else "unchanged"
    if finding.status != "new":
        found["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": _JUSTIFIED[finding.status]}
        ]
    return {name: value for name, value in found.items() if value != []}


_JUSTIFIED = {
    "baselined": "known: it is in the baseline",
    "allowed": "allowed, in the settings or by a comment in the file",
}


def _properties(finding: Finding) -> dict[str, Any]:
    found: dict[str, Any] = {"severity": finding.severity, "category": finding.category}
    if finding.confidence is not None:
        found["confidence"] = finding.confidence
    if finding.place.unit is not None:
        found["unit"] = {"start": finding.place.start, "end": finding.place.end}
    return found


def _place(document: Document, place: Place, file: dict[str, Any], line: int | None) -> dict[str, Any]:
    """A location; ``line`` is the file's, for places in units, as far as it is known."""
    physical: dict[str, Any] = {"artifactLocation": file}
    region = _region(document, place)
    if region is not None:
        text = document.layout.file_text[place.start : place.end]
        quoted = {"snippet": {"text": _whole(text)}} if len(text) <= _LONG else {}
        return {"physicalLocation": {**physical, "region": region | quoted}}
    if line is not None:
        physical["region"] = {"startLine": line}
    unit = one_line(place.unit or "")
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"name": unit, "fullyQualifiedName": unit, "kind": "resource"}],
    }


def _region(document: Document, place: Place) -> dict[str, Any] | None:
    where = extent(document, place)
    if where is None:
        return None
    return {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
    }


def _fixes(document: Document, finding: Finding, file: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each suggestion as a way to mend it, where the file holds the very characters that were judged."""
    region = _region(document, finding.place)
    for text in replacements(document, finding):
        yield {
            "description": {"text": _text(f"write “{brief(one_line(text))}” instead" if text else "delete it")},
            "artifactChanges": [
                {
                    "artifactLocation": file,
                    "replacements": [{"deletedRegion": region, "insertedContent": {"text": _whole(text)}}],
                }
            ],
        }


def _location(path: str) -> dict[str, Any]:
    """A relative, percent-encoded URI; an absolute one where the file lies outside the working directory."""
    plain = relative(path)
    if Path(plain).is_absolute() or plain.startswith("../"):
        return {"uri": f"file://{_quoted(Path(os.path.normpath(Path.cwd() / plain)).as_posix())}"}
    return {"uri": _quoted(plain), "uriBaseId": ROOT}


def _quoted(path: str) -> str:
    """Percent-encoded; bytes that are no UTF-8 as they are in the file system."""
    return quote(_NO_BYTE.sub("\N{REPLACEMENT CHARACTER}", path).encode("utf-8", "surrogateescape"), safe="/")


def _text(text: str) -> str:
    """A message that holds no link (SARIF 3.11.6) and no placeholder (3.11.5), whatever it quotes."""
    return _LINK.sub(r"\\[", _PLACEHOLDER.sub(r"{{\1}}", text))


def _whole(text: str) -> str:
    """The very characters, save lone surrogates, which no JSON file can hold."""
    return _LONE.sub("\N{REPLACEMENT CHARACTER}", text)
