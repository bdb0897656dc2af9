import codecs
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.document import text_hash
from annotator.domain.errors import UnreadableError
from annotator.exchange.readers.plain_text import read_pasted
from annotator.exchange.readers.registry import read

TURKISH = (
    "Dışişleri Bakanı, görüşmenin ardından yaptığı açıklamada iki ülke arasındaki ilişkilerin "
    "güçleneceğini söyledi. “Bu adımı birlikte attık,” diyen bakan, şubat ayında yeni bir tur "
    "görüşme yapılacağını bildirdi."
)
FRENCH = (
    "Le ministre a déclaré jeudi que la réunion prévue à l'été n'avait pas été annulée, mais "
    "reportée à février, et que les délégués étaient déjà rentrés à Genève."
)
RUSSIAN = (
    "Министр заявил, что переговоры продолжатся в следующем месяце, и добавил, что стороны "
    "близки к соглашению, но некоторые вопросы ещё предстоит обсудить."
)
GREEK = "Ο υπουργός δήλωσε χθες ότι οι συνομιλίες θα συνεχιστούν τον επόμενο μήνα στην πρωτεύουσα."
ARABIC = "قال الوزير أمس إن المحادثات ستستمر الشهر المقبل وإن الجانبين يقتربان من الاتفاق."
JAPANESE = "外相は会談の後、記者団に対し、両国の関係は今後さらに強まるとの見方を示した。"
CHINESE = "外交部长在会谈后对记者表示，两国关系将得到进一步加强，下一轮会谈定于二月举行。"

ENCODINGS = [
    (TURKISH, "cp1254"),
    (TURKISH.replace("“", '"').replace("”", '"'), "iso8859-9"),
    (TURKISH, "mac-turkish"),
    (FRENCH, "latin-1"),
    (FRENCH.replace("'", "’"), "cp1252"),
    (FRENCH, "mac-roman"),
    (RUSSIAN, "koi8-r"),
    (RUSSIAN, "cp1251"),
    (RUSSIAN, "mac-cyrillic"),
    (GREEK, "cp1253"),
    (ARABIC, "cp1256"),
    (JAPANESE, "shift-jis"),
    (JAPANESE, "iso2022-jp"),
    (CHINESE, "gb18030"),
    (TURKISH, "utf-8"),
    (TURKISH, "utf-16-le"),
    (TURKISH, "utf-16-be"),
    (FRENCH, "utf-32-le"),
]


@pytest.mark.parametrize(("text", "encoding"), ENCODINGS, ids=lambda value: value[:12])
def test_a_text_without_a_mark_is_read_in_its_own_encoding(written, text, encoding):
    path = written("article.txt", text.encode(encoding))

    reading = read(path)

    assert reading.text == text
    assert reading.encoding is not None
    assert path.read_bytes().decode(reading.encoding) == text


