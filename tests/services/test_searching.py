from array import array

import pytest

from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody
from annotator.domain.document import DocumentStatus
from annotator.domain.errors import CancelledError
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.filter import (
    RETURNED_TO_ME,
    ClaimFilter,
    ClaimOrder,
    ConcordanceOrder,
    DocumentFilter,
    DocumentOrder,
    LineStatus,
    Where,
)
from annotator.domain.history import RecordKind
from annotator.domain.review import ReviewVerb
from annotator.domain.speaker import SpeakerBody
from annotator.runtime.progress import Cancel, Silent
from annotator.services.searching import PAGE
from annotator.store.search import rebuild
from annotator.store.searching import listing, members

BOTH_DATABASES = True
FARES = "Fares go up in May ⛴,"
PIERS = "two piers will close"
TYPING = "a typing error"


@pytest.fixture
def few(request, monkeypatch):
    """Run a test with little sorted in memory, then with everything walked along an index."""
    monkeypatch.setattr(listing, "FEW", request.param)


both_ways = pytest.mark.parametrize("few", [5_000, 0], indirect=True)


@pytest.fixture
def shelf(project):
    """Return a project with claims and proposals in two documents."""
    ann = project.ann
    ovik = ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    aliyev = ann.speakers.add(SpeakerBody(name="Əli Əliyev"))
    text = "Zəngəzur awaits\n\n“The corridor opens in Zəngəzur,” Ali Aliyev told the Post. He left."
    second = project.store(text, "post.txt")
    fields = {
        "outlet": FieldValue(value="The Post", state=FieldState.CONFIRMED),
        "published": FieldValue(value="2021-06-15", state=FieldState.CONFIRMED),
    }
    ann.annotating.change_fields(second, {}, fields)
    source = {"source": project.span("Lena Ovik"), "cue": project.span("said")}
    project.claim(FARES, chain=[{**source, "speaker": ovik}])
    project.claim(TYPING, chain=[{"speaker": ovik}])
    start = text.index("The corridor")
    body = project.read(1).body.amended(
        content=[{"start": start, "end": start + 30}],
        kind="indirect",
        chain=[Attribution(speaker=aliyev)],
        fields={"said_on": FieldValue(value="2021-06-14", state=FieldState.CONFIRMED)},
    )
    ann.annotating.add(second, body)
    project.propose([(PIERS, 0.7)], speaker="Əli Əliyev")
    return project


def ids(shelf, order=ClaimOrder.PLACE, descending=False, first=None, **asked):
    wanted = ClaimFilter(**asked)
    found = shelf.ann.searching.claim_ids(wanted, order, descending=descending, first=first)
    assert isinstance(found, array)
    assert first is not None or shelf.ann.searching.claim_count(wanted) == len(found)
    return list(found)


@both_ways
@pytest.mark.usefixtures("few")
def test_each_part_of_a_filter_holds(shelf):
    for asked, expected in (
        ({}, [1, -1, 2, 3]),
        ({"words": "fares"}, [1]),
        ({"words": "Zangezur"}, [3]),
        ({"words": "-fares"}, [-1, 2, 3]),
        ({"words": "ovik"}, [1]),
        ({"words": "ovik", "where": Where.CONTENT}, []),
        ({"words": "fares OR typing"}, [1, 2]),
        ({"speakers": (1,)}, [1, 2]),
        ({"speakers": (2,)}, [-1, 3]),
        ({"unnamed": True}, []),
        ({"statuses": (LineStatus.PROPOSED,)}, [-1]),
        ({"statuses": (LineStatus.DRAFT, LineStatus.PROPOSED)}, [1, -1, 2, 3]),
        ({"kinds": ("indirect",)}, [3]),
        ({"outlets": ("The Post",)}, [3]),
        ({"documents": (1,)}, [1, -1, 2]),
        ({"published_from": "2021-06", "published_to": "2021-06"}, [3]),
        ({"published_from": "2021-06-16"}, []),
        ({"published_to": "2021-06-14"}, []),
        ({"said_from": "2021-06-14", "said_to": "2021"}, [3]),
        ({"said_to": "2020"}, []),
        ({"score_from": 0.5}, [-1]),
        ({"score_to": 0.5}, []),
        ({"annotators": (1,)}, [1, 2, 3]),
        ({"annotators": (2,)}, []),
        ({"mine": True}, [1, 2, 3]),
        ({"words": "fares", "speakers": (2,)}, []),
        ({"speakers": (1,), "words": "typing"}, [2]),
    ):
        assert ids(shelf, **asked) == expected, asked
        assert ids(shelf, first=2, **asked) == expected[:2], asked


