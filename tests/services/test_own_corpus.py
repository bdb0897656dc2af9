import pytest

from annotator.domain.errors import CancelledError
from annotator.runtime.progress import Cancel, Silent
from annotator.services.own_corpus import own_corpus


def test_the_shipped_articles_are_lines_whose_spans_lie_in_their_texts():
    lines = own_corpus(splits=["dev"])

    assert len(lines) > 30
    for line in lines:
        assert line["attributions"]
        spans = [pair for item in line["attributions"] for pair in item["content"]]
        assert all(0 <= start < end <= len(line["text"]) for start, end in spans)


def test_it_can_be_stopped():
    cancel = Cancel()
    cancel.ask()

    with pytest.raises(CancelledError):
        own_corpus(Silent(cancel))
