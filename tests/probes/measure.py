"""How many held-out probes the interference rules find, class by class.

    python tests/probes/measure.py [--second] [--together] [--shown] [CLASS…]

Each ``<class>.md`` beside this file holds sentences as a machine would have written them, one a line:
``ja: before⟦what an editor would replace⟧after ⇒ wanted / also good``, and below ``## quiet`` sentences as natives
write them, without marks, that use the same words rightly. Each is audited alone by the default rules without
``keyboard-homophone``; with ``--together`` ten of them and ten quiet ones in turn are one text, as an article holds
sound sentences beside damaged ones: then its other sentences may tell which way it came, and what is only frequent
in such texts counts too.

*Found* is a probe with a finding of family interference (code IN…) that overlaps the mark. *Agrees* is a found probe
for which a suggestion of such a finding, put in its place, gives the sentence that a wanted replacement gives, or holds
a wanted replacement, or is a part of one of at least two characters. *Noisy* is a quiet sentence with any interference
finding.

``--shown`` prints what was missed, what was found without agreement, and what was noisy.

The probes were written before any was audited and are not for tuning: whoever wants to learn from a miss writes a new
sentence elsewhere. Words missed in the first set were named when the lexicons were widened. The second set
(``second/``) was written after that, blind to the lexicons, and nothing was named from it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

import regex

from audit.assemble import text_document
from audit.engine import audit_document
from audit.model import Finding, Span
from audit.rule import catalogue

_HERE = Path(__file__).parent
_LINE = regex.compile(r"(?P<language>[A-Za-z]{2}(?:-[A-Za-z]+)?): (?P<text>.+)")
_MARKED = regex.compile(r"(?P<before>[^⟦⟧]*)⟦(?P<mark>[^⟦⟧]+)⟧(?P<after>[^⟦⟧]*) ⇒ (?P<wanted>[^⟦⟧⇒]+)")
_RULES = [rule for rule in catalogue().rules if rule.default and rule.name != "keyboard-homophone"]


@dataclass(frozen=True)
class Probe:
    """A sentence with the span an editor would replace and what could stand there; no span if it is to stay quiet."""

    language: str
    text: str
    mark: Span | None = None
    wanted: tuple[str, ...] = ()


def probes(path: Path) -> Iterator[Probe]:
    """The probes of one file, those to be found first.

    Raises:
        ValueError: a line that is neither a probe nor a heading.
    """
    quiet = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            quiet = quiet or line.strip() == "## quiet"
            continue
        if not (parts := _LINE.fullmatch(line.strip())):
            raise ValueError(f"{path.name}:{number}: no language")
        if quiet:
            yield Probe(parts["language"], parts["text"])
            continue
        if not (marked := _MARKED.fullmatch(parts["text"])):
            raise ValueError(f"{path.name}:{number}: expected one ⟦mark⟧ and “ ⇒ wanted”")
        start = len(marked["before"])
        wanted = tuple(item.strip() for item in marked["wanted"].split(" / "))
        text = marked["before"] + marked["mark"] + marked["after"]
        yield Probe(parts["language"], text, Span(start, start + len(marked["mark"])), wanted)


Read = tuple[Probe, list[Finding]]
"""A probe and what the interference rules find in it, in spans of its sentence."""


def alone(asked: Sequence[Probe]) -> Iterator[Read]:
    """Each probe as a text of its own."""
    for probe in asked:
        yield from _in_one_text([probe])


def together(asked: Sequence[Probe]) -> Iterator[Read]:
    """Ten damaged sentences and ten quiet ones in turn as one text. A quiet one may be in several; its first counts."""
    quiet = [probe for probe in asked if probe.mark is None]
    damaged = [probe for probe in asked if probe.mark is not None]
    others, met = cycle(quiet), set[str]()
    for start in range(0, len(damaged), _TOGETHER):
        text = [probe for one in damaged[start : start + _TOGETHER] for probe in (one, next(others))]
        for probe, findings in _in_one_text(text):
            if probe.mark is not None or probe.text not in met:
                yield probe, findings
            met.add(probe.text)


_TOGETHER = 10


def _in_one_text(asked: Sequence[Probe]) -> Iterator[Read]:
    report = audit_document(text_document("\n".join(probe.text for probe in asked), asked[0].language), _RULES)
    found = [finding for finding in report.findings if finding.code.startswith("IN")]
    start = 0
    for probe in asked:
        end = start + len(probe.text)
        own = (finding for finding in found if start <= finding.span.start < end)
        yield probe, [replace(f, span=Span(f.span.start - start, f.span.end - start)) for f in own]
        start = end + 1


def overlapping(findings: list[Finding], mark: Span) -> list[Finding]:
    """Those that share a character with the mark."""
    return [finding for finding in findings if finding.span.start < mark.end and mark.start < finding.span.end]


def _replaced(text: str, span: Span, by: str) -> str:
    return text[: span.start] + by + text[span.end :]


def agrees(probe: Probe, findings: list[Finding]) -> bool:
    """Whether a suggestion says what a wanted replacement says."""
    assert probe.mark is not None
    wished = {_replaced(probe.text, probe.mark, wanted).casefold() for wanted in probe.wanted}
    for finding in findings:
        for suggestion in finding.suggestions:
            if _replaced(probe.text, finding.span, suggestion).casefold() in wished:
                return True
            said = suggestion.casefold()
            for wanted in map(str.casefold, probe.wanted):
                if wanted in said or (len(said) > 1 and said in wanted):
                    return True
    return False


def measured(path: Path, in_texts: bool, shown: bool) -> tuple[int, int, int, int, int]:
    """Probes, found, agreeing, quiet sentences and noisy ones of one class; details are printed if ``shown``."""
    total = found = agreeing = quiet = noisy = 0
    for probe, findings in (together if in_texts else alone)(list(probes(path))):
        near = overlapping(findings, probe.mark) if probe.mark else findings
        said = "; ".join(f"{finding.rule} “{finding.text}” → {' / '.join(finding.suggestions)}" for finding in near)
        if probe.mark is None:
            quiet += 1
            noisy += bool(near)
            if shown and near:
                print(f"  noisy   {probe.text}  [{said}]")
            continue
        total += 1
        found += bool(near)
        good = agrees(probe, near)
        agreeing += good
        if shown and not good:
            print(f"  {'differs' if near else 'missed '} {probe.text}  {' / '.join(probe.wanted)}  [{said}]")
    return total, found, agreeing, quiet, noisy


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("classes", nargs="*", metavar="CLASS")
    arguments.add_argument("--shown", action="store_true", help="print misses and noise")
    arguments.add_argument("--second", action="store_true", help="the second set")
    arguments.add_argument("--together", action="store_true", help="in texts of twenty sentences, not alone")
    chosen = arguments.parse_args()
    folder = _HERE / "second" if chosen.second else _HERE
    names = chosen.classes or sorted(path.stem for path in folder.glob("*.md"))
    rows: list[tuple[str, tuple[int, ...]]] = []
    for name in names:
        if chosen.shown:
            print(name)
        rows.append((name, measured(folder / f"{name}.md", chosen.together, chosen.shown)))
    sums = tuple(map(sum, zip(*(counts for _, counts in rows), strict=True)))
    print(f"{'class':24} {'probes':>6} {'found':>6} {'':>6} {'agree':>6} {'':>6} {'quiet':>6} {'noisy':>6}")
    for name, (total, found, agreeing, quiet, noisy) in [*rows, ("all", sums)]:
        print(
            f"{name:24} {total:6} {found:6} {found / max(total, 1):6.1%} {agreeing:6} {agreeing / max(total, 1):6.1%}"
            f" {quiet:6} {noisy:6}"
        )


if __name__ == "__main__":
    main()