@both_ways
@pytest.mark.usefixtures("few")
def test_claims_are_sorted_either_way_with_what_is_unknown_last(shelf):
    for order, expected, backwards in (
        (ClaimOrder.PLACE, [1, -1, 2, 3], [3, 2, -1, 1]),
        (ClaimOrder.SPEAKER, [3, -1, 1, 2], [2, 1, -1, 3]),
        (ClaimOrder.STATUS, [-1, 1, 2, 3], [3, 2, 1, -1]),
        (ClaimOrder.KIND, [1, -1, 2, 3], [3, 2, -1, 1]),
        (ClaimOrder.SCORE, [-1, 1, 2, 3], [-1, 1, 2, 3]),
        (ClaimOrder.PUBLISHED, [3, 1, -1, 2], [3, 1, -1, 2]),
        (ClaimOrder.OUTLET, [3, 1, -1, 2], [3, 1, -1, 2]),
        (ClaimOrder.ANNOTATOR, [1, 2, 3, -1], [3, 2, 1, -1]),
        (ClaimOrder.RELEVANCE, [1, -1, 2, 3], [3, 2, -1, 1]),
    ):
        assert ids(shelf, order) == expected, order
        assert ids(shelf, order, descending=True) == backwards, order
        assert ids(shelf, order, kinds=("direct", "indirect")) == expected, order
        assert ids(shelf, order, first=2) == expected[:2], order
        filtered = ids(shelf, order, words="-nowhere", descending=True, first=1)
        assert filtered == backwards[:1], order


def test_lines_say_what_is_shown_of_claims_and_proposals(shelf):
    lines = shelf.ann.searching.claim_lines([3, -1, 99, 1])

    assert [line.id for line in lines] == [3, -1, 1]
    claim, proposal, _first = lines
    assert claim.title == "Zəngəzur awaits"
    assert (claim.outlet, claim.published) == ("The Post", "2021-06-15")
    assert claim.words == "The corridor opens in Zəngəzur"
    assert (claim.speaker_id, claim.speaker, claim.annotator) == (2, "Əli Əliyev", "Ann")
    assert (claim.status, claim.score, claim.proposal_id) == (LineStatus.DRAFT, None, None)
    assert (proposal.status, proposal.score) == (LineStatus.PROPOSED, 0.7)
    assert (proposal.speaker_id, proposal.speaker) == (None, "Əli Əliyev")
    assert (proposal.proposal_id, proposal.annotator) == (1, None)


def test_a_long_content_is_shortened_and_comments_are_counted(shelf):
    shelf.ann.annotating.comment(shelf.read(1), "Sure?")
    claim = shelf.claim(shelf.text)

    first, long = shelf.ann.searching.claim_lines([1, claim.id])

    assert first.comments == 1
    assert ids(shelf, commented=True) == [1]
    assert "\n" not in long.words
    assert len(long.words) <= 400


def test_a_page_of_lines_is_at_most_a_page(shelf):
    assert len(shelf.ann.searching.claim_lines([1] * 500)) == PAGE


def test_a_speaker_that_was_merged_is_found_and_shown_as_its_survivor(shelf):
    twin = shelf.ann.speakers.add(SpeakerBody(name="L. Ovik"))
    claim = shelf.claim("and not before", chain=[Attribution(speaker=twin)])
    with shelf.ann.context.writing("Merge") as unit:
        unit.speakers.merge(twin, 1)
        unit.commit()

    assert ids(shelf, speakers=(1,)) == [1, claim.id, 2]
    (line,) = shelf.ann.searching.claim_lines([claim.id])
    assert (line.speaker_id, line.speaker) == (1, "Lena Ovik")


