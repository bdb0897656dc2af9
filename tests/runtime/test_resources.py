import pytest

from annotator.runtime import resources


def test_a_resource_is_found_by_its_name():
    assert resources.resource("codebooks/default.json").read_text(encoding="utf-8").startswith("{")


def test_a_folder_of_resources_is_found_too():
    assert resources.resource("codebooks").is_dir()


def test_an_unknown_resource_is_named_in_the_error():
    with pytest.raises(FileNotFoundError, match=r"icons/unicorn\.svg was shipped"):
        resources.resource("icons/unicorn.svg")


def test_a_file_beside_the_samples_is_found():
    assert resources.sample("README.md").is_file()


def test_the_samples_are_articles_in_order():
    names = [path.name for path in resources.samples()]

    assert names == sorted(names)
    assert "README.md" not in names


def test_a_built_program_reads_what_was_shipped_inside_it(tmp_path, monkeypatch):
    package = tmp_path / "annotator"
    (package / "_seeds").mkdir(parents=True)
    (package / "_seeds" / "b.html").touch()
    (package / "_seeds" / "a.txt").touch()
    (tmp_path / "seeds").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)

    assert [path.name for path in resources.samples()] == ["a.txt", "b.html"]
