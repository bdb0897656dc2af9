"""What FTS5 finds in a file the tables of words find on a server, in the same order."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import make_url

from annotator.domain.errors import CancelledError
from annotator.domain.query import parse
from annotator.runtime.progress import Cancel, Silent
from annotator.services.bootstrap import open_services
from annotator.store import schema, server_schema, word_tables
from annotator.store.engine import open_engine
from annotator.store.search import SearchRepo, index_bodies, rebuild
from annotator.store.searching.indexes import matcher_of
from annotator.store.searching.running import runner_of
from annotator.store.server import open_server

WORDS = ("sea", "seal", "harbour", "port", "sheva", "şeva", "to", "the")

words = st.sampled_from(WORDS)
texts = st.lists(words, max_size=14).map(" ".join)
phrases = st.lists(words, min_size=1, max_size=3).map(lambda some: f'"{" ".join(some)}"')
begun = st.sampled_from(("se*", "har*", '"to se*"', "shev*"))
terms = st.one_of(words, phrases, begun)
nearby = st.tuples(terms, st.integers(0, 6), terms).map(lambda it: f"{it[0]} NEAR/{it[1]} {it[2]}")
queries = st.recursive(
    st.one_of(terms, nearby),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from((" ", " OR ", " NOT ")), inner).map(
            lambda it: f"({''.join(it)})"
        ),
        inner.map(lambda it: f"NOT {it}"),
    ),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def engines(_server, tmp_path_factory):
    """Yield an engine on an empty file, and one on an empty database."""
    path = tmp_path_factory.mktemp("words") / "words.annotator"
    url = make_url(_server.address(_server.fresh(keep=True)))
    file, server = open_engine(path), open_server(url)
    schema.create(file)
    server_schema.create(url)
    yield file, server
    file.dispose()
    server.dispose()


def found(connection, query, index, column):
    """Return what a query finds, whether all else is wanted, and the order of what fits."""
    matcher = matcher_of(runner_of(connection), index)
    sought = matcher.sought(query, column)
    rows = sorted(row[0] for row in matcher._runner.execute(sought.found, sought.values))
    if sought.complement:
        return rows, True, []
    ranked = matcher.ranked(query, column)
    order = [row[0] for row in matcher._runner.execute(ranked.found, ranked.values)]
    return rows, False, order


def compared(engines, stored, query, column):
    told = []
    for engine in engines:
        with (
            engine.execution_options(begin="IMMEDIATE").connect() as connection,
            connection.begin(),
        ):
            for number, (one, other) in enumerate(stored, start=1):
                SearchRepo(connection).index(number, one)
                index_bodies(connection, [(number, one)], [(number, other)])
            told.append(
                (found(connection, query, "text_index", None), found(connection, query, *column))
            )
            connection.rollback()
    return told


columns = st.sampled_from((("body_index", None), ("body_index", "content")))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    stored=st.lists(st.tuples(texts, texts), min_size=1, max_size=6),
    typed=queries,
    column=columns,
)
def test_any_query_finds_and_ranks_the_same(engines, stored, typed, column):
    here, there = compared(engines, stored, parse(typed), column)
    for one, other in zip(here, there, strict=True):
        assert one[:2] == other[:2], typed
        assert sorted(one[2]) == sorted(other[2]) == (one[0] if not one[1] else []), typed


RANKED = (
    "the sea lies before the port, and behind the port lies the sea",
    "a seal at sea sees the port from the sea, and the sea sees the seal",
    "harbour " * 9 + "the sea",
    "nothing of all that, in many words that nobody looks for but whoever counts them",
    "the port of call",
)


@pytest.mark.parametrize(
    "typed",
    [
        *("sea", "sea port", "sea OR port", "se*", '"the sea"', "sea NEAR/4 port", "seal -harbour"),
        *("sea NEAR/2 the NEAR/2 port", "the NEAR/1 the", "(sea OR seal) (port OR harbour)"),
        *('"the sea" OR sea OR "the se*"', "sea NEAR/9 se*"),
    ],
)
def test_what_fits_best_comes_first_on_both(engines, typed):
    stored = [(text, "") for text in RANKED]
    here, there = compared(engines, stored, parse(typed), ("body_index", "content"))

    assert here == there
    assert here[0][2]


def test_a_phrase_is_found_far_behind_in_a_long_text(engines):
    long = "sea and port, " * 9_000 + "a grey seal, " + "port and sea, " * 300
    with engines[1].connect() as connection:
        SearchRepo(connection).index(1, long)
        typed = {
            text: SearchRepo(connection).documents(text) for text in ('"grey seal"', "seal grey")
        }
        near = SearchRepo(connection).documents("grey NEAR/3 sea")
        none = SearchRepo(connection).documents('"seal grey"')
        connection.rollback()

    assert typed == {'"grey seal"': {1}, "seal grey": {1}}
    assert near == {1}
    assert none == frozenset()


def test_a_text_with_too_many_different_words_is_found_by_all_of_them(engines, monkeypatch):
    many = " ".join(f"word{number}" for number in range(90_000)) + " " + "x" * 3_000
    monkeypatch.setattr(word_tables, "_MOST_BYTES", 500_000)
    with engines[1].connect() as connection:
        SearchRepo(connection).index(1, many)
        SearchRepo(connection).index(2, "word7 alone")
        listed = "SELECT rowid FROM text_index WHERE lexemes IS NULL"
        assert connection.exec_driver_sql(listed).scalars().all() == [1]
        find = SearchRepo(connection).documents
        whole = [find(word) for word in ("word7", "word89999", '"word5 word6"', "word8999*")]
        others = [
            find("-word5"),
            find('"word6 word5"'),
            find("word7 NOT word89999"),
            find("x" * 3_000),
        ]
        connection.rollback()

    assert whole == [{1, 2}, {1}, {1}, {1}]
    assert others[1:] == [set(), {2}, {1}]


def test_two_words_alike_for_hundreds_of_letters_are_two(engines):
    long = "x" * 700
    with engines[1].connect() as connection:
        SearchRepo(connection).index(1, f"{long}a")
        SearchRepo(connection).index(2, f"{long}b")
        assert SearchRepo(connection).documents(f"{long}b ") == {2}
        assert SearchRepo(connection).documents(f"{long}") == {1, 2}
        connection.rollback()


def test_a_search_that_takes_long_is_stopped_on_the_server(engines):
    cancel = Cancel()

    class Impatient(Silent):
        asked = 0

        def step(self, *about):
            self.asked += 1
            if self.asked > 3:
                cancel.ask()
            super().step(*about)

    with engines[1].connect() as connection:
        runner = runner_of(connection)
        with pytest.raises(CancelledError), runner.watched(Impatient(cancel)):
            runner.execute("SELECT pg_sleep(50)")
        connection.rollback()
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1


def test_the_lexemes_find_first_what_the_words_are_held_against(engines):
    rows = [word_tables.row(number, f"sea {number} port") for number in range(1, 3000)]
    with engines[1].connect() as connection:
        connection.exec_driver_sql(word_tables.ADD_TEXT, rows)
        connection.exec_driver_sql("ANALYZE text_index")
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # it is quick on so few
        sought = matcher_of(runner_of(connection), "text_index").sought(parse('"77 port"'))
        explained = f"EXPLAIN (FORMAT json) {sought.found}"
        (plan,) = connection.exec_driver_sql(explained, sought.values).one()
        connection.rollback()

    assert "ix_text_index_lexemes" in json.dumps(plan)
    assert "Seq Scan" not in json.dumps(plan)


def test_an_index_is_emptied_and_made_anew(harbour):
    ann = open_services(harbour, user="Ann")
    ann.close()
    engine = open_server(make_url(harbour))
    with engine.execution_options(begin="IMMEDIATE").begin() as connection:
        connection.exec_driver_sql("INSERT INTO text_index VALUES (99, ' lost ', 1, NULL)")
        rebuild(connection)
        find = SearchRepo(connection).documents
        assert (find("ferry"), find("lost")) == ({1}, set())
    engine.dispose()
