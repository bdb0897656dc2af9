"""What must hold of a compiled article, and of all of them together."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from annotator.domain.speaker import SpeakerKind
from annotator.exchange.corpus.article import Article
from annotator.exchange.corpus.sharing import Overlap, overlaps, own_words

FEWEST: Final = 350
MOST: Final = 900


def length_fault(article: Article) -> str | None:
    """Return a sentence if an article, without boilerplate, is too short or too long."""
    words = len(own_words(article).split())
    if FEWEST <= words <= MOST:
        return None
    return f"{article.name}: {words} words without boilerplate; {FEWEST} to {MOST} are wanted"


def offset_faults(line: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each span of a JSON line that does not fit its text."""
    text = line["text"]
    for role, (start, end) in _spans(line):
        words = text[start:end] if 0 <= start < end <= len(text) else ""
        if not words or words != words.strip():
            yield f"{line['id']}: {role} {start}..{end} covers “{words}”"


def _spans(line: Mapping[str, Any]) -> Iterator[tuple[str, list[int]]]:
    yield from (("boilerplate", span) for span in line["boilerplate"])
    yield from line["evidence"].items()
    for item in line["attributions"]:
        for role in ("source", "cue", "content"):
            yield from ((f"{role} of {item['id']}", span) for span in item[role])
        for link in item["chain"]:
            yield from ((f"chain of {item['id']}", span) for span in link["source"] + link["cue"])


def name_faults(splits: Mapping[str, Iterable[Article]]) -> Iterator[str]:
    """Yield a sentence for each name of two articles, and of a person whom no text names so."""
    seen: dict[str, str] = {}
    for split, articles in splits.items():
        for article in articles:
            if article.name in seen:
                yield f"{article.name}: it stands in {seen[article.name]} and in {split}"
            seen.setdefault(article.name, split)
            yield from _unprinted(article)


def _unprinted(article: Article) -> Iterator[str]:
    """Yield a sentence for each person one of whose names stands nowhere in the text."""
    text = article.text.casefold()
    for speaker in article.speakers:
        absent = [word for word in speaker.name.casefold().split() if word not in text]
        if speaker.kind is SpeakerKind.PERSON and absent:
            yield f"{article.name}: the text does not name “{speaker.name}” so"


def alike(articles: Iterable[Article], others: Iterable[tuple[str, str]]) -> list[Overlap]:
    """Return what the articles share with other texts and, once a pair, with each other."""
    ours = {article.name: own_words(article) for article in articles}
    among = [item for item in overlaps(ours, ours.items()) if item.name < item.other]
    return [*among, *overlaps(ours, others)]
