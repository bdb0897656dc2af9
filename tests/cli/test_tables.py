from annotator.cli.tables import table


def test_names_stand_left_and_numbers_right_and_zeros_are_blank():
    rows = [("Aminata", "12", "0"), ("Bo", "3", "7")]

    assert list(table(("name", "claims", "open"), rows)) == [
        "name     claims  open",
        "-------  ------  ----",
        "Aminata      12",
        "Bo            3     7",
    ]


def test_wide_and_combining_letters_keep_the_columns_straight():
    rows = [("日本", "1"), ("e\u0301", "2")]

    assert list(table(("n", "c"), rows))[2:] == ["日本  1", "e\u0301     2"]


def test_a_table_of_nothing_is_its_head():
    assert list(table(("name", "claims"), [])) == ["name  claims", "----  ------"]
