from array import array

import pytest

from annotator.domain.attribution import Attribution
from annotator.domain.field import FieldState, FieldValue
from annotator.domain.filter import (
    ClaimFilter,
    ClaimOrder,
    LineStatus,
    Where,
)
from annotator.domain.speaker import SpeakerBody
from annotator.store.searching import listing

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
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
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
    ],
)
def test_each_part_of_a_filter_holds(shelf, asked, expected):
    assert ids(shelf, **asked) == expected
    assert ids(shelf, first=2, **asked) == expected[:2]


@both_ways
@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("order", "expected", "backwards"),
    [
        (ClaimOrder.PLACE, [1, -1, 2, 3], [3, 2, -1, 1]),
        (ClaimOrder.SPEAKER, [3, -1, 1, 2], [2, 1, -1, 3]),
        (ClaimOrder.STATUS, [-1, 1, 2, 3], [3, 2, 1, -1]),
        (ClaimOrder.KIND, [1, -1, 2, 3], [3, 2, -1, 1]),
        (ClaimOrder.SCORE, [-1, 1, 2, 3], [-1, 1, 2, 3]),
        (ClaimOrder.PUBLISHED, [3, 1, -1, 2], [3, 1, -1, 2]),
        (ClaimOrder.OUTLET, [3, 1, -1, 2], [3, 1, -1, 2]),
        (ClaimOrder.ANNOTATOR, [1, 2, 3, -1], [3, 2, 1, -1]),
        (ClaimOrder.RELEVANCE, [1, -1, 2, 3], [3, 2, -1, 1]),
    ],
)
def test_claims_are_sorted_either_way_with_what_is_unknown_last(shelf, order, expected, backwards):
    assert ids(shelf, order) == expected
    assert ids(shelf, order, descending=True) == backwards
    assert ids(shelf, order, kinds=("direct", "indirect")) == expected
    assert ids(shelf, order, first=2) == expected[:2]
    assert ids(shelf, order, words="-nowhere", descending=True, first=1) == backwards[:1]
