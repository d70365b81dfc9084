"""The report as one page that needs nothing else: no network, no other file.

``page.html`` is the frame, ``report.html`` one document; ``page.css`` and ``page.js`` are put into the page, whose
policy lets no other style or script run. Templates escape everything they are given.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from audit.model import Report, Run
from audit.packs import load
from audit.report import Options
from audit.report.html import overview, sides, view
from audit.report.html.characters import plain
from audit.report.html.guide import guide
from audit.report.wording import named
from audit.wording import said, spoken

_HERE = Path(__file__).parent


class Assets(NamedTuple):
    """What a page needs beside its body: a style sheet, a script, and the policy that admits just these two."""

    style: str
    script: str
    policy: str


def render(run: Run, options: Options) -> str:
    """The whole page. The same run gives the same bytes."""
    style, script, policy = assets()
    trusted = {"style": style, "script": script, "policy": policy, "body": body(run)}
    marked = {name: Markup(text) for name, text in trusted.items()}
    return _templates().get_template("page.html").render(**marked, spoken=spoken(), **_summary(run))


def body(run: Run) -> str:
    """What stands between the tags of ``<body>``, for a page of someone else's with these ``assets``."""
    reports = [_report(number, report) for number, report in enumerate(run.reports, 1)]
    rendered = (
        _templates()
        .get_template("body.html")
        .render(reports=reports, rules=_rules(run), spoken=spoken(), **_summary(run))
    )
    return _kept(rendered)


@cache
def assets() -> Assets:
    """Style and script as the page holds them. ``frame-ancestors`` and the like only a server can say."""
    style, script = ((_HERE / name).read_text("utf-8") for name in ("page.css", "page.js"))
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return Assets(style, script, policy)


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _kept(page: str) -> str:
    """Carriage returns as references: a browser makes line feeds of them otherwise."""
    return page.replace("\r", "&#13;")


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    templates.globals["say"] = said
    return templates


def _harmless(value: object) -> object:
    """Whatever a template prints is without characters that reorder or control what is around them."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _summary(run: Run) -> dict[str, Any]:
    paths = [named(report.document.path) for report in run.reports]
    folder, short = overview.shortened(paths)
    listed = [finding for report in run.reports for finding in report.findings]
    families = Counter(view.family(finding) for finding in listed)
    return {
        "title": paths[0] if len(paths) == 1 else said(f"{len(paths)} files"),
        "verdict": overview.worst_verdict(run.reports),
        "verdicts": Counter(report.verdict for report in run.reports),
        "tally": overview.tally(run.reports),
        "severities": [(severity, sum(f.severity == severity for f in listed)) for severity in overview.WORST_FIRST],
        "families": sorted(families.items()),
        "statuses": sorted(Counter(finding.status for finding in listed if finding.status != "new").items()),
        "folder": folder,
        "files": [(path, report, overview.tally([report])) for path, report in zip(short, run.reports, strict=True)],
        "failures": [(named(path), reason) for path, reason in run.failures],
        "stale": run.stale,
        "signature": run.signature,
    }


def _report(number: int, report: Report) -> dict[str, Any]:
    document = report.document
    folder, name = _folder_and_name(named(document.path))
    return {
        "number": number,
        "report": report,
        "folder": folder,
        "name": name,
        "tally": overview.tally([report]),
        "settled": sum(finding.status != "new" for finding in report.findings),
        "languages": overview.languages(report),
        "language": view.language_of(document.pack),
        "direction": view.direction_of(document.pack),
        "sentences": sum(1 for _ in document.segments),
        "lineages": [
            (how, said(load(lineage.language).name or lineage.language), lineage)
            for how, lineage in (("via", report.origin.pivot), ("worded after", report.origin.source))
            if lineage
        ],
        "ticks": overview.ticks(report),
        "coverage": sides.coverage(document),
        "sided": bool(document.units),
        "source": named(document.source.path) if document.source else None,
        "evidence": sides.evidence(report),
        "chunks": view.chunks(report),
        "silences": overview.silences(report),
        "silent": len({silence.rule for silence in report.unjudged}),
    }


def _folder_and_name(path: str) -> tuple[str, str]:
    folder, slash, name = path.rpartition("/")
    return folder + slash, name


def _rules(run: Run) -> list[Any]:
    """The pages of all rules that found something, by name."""
    found = {f.rule: f for report in run.reports for f in report.findings}
    return [guide(name, found[name].code, found[name].category) for name in sorted(found)]
