import codecs
import logging
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.errors import UnreadableError
from annotator.domain.field import FieldState
from annotator.domain.span import Span
from annotator.exchange.readers.registry import read

pytestmark = pytest.mark.usefixtures("no_network")

FIRST = "The harbour board will close the old pier in May, chair Nina Aas said on Thursday."
SECOND = "“It has carried us for a century — and it is tired,” she told the Fjord Courier."
THIRD = "The board’s report puts the cost of a new pier at 4 million; work starts in June 🚢."
BODY = f"<p>{FIRST}</p>\n<p>{SECOND}</p>\n<p>{THIRD}</p>"
TEXT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
RUSSIAN = """Мэр города заявил в понедельник, что мост откроют весной, как и обещали горожанам.

По его словам, рабочие уложили последние балки на две недели раньше срока, и теперь осталось \
только покрыть дорогу асфальтом.

Слово надо держать, добавил он и пригласил всех жителей на праздник открытия в конце мая."""
TURKISH = """Belediye başkanı pazartesi günü köprünün ilkbaharda açılacağını söyledi.

İşçilerin son kirişleri iki hafta erken yerleştirdiğini belirten başkan, geriye yalnızca yolun \
asfaltlanmasının kaldığını bildirdi.

“Söz verdik, sözümüzü tutuyoruz,” diyen başkan herkesi mayıs sonundaki açılışa çağırdı."""
JAPANESE = "\n\n".join(
    f"市長は{day}曜日、新しい橋は春に開通すると述べた。約束は必ず守ると市長は記者団に語った。" * 2
    for day in "月火水木金"
)
HEAD = """
<title>Old pier to close in May | Fjord Courier</title>
<meta property="og:title" content="Old pier to close in May">
<meta property="og:site_name" content="Fjord Courier">
<meta name="author" content="Jon Eide">
<meta property="article:published_time" content="2023-04-06T08:15:00+02:00">
<meta property="article:modified_time" content="2023-05-01T10:00:00+02:00">
"""


def page(body: str = BODY, head: str = HEAD, charset: str = '<meta charset="utf-8">') -> str:
    return (
        f"<!DOCTYPE html>\n<html><head>{charset}{head}</head><body><nav><a href='/'>Home</a> "
        f"<a href='/politics'>Politics</a></nav><main><article>{body}</article></main>"
        "<footer>All rights reserved by the publisher</footer></body></html>"
    )


def test_the_article_is_read_with_a_blank_line_between_paragraphs(written):
    reading = read(written("page.html", page().encode()))

    assert reading.text == TEXT
    assert reading.media_type == "text/html"
    assert reading.encoding == "utf-8"


def test_what_the_page_says_of_itself_becomes_unverified_fields(written):
    fields = read(written("page.html", page().encode())).fields

    assert {key: field.value for key, field in fields.items()} == {
        "title": "Old pier to close in May",
        "outlet": "Fjord Courier",
        "author": "Jon Eide",
        "published": "2023-04-06",
    }
    assert {field.state for field in fields.values()} == {FieldState.UNVERIFIED}


def test_only_words_that_stand_in_the_text_are_evidence(written):
    reading = read(written("page.html", page().encode()))

    outlet = reading.fields["outlet"].evidence
    assert outlet is not None
    assert outlet.of(reading.text) == "Fjord Courier"
    assert reading.fields["author"].evidence is None
    assert reading.fields["published"].evidence is None


def test_a_part_of_a_longer_word_is_no_evidence(written):
    head = HEAD.replace('content="Fjord Courier"', 'content="Fjord Cour"')

    fields = read(written("page.html", page(head=head).encode())).fields

    assert fields["outlet"].value == "Fjord Cour"
    assert fields["outlet"].evidence is None


def test_evidence_after_an_emoji_is_counted_in_code_points(written):
    body = f"<p>🚢🚢 {FIRST}</p><p>{SECOND}</p><p>By Jon Eide</p>"

    reading = read(written("page.html", page(body).encode()))

    start = reading.text.index("Jon Eide")
    assert reading.fields["author"].evidence == Span(start=start, end=start + 8)


def test_a_headline_is_never_lost(written):
    body = f"<h1>Old pier to close in May</h1>{BODY}"

    reading = read(written("page.html", page(body, head="").encode()))

    assert reading.fields["title"].value == "Old pier to close in May"


def test_a_page_that_says_nothing_of_itself_has_no_fields(written):
    reading = read(written("page.html", page(head="").encode()))

    assert reading.text == TEXT
    assert reading.fields == {}


