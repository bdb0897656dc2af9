import logging

from annotator.runtime import logs, paths

ours = logging.getLogger("annotator.test")


def test_a_line_lands_in_the_log_file(home):
    path = logs.start()
    ours.info("three documents")

    assert path == paths.log_file()
    assert "three documents" in path.read_text(encoding="utf-8")


def test_details_are_kept_only_when_verbose(home, capsys):
    path = logs.start()
    ours.debug("a detail")
    logs.start(verbose=True)
    ours.debug("another detail")

    written = path.read_text(encoding="utf-8")
    assert "a detail" not in written
    assert "another detail" in written
    assert "another detail" in capsys.readouterr().err


def test_nothing_is_printed_unless_verbose(home, capsys):
    logs.start()
    ours.warning("a worry")
    logging.getLogger("trafilatura").error("a library's worry")

    assert capsys.readouterr().err == ""


def test_libraries_are_heard_from_warnings_up(home):
    path = logs.start(verbose=True)
    logging.getLogger("alembic").info("chatter")
    logging.getLogger("alembic").warning("trouble")

    written = path.read_text(encoding="utf-8")
    assert "chatter" not in written
    assert "trouble" in written


def test_starting_twice_writes_each_line_once(home):
    logs.start()
    path = logs.start()
    ours.info("once")

    assert path.read_text(encoding="utf-8").count("once") == 1


def test_a_long_log_is_rotated(home, monkeypatch):
    monkeypatch.setattr(logs, "_BYTES", 500)
    path = logs.start()
    for number in range(100):
        ours.info("line %d", number)

    assert sorted(one.name for one in path.parent.iterdir()) == [
        "annotator.log",
        "annotator.log.1",
        "annotator.log.2",
        "annotator.log.3",
    ]


def test_the_program_goes_on_where_no_log_can_be_written(home, monkeypatch):
    (home / "file").touch()
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(home / "file"))

    assert logs.start() is None


def test_a_log_file_that_cannot_be_opened_stops_nothing(home):
    paths.log_file().mkdir()

    assert logs.start() is None
