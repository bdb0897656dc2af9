import pytest

LEAD = "The fuel dock of the small town has had a bad year, as everybody there knows."


def test_an_outlet_that_cites_somebody_is_the_outer_link(told):
    found = told(f"{LEAD}\nThe dock will be closed, Kystposten reports, citing Mayor Ann Lee.")
    assert [(item.speaker, item.via) for item in found] == [("Ann Lee", ("Kystposten",))]


def test_citing_before_that_reads_the_same(told):
    found = told(f"{LEAD}\nKystposten reports, citing Mayor Ann Lee, that the dock will be closed.")
    assert [(item.speaker, item.via) for item in found] == [("Ann Lee", ("Kystposten",))]
    assert found[0].content == ("the dock will be closed",)


def test_hearsay_over_three_speakers_keeps_its_order(told):
    found = told(
        f"{LEAD}\nThe tanks leak, Kystposten wrote on Friday, quoting the press office of the "
        "county, which in turn referred to Inspector Ann Lee."
    )
    assert [(item.speaker, item.via) for item in found] == [
        ("Ann Lee", ("Kystposten", "Press office of the county")),
    ]


def test_according_to_somebody_quoted_by_an_outlet(told):
    found = told(f"{LEAD}\nAccording to the fire service, quoted by Radio Dunya, nobody was hurt.")
    assert [(item.speaker, item.via) for item in found] == [("Fire service", ("Radio Dunya",))]
    assert found[0].content == ("nobody was hurt",)


def test_a_press_service_passes_on_what_its_sentence_tells_and_no_more(told):
    found = told(
        f"{LEAD}\nMinister Ann Lee said that the road was open, the Foreign Ministry's press "
        "service reported.\nIt was noted that the bridge was safe.\n“We are glad,” Lee said."
    )
    assert [(item.speaker, item.via) for item in found] == [
        ("Ann Lee", ("Foreign Ministry's press service",)),
        (None, ()),
        ("Ann Lee", ()),
    ]


def test_speech_inside_reported_speech_has_its_reporter_outside(told):
    found = told(f"{LEAD}\nAnn Lee said that Per Brandt told her that the dock was unsafe.")
    inner = next(item for item in found if item.speaker == "Per Brandt")
    assert inner.via == ("Ann Lee",)


def test_who_quotes_somebody_as_saying_is_a_link_without_a_cue(engine, told):
    text = f"{LEAD}\nRadio Delta quoted Mayor Ann Lee as saying that the dock was shut."
    (found,) = told(text)
    assert (found.speaker, found.cue, found.via) == ("Ann Lee", "quoted", ("Radio Delta",))
    assert engine.extract(text).claims[0].chain[0].cue is None


def test_who_was_quoted_as_saying_is_the_speaker(told):
    (found,) = told(f"{LEAD}\nMayor Ann Lee was quoted as saying that the dock was shut.")
    assert (found.speaker, found.content) == ("Ann Lee", ("the dock was shut",))


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (
            "Two piers are shut, Radio Delta reported late on Monday, citing the operators.",
            "Operators",
        ),
        (
            "Two piers are shut, Radio Delta reports with reference to the port office.",
            "Port office",
        ),
        ("Citing two officials, Radio Delta reported that two piers are shut.", "Two officials"),
        (
            "According to Radio Delta, which cited a guard at the gate, two piers are shut.",
            "Guard at the gate",
        ),
    ],
)
def test_who_is_cited_beside_a_report_is_the_speaker(told, sentence, speaker):
    found = told(f"{LEAD}\n{sentence}")
    assert [(item.speaker, item.via) for item in found] == [(speaker, ("Radio Delta",))]
    assert [piece.lower() for piece in found[0].content] == ["two piers are shut"]


def test_a_reason_that_is_cited_says_nothing(told):
    found = told(f"{LEAD}\nThe lines will close in May, Radio Delta reported, citing weak demand.")
    assert found[0].via == ()
    assert found[0].speaker == "Radio Delta"


def test_what_follows_its_kind_is_a_name_with_the_today_in_it(told):
    found = told(f"{LEAD}\nThe tanks leak, the newspaper Delta Today wrote, citing the county.")
    assert found[0].via == ("Delta Today",)
