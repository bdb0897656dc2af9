"""The corpus on disk: one marked-up file an article, in a folder for each split."""

from pathlib import Path
from typing import Final, NamedTuple

from annotator.exchange.corpus.article import Article
from annotator.exchange.corpus.compiling import KindOf, compiled
from annotator.exchange.corpus.faults import Fault, MarkupError

SPLITS: Final = ("train", "dev", "test")


class Corpus(NamedTuple):
    """The articles of each split in the order of their names, and what could not be compiled."""

    articles: dict[str, tuple[Article, ...]]
    errors: tuple[MarkupError, ...]


def read_article(path: Path, kind_of: KindOf) -> Article:
    """Return the article of one file, named as the file is.

    Raises:
        MarkupError: something in it is wrong, or it is no UTF-8.
        OSError: it cannot be read.
    """
    try:
        markup = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fault = Fault(1, f"it is not UTF-8: byte {error.start}")
        raise MarkupError(str(path), [fault]) from error
    if "\r" in markup or "\0" in markup:
        raise MarkupError(str(path), [Fault(1, "line ends are LF, and there is no NUL")])
    try:
        return compiled(markup, path.name, kind_of)
    except MarkupError as error:
        raise MarkupError(str(path), error.faults) from error


def read_corpus(folder: Path, kind_of: KindOf) -> Corpus:
    """Return all articles in the folders `train`, `dev` and `test`; a missing folder is empty."""
    articles: dict[str, tuple[Article, ...]] = {}
    errors: list[MarkupError] = []
    for split in SPLITS:
        read = []
        for path in sorted((folder / split).glob("*.txt")):
            try:
                read.append(read_article(path, kind_of))
            except MarkupError as error:
                errors.append(error)
        articles[split] = tuple(read)
    return Corpus(articles, tuple(errors))
