"""The API documentation: complete, valid, and served without any other host."""

import re
from typing import Any

import httpx

STATUSES_OF_MAKING = ["201", "400", "401", "403", "404", "409", "413", "415", "422", "503"]


async def described(client: httpx.AsyncClient) -> dict[str, Any]:
    document: dict[str, Any] = (await client.get("/openapi.json")).json()
    return document


async def test_the_description_is_openapi_3_1_with_operation_ids(client: httpx.AsyncClient) -> None:
    document = await described(client)
    operations = [operation for path in document["paths"].values() for operation in path.values()]

    assert document["openapi"].startswith("3.1")
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(operation["tags"] and operation["summary"] for operation in operations)


async def test_the_statuses_of_a_route_follow_from_its_signature(client: httpx.AsyncClient) -> None:
    paths = (await described(client))["paths"]

    assert sorted(paths["/v1/units/{unit}/things"]["post"]["responses"]) == STATUSES_OF_MAKING
    assert sorted(paths["/v1/units/{unit}/things/{thing}"]["patch"]["responses"]) == [
        *("200", "400", "401", "403", "404", "409", "412", "422", "428", "503"),
    ]
    assert sorted(paths["/v1/units/{unit}/things"]["get"]["responses"]) == [
        "200",
        "400",
        "401",
        "403",
        "404",
        "422",
        "503",
    ]


async def test_every_problem_is_described_as_one(client: httpx.AsyncClient) -> None:
    document = await described(client)

    for path in document["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                if int(status) >= 400 and operation["operationId"] != "isReady":
                    assert list(response["content"]) == ["application/problem+json"]
                    reference = response["content"]["application/problem+json"]["schema"]["$ref"]
                    assert reference == "#/components/schemas/Problem"
    assert document["components"]["schemas"]["Problem"]["required"]
    assert "HTTPValidationError" not in document["components"]["schemas"]


async def test_headers_and_the_unit_are_described_though_no_endpoint_lists_them(client: httpx.AsyncClient) -> None:
    paths = (await described(client))["paths"]
    post = {each["name"]: each for each in paths["/v1/units/{unit}/things"]["post"]["parameters"]}
    patch = {each["name"]: each for each in paths["/v1/units/{unit}/things/{thing}"]["patch"]["parameters"]}

    assert post["Idempotency-Key"]["required"]
    assert post["unit"]["in"] == "path"
    assert patch["If-Match"]["required"]
    assert set(patch) == {"unit", "thing", "If-Match"}


async def test_the_token_is_described_as_bearer(client: httpx.AsyncClient) -> None:
    document = await described(client)

    assert document["components"]["securitySchemes"]["bearer"] == {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
    }
    assert document["paths"]["/v1/units/{unit}/things"]["get"]["security"] == [{"bearer": []}]
    assert "security" not in document["paths"]["/healthz"]["get"]


async def test_the_documentation_page_asks_no_other_host(client: httpx.AsyncClient) -> None:
    page = await client.get("/docs")
    links = re.findall(r"""(?:src|href|url)\s*[=:]\s*["']([^"']+)["']""", page.text)

    assert page.status_code == 200
    assert links
    for link in links:
        assert link.startswith("/"), link
        if "oauth2" not in link:
            assert (await client.get(link)).status_code == 200, link
