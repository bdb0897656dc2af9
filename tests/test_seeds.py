"""The samples, their annotation and the hand-made gold are what they say they are."""

import json
from collections import Counter
from pathlib import Path

import pytest

from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.codebook import Codebook, FieldScope
from annotator.domain.document import text_hash
from annotator.domain.field import FieldValue
from annotator.domain.review import ReviewStatus
from annotator.domain.span import Span
from annotator.domain.speaker import SpeakerBody, SpeakerKind

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
GOLD = Path(__file__).parent / "extract" / "gold"
REAL = ROOT.parent / "shared" / "seeds"
SENT_BACK = {ReviewStatus.RETURNED, ReviewStatus.REJECTED}


def read(path):
    return path.read_text(encoding="utf-8-sig")


ANNOTATION = json.loads(read(SEEDS / "annotation.json"))
DOCUMENTS = ANNOTATION["documents"]
CLAIMS = [(entry, claim) for entry in DOCUMENTS for claim in entry["claims"]]
TEXTS = {entry["file"]: read(SEEDS / entry["file"]) for entry in DOCUMENTS}
SPEAKERS = {body["name"]: number for number, body in enumerate(ANNOTATION["speakers"], start=1)}
CODEBOOK = Codebook.model_validate_json(read(ROOT / "resources" / "codebooks" / "default.json"))
SAMPLES = [json.loads(line) for line in read(GOLD / "samples.jsonl").splitlines()]
REAL_GOLD = sorted(GOLD.glob("article_*.json"))

each_document = pytest.mark.parametrize("entry", DOCUMENTS, ids=lambda entry: entry["file"])
each_claim = pytest.mark.parametrize(
    ("entry", "claim"),
    CLAIMS,
    ids=[f"{entry['file']}-{claim['content'][0][0]}" for entry, claim in CLAIMS],
)
each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["id"])
each_real_article = pytest.mark.parametrize("path", REAL_GOLD, ids=lambda path: path.stem)


def span(found):
    return None if found is None else Span(start=found[0], end=found[1])


def field_value(raw):
    return FieldValue.model_validate({**raw, "evidence": span(raw["evidence"])})


def with_words(claim):
    links = (link[part] for link in claim["chain"] for part in ("source", "cue"))
    return [*claim["content"], *(found for found in links if found is not None)]


def check_fields(fields, scope, text):
    for key, raw in fields.items():
        definition = CODEBOOK.field(key)
        value = field_value(raw)
        assert definition.scope is scope
        if value.value is not None:
            assert definition.checked(value.value) == value.value
        if value.evidence is not None:
            assert value.evidence.of(text).strip() == value.evidence.of(text) != ""


def check_attribution(attribution, text):
    content = attribution["content"]
    assert content == sorted(content)
    for start, end in (*content, *attribution["source"], *attribution["cue"]):
        words = text[start:end]
        assert words
        assert words == words.strip()
    assert ClaimKind(attribution["kind"])


def strings_in(value):
    match value:
        case str():
            yield value
        case dict():
            yield from strings_in(list(value.values()))
        case list():
            for item in value:
                yield from strings_in(item)


@each_claim
def test_the_words_beside_the_offsets_stand_at_the_offsets(entry, claim):
    for start, end, words in with_words(claim):
        assert TEXTS[entry["file"]][start:end] == words


@each_claim
def test_a_claim_is_one_the_program_can_hold(claim, entry):
    chain = [
        {
            "source": span(link["source"]),
            "cue": span(link["cue"]),
            "speaker": link["speaker"] and SPEAKERS[link["speaker"]],
        }
        for link in claim["chain"]
    ]
    fragments = [span(found) for found in claim["content"]]

    body = ClaimBody.model_validate({"kind": claim["kind"], "content": fragments, "chain": chain})

    assert list(body.content) == fragments


