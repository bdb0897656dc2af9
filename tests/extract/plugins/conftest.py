"""A language model's endpoint on this machine that misbehaves as a test asks it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Notes what it is sent and behaves as the next word of the server's script says."""

    server: "Model"

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        self.server.requests.append((self.path, dict(self.headers), self.rfile.read(length)))
        behave = self.server.script.pop(0) if self.server.script else self.server.otherwise
        try:
            behave(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_words):
        """Say nothing."""

    def reply(self, body, status=200, kind="application/json", length=None, **headers):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)


class Model(ThreadingHTTPServer):
    """The endpoint: `script` is how it behaves next, `otherwise` how when that is done."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script: list[Behaviour] = []
        self.otherwise: Behaviour = says()
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.released = threading.Event()

    @property
    def host(self):
        return f"127.0.0.1:{self.server_port}"

    @property
    def url(self):
        return f"http://{self.host}/v1"

    @property
    def asked(self):
        return [json.loads(body) for _path, _headers, body in self.requests]


def completion(answer, **choice):
    words = answer if isinstance(answer, str) else json.dumps(answer)
    return {"choices": [{"message": {"role": "assistant", "content": words}, **choice}]}


def report(source, cue, *content):
    return {"source": source, "cue": cue, "content": list(content)}


def says(*reports):
    """Answer with these reports."""
    return lambda handler: handler.reply(completion({"attributions": list(reports)}))


def replies(body, status=200, **parts):
    """Answer with this body."""
    return lambda handler: handler.reply(body, status, **parts)


@contextmanager
def serving() -> Iterator[Model]:
    """Start an endpoint, and stop it with whoever still waits for it."""
    server = Model()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def model():
    with serving() as server:
        yield server


@pytest.fixture
def other():
    with serving() as server:
        yield server
