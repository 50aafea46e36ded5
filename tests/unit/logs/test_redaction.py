"""The logs name no person, whoever writes to them and whatever goes wrong."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import asyncpg
import pytest
import structlog
from pydantic import BaseModel, ValidationError

from liandong.infrastructure.http.trace import begin_trace
from liandong.infrastructure.logs import configure_logs
from liandong.infrastructure.redaction import redact

Written = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def written() -> Iterator[Written]:
    """Configures the logs; the function returns what was written since, line by line."""
    before = {name: vars(logging.getLogger(name)).copy() for name in ("", "uvicorn.access", "httpx", "uvicorn.error")}
    stream = io.StringIO()
    configure_logs(json=True, level="INFO", service="trial", to=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    for name, kept in before.items():
        logging.getLogger(name).__dict__.update(kept)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("身份证610113199001011234已核", "身份证***已核"),
        ("61011319900101123X", "***"),
        ("tel 13800001111.", "tel ***."),
        ("tel:13800001111,15900002222", "tel:***,***"),
        ("610113-2026-000017", "610113-2026-000017"),
        ("1793600000123456", "1793600000123456"),
        ("a13800001111" + "f" * 52, "a13800001111" + "f" * 52),
        ("29 of 610113", "29 of 610113"),
    ],
)
def test_numbers_of_persons_are_blacked_out_and_others_are_not(said: str, shown: str) -> None:
    assert redact(said) == shown


def test_hidden_keys_are_hidden_at_any_depth() -> None:
    told = {"unit": "610113", "details": {"name": "甲"}, "rows": [{"phone": 13800001111, "seq": 7}], "by": ("0017",)}

    assert redact(told) == {"unit": "610113", "details": "***", "rows": [{"phone": "***", "seq": 7}], "by": ["0017"]}


def test_numbers_of_persons_are_blacked_out_as_numbers_and_inside_objects_too() -> None:
    class Form:
        def __str__(self) -> str:
            return "Form(13800001111)"

    assert redact({"a": 13800001111, "b": 610113199001011234, "c": Form(), "d": 20261102}) == {
        "a": "***",
        "b": "***",
        "c": "Form(***)",
        "d": 20261102,
    }


@pytest.mark.parametrize(
    "key",
    ["name", "id_number", "phone", "address", "text", "recipient", "opinion", "password", "token", "authorization"],
)
def test_what_is_under_a_personal_key_is_never_written(written: Written, key: str) -> None:
    structlog.stdlib.get_logger("liandong.trial").info("said", **{key: "长安街的王某"})

    (entry,) = written()
    assert entry[key] == "***"


def test_an_entry_says_when_where_and_on_which_trace(written: Written) -> None:
    trace = begin_trace(None)
    structlog.stdlib.get_logger("liandong.trial").warning("relay waits", unit="610113", seq=7)

    (entry,) = written()
    assert entry.pop("timestamp").endswith("Z")
    assert entry == {
        "event": "relay waits",
        "level": "warning",
        "logger": "liandong.trial",
        "service": "trial",
        "trace": trace,
        "unit": "610113",
        "seq": 7,
    }


def test_the_standard_librarys_loggers_go_the_same_way(written: Written) -> None:
    logging.getLogger("uvicorn.error").error("lost %s", "13800001111")
    logging.getLogger("uvicorn.access").error("GET /?phone=13800001111")
    logging.getLogger("httpx").info("GET https://login.city.example")

    (entry,) = written()
    assert (entry["event"], entry["level"], entry["logger"]) == ("lost ***", "error", "uvicorn.error")


class Applicant(BaseModel):
    name: int


def broken_form() -> None:
    Applicant.model_validate({"name": "王某"})


def broken_statement() -> None:
    error = asyncpg.UniqueViolationError("duplicate key")
    vars(error).update(detail="Key (name)=(王某) already exists.", constraint_name="note_pkey")
    raise error


def broken_sum() -> None:
    try:
        broken_form()
    except ValidationError as error:
        raise ZeroDivisionError("tel 13800001111") from error


@pytest.mark.parametrize("mishap", [broken_form, broken_statement, broken_sum])
@pytest.mark.parametrize("by_standard_library", [True, False])
def test_an_error_is_told_by_kind_and_place_never_by_value(
    written: Written, mishap: Callable[[], None], by_standard_library: bool
) -> None:
    log: Any = (logging.getLogger if by_standard_library else structlog.stdlib.get_logger)("liandong.trial")
    try:
        mishap()
    except Exception:
        log.exception("failed")

    (entry,) = written()
    spelled = json.dumps(entry, ensure_ascii=False)
    assert "王某" not in spelled
    assert "13800001111" not in spelled
    assert any(mishap.__name__ in place for place in entry["error"][0]["where"])


def test_an_error_names_its_kind_and_its_causes(written: Written) -> None:
    try:
        broken_sum()
    except ZeroDivisionError as error:
        structlog.stdlib.get_logger("liandong.trial").error("failed", exc_info=error)
    try:
        broken_statement()
    except asyncpg.UniqueViolationError:
        structlog.stdlib.get_logger("liandong.trial").exception("failed")

    first, second = written()
    assert [(each["type"], each["says"]) for each in first["error"]] == [
        ("ZeroDivisionError", "tel ***"),
        ("ValidationError", "1 errors in Applicant"),
    ]
    assert [(each["type"], each["says"]) for each in second["error"]] == [
        ("UniqueViolationError", "sqlstate 23505 note_pkey")
    ]


def test_below_the_level_nothing_is_written(written: Written) -> None:
    structlog.stdlib.get_logger("liandong.trial").debug("chatter")
    logging.getLogger("liandong.trial").debug("chatter")

    assert written() == []
