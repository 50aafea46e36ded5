"""A small process for the runner to keep: listens on a port, obeys or ignores SIGTERM, tells what it does."""

import signal
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import FrameType


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        return


def main(port: str, manner: str, diary: str) -> None:
    def told(number: int, frame: FrameType | None) -> None:
        with Path(diary).open("a", encoding="utf-8") as out:
            out.write(f"{port} told to stop\n")
        if manner != "stubborn":
            sys.exit(0)

    signal.signal(signal.SIGTERM, told)
    print(f"{manner} on {port}", flush=True)
    if manner == "failing":
        print("no database", file=sys.stderr, flush=True)
        sys.exit(3)
    if manner == "mute":
        time.sleep(600)
    if manner == "talkative":
        print("word\n" * 200_000, flush=True)
    HTTPServer(("127.0.0.1", int(port)), Answer).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:4])
