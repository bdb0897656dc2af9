"""The engine `llm`: a language model finds what is said, the rest is as with every engine."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope
from annotator.domain.proposal import Extraction
from annotator.extract.article import Article, read_article
from annotator.extract.claiming import extraction
from annotator.extract.drafting.hits import Draft
from annotator.extract.drafting.joining import Found
from annotator.extract.drafting.scoring import Rule
from annotator.extract.extractor import NO_HINTS
from annotator.extract.plugins.llm.anchoring import Anchors
from annotator.extract.plugins.llm.conversation import Conversation
from annotator.extract.plugins.llm.endpoint import Endpoint, EndpointError
from annotator.extract.plugins.llm.placing import Placed, merged, placed
from annotator.extract.prose.passage import Passage
from annotator.extract.prose.segmentation import Stretch
from annotator.runtime.settings import Settings, load

KEY: Final = "ANNOTATOR_LLM_KEY"
SCORE: Final = 0.75
_LONGEST: Final = 6_000


class LlmExtractor:
    """Asks the language model that the person has set, and nobody else.

    A claim's score is 0.75, less where its words had to be looked for: it is no measured
    probability, since models differ.
    """

    name = "llm"
    version = "1"
    asks_others = True
    """Nothing is sent before a person lets it read."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Take address, model and key from the settings; the environment's key comes first.

        Raises:
            UsageError: no address or no model is set, or the address is none.
        """
        chosen = settings or load().settings
        if not (chosen.llm_url and chosen.llm_model):
            raise UsageError(
                "The engine “llm” needs the address and the name of a language model: set both in "
                "the preferences, under “Language model”."
            )
        endpoint = Endpoint(chosen.llm_url, os.environ.get(KEY) or chosen.llm_key)
        self.model: str | None = chosen.llm_model
        self._seconds = chosen.llm_seconds
        self._conversation = Conversation(endpoint, chosen.llm_model)

    def extract(
        self, text: str, scope: Scope = Scope.SPEECH, hints: Mapping[str, str] = NO_HINTS
    ) -> Extraction:
        """Return fields, boilerplate and claims of an English text; of any other nothing is sent.

        Raises:
            EndpointError: the model does not answer as it should; nothing is proposed then.
        """
        article = read_article(text, hints)
        found, strange = self._found(article, scope)
        result = extraction(article, found)
        return result.amended(note=_note(strange)) if strange else result

    def _found(self, article: Article, scope: Scope) -> tuple[Found, int]:
        """Return what the model finds, and how many of its reports are not in the text."""
        deadline = time.monotonic() + self._seconds
        every: list[Placed] = []
        strange = 0
        for part in pieces(article, _LONGEST):
            left = deadline - time.monotonic()
            if left <= 0:
                raise EndpointError(f"The model took over {self._seconds} seconds for the article.")
            words = "\n\n".join(line.text(article.text) for line in part)
            anchors = Anchors(article.text, Stretch(part[0].start, part[-1].end))
            for said in self._conversation.reports(words, scope, left):
                place = placed(said, anchors)
                strange += place is None
                every += [place] if place else []
        return [_draft(item, article.sentences) for item in merged(every)], strange


def pieces(article: Article, longest: int) -> Iterator[list[Stretch]]:
    """Yield the article's paragraphs, as many at a time as make at most `longest` code points.

    A paragraph that is longer is cut between its sentences.
    """
    part: list[Stretch] = []
    size = 0
    for line in _units(article, longest):
        if part and size + len(line.text(article.text)) > longest:
            yield part
            part, size = [], 0
        part.append(line)
        size += line.end - line.start
    if part:
        yield part


def _units(article: Article, longest: int) -> Iterator[Stretch]:
    for number, line in enumerate(article.lines):
        if line.end - line.start <= longest:
            yield line
        else:
            yield from (one.within for one in article.sentences if one.paragraph == number)


def _draft(item: Placed, sentences: Sequence[Passage]) -> tuple[Draft, Passage]:
    cue = item.cue
    here = min(sentences, key=lambda one: abs(one.within.start - cue.start))
    here = next((one for one in sentences if one.within.start <= cue.start < one.within.end), here)
    made = Draft(
        content=item.content,
        source=item.source,
        cue=cue,
        rule=Rule.LEARNED,
        rate=round(SCORE * item.likeness, 3),
        lemma=cue.text(here.text).lower(),
        paragraph=here.paragraph,
    )
    return made, here


def _note(strange: int) -> str:
    if strange == 1:
        return "One report of the model was left out, as its words are not in the text."
    return f"{strange} reports of the model were left out, as their words are not in the text."
