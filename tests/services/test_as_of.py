import json
from datetime import date, timedelta
from hashlib import sha256
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.columns import CsvOptions, ExportStatus, columns
from annotator.domain.errors import UsageError
from annotator.services.bootstrap import open_services
from annotator.services.checking import check_export, check_project
from annotator.services.exporting import ExportFormat
from annotator.store.as_of import PastRepo
from annotator.store.export import ExportRepo, read_only
from tests.services.clocks import START
from tests.services.walking import Walk

FIRST = START.date()
TOUR = (
    *("new_field", "claim", "accept", "refuse", "change_record", "submit", "approve"),
    *("approve_record", "rename", "comment", "merge_speakers", "undo", "redo", "split", "submit"),
    *("take_in", "claim", "claim", "relate", "relate", "relate", "part", "relate"),
    *("approve", "exclude", "exclude", "exclude", "edit_in_bulk", "undo", "submit", "approve"),
    *("reject", "withdraw", "give_back", "change", "join"),
    *("merge_tags", "revive_tag", "new_tag", "merge_choices", "merge_fields", "retire_field"),
    *("uncomment", "exclude", "sleep", "remove_speaker", "register", "remove_speaker"),
    *("set_clock_back", "delete", "undo", "delete_in_bulk", "take_in", "propose"),
    *("settle", "reply", "approve", "settle", "undo", "redo"),
)


@pytest.fixture
def walk(tmp_path):
    found = Walk(tmp_path / "p.annotator")
    yield found
    found.close()


def contents(path, number=None):
    """Return the last change, and all that exports hold, now or after a change."""
    with read_only(path) as connection:
        past = PastRepo(connection)
        last = past.newest()
        if number is not None:
            past.turn_back(number)
        repo = ExportRepo(connection)
        shown = columns(repo.codebook())
        found = [str(repo.project()), *(column.name for column in shown)]
        for status in ExportStatus:
            found.append(f"{status}: {repo.count(status)}")
            found += (line.text for line in repo.lines(shown, status, CsvOptions(guard=True)))
            found += (line.text for line in repo.objects(status))
            found += map(str, repo.links(status))
    return last, "\n".join(found)


def walked(walk, acts):
    """Take these acts and return what exports held after each, by the last change."""
    found = dict([contents(walk.path)])
    for act in acts:
        walk.take(act)
        last, held = contents(walk.path)
        assert found.setdefault(last, held) == held
    return found


def assert_rebuilt(path, found):
    for last, held in found.items():
        assert contents(path, last)[1] == held, f"as of change {last}"


def package(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_after_every_act_the_export_of_then_is_rebuilt_from_the_history(walk):
    found = walked(walk, TOUR)

    assert walk.done == set(Walk.acts())
    assert len(set(found.values())) > len(TOUR) / 2
    assert_rebuilt(walk.path, found)
    assert check_project(walk.ann.context).is_sound


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    acts=st.lists(st.sampled_from(Walk.acts()), min_size=10, max_size=30),
    seed=st.integers(0, 10_000),
)
def test_whatever_was_done_the_export_of_then_is_rebuilt(tmp_path_factory, acts, seed):
    rebuild_after(tmp_path_factory.mktemp("walk"), acts, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_long_walks_are_rebuilt(tmp_path, seed):
    chance = Random(seed)  # noqa: S311 - variety, not secrets
    rebuild_after(tmp_path, chance.choices(Walk.acts(), k=120), seed)


def rebuild_after(folder, acts, seed):
    walk = Walk(folder / "p.annotator", seed)
    try:
        assert_rebuilt(walk.path, walked(walk, acts))
    finally:
        walk.close()


@pytest.mark.parametrize("form", list(ExportFormat))
@pytest.mark.parametrize("status", list(ExportStatus))
def test_an_export_as_of_a_day_is_what_its_last_export_was(walk, tmp_path, form, status):
    def exported(name, day=None):
        folder = tmp_path / str(name)
        folder.mkdir()
        walk.ann.exporting.export(folder / "a.out", format=form, status=status, as_of=day)
        told = package(folder / "datapackage.json")
        (folder / "datapackage.json").unlink()
        return {one.name: one.read_bytes() for one in folder.iterdir()}, told

    kept = {}
    for number, act in enumerate(TOUR):
        walk.take(act)
        kept[walk.clock.now.date()] = exported(number)
        walk.clock.pass_by(hours=7)
    linked = [day for day, (files, _told) in kept.items() if "a.links.csv" in files]
    assert len(kept) > 10
    assert bool(linked) is (form is ExportFormat.CSV)

    for day, (files, told) in kept.items():
        again, said = exported(day, day)
        assert again == files, day
        assert (said.pop("x-as-of"), told.pop("x-as-of")) == (day.isoformat(), None)
        assert said.pop("created") >= told.pop("created")
        assert said == told


def test_a_day_on_which_nothing_was_done_is_the_day_before(walk, tmp_path):
    for act in ("submit", "approve"):
        walk.take(act)
    walk.clock.pass_by(days=9)
    quiet, outs = FIRST + timedelta(days=3), [tmp_path / "a.csv", tmp_path / "b.csv"]
    export = walk.ann.exporting.export
    rows = [export(outs[0], as_of=FIRST).rows, export(outs[1], as_of=quiet).rows]

    assert rows == [1, 1]
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert walk.ann.exporting.count(as_of=quiet) == 1


def test_the_past_is_said_in_the_report(walk, tmp_path):
    exporting, out = walk.ann.exporting, tmp_path / "a.csv"
    said = [exporting.export(out, status=item, as_of=FIRST).sentence for item in ExportStatus]
    walk.ann.annotating.delete(walk._claim())
    for proposal in walk._proposals(1):
        walk.ann.annotating.refuse(proposal)
    said.append(exporting.export(out, status=ExportStatus.ALL, as_of=FIRST).sentence)

    assert said == [
        f"Nothing was approved as of 2026-03-01: {out} has no rows.",
        f"3 rows written to {out}, as of 2026-03-01.",
        f"There were no claims and no open proposals as of 2026-03-01: {out} has no rows.",
    ]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (
            date(2026, 2, 28),
            "There is nothing as of 2026-02-28: the project began on 2026-03-01.",
        ),
        (date(2026, 3, 2), "2026-03-02 is still to come; in UTC it is 2026-03-01."),
        (date.max, "9999-12-31 is still to come; in UTC it is 2026-03-01."),
    ],
)
def test_a_day_that_has_no_dataset_is_one_sentence_and_nothing_is_written(
    walk, tmp_path, day, sentence
):
    out = tmp_path / "a.csv"
    out.write_text("older", encoding="utf-8")
    for ask in (walk.ann.exporting.count, lambda **how: walk.ann.exporting.export(out, **how)):
        with pytest.raises(UsageError) as told:
            ask(as_of=day)
        assert str(told.value) == sentence
    assert out.read_text(encoding="utf-8") == "older"


