"""Paragraphs of plain text: kinds, line ends, and lines that were wrapped by width."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from strategies import anything, prose

from audit.text.blocks import blocks
from audit.text.wrapping import columns, lines


def shown(text: str) -> list[tuple[str, str]]:
    return [(kind, text[start:end]) for kind, (start, end), _ in blocks(text)]


def kinds(text: str) -> list[str]:
    return [kind for kind, _, _ in blocks(text)]


def wrap(text: str, width: int) -> str:
    """Greedy, as mail programs do it: between words, or between characters where there are no blanks."""
    spaced = " " in text
    rows = [""]
    for word in text.split(" ") if spaced else text:
        joined = f"{rows[-1]} {word}" if spaced and rows[-1] else rows[-1] + word
        if columns(joined) > width and word not in "。、」":
            rows.append(word)
        else:
            rows[-1] = joined
    return "\n".join(rows)


ENGLISH = (
    "The ferry to the northern island leaves at dawn on most days, although nobody has ever printed a timetable. "
    "Passengers wait beside the blue shed until the captain has finished his tea, and then they climb aboard. "
    "On windy mornings the crossing takes almost three hours, and the only warm seat belongs to the dog."
)
JAPANESE = (
    "北の島へ渡る船は、たいていの日には夜明けに港を出るが、時刻表を見たことのある人は誰もいない。乗客は青い小屋のそばで"
    "船長がお茶を飲み終えるのを待ち、それから順番に乗り込む。風の強い朝には渡るのに三時間近くかかり、暖かい席はただ一つ、"
    "船長の犬のものと決まっている。"
)


def test_a_line_is_a_paragraph() -> None:
    assert shown("Eins ist da.\nZwei auch.\r\nDrei.\rVier.\u2028Fünf.\fSechs.") == [
        ("prose", word) for word in ("Eins ist da.", "Zwei auch.", "Drei.", "Vier.", "Fünf.", "Sechs.")
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    for text, width in ((ENGLISH, 60), (JAPANESE, 50)):
        first, second = wrap(text, width), wrap(text, width).replace("誰", "人").replace("tea", "cup of tea")
        second = wrap(second.replace("\n", " " if " " in text else ""), width)
        assert shown(f"{first}\n\n{second}") == [("prose", first), ("prose", second)]


def test_lines_broken_at_links_are_not_joined() -> None:
    """A scraper put link texts on lines of their own: no width explains these breaks."""
    text = (
        "The minister said on Monday that the\nharbour treaty\nwould be signed before the end of the year, and that\n"
        "the northern islands\nhad agreed to it. Earlier the\nfishing union of the western coast and its many members\n"
        "had asked for\na delay\n."
    )
    assert len(blocks(text)) == text.count("\n") + 1
    text = (
        "外務省によると、大臣は十九日の\n会談で、九月の\n首脳会議で合意した内容を進める用意があると伝えた。\n"
        "また、\n北の島\nとの航路について述べた。"
    )
    assert len(blocks(text)) == text.count("\n") + 1


def test_unwrapped_paragraphs_and_lists_are_not_joined() -> None:
    assert len(blocks("\n".join([ENGLISH] * 5))) == 5
    capitals = "Old ferry to sail once more\nNew timetable for the island\nCat found aboard the big ship"
    assert len(blocks(f"{capitals}\n{capitals}\n{capitals}")) == 9
    assert len(blocks(f"{capitals.lower()}\n" * 3)) == 1
    assert len(blocks(f"{capitals.lower()}\n{ENGLISH}\n" * 3)) == 6
    heads = ["Harbour treaty signed at last", "Ferry captain wins prize", "Why the blue shed must go", "Dog found safe"]
    assert len(blocks("\n".join(heads * 2))) == 8


def test_mail_quotations_are_protected() -> None:
    text = "> See you there.\n> > Where?\nAt the shed."
    assert [(kind, [text[slice(*span)] for span in protected]) for kind, _, protected in blocks(text)] == [
        ("quote", ["> "]),
        ("quote", ["> > "]),
        ("prose", []),
    ]


def test_kinds() -> None:
    assert shown("A title\n\nBy someone\n\nFirst sentence. Second one.\nA heading\nMore text follows here.") == [
        ("heading", "A title"),
        ("heading", "By someone"),
        ("prose", "First sentence. Second one."),
        ("heading", "A heading"),
        ("prose", "More text follows here."),
    ]
    assert kinds("新しい航路の話\n船は夜明けに出る。") == ["heading", "prose"]
    assert kinds("Das ist ein Satz.\nheute, sagte der\nkleine Minister, komme er nicht.") == ["prose"] * 3


def test_lists() -> None:
    assert kinds("- one\n* two\n• three\n・四\n✅ 五です。\n(6) sechs\n⑦七") == ["list-item"] * 7
    assert kinds("1. Open it.\n2. Close it.") == ["list-item"] * 2
    assert kinds("3. Oktober war ein schöner Tag.") == ["prose"]
    assert kinds("— Да, — сказал он.") == ["prose"]
    assert kinds("Home\nNews\nSport\nContact\nThis is the first real sentence of the page.") == ["list-item"] * 4 + [
        "prose"
    ]


def test_tables_and_captions() -> None:
    assert kinds("Name\tAge\nBob\t30\n\n| a | b |\n|---|---|\n| 1 | 2 |") == ["table"] * 5
    assert kinds("Home | News | Sport\n写真：山田太郎\n© 2020 The Ferry") == ["prose", "caption", "caption"]


@given(st.one_of(anything, prose))
@example("\r\n\r\n")
@example("> \n> a")
@example("|\n|")
def test_blocks_hold_every_character_but_blanks(text: str) -> None:
    found = blocks(text)
    assert "".join("".join(text[a:b].split()) for _, (a, b), _ in found) == "".join(text.split())
    end = 0
    for block in found:
        assert end <= block.span.start < block.span.end <= len(text)
        end = block.span.end
        body = text[slice(*block.span)]
        assert body == body.strip()
        assert all(block.span.start <= a < b <= block.span.end for a, b in block.protected)


@given(prose)
def test_line_ends_of_all_kinds_make_the_same_paragraphs(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    other = plain.replace("\n", "\r\n")
    assert [(kind, body) for kind, body in shown(plain)] == [
        (kind, body.replace("\r\n", "\n")) for kind, body in shown(other)
    ]


def test_width_counts_columns() -> None:
    assert [line.width for line in lines("abc\n日本\n  e\u0301te\n" + "x" * 500)][:3] == [3, 4, 5]
