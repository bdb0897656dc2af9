"""An endpoint that does what none should do: one sentence each, and the run goes on."""

import json
import socket
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from pathlib import Path

import pytest

from annotator.__main__ import main
from annotator.cli import watching
from annotator.extract import asking
from annotator.extract.plugins.llm import endpoint
from annotator.runtime import logs, settings
from annotator.runtime.settings import Settings

from .conftest import completion, replies, report, says

MAYOR = report("the mayor, Lena Ovik", "said", "We have many boats")
GOOD = says(MAYOR)
KEY = "sk-0123456789"


def hangs(handler):
    handler.server.released.wait(30)


def breaks_off(handler):
    handler.reply(completion({"attributions": []}), length=100_000)
    handler.close_connection = True


def never_ends(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    while not handler.server.released.is_set():
        handler.wfile.write(b" " * 65_536)


def drips(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    drop(handler, b" ")


def drips_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    drop(handler, b"x: y\r\n")


def drop(handler, piece):
    while not handler.server.released.wait(0.1):
        handler.wfile.write(piece)
        handler.wfile.flush()


def hangs_up(handler):
    handler.close_connection = True


def talks_nonsense(handler):
    handler.wfile.write(b"220 mail.example ESMTP\r\n")
    handler.close_connection = True


def repeats_the_key(handler):
    handler.reply({"error": {"message": f"{KEY} is\nno key"}}, 401)


MISBEHAVIOURS = [
    pytest.param([replies({}, 500)] * 3, "failed (500 Internal Server Error), 3 times.", id="500"),
    pytest.param(
        [replies({}, 429, Retry_After="3600")],
        "failed (429 Too Many Requests) and asks to wait 3600 seconds.",
        id="429 for an hour",
    ),
    pytest.param([repeats_the_key], "refuses the key (401 Unauthorized): … is no key.", id="401"),
    pytest.param([replies({"error": "Not\nyou"}, 403)], "(403 Forbidden): Not you.", id="403"),
    pytest.param(
        [replies({"error": {"message": "no such model"}}, 404)],
        "refused (404 Not Found): no such model.",
        id="404",
    ),
    pytest.param([replies(b"{", 404)], "refused (404 Not Found).", id="a broken refusal"),
    pytest.param([replies({"error": "no"}, 400)] * 4, "refused (400 Bad Request): no.", id="400"),
    pytest.param([replies(b"{]")], "answered with something that is no JSON.", id="invalid JSON"),
    pytest.param([replies(b"\xff\xfe\xfa")], "something that is no JSON.", id="bytes"),
    pytest.param([replies(b"[" * 100_000)], "something that is no JSON.", id="too deep"),
    pytest.param([replies({"ok": 1})], "no message: choices: Field required.", id="wrong shape"),
    pytest.param([replies({"choices": []})], "with no message: choices: List sh", id="no choice"),
    pytest.param([replies(completion(""))], "model answered with nothing.", id="nothing"),
    pytest.param([replies(completion("No."))], "of no use: it is no JSON.", id="it chats"),
    pytest.param([replies(completion('{"claims": 1}'))], "attributions: Field req", id="other"),
    pytest.param(
        [replies(completion({"attributions": [{"cue": 3, "content": ["x"]}]}))],
        "of no use: attributions.0.cue: Input should be a valid string.",
        id="a cue that is no word",
    ),
    pytest.param(
        [replies(completion('{"attributions": [', finish_reason="length"))],
        "answer was cut off for length.",
        id="cut off for length",
    ),
    pytest.param([breaks_off] * 3, "broke off", id="a body cut off"),
    pytest.param([hangs_up] * 3, "broke off", id="it hangs up"),
    pytest.param([talks_nonsense] * 3, "broke off", id="no HTTP"),
    pytest.param([never_ends], "sent more than 1,000,000 bytes.", id="a body without end"),
    pytest.param(
        [replies(b"<html>", kind="text/html; charset=utf-8")],
        "answered with a web page, not JSON.",
        id="a web page",
    ),
]


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Let the engine read two articles with an endpoint; give status, output and complaints."""
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path / "home"))
    monkeypatch.setenv("ANNOTATOR_LLM_KEY", KEY)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setattr(watching, "_SECONDS", 3600.0)
    monkeypatch.setattr(endpoint, "FIRST_WAIT_SECONDS", 0.01)
    monkeypatch.setattr(endpoint, "MOST_BYTES", 1_000_000)
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("“We have many boats,” the mayor, Lena Ovik, said on Monday.\n")

    def read(url, *more, seconds=60):
        settings.save(Settings(llm_url=url, llm_model="small", llm_seconds=seconds))
        asking.forget()
        capsys.readouterr()
        status = main(["propose", "--text", "a.txt", "b.txt", "--engine", "llm", *more])
        return status, *capsys.readouterr()

    yield read
    asking.forget()
    logs.stop()


@pytest.mark.parametrize(("script", "sentence"), MISBEHAVIOURS)
def test_it_is_one_sentence_and_the_next_article_is_read(model, run, script, sentence):
    it_is_one_sentence(model, script, sentence, run)


@pytest.mark.parametrize(
    "slow", [hangs, drips, drips_headers], ids=["it hangs", "a slow drip", "slow headers"]
)
def test_who_takes_too_long_is_one_sentence_too(model, run, slow):
    it_is_one_sentence(model, [slow], "did not answer within 3 s.", partial(run, seconds=3))


def it_is_one_sentence(model, script, sentence, run):
    model.script = list(script)
    model.otherwise = GOOD

    status, out, err = run(model.url)

    assert (status, err.count("\n")) == (1, 1)
    assert err.startswith("skipped: “a.txt”: The ")
    assert sentence in err
    assert KEY not in err
    (line,) = map(json.loads, out.splitlines())
    assert line["id"] == "b.txt"
    assert [item["speaker"] for item in line["attributions"]] == ["Lena Ovik"]


def test_nobody_at_the_address_is_one_sentence_for_each_article(run):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        status, out, err = run(f"http://127.0.0.1:{port}/v1")

    assert (status, out) == (2, "")
    sentence = f"The endpoint 127.0.0.1:{port} cannot be reached (Connection refused)."
    assert err.splitlines() == [f"skipped: “{name}”: {sentence}" for name in ("a.txt", "b.txt")]


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_host_is_not_followed(model, other, run, code):
    model.script = [replies({}, code, Location=f"{other.url}/chat/completions"), GOOD]

    status, _out, err = run(model.url)

    sentence = f"sends on to {other.host}, which nobody typed in; nothing was sent there."
    assert status == 1
    assert sentence in err
    assert other.requests == []


@pytest.mark.parametrize(
    "script",
    [
        [replies({}, 500), GOOD],
        [replies({}, 503), replies({}, 502), GOOD],
        [hangs_up, GOOD],
        [breaks_off, breaks_off, GOOD],
        [replies({}, 429), GOOD],
    ],
)
def test_what_passes_is_tried_again(model, run, script):
    model.script = list(script)
    model.otherwise = GOOD

    status, out, err = run(model.url)

    assert (status, err, out.count("\n")) == (0, "", 2)
    assert len(model.requests) == len(script) + 1


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_it_waits_as_long_as_the_endpoint_asks(model, run, form):
    begin = time.monotonic()
    at = datetime.now(UTC) + timedelta(seconds=2)
    asked = "0.5" if form == "seconds" else format_datetime(at, usegmt=True)
    model.script = [replies({}, 429, Retry_After=asked), GOOD]
    model.otherwise = GOOD

    status, out, _err = run(model.url)

    assert (status, out.count("\n")) == (0, 2)
    assert time.monotonic() - begin >= 0.5


def test_invented_words_are_left_out_and_counted(model, run):
    invented = report("the mayor", "said", "We have no boats at all, and never will have any")
    stranger = report("the king", "said", "We have many boats")
    model.otherwise = says(MAYOR, invented, stranger)

    status, out, err = run(model.url)

    assert status == 0
    sentence = "2 reports of the model were left out, as their words are not in the text."
    assert err.splitlines() == [f"note: “{name}”: {sentence}" for name in ("a.txt", "b.txt")]
    assert [len(json.loads(line)["attributions"]) for line in out.splitlines()] == [1, 1]


def test_only_the_key_from_the_environment_goes_along(model, run):
    model.otherwise = GOOD

    run(model.url)

    path, headers, body = model.requests[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert headers["Host"] == model.host
    assert KEY.encode() not in body


def test_workers_ask_it_too(model, run):
    model.otherwise = GOOD

    status, out, err = run(model.url, "--workers", "2")

    assert (status, err, out.count("\n")) == (0, "", 2)