def test_a_tag_is_found_with_those_below_it(shelf):
    codebook = shelf.ann.querying.codebook()
    parent = next(tag for tag in codebook.tags if tag.children)
    child = parent.children[0]
    body = shelf.read(2).body
    shelf.ann.annotating.change(shelf.read(2), body.amended(tags=(child.key,)))

    assert ids(shelf, tags=(parent.key,)) == [2]
    assert ids(shelf, tags=(child.key,)) == [2]
    assert ids(shelf, tags=(parent.children[1].key,)) == []


def test_what_was_returned_to_me_is_mine_alone(shelf):
    shelf.ann.deciding.refuse(1.0)
    shelf.ann.reviewing.submit(shelf.document_id)
    shelf.bob.reviewing.give(RecordKind.CLAIM, 1, ReviewVerb.RETURN, reason="Too long")

    assert list(shelf.ann.searching.claim_ids(RETURNED_TO_ME)) == [1]
    assert list(shelf.bob.searching.claim_ids(RETURNED_TO_ME)) == []


def test_an_edit_is_found_by_its_new_words_only(shelf):
    claim = shelf.read(2)
    shelf.ann.annotating.change(claim, claim.body.amended(content=(shelf.span("on Monday"),)))

    assert ids(shelf, words="typing") == []
    assert ids(shelf, words="monday") == [2]


def test_a_search_can_be_stopped(shelf, monkeypatch):
    monkeypatch.setattr(listing, "FEW", 0)
    cancel = Cancel()
    cancel.ask()

    with pytest.raises(CancelledError):
        shelf.ann.searching.claim_ids(ClaimFilter(), progress=Silent(cancel))
    with pytest.raises(CancelledError):
        shelf.ann.searching.facets(ClaimFilter(), progress=Silent(cancel))
    with pytest.raises(CancelledError):
        shelf.ann.searching.concordance(ClaimFilter(words="fares"), progress=Silent(cancel))


def document_ids(shelf, order=DocumentOrder.PLACE, descending=False, **asked):
    wanted = DocumentFilter(**asked)
    found = list(shelf.ann.searching.document_ids(wanted, order, descending=descending))
    first = shelf.ann.searching.document_ids(wanted, order, descending=descending, first=1)
    assert list(first) == found[:1]
    return found


@both_ways
@pytest.mark.usefixtures("few")
def test_documents_are_found_and_sorted(shelf):
    third = shelf.store("Away\n\nNothing here.", "away.txt")
    marks = shelf.ann.querying.sheet(third).document.marks
    shelf.ann.annotating.mark(
        third, marks, marks.amended(excluded="off topic", flagged=True), "Out"
    )

    assert document_ids(shelf) == [1, 2, 3]
    assert document_ids(shelf, words="zangezur") == [2]
    assert document_ids(shelf, words="ferry OR nothing") == [1, 3]
    assert document_ids(shelf, words="-ferry") == [2, 3]
    assert document_ids(shelf, outlets=("The Post",)) == [2]
    assert document_ids(shelf, published_from="2021", published_to="2021") == [2]
    assert document_ids(shelf, flagged=True) == [3]
    assert document_ids(shelf, statuses=(DocumentStatus.DRAFT,)) == [2]
    assert document_ids(shelf, statuses=("proposed", "excluded")) == [1, 3]
    assert document_ids(shelf, DocumentOrder.TITLE) == [3, 1, 2]
    assert document_ids(shelf, DocumentOrder.PUBLISHED) == [2, 1, 3]
    assert document_ids(shelf, DocumentOrder.OUTLET, descending=True) == [2, 1, 3]
    assert document_ids(shelf, DocumentOrder.STATUS) == [1, 2, 3]
    assert document_ids(shelf, DocumentOrder.STATUS, descending=True) == [3, 2, 1]
    assert document_ids(shelf, DocumentOrder.STATUS, True, words="-ferry") == [3, 2]
    assert document_ids(shelf, DocumentOrder.STATUS, True, statuses=("draft", "new")) == [2]
    assert document_ids(shelf, DocumentOrder.STATUS, True, words="he", flagged=True) == []
    assert document_ids(shelf, DocumentOrder.RELEVANCE, words="he") == [2]


