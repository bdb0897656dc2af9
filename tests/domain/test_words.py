"""Folding and spellings, and how many usual spellings of names find each other."""

import re
import sqlite3
from itertools import permutations
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from annotator.domain.words import MOST_SPELLINGS, Folded, fold, sorting_key, spellings, words_of

NAMES = """
Zəngəzur Zangezur Zangazur Zengezur Zəngəzur Zängäzur
İlham Ilham ilham İLHAM I\u0307lham
Əliyev Aliyev Eliyev Aliev
Şuşa Shusha Susa Şuşa
Ağdam Aghdam Agdam
Xankəndi Khankendi Xankendi Khankandi Xankəndi
Qarabağ Garabagh Qarabag Qarabagh
Kəlbəcər Kalbajar Kelbajar Kelbecer
Laçın Lachin Lacin
Cəbrayıl Jabrayil Cebrayil Jebrayil
Naxçıvan Nakhchivan Naxcivan
Gəncə Ganja Gence Gəncə
Ceyhun Jeyhun
Bayramov Bayramov
Hacıyev Hajiyev Haciyev Hajiev
Hikmət Hikmet Hikmat
Məmmədov Mammadov Mamedov
Mammadyarov Məmmədyarov
Çavuşoğlu Cavusoglu Chavushoghlu
Erdoğan Erdogan Erdoghan
Kılıçdaroğlu Kilicdaroglu Kılıcdaroglu
Türkiye Turkiye TÜRKİYE
Azərbaycan Azerbaijan Azerbaycan
Şərifov Sharifov Serifov
Heydər Heydar Heyder
Mehriban Mehriban
Lənkəran Lankaran Lenkeran
Şamaxı Shamakhi Samaxi
Qəbələ Gabala Qabala
Zaqatala Zagatala
Sumqayıt Sumgayit Sumgait
Xəzər Khazar
Füzuli Fuzuli
Göyçə Goycha Goycə
Vaqif Vagif
Beşiktaş Besiktas
Şimşek Simsek Shimshek
Bahçeli Bahceli Bahcheli
Davutoğlu Davutoglu
Yıldırım Yildirim
Gülşən Gulshan Gulshen
Rəşad Rashad Resad
Pənah Panah
Cavadxan Javadkhan
Səfərov Safarov Seferov
Tağıyev Taghiyev Tagiyev
Xocalı Khojaly Khojali
"""
FRIENDS = (
    *("same shame", "case chase", "car jar", "man men", "cat chat", "sip ship", "guest quest"),
    *("then than", "job cob", "coma comma", "selling shelling", "bed bad", "marry merry"),
    *("cash cass", "show sow", "guilt quilt", "letter latter", "affect effect"),
)


def finds(typed, text):
    """Tell whether a word that is typed finds a text that is one word."""
    return bool(set(spellings(fold(typed))) & set(words_of(text)))


def test_the_usual_spellings_of_names_find_each_other_but_few():
    pairs = [pair for line in NAMES.split("\n") for pair in permutations(line.split(), 2)]
    missed = [pair for pair in pairs if not finds(*pair)]

    assert len(pairs) > 200
    assert len(missed) <= 0.11 * len(pairs), missed


def test_the_first_names_on_the_list_all_find_each_other():
    for line in NAMES.strip().split("\n")[:2]:
        assert all(finds(*pair) for pair in permutations(line.split(), 2))


def test_english_words_that_look_alike_do_not_find_each_other():
    for pair in FRIENDS:
        one, other = pair.split()
        assert not finds(one, other)
        assert not finds(other, one)


def test_few_words_of_the_corpus_find_another_one():
    train = Path(__file__).parents[2] / "seeds" / "corpus" / "train"
    texts = (path.read_text(encoding="utf-8") for path in train.glob("*.txt"))
    known = {word for text in texts for word in words_of(text)}

    friends = {word: set(spellings(word)[1:]) & known for word in known}

    assert len(known) > 3_000
    assert sum(map(bool, friends.values())) <= 0.01 * len(known), [
        pair for pair in friends.items() if pair[1]
    ]


@given(st.text(alphabet="aeəcjgqkhsx" + "bilm", min_size=1, max_size=40))
@example("aaaaaaaaaaaaaaaa")
@example("gabagabagabakhajaceshikhmmaiay")
def test_a_word_has_few_spellings_and_is_the_first_of_them(word):
    forms = spellings(word)

    assert forms[0] == word
    assert len(forms) == len(set(forms)) <= MOST_SPELLINGS


@given(st.text(max_size=60), st.text(max_size=60))
@example("s\u0327", "x")
@example("北京 ½ № ⛴", "İI\u0307ß")
def test_folded_text_has_letters_that_an_index_keeps_and_nothing_else(one, other):
    assert re.fullmatch(r"[\x00-\x7fəʃʧɣ]*", fold(one))
    assert fold(fold(one)) == fold(one)
    assert fold(f"{one} {other}") == f"{fold(one)} {fold(other)}"


@given(st.text(max_size=80))
@example("a⛴b北京c s\u0327us\u0327a ½ßİ")
def test_what_is_folded_knows_where_it_was(text):
    folded = Folded(text)
    assert folded.text == fold(text)
    reached = 0
    for word in re.finditer("[0-9a-zəʃʧɣ]+", folded.text):
        start, end = folded.span(*word.span())
        assert reached <= start < end <= len(text)
        assert word[0] in fold(text[start:end])
        reached = start


def test_spans_are_told_past_what_grows_and_what_shrinks():
    text = "Œuvre ⛴ 北京 s\u0327a, İlham — “Zəngəzur”"
    folded = Folded(text)

    def place(word):
        at = folded.text.index(word)
        start, end = folded.span(at, at + len(word))
        return text[start:end]

    assert place("oeuvre") == "Œuvre"
    assert place("beijing") == "北京"
    assert place("ʃa") == "s\u0327a"
    assert place("ilham") == "İlham"
    assert place("zəngəzur") == "Zəngəzur"


def test_names_are_sorted_as_if_they_had_plain_letters():
    names = ["Zaur", "Əli", "Şahin", "Sabir", "Çingiz", "İlham", "Bahar"]

    assert sorted(names, key=sorting_key) == [
        *("Əli", "Bahar", "Çingiz", "İlham", "Sabir", "Şahin", "Zaur")
    ]


def test_the_index_keeps_the_letters_that_have_several_spellings():
    index = sqlite3.connect(":memory:")
    index.execute(
        "CREATE VIRTUAL TABLE t USING fts5(w, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    index.execute("INSERT INTO t (rowid, w) VALUES (1, ?)", (fold("Şuşa, Əli, Çay, Dağ"),))

    for word in ("ʃuʃa", "əli", "ʧay", "daɣ"):
        found = index.execute("SELECT rowid FROM t WHERE t MATCH ?", (f'"{word}"',))
        assert found.fetchall() == [(1,)]
    assert index.execute("SELECT rowid FROM t WHERE t MATCH 'susa'").fetchall() == []
    index.close()