@pytest.mark.parametrize(
    ("charset", "encoding", "recorded"),
    [
        ('<meta charset="windows-1254">', "cp1254", "cp1254"),
        ("<meta charset=iso-8859-9>", "cp1254", "cp1254"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">',
            "koi8-r",
            "koi8-r",
        ),
        ('<meta charset="windows-1251">', "cp1251", "cp1251"),
        ('<meta charset="x-sjis">', "cp932", "cp932"),
        ('<meta charset="utf-8">', "utf-8", "utf-8"),
        ('<meta charset="iso-8859-1">', "utf-8", "utf-8"),
        ('<meta charset="no-such-thing">', "cp1251", "cp1251"),
        ('<meta charset="rot13">', "cp1251", "cp1251"),
        ('<meta charset="utf-7">', "cp1251", "cp1251"),
        ("", "cp1251", "cp1251"),
        ("", "utf-8", "utf-8"),
        ('<meta charset="utf-8">', "utf-16", "utf-16"),
        ('<meta charset="windows-1251">', "utf-8-sig", "utf-8-sig"),
    ],
)
def test_the_encoding_is_the_one_marked_or_declared_or_likeliest(
    written, charset, encoding, recorded
):
    said = {"cp1254": TURKISH, "cp932": JAPANESE}.get(encoding, RUSSIAN)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in said.split("\n\n"))

    reading = read(written("page.html", page(body, "", charset).encode(encoding)))

    assert reading.text == said
    assert reading.encoding == recorded


def test_an_xml_declaration_gives_the_encoding(written):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in RUSSIAN.split("\n\n"))
    content = f'<?xml version="1.0" encoding="koi8-r"?>\n{page(body, "", "")}'

    reading = read(written("page.xhtml", content.encode("koi8-r")))

    assert reading.text == RUSSIAN
    assert reading.encoding == "koi8-r"


def test_scripts_styles_and_pictures_add_nothing_and_are_not_loaded(written):
    body = f"""
    <script src="https://tracker.example/x.js"></script>
    <script>document.write("<p>The script said that it ran, and ran again.</p>")</script>
    <style>@import url("https://cdn.example/x.css");</style>
    <link rel="stylesheet" href="https://cdn.example/y.css">
    <img src="https://images.example/pixel.gif" alt="">
    <iframe src="https://video.example/embed"></iframe>
    <object data="file:///etc/passwd"></object>
    {BODY}
    <noscript><img src="https://tracker.example/p.gif"></noscript>"""

    reading = read(written("page.html", page(body).encode()))

    assert reading.text == TEXT


def test_an_external_entity_is_not_loaded(written, tmp_path):
    secret = written("secret.txt", b"TOP SECRET")
    content = (
        f'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html [<!ENTITY x SYSTEM '
        f'"{secret.as_uri()}"><!ENTITY y SYSTEM "https://evil.example/">]>\n'
        f"<html><body><article><p>&x; &y;</p>{BODY}</article></body></html>"
    )

    reading = read(written("page.xhtml", content.encode()))

    assert FIRST in reading.text
    assert "SECRET" not in reading.text


def test_an_entity_bomb_does_not_go_off(written):
    entities = "".join(
        f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9)
    )
    content = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">{entities}]>'
        f"<html><body><article><p>&j;</p>{BODY}</article></body></html>"
    )

    reading = read(written("bomb.html", content.encode()))

    assert len(reading.text) < 1000
    assert THIRD in reading.text


@pytest.mark.parametrize(
    "content",
    [
        "<html></html>",
        "<html><body></body></html>",
        "<!DOCTYPE html><html><head><title>Wait</title></head><body><script>go()</script></body>",
        "<html><body><nav><a href='/'>Home</a></nav><footer>About</footer></body></html>",
        "<html><body><img src='x.jpg'></body></html>",
        "<",
        "<html" * 1000,
    ],
)
def test_a_page_without_an_article_is_refused(written, refused, content):
    said = refused(written("page.html", content.encode()))

    assert said == (
        "“page.html” is a web page in which no article was found;"
        " if there is one, copy its text and paste it as a document."
    )


def test_a_nul_in_a_page_is_refused(written, refused):
    said = refused(written("page.html", page().replace("pier", "pi\0er").encode()))

    assert said == "“page.html” holds NUL characters, which no text has."


