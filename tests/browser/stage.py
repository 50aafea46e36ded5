"""The wall on a stage: the real page and script, before a service whose every answer a test decides."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, SimpleQueue
from typing import Any

from e_supervision.board.figures import Lately, curve, figures, today_of
from e_supervision.board.matrix import Place, matrix
from e_supervision.board.snapshot import Snapshot
from e_supervision.pages import words
from e_supervision.pages.addresses import list_behind
from e_supervision.pages.parts import NAMES
from e_supervision.pages.watching import Watcher
from liandong.application.pages.assets import by_file
from liandong.application.pages.rendering import KIT, environment
from liandong.domain.worktime.light import Light
from liandong.events.kind_names import KIND_NAMES
from liandong.terms.codes import Tier

BEGAN = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
"""14:00 legal time."""
YANTA = Place(unit="610113", name="雁塔区", tier=Tier.DISTRICT, parent="610100", heard_at=BEGAN, silent=False)
COUNTS = {("610113", "水务"): {Light.GREEN: 2, Light.YELLOW: 1}}
NOTHING_TODAY = today_of([])
QUIET = Snapshot(
    at=BEGAN,
    matrix=matrix([YANTA], COUNTS, ["水务", "民政"]),
    figures=figures(COUNTS, NOTHING_TODAY, Lately(closed=0, in_time=0, net=None, gross=None)),
    curve=curve(NOTHING_TODAY, 14),
    urgent=(),
    happenings=(),
)
"""One district on a quiet afternoon."""
ENDS = object()
LIVE = "#live:not([hidden])"


@dataclass
class Stage:
    """What the service answers: `wall` with this status, the stream with what is said, unless it is `away`."""

    board: Snapshot = QUIET
    wall: HTTPStatus = HTTPStatus.OK
    away: bool = False
    first_byte_after: float = 0.0
    last: int = 7
    missed: int | None = 0
    build: str = "b1"
    asked: list[str] = field(default_factory=list)
    """Every path that was asked for, but for the files of the page; of the stream with its Last-Event-ID."""
    _streams: list["SimpleQueue[Any]"] = field(default_factory=list)

    def page(self) -> str:
        parts = {name: {"html": self._part(name)} for name in NAMES}
        told = {"language": "zh-CN", "title": "电子监察平台", "demo": False, "build": self.build, "last": self.last}
        told["watcher"] = Watcher()
        return _template("wall.html").render(told, board=self.board, parts=parts)

    def says(self, event: str, data: Any, number: int | None = None) -> None:
        """On every open stream."""
        numbered = "" if number is None else f"id: {number}\n"
        self._sends(f"event: {event}\n{numbered}data: {json.dumps(data)}\n\n")

    def shows(self, board: Snapshot) -> None:
        """From now on, and to everybody who listens."""
        self.board = board
        for name in NAMES:
            self.says("part", self._told(name))

    def ends(self) -> None:
        """Every open stream."""
        self._sends(ENDS)

    def listen(self) -> "SimpleQueue[Any]":
        """A new stream: it begins as the service's does."""
        stream: SimpleQueue[Any] = SimpleQueue()
        self._streams = [stream]
        self.says("build", self.build)
        self.says("missed", {"lights": self.missed})
        self.says("heartbeat", {"legal_now": self.board.at.isoformat()}, self.last)
        self.shows(self.board)
        return stream

    def _sends(self, what: Any) -> None:
        for stream in self._streams:
            stream.put(what)

    def _told(self, name: str) -> Mapping[str, str]:
        return {"name": name, "html": self._part(name), "at": self.board.at.isoformat()}

    def _part(self, name: str) -> str:
        known = {"board": self.board, "words": words, "kinds": KIND_NAMES, "unit_names": {"610113": "雁塔区"}}
        known["list_behind"] = list_behind
        return _template(f"wall_{name}.html").render(known)


def _template(name: str) -> Any:
    return environment((KIT, "e_supervision.pages"), "zh-CN").get_template(name)


@contextmanager
def played(stage: Stage) -> Iterator[str]:
    """The address at which the stage is played."""

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if (asset := by_file().get(path.removeprefix("/static/"))) is not None:
                self._answers(HTTPStatus.OK, asset.media, asset.content)
                return
            last = self.headers.get("Last-Event-ID")
            stage.asked.append(path if last is None else f"{path} {last}")
            if path == "/wall":
                self._answers(stage.wall, "text/html; charset=utf-8", self._wall().encode())
            elif path == "/wall/stream" and not stage.away:
                self._streams()
            else:
                alive = path == "/healthz"
                self._answers(HTTPStatus.OK if alive else HTTPStatus.SERVICE_UNAVAILABLE, "application/json", b"{}")

        def _wall(self) -> str:
            return stage.page() if stage.wall is HTTPStatus.OK else "<h1>away</h1>"

        def _answers(self, status: HTTPStatus, media: str, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def _streams(self) -> None:
            closed.wait(stage.first_byte_after)
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            stream = stage.listen()
            while not closed.is_set():
                try:
                    said = stream.get(timeout=0.1)
                except Empty:
                    continue
                if said is ENDS:
                    break
                try:
                    self.wfile.write(said.encode())
                    self.wfile.flush()
                except OSError:
                    break
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    closed = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        closed.set()
        server.shutdown()
        thread.join()
        server.server_close()
