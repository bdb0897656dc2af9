import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.alignment import is_among, likeness
from annotator.domain.document import DocumentMarks, DocumentStatus, Progress, document_status
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerKind, likely_kind


@pytest.mark.parametrize(
    ("marks", "progress", "status"),
    [
        ({}, {}, DocumentStatus.NEW),
        ({"excluded": "not news"}, {"open": 2}, DocumentStatus.EXCLUDED),
        ({}, {"open": 2, "approved": 1}, DocumentStatus.PROPOSED),
        ({}, {"returned": 1, "open": 2}, DocumentStatus.RETURNED),
        ({}, {"draft": 1, "submitted": 3}, DocumentStatus.DRAFT),
        ({}, {"submitted": 1, "approved": 3}, DocumentStatus.SUBMITTED),
        ({}, {"approved": 1, "rejected": 1}, DocumentStatus.APPROVED),
        ({"no_claims": True}, {}, DocumentStatus.APPROVED),
    ],
)
def test_a_documents_status_is_what_it_still_wants_most(marks, progress, status):
    assert document_status(DocumentMarks(**marks), Progress(**progress)) is status


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Lena Ovik", SpeakerKind.PERSON),
        ("Ministry of Mines", SpeakerKind.ORGANISATION),
        ("Caliber.az", SpeakerKind.ORGANISATION),
        ("Azernews", SpeakerKind.ORGANISATION),
        ("Turkish officials", SpeakerKind.GROUP),
        ("a source close to the talks", SpeakerKind.UNNAMED),
    ],
)
def test_a_name_often_tells_its_kind(name, kind):
    assert likely_kind(name) is kind


@given(st.integers(0, 50), st.integers(1, 50))
def test_a_content_is_wholly_like_itself(start, length):
    content = (Span(start=start, end=start + length),)

    assert likeness(content, content) == 1.0
    assert is_among(content, [content])
    assert likeness(content, ()) == 0.0


def test_a_few_words_more_make_no_other_claim_but_half_does():
    content = (Span(start=0, end=100),)

    assert is_among(content, [(Span(start=0, end=90),)])
    assert not is_among(content, [(Span(start=0, end=50),)])
