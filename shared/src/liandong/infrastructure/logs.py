"""What the logs say, and that they name no person."""

import logging
import sys
from collections.abc import MutableMapping
from json import JSONEncoder
from typing import Any, TextIO

import structlog

from liandong.infrastructure.http.trace import find_trace
from liandong.infrastructure.redaction import describe, redact

Entry = MutableMapping[str, Any]


def _add_trace(logger: Any, method: str, entry: Entry) -> Entry:
    if trace := find_trace():
        entry["trace"] = trace
    return entry


def _describe_error(logger: Any, method: str, entry: Entry) -> Entry:
    found = entry.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    if isinstance(found, tuple):
        found = found[1]
    if isinstance(found, BaseException):
        entry["error"] = describe(found)
    return entry


def _redact(logger: Any, method: str, entry: Entry) -> Entry:
    told: Entry = redact(entry)
    return told


class Writer:
    """What structlog writes through: one line an entry, at once."""

    def __init__(self, name: str, stream: TextIO) -> None:
        self.name = name
        self._stream = stream

    def msg(self, line: str) -> None:
        self._stream.write(line + "\n")
        self._stream.flush()

    debug = info = warning = error = critical = msg


def configure_logs(*, json: bool, level: str, service: str, to: TextIO | None = None) -> None:
    """Send structlog and the standard library's loggers to one stream (standard output), one line an entry."""
    stream = to or sys.stdout

    def add_service(logger: Any, method: str, entry: Entry) -> Entry:
        entry["service"] = service
        return entry

    facts: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        add_service,
        _add_trace,
    ]
    render = (
        structlog.processors.JSONRenderer(serializer=_spell)
        if json
        else structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "service", "event"])
    )
    said: list[structlog.typing.Processor] = [_describe_error, _redact, render]
    structlog.configure(
        processors=[*facts, *said],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda name="liandong": Writer(name, stream),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=facts,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *said],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "asyncpg", "alembic", "httpx", "httpcore"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    logging.getLogger("uvicorn.access").disabled = True  # the request log says it with its trace
    for chatty in ("httpx", "httpcore", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


_encode = JSONEncoder(ensure_ascii=False, default=str).encode


def _spell(entry: Entry, **_: Any) -> str:
    return _encode(entry)