def test_a_project_that_may_only_be_read_is_read_as_of_then_and_stays_as_it_is(walk, tmp_path):
    walk.take("submit")
    walk.take("approve")
    walk.clock.pass_by(days=1)
    walk.take("delete")
    walk.close()
    before = sha256(walk.path.read_bytes()).hexdigest()

    reader = open_services(walk.path, user="Guest", read_only=True)
    rows = reader.exporting.export(tmp_path / "a.csv", as_of=FIRST).rows
    now = reader.exporting.count()
    reader.close()

    assert (rows, now) == (1, 0)
    assert sha256(walk.path.read_bytes()).hexdigest() == before


@pytest.fixture
def past_export(walk, tmp_path):
    """Return an export as of the first day, of a project that went on for days."""
    for act in ("submit", "approve"):
        walk.take(act)
    number = contents(walk.path)[0]
    for act in ("merge_tags", "rename", "new_field", "delete"):
        walk.clock.pass_by(days=1)
        walk.take(act)
    out = tmp_path / "then.csv"
    walk.ann.exporting.export(out, as_of=FIRST)
    return out, number


def test_an_export_as_of_a_day_is_proved_from_the_project_as_of_then(walk, past_export):
    out, number = past_export
    report = check_export(walk.ann.context, out)
    assert report.is_sound
    told = f"It was compared with the project as of 2026-03-01, up to change {number}."
    assert report.facts[-1] == told
    assert package(out.with_name("datapackage.json"))["x-history"] == number


def test_a_cell_altered_in_an_export_of_the_past_is_found(walk, past_export):
    out, _number = past_export
    out.write_text(out.read_text(encoding="utf-8").replace("denial", "praise"), encoding="utf-8")

    cells = [item for item in check_export(walk.ann.context, out).findings if item.rule == "cell"]

    assert [item.sentence.partition(": ")[2] for item in cells] == [
        "tags is “praise;promise”, the project has “denial;promise”."
    ]


def test_a_row_that_was_not_in_the_past_is_found(walk, past_export):
    out, _number = past_export
    walk.take("claim")
    newest = out.with_name("newest.csv")
    walk.ann.exporting.export(newest, status=ExportStatus.ALL)
    row = newest.read_bytes().splitlines()[-1].split(b",")[0].decode()
    lines = out.read_bytes().splitlines(keepends=True)
    first = lines[1].decode()
    out.write_bytes(b"".join(lines) + (row + first[first.index(",") :]).encode())

    sentences = [item.sentence for item in check_export(walk.ann.context, out).findings]

    assert f"row 2 (claim {row}): the project has no such claim or open proposal." in sentences


@pytest.mark.parametrize("number", [0, -3, 10**6])
def test_a_descriptor_that_names_a_change_of_another_day_is_found(walk, past_export, number):
    out, _number = past_export
    descriptor = out.with_name("datapackage.json")
    told = package(descriptor) | {"x-history": number}
    descriptor.write_text(json.dumps(told), encoding="utf-8")

    (finding,) = check_export(walk.ann.context, out).findings

    assert finding.sentence == (
        f"change {number} of the history is not one of those up to 2026-03-01."
    )


def test_a_descriptor_of_a_day_before_the_project_is_found(walk, past_export):
    out, number = past_export
    descriptor = out.with_name("datapackage.json")
    told = package(descriptor) | {"x-as-of": "2020-01-01"}
    descriptor.write_text(json.dumps(told), encoding="utf-8")

    first = check_export(walk.ann.context, out).findings[0]

    assert first.sentence == f"change {number} of the history is not one of those up to 2020-01-01."


def test_a_day_that_went_on_after_its_export_is_said(walk, tmp_path):
    out = tmp_path / "a.csv"
    walk.ann.exporting.export(out, status=ExportStatus.ALL, as_of=FIRST)
    walk.take("claim")

    report = check_export(walk.ann.context, out)

    last = contents(walk.path)[0]
    assert report.is_sound
    assert report.facts[-1] == f"More was done that day afterwards, up to change {last}."


@pytest.mark.parametrize("day", ["yesterday", 3])
def test_a_descriptor_with_a_day_that_is_none_is_not_taken_for_ours(walk, past_export, day):
    out, _number = past_export
    descriptor = out.with_name("datapackage.json")
    descriptor.write_text(json.dumps(package(descriptor) | {"x-as-of": day}), encoding="utf-8")

    facts = check_export(walk.ann.context, out).facts

    assert facts[0] == "There is no descriptor beside the table, so its framing was guessed."
