from annotator.domain.speaker import SpeakerBody, SpeakerKind


def known(desk, name):
    return desk.services.speakers.add(SpeakerBody(name=name, kind=SpeakerKind.PERSON))


def aliases_of(desk, speaker):
    found = {item.id: item for item in desk.services.speakers.all()}
    return found[speaker].body.aliases


def proposed(project, desk, speaker):
    project.propose([("Fares go up in May ⛴", 0.9)], speaker=speaker)
    desk.open(project.document_id)


def test_a_new_name_in_another_spelling_asks_whether_it_is_the_same(panel, desk, project):
    known(desk, "Lena Ovik")
    proposed(project, desk, "Lena Ovick")
    hint = panel.claim.speaker.hint

    assert hint.isVisible()
    assert "Perhaps Lena Ovik" in hint.label.text()
    assert hint.same.accessibleName() == "Remember “Lena Ovick” as a name of Lena Ovik"


def test_the_same_is_remembered_and_the_next_claim_finds_it(panel, desk, project):
    speaker = known(desk, "Lena Ovik")
    proposed(project, desk, "Lena Ovick")

    panel.claim.speaker.hint.same.click()

    assert aliases_of(desk, speaker) == ("Lena Ovick",)
    assert not panel.claim.speaker.hint.isVisible()
    desk.accept()
    assert desk.sheet.claims[0].body.chain[-1].speaker == speaker


def test_a_name_like_no_other_asks_nothing(panel, desk, project):
    known(desk, "Lena Ovik")
    proposed(project, desk, "Harbour Gazette")

    assert not panel.claim.speaker.hint.isVisible()


def test_a_registered_speaker_asks_nothing(panel, claim):
    assert not panel.claim.speaker.hint.isVisible()