def test_a_page_of_filtered_documents_by_status_is_of_as_many_lots_as_it_takes(shelf, monkeypatch):
    monkeypatch.setattr(listing, "_LOT", 2)
    more = [shelf.store(f"Title {number}\n\nText.", f"{number}.txt") for number in range(7)]
    for document_id in more[::2]:
        marks = shelf.ann.querying.sheet(document_id).document.marks
        shelf.ann.annotating.mark(document_id, marks, marks.amended(no_claims=True), "None here")
    wanted = DocumentFilter(statuses=("new", "approved"))

    for descending, expected in ((True, more[::2][::-1]), (False, more[1::2])):
        found = shelf.ann.searching.document_ids(
            wanted, DocumentOrder.STATUS, descending=descending, first=3
        )
        assert list(found) == expected[:3]


@both_ways
@pytest.mark.usefixtures("few")
def test_a_title_of_any_length_is_whole_in_lists_and_sorted(shelf):
    long = "Ämter und Häfen " * 200
    for document_id in (1, 2):
        fields = shelf.ann.querying.sheet(document_id).record.fields
        title = FieldValue(value=f"{3 - document_id}. {long}", state=FieldState.CONFIRMED)
        shelf.ann.annotating.change_fields(document_id, fields, {**fields, "title": title})

    assert document_ids(shelf, DocumentOrder.TITLE) == [2, 1]
    (line,) = shelf.ann.searching.document_lines([2])
    assert line.title == f"1. {long}"


def test_the_status_of_a_document_is_the_same_in_sql_and_in_its_line(shelf):
    shelf.ann.deciding.refuse(1.0)
    shelf.ann.reviewing.submit(shelf.document_id)
    shelf.bob.reviewing.give(RecordKind.CLAIM, 1, ReviewVerb.APPROVE)
    shelf.store("New", "new.txt")

    for line in shelf.ann.searching.document_lines([1, 2, 3]):
        assert line.id in document_ids(shelf, statuses=(line.status,))
        for other in set(DocumentStatus) - {line.status}:
            assert line.id not in document_ids(shelf, statuses=(other,))


def test_lines_of_documents_are_those_of_the_listing(shelf):
    shelf.ann.deciding.refuse(1.0)
    lines = shelf.ann.searching.document_lines([2, 1, 77])

    assert [line.id for line in lines] == [2, 1]
    assert (lines[0].outlet, lines[0].published) == ("The Post", "2021-06-15")
    for line, known in zip(lines, reversed(shelf.ann.querying.documents()), strict=True):
        assert line.model_dump(include=type(known).model_fields.keys()) == known.model_dump()


@pytest.mark.parametrize("typed", ["İlham Zəngəzur", "ilham zangezur", "ILHAM Zəng*"])
def test_spellings_of_one_name_find_each_other_in_texts_claims_and_places(project, typed):
    words = ("İlham came to Zəngəzur", "Ilham left Zangezur", "ILHAM saw ZANGAZUR")
    wanted = []
    for number, said in enumerate(words):
        text = f"Number {number}\n\n{said}, he told the paper."
        document_id = project.store(text, f"{number}.txt")
        start = text.index(said)
        body = {"kind": "indirect", "content": [{"start": start, "end": start + len(said)}]}
        claim = project.ann.annotating.add(document_id, ClaimBody.model_validate(body))
        wanted.append((document_id, claim))

    assert document_ids(project, words=typed) == [document for document, _claim in wanted]
    assert ids(project, words=typed) == [claim for _document, claim in wanted]
    assert len(places(project, DocumentFilter(words=typed))) == 2 * len(words)


def facet(counts):
    return {count.value: count.number for count in counts}


@both_ways
@pytest.mark.usefixtures("few")
def test_facets_count_each_part_as_if_it_were_left_open(shelf):
    shelf.propose([("He left", 0.4)], document_id=2, speaker="A stranger")

    facets = shelf.ann.searching.facets(ClaimFilter(speakers=(1,)))

    assert facet(facets.statuses) == {"draft": 2}
    assert facet(facets.kinds) == {"direct": 2}
    assert facet(facets.outlets) == {}
    assert facet(facets.speakers) == {1: 2, 2: 2, "A stranger": 1}
    assert facet(facets.annotators) == {1: 2}
    assert facets.annotators[0].label == "Ann"
    assert ids(shelf, names=("A stranger",)) == [-2]
    everything = shelf.ann.searching.facets(ClaimFilter())
    assert facet(everything.outlets) == {"The Post": 2}
    assert facet(everything.statuses) == {"draft": 3, "proposed": 2}