@pytest.mark.parametrize(
    ("mark", "encoding", "recorded"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(written, mark, encoding, recorded):
    path = written("article.txt", mark + TURKISH.encode(encoding))

    reading = read(path)

    assert reading.text == TURKISH
    assert reading.encoding == recorded


def test_a_second_mark_is_part_of_the_text(written):
    path = written("article.txt", codecs.BOM_UTF8 * 2 + b"He agreed.")

    assert read(path).text == "\ufeffHe agreed."


def test_accents_far_into_a_long_file_are_read(written):
    text = "A plain line, as any other.\n" * 20_000 + FRENCH
    path = written("long.txt", text.encode("cp1252"))

    assert read(path).text == text


@pytest.mark.parametrize(
    "text",
    [
        "BM Genel Sekreteri, görüşmenin ardından yaptığı açıklamada barış çağrısını yineledi.",
        "MZ şirketi dün yaptığı açıklamada yeni yatırımı doğruladı ve işçi alacağını söyledi.",
    ],
)
def test_a_text_that_begins_as_a_picture_or_program_would_is_a_text(written, text):
    path = written("article.txt", text.encode("cp1254"))

    assert read(path).text == text


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_every_line_end_becomes_a_line_feed(written, ending):
    path = written("article.txt", f"One.{ending}{ending}Two.{ending}".encode())

    assert read(path).text == "One.\n\nTwo.\n"


@pytest.mark.parametrize(
    "text",
    [
        "  Indented, with a no-break\u00a0space and two spaces.  ",
        "Line\u2028separator, paragraph\u2029separator, next\u0085line, form\ffeed.",
        "A smile 😀 and a scholar 👩🏽‍🎓 count as code points.",
        "قال الوزير «نعم» \u200fثم غادر.",
        "Cafe\u0301 is not composed to Café.",
        "Soft\u00adhyphen and zero\u200bwidth stay.",
        "\x1b[1mBold\x1b[0m from a terminal.",
        "<b>Not</b> a page: 1 < 2.",
    ],
)
def test_everything_else_is_kept_as_it_is(written, text):
    path = written("article.txt", text.encode())

    reading = read(path)

    assert reading.text == text
    assert text_hash(reading.text) == text_hash(text)


def test_the_origin_and_the_kind_are_recorded(written):
    path = written("article.txt", b"He agreed.")

    reading = read(path)

    assert reading.origin == str(path)
    assert reading.media_type == "text/plain"
    assert reading.fields == {}


@pytest.mark.parametrize("name", ["article", "article.TXT", "article.text", "12.06.2021", "a.html"])
def test_a_text_is_read_whatever_its_name_ends_in(written, name):
    path = written(name, b"He agreed.")

    assert read(path).media_type == "text/plain"


def test_an_empty_file_is_refused(written, refused):
    assert refused(written("empty.txt", b"")) == "“empty.txt” is empty."


@pytest.mark.parametrize(
    "blank", [b" ", b"\r\n\t \n", codecs.BOM_UTF8, "\u00a0\u2003\u200b\n".encode(), b"\x0c"]
)
def test_a_blank_file_is_refused(written, refused, blank):
    said = refused(written("blank.txt", blank))

    assert said == "“blank.txt” holds nothing but blank space."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_nul_is_refused(written, refused, encoding):
    said = refused(written("nul.txt", "He agreed\0 and left the room at once.".encode(encoding)))

    assert said == "“nul.txt” holds NUL characters, which no text has."


def test_damaged_utf_8_is_refused_rather_than_read_as_gibberish(written, refused):
    sound = f"First line.\n{TURKISH}".encode()
    damaged = sound[:60] + b"\xff" + sound[60:]

    said = refused(written("damaged.txt", damaged))

    assert "damaged.txt" in said
    assert "damaged characters, the first in line 2" in said


def test_utf_16_that_breaks_off_is_refused(written, refused):
    said = refused(written("half.txt", TURKISH.encode("utf-16")[:-1]))

    assert said.startswith("“half.txt” starts as Unicode text but goes on as something else")


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TEXTS)
def test_what_is_written_is_read_but_for_line_ends(tmp_path: Path, text: str):
    path = tmp_path / "law.txt"
    whole = f"Said: {text}"
    path.write_bytes(whole.encode())

    reading = read(path)

    assert reading.text == whole.replace("\r\n", "\n").replace("\r", "\n")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TEXTS, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_what_is_written_with_a_mark_is_read(tmp_path: Path, text: str, encoding: str):
    path = tmp_path / "law.txt"
    path.write_bytes(f"Said: {text}".encode(encoding))

    reading = read(path)

    assert reading.text == f"Said: {text}".replace("\r\n", "\n").replace("\r", "\n")
    assert reading.encoding == encoding


def test_a_pasted_text_is_kept_but_for_line_ends():
    reading = read_pasted(" One.\r\nTwo.\rThree 😀.\u2028")

    assert reading.text == " One.\nTwo.\nThree 😀.\u2028"
    assert reading.origin == "pasted"
    assert reading.encoding is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "holds nothing but blank space"),
        (" \u200b\n", "holds nothing but blank space"),
        ("He\0 agreed", "holds NUL characters, which no text has"),
        ("He \ud83d agreed", "holds half a character; copy it again"),
        ("He agreed" * 10, "is longer than the longest file that is read"),
    ],
)
def test_a_pasted_text_that_is_none_is_refused(text, problem):
    with pytest.raises(UnreadableError, match=rf"^The pasted text {problem}\.$"):
        read_pasted(text, max_bytes=80)


SEEDS = Path(__file__).parents[3].parent / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the sample scrapes are not beside the repository")
def test_the_sample_scrapes_are_read():
    paths = sorted(SEEDS.glob("*.txt"))

    readings = [read(path) for path in paths]

    assert len(readings) == 5
    assert [reading.text for reading in readings] == [
        path.read_text(encoding="utf-8") for path in paths
    ]
