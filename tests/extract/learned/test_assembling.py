import numpy as np
import pytest

from annotator.domain.layer import Scope
from annotator.extract.article import Article, read_article
from annotator.extract.claiming import extraction
from annotator.extract.drafting.scoring import Rule
from annotator.extract.learned.assembling import Parameters, Rated, assembled, chosen, tidy
from annotator.extract.learned.calibrating import Curve, Logistic
from annotator.extract.learned.candidates import Candidate, Origin, candidates, likeness
from annotator.extract.learned.examples import Marked
from annotator.extract.learned.labels import LABELS, encoded
from annotator.extract.learned.rule_marks import RuleFinds, rule_finds
from annotator.extract.learned.tagging import Tagging
from annotator.extract.prose.segmentation import Stretch, words

TEXT = (
    "The council met on Tuesday night in the old town hall of Poti.\n\n"
    "On Monday Lena Ovik said that the pier will close in May. The mayor harrumphed it was time."
)
SURE = 0.96


def stretch(part: str, text: str = TEXT) -> Stretch:
    at = text.index(part)
    return Stretch(at, at + len(part))


def taggings(article: Article, *marked: Marked) -> list[Tagging]:
    """Return what a tagger says that is sure of these attributions."""
    found = []
    for line in article.lines:
        read = words(article.text, line)
        rows = np.full((len(read), len(LABELS)), (1 - SURE) / 6, dtype=np.float32)
        rows[np.arange(len(read)), encoded(read, marked)] = SURE
        found.append(Tagging(read, rows))
    return found


HARRUMPHED = Marked((stretch("The mayor"),), (stretch("harrumphed"),), (stretch("it was time"),))
SAID = Marked((stretch("Lena Ovik"),), (stretch("said"),), (stretch("the pier will close in May"),))
NO_RULES = RuleFinds([], [])
NEAREST = {"CONTENT before gap 0": 2.0, "CONTENT before gap 1": 1.0, "CUE before gap 0": 1.0}


def tell(*marked: Marked, text: str = TEXT, rules: RuleFinds | None = None, **parts):
    article = read_article(text, {})
    known = rule_finds(article) if rules is None else rules
    scope = parts.pop("scope", Scope.SPEECH)
    return assembled(
        article, taggings(article, *marked), known, scope, Parameters(links=NEAREST, **parts)
    )


def contents(found) -> list[str]:
    return [" … ".join(piece.text(here.text) for piece in draft.content) for draft, here in found]


def test_what_tagger_and_rules_both_find_is_one():
    article = read_article(TEXT, {})

    found = candidates(article, taggings(article, SAID), rule_finds(article), {})

    (said,) = [item for item in found if item.cue == stretch("said")]
    assert {Origin.TAGGED, Origin.RULES, Origin.SPEECH_RULES} <= said.origins
    assert said.draft is not None


def test_the_tagger_adds_what_no_rule_finds_and_the_rules_what_it_missed():
    assert contents(tell(HARRUMPHED)) == ["the pier will close in May", "it was time"]


def test_what_is_proposed_is_learned_and_stands_in_its_sentence():
    found = tell(HARRUMPHED, rules=NO_RULES)

    ((draft, here),) = found
    assert draft.rule is Rule.LEARNED
    assert draft.source == stretch("The mayor")
    assert here.within == stretch("The mayor harrumphed it was time.")


def test_the_score_is_what_the_curve_makes_of_the_probability():
    curve = Curve(given=(0.0, 1.0), right=(0.2, 0.4))
    article = read_article(TEXT, {})
    found = tell(SAID, curves={Scope.SPEECH: curve}, rules=NO_RULES)

    scores = [claim.score for claim in extraction(article, found).claims]

    assert scores == [pytest.approx(0.3, abs=0.001)]


def test_below_the_threshold_of_its_scope_nothing_is_proposed():
    curves = {scope: Curve(given=(0.0, 1.0), right=(0.5, 0.5)) for scope in Scope}
    least = {Scope.SPEECH: 0.6, Scope.SPEECH_AND_STANCE: 0.4}

    assert not tell(SAID, curves=curves, thresholds=least)
    assert tell(SAID, curves=curves, thresholds=least, scope=Scope.SPEECH_AND_STANCE)


