import pytest

from annotator.domain.errors import UsageError
from annotator.extract.learned.model_file import Manifest, write_model
from annotator.services import project_model


@pytest.fixture
def project(tmp_path):
    """Give the name of a project; only its models matter here."""
    return tmp_path / "talks.annotator"


@pytest.fixture
def model(tmp_path):
    """Write a model that differs from others by its note."""

    def write(note, engine="crf"):
        path = tmp_path / f"{note}.model"
        manifest = Manifest(engine=engine, version="1", labels=("O",), data={"note": note})
        write_model(path, manifest, {"weights.bin": note.encode()})
        return path

    return write


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_project_has_no_model_until_one_lies_beside_it(project, model):
    assert project_model.adopted(project) is None

    project_model.put(model("first"), project_model.place(project))

    found = project_model.adopted(project)
    assert found is not None
    assert (found.engine, found.path.name) == ("crf", "talks.model")
    assert found.name == project_model.described(model("first")).name


def test_the_model_before_is_kept_and_can_be_taken_up_again(project, model):
    place = project_model.place(project)
    assert project_model.put(model("first"), place) is None
    older = place.read_bytes()

    assert project_model.put(model("second"), place) == project_model.previous(place)
    assert project_model.previous(place).read_bytes() == older

    project_model.revert(project)
    assert place.read_bytes() == older


def test_without_a_model_before_the_project_has_none_again(project, model):
    project_model.put(model("first"), project_model.place(project))

    assert project_model.revert(project) is None
    assert project_model.adopted(project) is None
    with pytest.raises(UsageError, match="no model of its own"):
        project_model.revert(project)


def test_what_is_no_model_is_not_put_and_the_old_one_stays(project, model, tmp_path):
    place = project_model.place(project)
    project_model.put(model("first"), place)
    (tmp_path / "poem.model").write_text("Roses are red")

    with pytest.raises(UsageError, match=r"poem\.model is no model of this program"):
        project_model.put(tmp_path / "poem.model", place)

    assert project_model.adopted(project) is not None
    assert not project_model.previous(place).exists()


def test_a_folder_that_is_not_there_is_said(project, model, tmp_path):
    with pytest.raises(UsageError, match="cannot be written: no such file"):
        project_model.put(model("first"), tmp_path / "none" / "talks.model")


def test_a_damaged_model_of_a_project_is_said(project):
    project_model.place(project).write_bytes(b"PK")

    with pytest.raises(UsageError, match=r"talks\.model is no model of this program"):
        project_model.adopted(project)


def test_nothing_is_left_beside_but_the_model_and_the_one_before(project, model, tmp_path):
    for note in ("first", "second", "third"):
        project_model.put(model(note), project_model.place(project))

    beside = [name for name in names(tmp_path) if name.startswith((".", "talks"))]
    assert beside == ["talks.model", "talks.model.previous"]


def test_who_is_named_reads_then_the_project_then_the_default(project, model):
    own = project_model.place(project)
    project_model.put(model("own", engine="neural"), own)
    other = model("other")

    assert project_model.chosen("rules", None, "crf", project) == ("rules", None)
    assert project_model.chosen("crf", other, "rules", project) == ("crf", other)
    assert project_model.chosen(None, other, "rules", project) == ("crf", other)
    assert project_model.chosen(None, None, "rules", project) == ("neural", own)
    assert project_model.chosen(None, None, "rules") == ("rules", None)
    project_model.revert(project)
    assert project_model.chosen(None, None, "rules", project) == ("rules", None)
