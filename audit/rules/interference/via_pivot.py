"""IN13: the language that the whole text came through."""

from __future__ import annotations

from collections.abc import Iterator

from audit.model import Document, Hit, Unjudged
from audit.packs import load
from audit.rule import document_rule


@document_rule(
    "IN13",
    message="the text seems to have come through {language}: {count} distinct traces that hardly any other text has",
    category="accuracy/mistranslation",
    severity="major",
    needs=["traces"],
)
def via_pivot(document: Document, *, most: int = 12) -> Iterator[Hit | Unjudged]:
    """The whole text shows that it was translated by way of another language.

    ## Why it matters
    What two translations in a row have lost cannot be mended word by word. The text has to be
    held against its original, or translated again.

    ## Example
    ```ja
    けが人は30⟦人と集計され⟧た。警察が現場を調べている。事故は午前に起きた。
    犯人は海外に逃げたものと把握された。捜査は続く見通しだ。被害者の家族は早い解決を求めている。
    賛成は60％と現れた。反対は前回の調査よりも減った。与党は結果を歓迎し、野党は調査の方法に問題があると批判した。
    利用率は80％と調査された。市は来年も同じ調査を行う予定で、質問を増やすことを検討している。
    会場には大勢の人が集まり、夜遅くまで話し合いが続いた。次の会合は来月の半ばに開かれる。
    参加した住民からは、説明が足りないという声や、もっと早く知らせてほしかったという声が上がった。
    ```

    ## Stays quiet
    - texts too short to judge, which are counted
    - fewer than three distinct strong traces, or as many of another language

    ## Options
    - ``most``: places that are named beside the first

    ## Sources
    Method and limits: ``audit/annotate/lineage.py``.
    """
    origin = document.notes["traces"].origin
    if origin.why_not:
        yield Unjudged(origin.why_not)
    if origin.pivot:
        language, confidence, evidence = origin.pivot
        facts = {"language": load(language).name or language, "count": len(evidence)}
        yield Hit(evidence[0], facts, confidence=confidence, related=evidence[1 : most + 1])
