"""Every route of every service says who may use it, can answer what it documents, and keeps the API's conventions."""

import json
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import RouteContext, iter_route_contexts
from pydantic import SecretStr

from liandong.cli.documents import api_documents
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import IdempotencyKey, IfMatch, permission_of
from liandong.infrastructure.http.declared import declared_by
from liandong.infrastructure.http.docs import DOCUMENTATION
from liandong.infrastructure.http.fields import Selection
from liandong.infrastructure.http.marks import Permission, Public
from liandong.infrastructure.settings import Settings

SERVICES = ("city_center", "district_center", "township_hall", "e_supervision")
REPEATABLE = {
    "giveCaseSecret": "each answer tells a fresh secret and the last one counts; nothing else changes",
    "giveJointSecret": "each answer tells a fresh secret and the last one counts; nothing else changes",
    "writePreApplication": "a pre-application counts for nothing; one that nobody goes on with is erased",
    "compareItems": "it compares what is sent with the catalogue and keeps nothing",
    "retryParked": "applying again what is parked changes nothing the second time",
}
"""POSTs that need no Idempotency-Key, each with the reason."""
UNVERSIONED = {
    "giveCaseSecret": "the case stays as it is",
    "giveJointSecret": "the joint approval stays as it is",
    "issueCaseDocument": "it follows from an act that is journalled for good; asked again it is the same document",
    "issueJointDocument": "as issueCaseDocument",
    "proposeDecisionNumber": "a number once taken for a decision is its number",
    "addAccount": "there is no version before there is an account; a second one is a conflict",
}
"""Changes below a path parameter that need no If-Match, each with the reason."""


@cache
def app_of(service: str) -> FastAPI:
    settings = Settings(
        units=["610113"],
        port=8611,
        database_url=SecretStr("postgresql://nowhere"),
        nats_url="nats://nowhere",
        keys_dir=Path("/nowhere"),
        city_public_key="none",
    )
    app: FastAPI = import_module(f"{service}.app").create_app(settings)
    return app


def routes() -> Iterator[tuple[str, RouteContext]]:
    """Every route of every service's API."""
    return ((name, route) for name, route in _all_routes() if route.include_in_schema)


def pages() -> Iterator[tuple[str, RouteContext]]:
    """Every page of every service, and the files pages are made of."""
    return ((name, route) for name, route in _all_routes() if not route.include_in_schema)


def _all_routes() -> Iterator[tuple[str, RouteContext]]:
    for service in SERVICES:
        for route in iter_route_contexts(app_of(service).routes):
            if route.path not in DOCUMENTATION:
                yield f"{service} {'/'.join(sorted(route.methods or ()))} {route.path}", route


def test_every_route_declares_a_permission_or_why_it_is_public() -> None:
    undeclared = []
    for name, route in (*routes(), *pages()):
        match permission_of(route.original_route):
            case Permission() as permission:
                assert permission.action in set(Action), name
            case Public() as public:
                assert len(public.why) > 10, name
            case None:
                undeclared.append(name)
    assert not undeclared


def test_no_route_of_a_unit_is_public() -> None:
    assert not [
        name
        for name, route in routes()
        if "{unit}" in str(route.path) and not isinstance(permission_of(route.original_route), Permission)
    ]


def test_every_guarded_route_of_a_tier_lies_in_a_unit() -> None:
    """Supervision looks at all units; a tier only at its own."""
    assert not [
        name
        for name, route in routes()
        if not name.startswith("e_supervision ")
        and isinstance(permission_of(route.original_route), Permission)
        and "/v1/units/{unit}" not in str(route.path)
    ]


def test_every_route_has_its_own_operation_id_a_tag_and_a_summary() -> None:
    for service in SERVICES:
        told = [route for name, route in routes() if name.startswith(f"{service} ")]
        assert all(route.operation_id and route.tags and route.summary for route in told)
        assert len({route.operation_id for route in told}) == len(told)


def test_every_action_can_be_done_somewhere() -> None:
    done = {
        permission.action
        for _, route in (*routes(), *pages())
        if isinstance(permission := permission_of(route.original_route), Permission)
    }

    assert {action for action in Action if action not in done} == set()


def _reads(route: RouteContext, part: object) -> bool:
    wanted = type(getattr(part, "dependency", None))
    return any(isinstance(declared, wanted) for declared in declared_by(route.dependant))


def test_every_post_by_somebody_can_be_sent_twice_safely() -> None:
    unsafe = {
        route.operation_id
        for _, route in routes()
        if "POST" in (route.methods or ())
        and isinstance(permission_of(route.original_route), Permission)
        and not _reads(route, IdempotencyKey)
    }

    assert unsafe == set(REPEATABLE)


def test_every_change_names_the_version_it_read() -> None:
    blind = {
        route.operation_id
        for _, route in routes()
        if (route.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}
        and set(route.param_convertors) - {"unit"}
        and not _reads(route, IfMatch)
    }

    assert blind == set(UNVERSIONED)


def test_every_listing_forbids_parameters_it_does_not_know() -> None:
    loose = [
        f"{name}: {param.alias}"
        for name, route in routes()
        for param in route.dependant.query_params
        if route.operation_id != "showOperatorSetup" and not _is_filter(param.field_info.annotation)
    ]

    assert not loose


def described(service: str) -> Any:
    """The OpenAPI document, made once a process for all tests that read it."""
    (written,) = [text for path, text in api_documents() if path.stem == service.replace("_", "-")]
    return json.loads(written)


def _is_filter(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Selection) and kind.model_config.get("extra") == "forbid"


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_documents_the_problems_it_can_answer(service: str) -> None:
    document = described(service)
    assert document["openapi"].startswith("3.1")
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            name = f"{method} {path}"
            told = set(operation["responses"])
            assert "422" in told, name
            assert "default" not in told, f"{name}: a default response would document anything"
            if "security" in operation:
                assert {"401", "403", "404", "503"} <= told, name
            if "requestBody" in operation:
                assert {"413", "415"} <= told, name
                assert "400" in told or "application/json" not in operation["requestBody"]["content"], name
            for status, response in operation["responses"].items():
                if int(status) >= 400 and (operation["operationId"], status) != ("isReady", "503"):
                    assert list(response["content"]) == ["application/problem+json"], f"{name} {status}"


@pytest.mark.parametrize("service", SERVICES)
def test_every_reference_in_the_document_leads_somewhere(service: str) -> None:
    document = described(service)

    for reference in _references(document):
        found: Any = document
        for step in reference.removeprefix("#/").split("/"):
            assert step in found, reference
            found = found[step]


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(reference := value.get("$ref"), str):
            yield reference
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)
