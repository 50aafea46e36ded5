"""What the logs say, and that they name no person."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from json import JSONEncoder
from traceback import extract_tb
from typing import Any, TextIO

import structlog
from asyncpg import PostgresError
from pydantic import ValidationError

from liandong.infrastructure.http.trace import find_trace

HIDDEN = "***"
PERSONAL = frozenset(
    {
        "address",
        "applicant_name",
        "authorization",
        "details",
        "id_number",
        "name",
        "opinion",
        "password",
        "phone",
        "private",
        "project_name",
        "recipient",
        "secret",
        "text",
        "token",
        "username",
    }
)
"""Keys whose values are never written, at whatever depth."""
_NUMBERS = re.compile(
    r"(?P<digest>[0-9a-f]{32,})"  # digests and trace ids contain such runs of digits by chance
    r"|(?<!\d)\d{17}[\dXx](?!\d)"  # identity card
    r"|(?<!\d)1[3-9]\d{9}(?!\d)"  # mobile phone
)

Entry = MutableMapping[str, Any]


def redact(value: Any) -> Any:
    """The value without personal data: hidden keys, and identity card and mobile numbers in any text."""
    match value:
        case str():
            return _NUMBERS.sub(lambda found: found["digest"] or HIDDEN, value)
        case Mapping():
            return {key: HIDDEN if key in PERSONAL else redact(inner) for key, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [redact(inner) for inner in value]
        case int() if value >= 10**10:
            return redact(str(value)) if _NUMBERS.fullmatch(str(value)) else value
        case None | bool() | int() | float():
            return value
        case _:
            return redact(str(value))


def describe(error: BaseException) -> list[dict[str, Any]]:
    """An error and its causes, outermost first: type, sentence, where. Never the values it was about."""
    chain: list[dict[str, Any]] = []
    current: BaseException | None = error
    while current is not None and len(chain) < 8:
        frames = extract_tb(current.__traceback__)[-12:]
        where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        chain.append({"type": type(current).__qualname__, "says": _says(current), "where": where})
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return chain


def _says(error: BaseException) -> str:
    match error:
        case ValidationError():
            return f"{error.error_count()} errors in {error.title}"
        case PostgresError():
            return f"sqlstate {error.sqlstate} {error.constraint_name or ''}".strip()
        case _:
            return str(error)


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
    return {key: HIDDEN if key in PERSONAL else redact(value) for key, value in entry.items()}


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
