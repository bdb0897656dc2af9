"""Work shared over a real scheduler and real workers, on this machine."""

import json
import os
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import pytest
from distributed import Client

from annotator.__main__ import main
from annotator.cli import watching
from annotator.domain.errors import AnnotatorError, UsageError
from annotator.runtime import logs
from annotator.services import cluster as cluster_module
from annotator.services.batching import WorkerDiedError
from annotator.services.workers import AHEAD, mapped

SECONDS = 90
WORK = """
import os, time
from pathlib import Path
from annotator.domain.errors import AnnotatorError

def squared(number):
    if number == 2:
        raise AnnotatorError("Two is not squared.")
    return number * number

def slow(number):
    time.sleep(0.02)
    return number * number

def process(number):
    time.sleep(0.02)
    return os.getpid()

def broken(number):
    return 1 / number

def dying(number):
    if number == 3:
        os.kill(os.getpid(), 9)
    return number
"""


def started(folder: Path, words: list[str]) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(folder),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
            "DASK_DISTRIBUTED__WORKER__MULTIPROCESSING_METHOD": "spawn",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def worker(folder: Path, address: str, *more: str) -> subprocess.Popen:
    words = ["distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard"]
    return started(folder, [*words, "--memory-limit", "0", *more])


def scheduler(work: Path, folder: Path) -> tuple[subprocess.Popen, str]:
    file = folder / "scheduler.json"
    words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    process = started(work, ["distributed.cli.dask_scheduler", *words])
    last = time.monotonic() + SECONDS
    while not (file.exists() and file.stat().st_size):
        assert process.poll() is None
        assert time.monotonic() < last
        time.sleep(0.02)
    return process, json.loads(file.read_text())["address"]


def ended(processes: list[subprocess.Popen]) -> None:
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=SECONDS)


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """Write the functions down where workers and this process find them; give the folder."""
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "cluster_work.py").write_text(WORK)
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))


@pytest.fixture
def patient(monkeypatch):
    """Let the program wait as long as a slow or busy machine may need."""
    for name in ("_CONNECT_SECONDS", "_WORKER_SECONDS", "_LEFT_ALONE_SECONDS"):
        monkeypatch.setattr(cluster_module, name, SECONDS)


@pytest.fixture
def address(running, patient):
    """Return where a scheduler and two workers run."""
    return running


@pytest.fixture(scope="module")
def running(work):
    """Start a scheduler and two workers, each with a nanny that replaces it when it dies."""
    process, address = scheduler(work, work)
    nannies = [worker(work, address, "--nanny") for _ in range(2)]
    with Client(address, timeout=SECONDS, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=SECONDS)
    yield address
    ended([*nannies, process])


def function(name):
    import cluster_work  # noqa: PLC0415 - written by a fixture

    return getattr(cluster_work, name)


def test_results_come_in_order_and_failures_in_their_place(address):
    found = list(mapped(function("squared"), range(40), cluster=address))

    assert [item for item, _result in found] == list(range(40))
    assert [result for _item, result in found if isinstance(result, int)] == [
        number * number for number in range(40) if number != 2
    ]
    assert str(found[2][1]) == "Two is not squared."
    with pytest.raises(ZeroDivisionError):
        list(mapped(function("broken"), [1, 0], cluster=address))


def test_a_worker_killed_midway_loses_nothing_and_doubles_nothing(address):
    found = []

    for item, result in mapped(function("process"), range(150), cluster=address):
        found.append((item, result))
        if len(found) == 20:
            os.kill(result, signal.SIGKILL)

    assert [item for item, _process in found] == list(range(150))
    processes = {result for _item, result in found}
    assert all(isinstance(one, int) for one in processes)
    assert len(processes) >= 2


def test_items_are_taken_only_a_few_ahead_and_the_rest_is_dropped_when_it_stops(address):
    taken = count()
    items = (next(taken) for _ in range(1_000_000))
    results = mapped(function("slow"), items, cluster=address)
    next(results)
    assert next(taken) <= AHEAD * 2 + 1
    for _ in range(10):
        next(results)

    begin = time.monotonic()
    results.close()

    assert time.monotonic() - begin < 60
    assert next(taken) < 200
    again = dict(mapped(function("slow"), range(3), cluster=address))
    assert again == {0: 0, 1: 1, 2: 4}


