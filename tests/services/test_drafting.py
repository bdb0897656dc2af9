import pytest

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerBody
from annotator.services.drafting import Candidate, candidates, drafted, items, kind_of


def span_of(text, words):
    start = text.index(words)
    return Span(start=start, end=start + len(words))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Fares go up in May ⛴", ClaimKind.DIRECT),
        ("two piers will close", ClaimKind.INDIRECT),
        ("harbour master Lena Ovik said on Monday, “and not before.”", ClaimKind.MIXED),
    ],
)
def test_the_kind_follows_from_the_quotation_marks(project, words, kind):
    assert kind_of(project.text, [span_of(project.text, words)]) is kind


def test_the_speaker_of_the_words_before_is_the_likeliest(project):
    first = ClaimBody(kind=ClaimKind.DIRECT, content=(span_of(project.text, "Fares go up"),))
    project.ann.annotating.add(project.document_id, first, "Lena Ovik")
    sheet = project.ann.querying.sheet(project.document_id)

    body, new_name = drafted(sheet, span_of(project.text, "and not before."))

    assert new_name is None
    assert sheet.speaker_name(body.speaker) == "Lena Ovik"
    assert body.kind is ClaimKind.DIRECT


def test_a_proposal_on_the_same_words_lends_source_and_cue(project):
    project.ann.proposing.propose()
    sheet = project.ann.querying.sheet(project.document_id)
    proposal = next(item for item in sheet.proposals if item.body.chain[-1].speaker)

    body, new_name = drafted(sheet, proposal.body.content[0])

    last = proposal.body.chain[-1]
    assert body.last == Attribution(source=last.source, cue=last.cue)
    assert new_name == last.speaker


def test_where_nobody_speaks_nobody_is_guessed(project):
    sheet = project.ann.querying.sheet(project.document_id)

    assert drafted(sheet, Span(start=0, end=5)) == (
        ClaimBody(kind=ClaimKind.INDIRECT, content=(Span(start=0, end=5),)),
        None,
    )


def test_who_is_named_beside_the_words_is_the_likeliest_registered_or_not(project):
    sheet = project.ann.querying.sheet(project.document_id)
    words = span_of(sheet.document.text, "and not before.")

    assert drafted(sheet, words)[1] == "Lena Ovik"

    ovik = project.ann.speakers.add(SpeakerBody(name="Helena Ovik", aliases=("Lena Ovik",)))
    body, new_name = drafted(project.ann.querying.sheet(project.document_id), words)
    assert (body.speaker, new_name) == (ovik, None)


def test_whom_the_text_names_is_offered_though_nobody_speaks_yet(project):
    sheet = project.ann.querying.sheet(project.document_id)

    assert Candidate("Lena Ovik", None) in candidates(sheet, 0)


def test_who_is_named_within_quotation_marks_is_not_guessed_to_speak(project):
    document_id = project.store("“Ann Lee will not come,” he said.", "note.txt")
    sheet = project.ann.querying.sheet(document_id)

    assert drafted(sheet, span_of(sheet.document.text, "Ann Lee will not come"))[1] is None


def test_the_nearest_speakers_come_first_each_once(project):
    for words, name in [("Fares", "Lena Ovik"), ("two piers", "Port authority")]:
        body = ClaimBody(kind=ClaimKind.INDIRECT, content=(span_of(project.text, words),))
        project.ann.annotating.add(project.document_id, body, name)
    project.ann.proposing.propose()
    sheet = project.ann.querying.sheet(project.document_id)

    names = [candidate.name for candidate in candidates(sheet, project.text.index("two piers"))]

    assert names[0] == "Port authority"
    assert len(set(names)) == len(names)
    starts = [item.body.content[0].start for item in items(sheet)]
    assert starts == sorted(starts)


def test_a_name_in_other_capitals_is_the_registered_speaker_offered_once(project):
    ovik = project.ann.speakers.add(SpeakerBody(name="Port Authority"))
    project.claim("Fares go up in May ⛴", chain=[{"speaker": ovik}])
    project.propose([("two piers will close", 0.9)], speaker="port authority")
    sheet = project.ann.querying.sheet(project.document_id)

    found = [one for one in candidates(sheet, 0) if one.name.casefold() == "port authority"]
    assert found == [Candidate("Port Authority", ovik)]
