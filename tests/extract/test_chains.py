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


@pytest.mark.parametrize(
    ("sentence", "speaker", "via"),
    [
        (
            "Two piers are shut, Radio Delta reported on Monday, citing people close to the owner.",
            "People close to the owner",
            "Radio Delta",
        ),
        (
            "Two piers are shut, the port police say, quoting neighbours.",
            "Neighbours",
            "Port police",
        ),
        (
            "Two piers are shut, Radio Delta reported on Monday, quoting “a guest who was there”.",
            "Guest who was there",
            "Radio Delta",
        ),
        (
            "Ann Lee, referring to the Port Office, assured them that two piers are shut.",
            "Port Office",
            "Ann Lee",
        ),
        (
            "Two piers are shut, the internal memo states, quoting an engineer.",
            "Engineer",
            "Internal memo",
        ),
        ("Two piers are shut, according to the county, citing its inspectors.", None, "County"),
    ],
)
def test_who_is_cited_may_be_anybody_who_speaks(told, sentence, speaker, via):
    (found,) = told(f"{LEAD}\n{sentence}")
    assert found.via == (via,)
    assert speaker in (None, found.speaker)
    assert [piece.lower() for piece in found.content] == ["two piers are shut"]


def test_hearsay_goes_on_in_a_relative_clause_without_a_comma(told):
    (found,) = told(
        f"{LEAD}\nTwo piers are shut, Radio Delta reported, quoting a clerk of the county who "
        "referred in turn to Inspector Ann Lee."
    )
    assert (found.speaker, found.via) == ("Ann Lee", ("Radio Delta", "Clerk of the county"))


def test_a_content_goes_on_behind_who_is_cited(told):
    (found,) = told(
        f"{LEAD}\nThe pier could be shut, Radio Delta reported, citing Inspector Ann Lee, as soon "
        "as the ferry is gone."
    )
    assert found.content == ("The pier could be shut", "as soon as the ferry is gone")


@pytest.mark.parametrize(
    "sentence",
    [
        "A clerk told her that the dock was unsafe, Ann Lee recalled.",
        "A clerk had described the dock as “beyond polite language”, Ann Lee said.",
    ],
)
def test_what_is_only_told_on_is_one_claim(told, sentence):
    found = told(f"{LEAD}\n{sentence}")
    assert [(item.speaker, item.via) for item in found] == [("Clerk", ("Ann Lee",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "The county had blamed a broken pump, Ann Lee said.",
        "The county told her to wait, Ann Lee said.",
        "“The county told me the dock was safe,” Ann Lee said.",
    ],
)
def test_an_act_or_a_quotation_that_is_told_is_a_claim_in_a_claim(told, sentence):
    found = told(f"{LEAD}\n{sentence}")
    assert [(item.speaker, item.via) for item in found] == [
        ("Ann Lee", ()),
        ("County", ("Ann Lee",)),
    ]


def test_who_quotes_somebody_stands_outside_what_is_told_in_the_quotation(told):
    found = told(
        f"{LEAD}\nHer brother had promised to mend the dock, the Harbour Gazette quoted Ann Lee as "
        "saying."
    )
    inner = next(item for item in found if item.cue == "promised")
    assert inner.via == ("Harbour Gazette", "Ann Lee")


@pytest.mark.parametrize(
    "sentence",
    [
        "“The county says the dock is safe. It is not,” Ann Lee told the council.",
        "“A clerk of the county wrote to me that the dock is safe. It is not,” Ann Lee said.",
    ],
)
def test_a_quotation_tells_what_somebody_says(told, sentence):
    inner = next(item for item in told(f"{LEAD}\n{sentence}") if item.via)
    assert (inner.via, inner.content) == (("Ann Lee",), ("the dock is safe",))


def test_whoever_says_something_is_nobody(told):
    found = told(f"{LEAD}\n“Whoever says otherwise should open the books,” Ann Lee said.")
    assert [(item.speaker, item.via) for item in found] == [("Ann Lee", ())]


def test_what_follows_an_adverbial_and_its_speaker_is_told_by_that_one(told):
    found = told(
        f"{LEAD}\nIn a letter of May, Ann Lee explained, the county had ordered the owner to mend "
        "the dock."
    )
    assert [(item.cue, item.via) for item in found] == [
        ("explained", ()),
        ("ordered", ("Ann Lee",)),
    ]


def test_a_clause_goes_on_with_its_subject_behind_who_says_it(told):
    found = told(
        f"{LEAD}\nShe had asked for a new pump in May, Ann Lee said, and had been told to wait."
    )
    assert [(item.cue, item.via) for item in found] == [
        ("said", ()),
        ("asked", ("Ann Lee",)),
        ("told", ("Ann Lee",)),
    ]


def test_two_who_speak_in_one_sentence_do_not_pass_each_other_on(told):
    found = told(
        f"{LEAD}\nThe dock is safe, according to Per Brandt, and the pier will stay open, "
        "Ann Lee added."
    )
    assert [(item.speaker, item.via, item.content) for item in found] == [
        ("Per Brandt", (), ("The dock is safe",)),
        ("Ann Lee", (), ("the pier will stay open",)),
    ]


def test_a_title_and_its_name_before_a_cue_are_who_says_it(told):
    found = told(f"{LEAD}\nThe county has promised to send two boats, the governor, Ann Lee, says.")
    assert [(item.cue, item.speaker, item.via) for item in found] == [
        ("says", "Ann Lee", ()),
        ("promised", "County", ("Ann Lee",)),
    ]


def test_what_was_said_behind_a_colon_is_not_passed_on_by_who_laughed_it_off(told):
    found = told(f"{LEAD}\nAnn Lee laughed off the news: she said the dock was safe.")
    assert [(item.cue, item.via, item.content) for item in found] == [
        ("laughed off", (), ("the news",)),
        ("said", (), ("the dock was safe",)),
    ]


def test_what_a_letter_cites_ends_before_who_tells_of_it(told):
    found = told(
        f"{LEAD}\nThe county had assured him in May, quoting Per Brandt, that the dock was safe, "
        "Ann Lee says."
    )
    assert found[-1].via == ("Ann Lee", "County")
    assert found[-1].content == ("the dock was safe",)


def test_a_clause_of_concession_is_its_own_speakers(told):
    found = told(
        f"{LEAD}\nPer Brandt admitted that the dock was shut, although the pier, Ann Lee stressed, "
        "would stay open."
    )
    assert [(item.speaker, item.via) for item in found] == [("Per Brandt", ()), ("Ann Lee", ())]


def test_a_clause_before_a_cue_that_mostly_quotes_is_told_by_its_speaker(told):
    found = told(f"{LEAD}\nA clerk had admitted to her that the dock was shut, Ann Lee went on.")
    assert [(item.speaker, item.via) for item in found] == [("Clerk", ("Ann Lee",))]


@pytest.mark.parametrize(
    "cut_off",
    [
        "The dock is shut, Kystposten reported, citing Mayor Ann Lee,",
        "Kystposten, citing Ann Lee says",
        "Citing Ann Lee",
    ],
)
def test_a_line_that_ends_in_the_middle_of_a_citation_is_read(told, cut_off):
    found = told(f"{LEAD}\nPer Brandt said that the pier was open.\n{cut_off}")
    assert found[0].speaker == "Per Brandt"
