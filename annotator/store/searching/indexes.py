"""The indexes of words of either database."""

from typing import Any

from annotator.store.dialect import POSTGRESQL
from annotator.store.searching.matching import FtsMatcher, Matcher
from annotator.store.searching.on_server import ServerMatcher
from annotator.store.searching.running import Runner


def matcher_of(runner: Runner, index: str) -> Matcher[Any]:
    """Return what makes queries of an index, `text_index` or `body_index`."""
    if runner.own is POSTGRESQL:
        return ServerMatcher(runner, index)
    return FtsMatcher(runner, index)
