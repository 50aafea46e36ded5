"""Takes out of an entry of the log what names a person, and tells an error without the values it was about."""

import re
from collections.abc import Mapping
from traceback import extract_tb
from typing import Any

from asyncpg import PostgresError
from pydantic import ValidationError

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
        "tracking_secret",
        "username",
    }
)
"""Keys whose values are never written, at whatever depth."""
_NUMBERS = re.compile(
    r"(?P<digest>[0-9a-f]{32,})"  # digests and trace ids contain such runs of digits by chance
    r"|(?<!\d)\d{17}[\dXx](?!\d)"  # identity card
    r"|(?<!\d)1[3-9]\d{9}(?!\d)"  # mobile phone
)


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
        chain.append({"type": type(current).__qualname__, "says": says(current), "where": where})
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return chain


def says(error: BaseException) -> str:
    """An error in a sentence, without the values it was about where they may be personal."""
    match error:
        case ValidationError():
            return f"{error.error_count()} errors in {error.title}"
        case PostgresError():
            return f"sqlstate {error.sqlstate} {error.constraint_name or ''}".strip()
        case _:
            return str(error)