@pytest.mark.parametrize(
    "content",
    [
        page().replace("</p>", ""),
        page().replace("</article></main>", ""),
        page().partition("<footer>")[0],
        page().replace("<article>", "<article></div></span></body>"),
        page().replace("<p>", "<P CLASS=x CLASS=y id='z'' >"),
        page().replace("<article>", "<article><p>&nosuch; &#xFFFFFF; &#0; &#xD800;</p>"),
        page().replace("<article>", "<article><!-- <!-- --><![CDATA[x]]><?php x ?>"),
        page().replace("<article>", "<article>\x01\x0b\x1f"),
        f"<h1>Pier</h1>{BODY}",
        BODY,
    ],
)
def test_a_malformed_page_is_read(written, content):
    reading = read(written("page.html", content.encode()))

    assert FIRST in reading.text
    assert THIRD in reading.text


def test_halves_of_characters_and_nul_in_embedded_data_are_dropped(written):
    data = r"""<script type="application/ld+json">{"@context": "https://schema.org",
    "@type": "NewsArticle", "headline": "Pier \ud83d closes \u0000 in May",
    "author": {"@type": "Person", "name": "Jon \udc00 Eide"}, "datePublished": "2023-04-06",
    "articleBody": "The pier \ud83d will close \u0000 in May, said the chair, who knew. ARTICLE"}
    </script>""".replace("ARTICLE", "It has carried us for a century and it is tired. " * 5)

    reading = read(written("page.html", f"<html><head>{data}</head><body></body></html>".encode()))

    assert reading.text.startswith("The pier")
    assert "\0" not in reading.text
    assert reading.text.encode()
    assert all((field.value or "").encode() for field in reading.fields.values())


def test_a_title_longer_than_any_headline_is_left_out(written):
    fields = read(
        written("page.html", page(head=f"<title>{'pier ' * 900}</title>").encode())
    ).fields

    assert "title" not in fields


def test_blank_space_before_a_page_does_not_matter(written):
    assert read(written("page.html", (" \n" * 100_000 + page()).encode())).text == TEXT


def test_damage_outside_the_article_is_passed_over(written):
    content = page().encode().replace(b"All rights", b"All \xffrights")

    assert read(written("page.html", content)).text == TEXT


def test_damage_inside_the_article_is_refused(written, refused):
    content = page().encode().replace(b"harbour", b"harb\xffour")

    said = refused(written("page.html", content))

    assert said.startswith("“page.html” is UTF-8 with damaged characters, the first in line")


def test_a_page_of_one_paragraph_is_read(written):
    assert read(written("page.html", f"<p>{FIRST}</p>".encode())).text == FIRST


@pytest.mark.parametrize(
    "content",
    [
        "<div>" * 450_000 + FIRST + "</div>" * 450_000,
        "<html><body>" + "<div>" * 90_000 + f"<p>{FIRST}</p>" + "</div>" * 90_000,
        "<html><body><article>" + "<b><i>" * 50_000 + FIRST,
        "<html><body>" + "<table><tr><td>" * 50_000 + FIRST,
        "<html><body>" + "<ul><li>" * 50_000 + FIRST,
        "<html>" + "<" * 5_000_000,
        "<html><body><a " + "x=1 " * 1_000_000 + ">",
        "<html><!--" + "-" * 5_000_000,
        "<?xml " + "<!--" * 1_000_000,
    ],
    ids=["divs", "fewer divs", "marks", "tables", "lists", "angles", "names", "dashes", "comments"],
)
def test_a_monstrous_page_is_read_or_refused_soon(written, content):
    path = written("monster.html", content.encode())
    start = time.monotonic()

    try:
        said = read(path).text
    except UnreadableError as refusal:
        said = str(refusal)

    assert FIRST in said or "“monster.html”" in said
    assert time.monotonic() - start < 60


def test_a_page_of_more_tags_than_any_article_is_refused(written, refused):
    content = "<html><body><article>" + "<p>He agreed.</p>" * 50_001

    said = refused(written("page.html", content.encode()))

    assert said.startswith("“page.html” has more than 100,000 tags, far more than an article;")


def test_nothing_is_logged_about_a_broken_page(written, refused, caplog):
    with caplog.at_level(logging.WARNING):
        refused(written("page.html", b"<html><body></body></html>"))

    assert caplog.records == []


def test_a_page_reads_the_same_every_time(written):
    path = written("page.html", codecs.BOM_UTF8 + page().encode())

    assert read(path) == read(path)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<div", ">", "</", "&", "&#", ";", "<!--", "-->", "'", '"'])
        | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
        max_size=30,
    )
)
def test_any_markup_is_read_or_refused_with_a_sentence(tmp_path, parts):
    path = tmp_path / "page.html"
    path.write_bytes(f"<html><body>{''.join(parts)}".encode())

    try:
        said = read(path).text
    except UnreadableError as refusal:
        said = str(refusal)

    assert said.encode().strip()
