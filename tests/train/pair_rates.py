"""Check a pair pack and measure how often its traces occur where nothing took that route.

    python tests/train/pair_rates.py ko-ja [DOMAIN] [--data DIR] [--write]

Compiles every entry, runs the examples of ``tests/pairs``, and counts every pattern over native
text and human translations: documents with an even number are read (every hit of a strong entry
is printed with what stands around it), those with an odd number only counted. ``--write`` puts
the rates of the even ones into the pack's ``rates.tsv``.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import regex

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1]), str(HERE.parents[1] / "bench"), str(HERE.parents[2])]

import corpora  # noqa: E402
import human  # noqa: E402
import pairs  # noqa: E402

from audit.packs import PackError, routes  # noqa: E402
from audit.text.needles import folded, written  # noqa: E402

PAIRS = HERE.parents[2] / "audit" / "packs" / "pairs"
VARIETIES = {"zh": ("zh-Hans", "zh-Hant")}


def texts(data: Path, language: str) -> list[tuple[str, str, str, bool]]:
    """(corpus, text, format, odd) of native text and human translations, kept for the next run."""
    kept = Path(tempfile.gettempdir()) / f"audit-native-{language}.json"
    if not kept.is_file():
        found = list(_texts(data, language))
        fresh = kept.with_suffix(f".{id(found)}")
        fresh.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
        fresh.replace(kept)
    return [(c, t, f, o) for c, t, f, o in json.loads(kept.read_text("utf-8"))]


def _texts(data: Path, language: str) -> Iterator[tuple[str, str, str, bool]]:
    wanted = VARIETIES.get(language, (language,))
    seen: Counter[str] = Counter()
    for name in corpora.CORPORA:
        for sample in corpora.CORPORA[name](data):
            if sample.language in wanted:
                seen[sample.corpus] += 1
                yield sample.corpus, sample.text, sample.format, seen[sample.corpus] % 2 == 1
    for path in sorted((data / "translations").glob(f"wmt*_{language}-*.jsonl.gz")):
        joint = "" if language in corpora.UNSPACED else " "
        native = [row["source"].strip() for row in human.rows(path) if row["source"].strip()]
        for number, batch in enumerate(corpora.batched(native, 16)):
            yield f"{path.name[:5]} source", joint.join(batch), "text", number % 2 == 1


@click.command()
@click.argument("pair")
@click.argument("domain", required=False)
@click.option("--data", type=click.Path(path_type=Path), default=HERE.parents[3] / "shared" / "data")
@click.option("--write", is_flag=True, help="write rates.tsv")
@click.option("--all", "everything", is_flag=True, help="print the rates of weak entries, too")
def main(pair: str, domain: str | None, data: Path, write: bool, everything: bool) -> None:
    if write and domain:
        raise click.UsageError("rates are written for all domains together")
    try:
        route = routes.route(*pair.split("-", 1))
    except PackError as error:
        raise click.ClickException(str(error)) from error
    entries = [entry for entry in route.entries if domain in (None, entry.domain)]
    bad = [*pairs.malformed(route, entries), *pairs.failures(route, pair)]
    for line in bad:
        click.echo(line)
    corpus = texts(data, route.target)
    folds = [folded(text) for _, text, _, _ in corpus]
    sizes = Counter()
    for _, text, _, odd in corpus:
        sizes[odd] += len(text)
    even, strong = Counter[str](), Counter[bool]()
    for entry in entries:
        wanted = [some.split("||") for some in written(route.sought(entry)).split("&&")]
        pattern = regex.compile(route.compilable(entry), regex.V1)
        for (name, text, _, odd), fold in zip(corpus, folds, strict=True):
            if not all(any(needle in fold for needle in some) for some in wanted):
                continue
            for match in pattern.finditer(text):
                even[entry.pattern] += not odd
                strong[odd] += entry.strength == "strong"
                if entry.strength == "strong" and not odd:
                    around = text[max(0, match.start() - 25) : match.end() + 25].replace("\n", "⏎")
                    click.echo(f"  hit  {name:12} {match[0]}  ← {entry.pattern[:60]}\n         …{around}…")
    if everything:
        for pattern, count in even.most_common():
            click.echo(f"{count / sizes[False] * 1e6:9.2f} per million  {pattern}")
    if write:
        lines = [
            f"{routes.mark(e.pattern)}\t{even[e.pattern] / sizes[False] * 1e6:.2f}\t{written(route.sought(e))}"
            for e in entries
        ]
        (PAIRS / pair / "rates.tsv").write_text(
            "entry\tmillion\tstrings\n" + "\n".join(dict.fromkeys(lines)) + "\n", "utf-8"
        )
    counts = Counter((entry.kind, entry.strength) for entry in entries)
    click.echo(f"{len(entries)} entries: " + ", ".join(f"{k} {s} {n}" for (k, s), n in sorted(counts.items())))
    for odd in (False, True):
        click.echo(
            f"strong hits in {'odd' if odd else 'even'} documents: {strong[odd]} in {sizes[odd]:,} characters, "
            f"{strong[odd] / sizes[odd] * 1000:.4f} per 1,000"
        )
    click.echo(f"{len(bad)} things to mend above" if bad else "entries and examples in order")


if __name__ == "__main__":
    main()
