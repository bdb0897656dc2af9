from contextlib import closing


def test_each_test_has_databases_of_its_own(server):
    first, second = server.fresh(), server.fresh()
    with closing(server.raw(first)) as one, closing(server.raw(second)) as other:
        one.execute("CREATE TABLE mine (id int)")

        assert other.execute("SELECT to_regclass('mine')").fetchone() == (None,)
