from annotator.extract.naming.named import named

TEXT = (
    "KASRIA CITY\n\nThe mayor, Lena Ovik, met the Ministry of Mines. Ovik spoke to Per Lund.\n\n"
    "Lund left."
)


def test_persons_and_bodies_are_named_in_full_with_all_their_places():
    found = {one.name: one for one in named(TEXT, 0)}

    assert found["Lena Ovik"].is_person
    assert found["Lena Ovik"].places == (TEXT.index("Lena"), TEXT.index("Ovik spoke"))
    assert found["Per Lund"].places == (TEXT.index("Per"), TEXT.index("Lund left"))
    assert not found["Ministry of Mines"].is_person


def test_what_stands_in_capitals_alone_is_a_place_line_and_nobody():
    assert not any(one.name.isupper() for one in named(TEXT, 0))


def test_of_a_long_text_only_what_is_near_is_read():
    filler = "The river rose again today.\n\n" * 1_000
    text = f"Per Lund spoke.\n\n{filler}Lena Ovik spoke.\n\n{filler}"

    assert [one.name for one in named(text, text.index("Lena"))] == ["Lena Ovik"]
    assert [one.name for one in named(text, 0)] == ["Per Lund"]
