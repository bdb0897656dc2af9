import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from random import SystemRandom

import pytest

from annotator.services.bootstrap import open_services
from annotator.services.checking import check_project

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the writer forks")
CHANCE = SystemRandom()
WRITER = Path(__file__).with_name("writer.py")


@pytest.fixture
def writer():
    with subprocess.Popen(
        [sys.executable, WRITER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.stdin.close()


def _reported_until_killed(writer, path):
    """Let the writer work on a project, kill it at some moment, return the acts it reported."""
    writer.stdin.write(f"{path}\n")
    writer.stdin.flush()
    pid, killed, reported, wanted = 0, False, [], CHANCE.randint(1, 12)
    for line in writer.stdout:
        if line == "gone\n":
            return reported
        if line.startswith("pid"):
            pid = int(line.split()[1])
        else:
            reported.append(int(line))
        if pid and not killed and len(reported) >= wanted:
            killed = True
            time.sleep(CHANCE.uniform(0, 0.02))
            os.kill(pid, signal.SIGKILL)
    raise AssertionError("the writer ended by itself")


def _stored(path):
    with closing(sqlite3.connect(path)) as connection:
        return {number for (number,) in connection.execute("SELECT number FROM act")}


def _rounds(project, writer, number):
    project.ann.close()
    for _round in range(number):
        reported = _reported_until_killed(writer, project.path)

        assert reported
        assert set(reported) <= _stored(project.path)
    again = open_services(project.path, user="Ann")
    assert check_project(again.context).findings == ()
    again.close()


def test_a_killed_process_loses_no_act_it_reported_as_saved(project, writer):
    _rounds(project, writer, 20)


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_a_process_killed_three_hundred_times_loses_no_act(project, writer):
    _rounds(project, writer, 300)
