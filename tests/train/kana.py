"""Build ``audit/models/kana``: the katakana words in use, and the common ones by what hangul leaves of them.

    pip install wordfreq
    python tests/train/kana.py [--data DIR]

Sources: wordfreq (Robyn Speer; data CC BY-SA 4.0), and the words that occur twice in the even
documents of the development data, which bring in names of the last years; the names that the pair
from Korean lists count as common.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import click
import wordfreq

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parent))

import hangul_kana  # noqa: E402
import pair_rates  # noqa: E402

from audit.packs import load, routes  # noqa: E402
from audit.text.transliteration import key  # noqa: E402

OUT = HERE.parents[2] / "audit" / "models" / "kana"
KATAKANA = re.compile("[ァ-ヴー]{3,}")
SHORT = re.compile("[ァ-ヴー]{2}")
FREQUENT = 1e-5
"""Share of all words, from which a word of two letters is one that compounds are made with."""
COMMON = 1e-6
"""Share of all words, from which a word is put forward as what was meant."""
SEEN = 3e-7
"""Taken for each occurrence in the development data."""

RECENT = """
    ゼレンスキー ウォロディミル ウクライナ パンデミック オミクロン ワクチン トランプ バイデン ハリス
    プーチン ラブロフ ペスコフ ネタニヤフ ハマス ガザ ヒズボラ フーシ マクロン メローニ ショルツ メルツ
    スナク スターマー モディ エルドアン ルラ ミレイ ハメネイ アルトマン マスク ザッカーバーグ ベゾス
    チャットボット インフルエンサー スタートアップ ブロックチェーン メタバース サステナブル テレワーク
    オンライン サブスクリプション ティックトック インスタグラム フェイスブック ファイティング プラットフォーム
    ポピュリズム フェミニズム プロパガンダ パレスチナ フィリピン フィンランド ポーランド フランス パキスタン
    アフガニスタン キャンペーン オフィス ファシズム
"""
"""Names and words of the years since wordfreq's texts were gathered, and others that news need: always common."""


def words(data: Path) -> dict[str, float]:
    """Katakana words and their frequencies; of two letters only the frequent ones."""
    listed = wordfreq.get_frequency_dict("ja", "best")
    found = {
        word: share
        for word, share in listed.items()
        if KATAKANA.fullmatch(word) or (share >= FREQUENT and SHORT.fullmatch(word))
    }
    seen: Counter[str] = Counter()
    for _, text, _, odd in pair_rates.texts(data, "ja"):
        if not odd:
            seen.update(KATAKANA.findall(text))
    for word, count in seen.items():
        if count >= 2:
            found.setdefault(word, count * SEEN)
    for word in RECENT.split():
        found[word] = max(found.get(word, 0.0), COMMON)
    for row in hangul_kana.sources(hangul_kana.PACK / "names_source.tsv"):
        share = 0.0 if row["class"] == "native" else COMMON
        for word in filter(KATAKANA.fullmatch, row["usual"].split("|")):
            found[word] = max(found.get(word, 0.0), share)
    return found


@click.command()
@click.option("--data", type=click.Path(path_type=Path), default=HERE.parents[3] / "shared" / "data")
def main(data: Path) -> None:
    found = words(data)
    OUT.mkdir(exist_ok=True)
    (OUT / "ja.txt").write_text("\n".join(sorted(found)) + "\n", "utf-8")
    merges, variants = routes.route("ko", "ja").merges, load("ja").spelling_variants or ()
    keyed: dict[str, list[str]] = {}
    for word, share in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        if share >= COMMON and len(word) > 3:
            keyed.setdefault(key(word, merges, variants), []).append(word)
    lines = (f"{merged}\t{'|'.join(together)}" for merged, together in sorted(keyed.items()))
    (OUT / "ko-ja.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(json.dumps({path.name: path.stat().st_size for path in sorted(OUT.iterdir())}))


if __name__ == "__main__":
    main()
