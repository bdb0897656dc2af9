"""Given names, and whether mostly men or women bear them."""

from functools import cache, lru_cache
from typing import Final
from unicodedata import normalize

from annotator.domain.value import Value
from annotator.extract.prose.vocabulary import lexicon

_PLAIN: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "ə": "a", "ı": "i"}
    | dict.fromkeys("'’‘ʻʼ")
)
_KEPT: Final = 1024


class GivenNames(Value):
    """Given names by the gender of most who bear them: in ASCII letters, blanks between."""

    given: dict[str, str]


@cache
def _usual_genders() -> dict[str, str]:
    known = GivenNames.model_validate(lexicon("given_names")).given
    return {name: gender for gender, names in known.items() for name in names.split()}


def usual_gender(given: str) -> str | None:
    """Return whose given name it mostly is, `female` or `male`; of a double name, its first part.

    `given` is in lower case, without accents.
    """
    known = _usual_genders()
    given = given.translate(_PLAIN)
    return known.get(given) or known.get(given.partition("-")[0])


@lru_cache(_KEPT)
def is_given(word: str) -> bool:
    """Tell whether a word, as printed, is a given name, or a double one by its first part."""
    plain = normalize("NFKD", word.lower().translate(_PLAIN)).encode("ascii", "ignore").decode()
    return usual_gender(plain) is not None
