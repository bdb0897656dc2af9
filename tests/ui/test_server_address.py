from pathlib import Path

import pytest

from annotator.services import projects
from annotator.ui import server_address
from annotator.ui.server_address import (
    is_there,
    lies_in,
    name_of,
    place_of,
    whole,
    without_password,
)

URL = "postgresql+psycopg://ann@host:5433/harbour"


def test_an_address_may_be_typed_without_its_beginning():
    assert whole(" ann@host:5433/harbour ") == URL
    assert whole(URL) == URL


def test_a_password_goes_with_the_role_whatever_it_holds(monkeypatch):
    assert whole(URL, "p@ss:/wörd") == URL.replace("ann@", "ann:p%40ss%3A%2Fw%C3%B6rd@")
    assert whole("ann:old@host/p", "new") == "postgresql+psycopg://ann:new@host/p"
    monkeypatch.setattr(server_address, "system_user", lambda: "bob")
    assert whole("host/p", "new") == "postgresql+psycopg://bob:new@host/p"
    assert projects.system_user()


@pytest.mark.parametrize("url", [URL, URL.replace("ann@", "ann:secret@"), "x://ann:@host/p"])
def test_no_password_is_kept(url):
    kept = without_password(url)

    assert "secret" not in kept
    assert ":@" not in kept
    assert place_of(kept) == kept


def test_a_project_is_called_by_its_file_or_its_database():
    file = Path("/p/talks.annotator")
    assert (name_of(file), lies_in(file), is_there(file)) == ("talks", "/p", False)
    assert (name_of(URL), lies_in(URL), is_there(URL)) == ("harbour", "ann@host:5433", True)
    assert place_of("/p/talks.annotator") == file
