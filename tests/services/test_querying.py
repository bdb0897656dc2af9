import pytest

from annotator.domain.document import DocumentStatus
from annotator.domain.errors import NotFoundError
from annotator.services.bootstrap import open_services


@pytest.fixture
def library(project):
    project.ann.importing.pasted("Türkiye and İstanbul: “Zangezur is near,” said A. Öz on Monday.")
    project.ann.importing.pasted("The naïve café-owner’s cat sat.")
    return project


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("", 3),
        ("turkiye", 1),
        ("İSTANBUL", 1),
        ("istan", 1),
        ("naive cafe", 1),
        ("cat ferry", 0),
        ('"harbour master"', 1),
        ('"master harbour"', 0),
        ("“”", 3),
        ("said", 2),
        ('"unbalanced', 0),
        ("(* OR NOT", 0),
    ],
)
def test_documents_are_found_by_words_whatever_marks_they_carry(library, typed, count):
    assert len(library.ann.querying.documents(typed)) == count


def test_documents_are_listed_by_what_they_want(library):
    library.ann.proposing.propose(documents=[library.document_id])

    proposed = library.ann.querying.documents(status=DocumentStatus.PROPOSED)

    assert [line.id for line in proposed] == [library.document_id]
    assert proposed[0].title == "Ferry fares to rise"
    assert proposed[0].progress.open == len(
        library.ann.querying.sheet(library.document_id).proposals
    )


def test_a_document_that_is_not_there_is_said(project):
    with pytest.raises(NotFoundError, match="99"):
        project.ann.querying.sheet(99)


def test_a_user_is_one_person_whatever_the_capitals(project):
    again = open_services(project.path, user="ANN")

    assert again.context.user == project.ann.context.user
    assert [user.name for user in again.querying.users()] == ["Ann", "Bob"]
    again.close()