def test_a_stance_is_dropped_in_the_scope_speech_alone():
    stance = Logistic(bias=-5.0, weights={"cue harrumphed": 10.0})
    least = dict.fromkeys(Scope, 0.3)

    heard = tell(SAID, HARRUMPHED, stance=stance, thresholds=least)
    every = tell(SAID, HARRUMPHED, stance=stance, thresholds=least, scope=Scope.SPEECH_AND_STANCE)

    assert contents(heard) == ["the pier will close in May"]
    assert contents(every) == ["the pier will close in May", "it was time"]


def test_who_passes_a_claim_on_stays_though_unlikely():
    text = f"{TEXT}\n\nThe owner had blamed a broken pump, Lena Ovik recalled."
    right = Logistic(weights={"cue recalled": -10.0, "cue said": -10.0})

    found = tell(text=text, right=right, thresholds={Scope.SPEECH: 0.4})

    assert contents(found) == ["a broken pump", "The owner had blamed a broken pump"]


@pytest.mark.parametrize("scope", list(Scope))
def test_an_article_without_lines_has_nothing(scope):
    assert assembled(Article("", "en"), [], NO_RULES, scope, Parameters()) == []


def test_a_line_without_words_has_nothing():
    article = Article(" ", "en", lines=[Stretch(0, 1)])
    none = Tagging([], np.zeros((0, len(LABELS)), np.float32))

    assert assembled(article, [none], NO_RULES, Scope.SPEECH, Parameters()) == []


def candidate(start: int, end: int, cue: int, *origins: Origin) -> Candidate:
    return Candidate((Stretch(start, end),), None, Stretch(cue, cue + 4), frozenset(origins))


def test_of_two_readings_of_one_content_the_likelier_stays():
    first = Rated(0.4, candidate(10, 50, 0, Origin.TAGGED))
    second = Rated(0.6, candidate(12, 50, 60, Origin.RULES))

    assert chosen([first, second]) == [second]


def test_of_two_contents_of_one_cue_the_likelier_stays():
    first = Rated(0.7, candidate(10, 50, 0, Origin.TAGGED))
    second = Rated(0.6, candidate(60, 90, 2, Origin.RULES))

    assert chosen([second, first]) == [first]


def test_two_cues_of_one_content_stay_where_one_reader_tells_them_apart():
    both = [Rated(0.6, candidate(10, 50, at, Origin.RULES)) for at in (0, 60)]

    assert sorted(chosen(both)) == sorted(both)


def test_one_inside_another_stays():
    outer = Rated(0.7, candidate(10, 100, 0, Origin.TAGGED))
    inner = Rated(0.6, candidate(40, 60, 30, Origin.RULES))

    assert chosen([outer, inner]) == [outer, inner]


def test_contents_that_cut_into_each_other_do_not_both_stay():
    first = Rated(0.7, candidate(10, 60, 0, Origin.TAGGED))
    second = Rated(0.6, candidate(40, 100, 104, Origin.RULES))

    assert chosen([first, second]) == [first]


@pytest.mark.parametrize(
    ("left", "right", "share"),
    [
        ([], [], 1.0),
        ([Stretch(0, 4)], [], 0.0),
        ([Stretch(0, 4)], [Stretch(2, 6)], 1 / 3),
        ([Stretch(0, 2), Stretch(8, 10)], [Stretch(0, 10)], 0.4),
        ([Stretch(0, 2)], [Stretch(5, 9)], 0.0),
    ],
)
def test_likeness_is_what_both_share_of_what_either_has(left, right, share):
    assert likeness(left, right) == pytest.approx(share)


def test_a_draft_without_a_cue_is_a_candidate_like_others():
    text = (
        "Here is what was said in the studio on Tuesday night.\n\n"
        "OVIK: The pier will close in May, and nobody can stop it.\n\n"
        "MOLL: Nobody wants it closed."
    )

    found = tell(text=text)

    assert all(draft.rule is Rule.LEARNED for draft, _ in found)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ('In good time"', "In good time"),
        ("In good time,”", "In good time"),
        ("“In good time", "In good time"),
        ("“In good” time", "“In good” time"),
        ('a "bridge" and a "road"', 'a "bridge" and a "road"'),
        ("the workers’", "the workers’"),
        ("”", "”"),
    ],
)
def test_a_quotation_mark_without_a_partner_is_no_content(words, kept):
    text = f"She said: {words} of it."
    start = text.index(words)

    assert tidy(text, Stretch(start, start + len(words))).text(text) == kept
