"""JSON sent to one address and to no other, and whatever may come back.

No proxy of the environment is used and no redirect followed: what is sent reaches the host that the
person named, or nobody.
"""

import json
import math
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from socket import SHUT_RDWR, socket
from threading import Timer
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from annotator.domain.errors import AnnotatorError, UsageError

TRIES: Final = 3
FIRST_WAIT_SECONDS: Final = 1.0
CONNECT_SECONDS: Final = 10.0
MOST_BYTES: Final = 8_000_000
_PIECE: Final = 65_536
_TOLD: Final = 160
_REDIRECTS: Final = range(300, 400)
_UNFIT: Final = frozenset(
    [
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.NOT_IMPLEMENTED,
    ]
)
_NO_KEY: Final = frozenset([HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN])


class EndpointError(AnnotatorError):
    """The endpoint did not answer as it should; the sentence names it."""


class UnfitError(EndpointError):
    """The endpoint does not take a request of this form."""


class _PassingError(EndpointError):
    """It may go better in a moment; `wait` is how many seconds the endpoint asks for."""

    def __init__(self, sentence: str, wait: float | None = None) -> None:
        super().__init__(sentence)
        self.wait = wait


class _Watch:
    """Cuts a connection after so many seconds, however busy it is until then."""

    def __init__(self, line: socket, seconds: float) -> None:
        line.settimeout(seconds)
        self.has_cut = False
        self._line = line
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """Let the connection be."""
        self._timer.cancel()

    def _cut(self) -> None:
        self.has_cut = True
        with suppress(OSError):  # it has ended itself
            socket.shutdown(self._line, SHUT_RDWR)


class Endpoint:
    """One address that takes JSON by POST, with an optional key."""

    def __init__(self, url: str, key: str = "") -> None:
        """Check what the person typed in; nothing is sent yet.

        Raises:
            UsageError: it is no http or https address, or the key cannot be a key.
        """
        self._at = _parsed(url)
        self._name = self._at.netloc
        self._headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if key:
            if not (key.isascii() and key.isprintable()) or " " in key:
                raise UsageError("The key for the language model holds marks that no key has.")
            self._headers["Authorization"] = f"Bearer {key}"

    def post(self, path: str, message: Mapping[str, Any], seconds: float) -> Any:
        """Send a message and return the JSON that comes back, within so many seconds in all.

        What may pass (a full or failing server, a broken line) is tried three times, after the
        time that the endpoint asks for, else after one second and then two.

        Raises:
            UnfitError: the endpoint refuses the form of the message.
            EndpointError: it cannot be reached, refuses, is too slow, or answers something else.
        """
        deadline = time.monotonic() + seconds
        body = json.dumps(message, ensure_ascii=True).encode()
        for number in range(1, TRIES + 1):
            try:
                return self._json(self._once(path, body, deadline, seconds))
            except _PassingError as error:
                wait = error.wait or FIRST_WAIT_SECONDS * 2 ** (number - 1)
                if number == TRIES:
                    raise EndpointError(f"{_open(error)}, {TRIES} times.") from error
                if time.monotonic() + wait > deadline:
                    asks = f" and asks to wait {math.ceil(wait)} seconds" if error.wait else ""
                    raise EndpointError(f"{_open(error)}{asks}.") from error
                time.sleep(wait)
        raise AssertionError(path)

    def _once(self, path: str, body: bytes, deadline: float, seconds: float) -> bytes:
        line = self._connected(deadline)
        watch = _Watch(line.sock, max(0.01, deadline - time.monotonic()))
        late = f"The endpoint {self._name} did not answer within {math.ceil(seconds)} s."
        try:
            line.request("POST", f"{self._at.path.rstrip('/')}{path}", body, self._headers)
            answer = self._body(line.getresponse())
        except (OSError, HTTPException) as error:
            if watch.has_cut or isinstance(error, TimeoutError):
                raise EndpointError(late) from error
            raise _PassingError(f"The endpoint {self._name} broke off ({_why(error)}).") from error
        finally:
            watch.cancel()
            line.close()
        if watch.has_cut:
            raise EndpointError(late)
        return answer

    def _connected(self, deadline: float) -> HTTPConnection:
        kind = HTTPSConnection if self._at.scheme == "https" else HTTPConnection
        seconds = max(0.01, min(CONNECT_SECONDS, deadline - time.monotonic()))
        line = kind(self._at.hostname or "", self._at.port, timeout=seconds)
        try:
            line.connect()
        except OSError as error:
            line.close()
            raise EndpointError(
                f"The endpoint {self._name} cannot be reached ({_why(error)})."
            ) from error
        return line

    def _body(self, response: HTTPResponse) -> bytes:
        data = bytearray()
        with response:
            while piece := response.read1(_PIECE):
                data += piece
                if len(data) > MOST_BYTES:
                    most = f"{MOST_BYTES:,} bytes"
                    raise EndpointError(f"The endpoint {self._name} sent more than {most}.")
            if response.length:
                raise HTTPException(f"{response.length:,} bytes are missing")
        if response.status != HTTPStatus.OK:
            raise self._refused(response, bytes(data))
        if "html" in response.headers.get_content_type():
            raise EndpointError(f"The endpoint {self._name} answered with a web page, not JSON.")
        return bytes(data)

    def _refused(self, response: HTTPResponse, data: bytes) -> EndpointError:
        status, told = response.status, self._told(data)
        code = f"{status} {response.reason}".strip()
        if status in _REDIRECTS:
            to = urlsplit(response.getheader("Location", "")).netloc or "elsewhere"
            return EndpointError(
                f"The endpoint {self._name} sends on to {to}, which nobody typed in; "
                "nothing was sent there."
            )
        if status in _NO_KEY:
            return EndpointError(f"The endpoint {self._name} refuses the key ({code}){told}.")
        if status in _UNFIT:
            return UnfitError(f"The endpoint {self._name} refused ({code}){told}.")
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            wait = _seconds(response.getheader("Retry-After"))
            return _PassingError(f"The endpoint {self._name} failed ({code}){told}.", wait)
        return EndpointError(f"The endpoint {self._name} refused ({code}){told}.")

    def _told(self, data: bytes) -> str:
        """Return what the endpoint says about its refusal, without the key should it repeat it."""
        try:
            error = json.loads(data)["error"]
            words = str(error["message"] if isinstance(error, dict) else error)
        except (ValueError, KeyError, TypeError, RecursionError):
            return ""
        key = self._headers.get("Authorization", "").removeprefix("Bearer ")
        words = " ".join((words.replace(key, "…") if key else words).split())
        return f": {words[:_TOLD].rstrip('. ')}" if words else ""

    def _json(self, data: bytes) -> Any:
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            raise EndpointError(
                f"The endpoint {self._name} answered with something that is no JSON."
            ) from error


def _parsed(url: str) -> SplitResult:
    try:
        at = urlsplit(url.strip())
        fits = at.scheme in {"http", "https"} and at.hostname and at.port != 0
        fits = fits and url.isascii() and url.strip().isprintable() and " " not in url.strip()
    except ValueError:
        fits = False
    if not fits:
        raise UsageError(f"“{url}” is no address of a language model, such as http://host:port/v1.")
    if at.username is not None or at.query or at.fragment:
        raise UsageError("The address of a language model holds no name, key, “?” or “#”.")
    return at


def _seconds(retry_after: str | None) -> float | None:
    """Return how long a header asks to wait: seconds or a date; None where it says neither."""
    if not retry_after:
        return None
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _why(error: Exception) -> str:
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(why.split())[:_TOLD]


def _open(error: Exception) -> str:
    return str(error).removesuffix(".")
