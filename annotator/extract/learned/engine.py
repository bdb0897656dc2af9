"""The engine that a chain of labels and the rules make together; small, and at home anywhere."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from annotator.domain.errors import UsageError
from annotator.domain.layer import Scope
from annotator.domain.proposal import Extraction
from annotator.extract.article import read_article
from annotator.extract.claiming import extraction
from annotator.extract.extractor import NO_HINTS
from annotator.extract.learned.assembling import Parameters, assembled
from annotator.extract.learned.crf import unpacked
from annotator.extract.learned.model_file import ModelFile, read_model
from annotator.extract.learned.rule_marks import rule_finds
from annotator.extract.learned.tagging import Tagger
from annotator.runtime.collector import reading_at_rest
from annotator.runtime.resources import resource

ENGINE: Final = "crf"
VERSION: Final = "5"
SHIPPED: Final = "models/crf.model"
ASSEMBLING: Final = "assembling.json"


class TaggedExtractor:
    """Proposes what a tagger marks and the rules find; the same text always gives the same."""

    name: str
    version: str
    model: str | None

    def __init__(self, read: ModelFile, tagger: Tagger) -> None:
        """Take a tagger and the model file it was made from.

        Raises:
            UsageError: the file lacks what chooses among what is tagged.
        """
        self.model = read.name
        self._tagger = tagger
        self._parameters = parameters_of(read)

    def extract(
        self, text: str, scope: Scope = Scope.SPEECH, hints: Mapping[str, str] = NO_HINTS
    ) -> Extraction:
        """Return fields, boilerplate and claims of an English text; a note for any other."""
        with reading_at_rest():
            return self._read(text, scope, hints)

    def _read(self, text: str, scope: Scope, hints: Mapping[str, str]) -> Extraction:
        article = read_article(text, hints)
        rules = rule_finds(article)
        taggings = self._tagger.tag(article, rules)
        return extraction(article, assembled(article, taggings, rules, scope, self._parameters))


class LearnedExtractor(TaggedExtractor):
    """The engine whose tagger is a chain of labels."""

    name = ENGINE
    version = VERSION

    def __init__(self, model: Path | None = None) -> None:
        """Take the model file to read with, by default the one that ships.

        Raises:
            UsageError: there is none, or it is damaged.
        """
        read = read_model(model or _shipped(), ENGINE)
        super().__init__(read, unpacked(read))


def parameters_of(model: ModelFile) -> Parameters:
    """Return what a model has learned of linking and choosing.

    Raises:
        UsageError: it has no such part, or a damaged one.
    """
    try:
        return Parameters.model_validate_json(model.parts[ASSEMBLING])
    except KeyError as error:
        raise UsageError(f"{model.name} is incomplete: it has no part “{ASSEMBLING}”.") from error
    except ValidationError as error:
        raise UsageError(f"{model.name} does not load: its parameters are damaged.") from error


def _shipped() -> Path:
    try:
        return resource(SHIPPED)
    except FileNotFoundError as error:
        raise UsageError("No model of the engine “crf” ships here; name one.") from error