def test_only_the_item_that_kills_every_worker_fails(address):
    found = dict(mapped(function("dying"), range(12), cluster=address))

    assert isinstance(found.pop(3), WorkerDiedError)
    assert found == {number: number for number in range(12) if number != 3}


def test_a_cluster_that_cannot_be_used_or_goes_away_is_one_sentence(
    work, tmp_path, patient, monkeypatch
):
    process, address = scheduler(work, tmp_path)
    workers = []
    try:
        monkeypatch.setattr(cluster_module, "_WORKER_SECONDS", 0.5)
        with pytest.raises(UsageError, match=rf"^The cluster at {address} has no workers\.$"):
            list(mapped(function("slow"), range(3), cluster=address))
        workers.append(worker(work, address, "--no-nanny"))
        monkeypatch.setattr(cluster_module, "_WORKER_SECONDS", SECONDS)
        with monkeypatch.context() as newer:
            newer.setattr(cluster_module, "__version__", "99")
            with pytest.raises(UsageError, match=r"need Annotator 99; there is \d+\.\d+\.\d+\.$"):
                list(mapped(function("slow"), range(3), cluster=address))
        results = mapped(function("slow"), range(1_000), cluster=address)
        next(results)
        process.kill()
        with pytest.raises(UsageError, match=rf"^The cluster at {address} went away\.$"):
            list(results)
    finally:
        ended([*workers, process])


def test_a_cluster_whose_last_worker_is_gone_is_one_sentence(address, monkeypatch):
    monkeypatch.setattr(cluster_module, "_LEFT_ALONE_SECONDS", 0.5)
    crew = cluster_module.Cluster(function("slow"), address)
    monkeypatch.setattr(crew._client, "nthreads", dict)

    class Never:
        def result(self, timeout):
            time.sleep(timeout / 4)
            raise TimeoutError

    try:
        with pytest.raises(UsageError, match=f"^No worker is left at {address}"):
            crew.finished([1], Never())
    finally:
        crew.close()


def test_files_and_projects_are_read_on_the_cluster_as_they_are_here(
    address, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "home"))
    monkeypatch.setattr(watching, "_SECONDS", 3600.0)
    monkeypatch.chdir(tmp_path)
    for number in range(12):
        Path(f"{number}.txt").write_text(f"“We have {number} boats,” the mayor, Lena Ovik, said.\n")
    Path("broken.pdf").write_bytes(b"%PDF-1.4 ")
    names = [*(f"{number}.txt" for number in range(12)), "broken.pdf"]

    here = main(["propose", "--text", *names]), capsys.readouterr()
    there = main(["propose", "--text", *names, "--cluster", address]), capsys.readouterr()
    assert here == there
    assert (here[0], here[1].out.count("\n")) == (1, 12)

    main(["new", "p.annotator"])
    main(["import", "p.annotator", *names])
    capsys.readouterr()
    assert main(["propose", "p.annotator", "--cluster", address]) == 0
    assert "read 12 documents, proposed 12 claims." in capsys.readouterr().out
    logs.stop()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("tcp://127.0.0.1:9", "nobody answers there"),
        ("127.0.0.1", "missing port number"),
        ("bogus://127.0.0.1:9", "unknown address scheme"),
        ("", "missing port number"),
    ],
)
def test_an_address_where_nobody_is_is_one_sentence_within_seconds(address, why):
    begin = time.monotonic()

    with pytest.raises(UsageError) as told:
        list(mapped(abs, [1], cluster=address))

    assert str(told.value).startswith(f"The cluster at “{address}” cannot be reached: {why}")
    assert "\n" not in str(told.value)
    assert time.monotonic() - begin < 25


def test_without_dask_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(AnnotatorError, match="needs Dask: install Annotator with its extra “clust"):
        list(mapped(abs, [1], cluster="tcp://127.0.0.1:9"))