def places(shelf, wanted, order=ConcordanceOrder.PLACE):
    hits = shelf.ann.searching.concordance(wanted, order)
    return [
        (line.document_id, line.start, line.left, line.words, line.right)
        for line in shelf.ann.searching.concordance_lines(hits, 10)
    ]


def test_a_concordance_tells_where_words_stand_in_the_original(shelf):
    text = "Zəngəzur awaits\n\n“The corridor opens in Zəngəzur,” Ali Aliyev told the Post. He left."

    found = places(shelf, DocumentFilter(words="Zangezur"))

    assert found == [
        (2, 0, "", "Zəngəzur", " awaits  “"),
        (2, 40, " opens in ", "Zəngəzur", ",” Ali Ali"),
    ]
    assert text[40:48] == "Zəngəzur"
    assert places(shelf, DocumentFilter(words="ali əliyev")) == [
        (2, 51, "əngəzur,” ", "Ali", " Aliyev to"),
        (2, 55, "zur,” Ali ", "Aliyev", " told the "),
    ]


def test_a_concordance_of_claims_looks_into_what_they_say(shelf):
    (hit,) = places(shelf, ClaimFilter(words="Zangezur"))

    assert hit == (2, 40, " opens in ", "Zəngəzur", ",” Ali Ali")


def test_phrases_and_beginnings_are_hits_as_a_whole_past_emoji(shelf):
    assert [hit[3] for hit in places(shelf, DocumentFilter(words='"harbour master" ov*'))] == [
        "harbour master",
        "Ovik",
        "Ovik",
    ]
    assert [hit[1] for hit in places(shelf, DocumentFilter(words='"in may"'))] == [
        shelf.text.index("in May")
    ]


def test_a_concordance_is_sorted_by_what_stands_beside(shelf):
    wanted = DocumentFilter(words="ovik OR ferry OR pier*")

    assert [hit[3] for hit in places(shelf, wanted, ConcordanceOrder.WORDS)] == [
        *("Ferry", "Ovik", "Ovik", "piers")
    ]
    assert [hit[4][:6] for hit in places(shelf, wanted, ConcordanceOrder.RIGHT)] == [
        *(" added", " fares", " said ", " will ")
    ]
    assert places(shelf, wanted, ConcordanceOrder.LEFT)[0][3] == "Ferry"


def test_without_words_there_is_no_concordance(shelf):
    assert shelf.ann.searching.concordance(DocumentFilter()) == ()
    assert shelf.ann.searching.concordance(DocumentFilter(words="-ferry")) == ()
    assert len(shelf.ann.searching.concordance(DocumentFilter(words="the"), most=1)) == 1


def test_an_index_built_anew_finds_the_same(shelf):
    with shelf.ann.context.store.writing(None) as unit:
        rebuild(unit._connection)
        unit.commit()

    assert ids(shelf, words="Zangezur") == [3]
    assert ids(shelf, words="ovik") == [1]
    assert document_ids(shelf, words="zangezur") == [2]


@both_ways
@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("rare", [5_000, 0])
def test_beginnings_of_words_are_met_whether_read_or_looked_up(shelf, monkeypatch, rare):
    monkeypatch.setattr(members, "RARE", rare)
    monkeypatch.setattr(members, "_READ", 1)

    for typed, expected in (
        ("zang*", [2]),
        ("fer*", [1]),
        ("-fer*", [2]),
        ("fer* OR corr*", [1, 2]),
        ("fer* -pier*", []),
        ('"the corr*" told', []),
        ('"the corr"* told', [2]),
        ("corr* NEAR/2 opens", [2]),
        ("nowh*", []),
    ):
        assert document_ids(shelf, words=typed) == expected, typed
    assert ids(shelf, words="corr*", first=5) == [3]
    assert ids(shelf, words="-corr*", first=5) == [1, -1, 2]