@each_claim
def test_fields_and_tags_are_the_codebooks(entry, claim):
    tags = {tag.key for tag in CODEBOOK.all_tags()}

    check_fields(claim["fields"], FieldScope.CLAIM, TEXTS[entry["file"]])

    assert set(claim["tags"]) <= tags


@each_claim
def test_a_claim_sent_back_says_why(entry, claim):
    sent_back = ReviewStatus(claim["status"]) in SENT_BACK

    assert (claim["reason"] in CODEBOOK.return_reasons) is sent_back
    assert (claim["words"] is not None) is sent_back


@each_claim
def test_comments_are_by_the_annotator_or_the_reviewer(entry, claim):
    people = {ANNOTATION["annotator"], ANNOTATION["reviewer"]}

    assert {comment["by"] for comment in claim["comments"]} <= people
    assert all(comment["text"] for comment in claim["comments"])


@each_document
def test_a_record_holds_every_required_field(entry):
    required = {item.key for item in CODEBOOK.of(FieldScope.DOCUMENT) if item.required}

    check_fields(entry["record"]["fields"], FieldScope.DOCUMENT, TEXTS[entry["file"]])

    assert required <= entry["record"]["fields"].keys()
    assert ReviewStatus(entry["record"]["status"]) not in SENT_BACK


@each_document
def test_boilerplate_is_in_order_and_holds_only_rejected_claims(entry):
    spans = [span(found) for found in entry["boilerplate"]]

    inside = [
        claim["status"]
        for claim in entry["claims"]
        if any(mark.overlaps(span(found)) for mark in spans for found in claim["content"])
    ]

    assert spans == sorted(spans, key=lambda mark: mark.start)
    assert all(mark.end <= len(TEXTS[entry["file"]]) for mark in spans)
    assert set(inside) <= {ReviewStatus.REJECTED}


def test_every_status_and_every_kind_of_speaker_is_there():
    statuses = Counter(claim["status"] for _, claim in CLAIMS)
    kinds = {SpeakerBody.model_validate(body).kind for body in ANNOTATION["speakers"]}

    assert min(statuses[status] for status in ReviewStatus) >= 3
    assert statuses.most_common(1)[0][0] == ReviewStatus.APPROVED
    assert kinds == set(SpeakerKind)
    assert len(SPEAKERS) == len(ANNOTATION["speakers"])


def test_some_claims_are_left_for_the_reader_of_the_demo():
    gold = sum(len(sample["attributions"]) for sample in SAMPLES)
    taken = sum(claim["status"] != ReviewStatus.REJECTED for _, claim in CLAIMS)

    assert 0.25 < 1 - taken / gold < 0.45


@each_sample
def test_the_gold_of_a_sample_is_of_its_text(sample):
    assert sample["text"] == TEXTS[sample["id"]]
    for attribution in sample["attributions"]:
        check_attribution(attribution, sample["text"])


@each_sample
def test_approved_claims_agree_with_the_gold(sample):
    gold = [attribution["content"] for attribution in sample["attributions"]]
    approved = [
        [found[:2] for found in claim["content"]]
        for entry, claim in CLAIMS
        if entry["file"] == sample["id"] and claim["status"] == ReviewStatus.APPROVED
    ]

    assert approved
    assert all(content in gold for content in approved)


@each_real_article
def test_the_gold_of_a_real_article_fits_the_article(path):
    gold = json.loads(read(path))
    if not (REAL / gold["file"]).exists():
        pytest.skip("the real articles are not at hand")
    text = read(REAL / gold["file"])

    assert text_hash(text) == gold["sha256"]
    for attribution in gold["attributions"]:
        check_attribution(attribution, text)
    title = gold["fields"]["title_span"]
    for start, end in (*([title] if title else []), *gold["evidence"].values()):
        assert text[start:end].strip() == text[start:end] != ""


@each_real_article
def test_the_gold_of_a_real_article_holds_none_of_its_sentences(path):
    longest_name = 5

    assert all(len(string.split()) <= longest_name for string in strings_in(json.loads(read(path))))
