"""One city whose units have short marks for their numbers; documents are issued in it, at units of their own."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from liandong.cli.stack.broker import Broker
from liandong.terms.roles import Role
from tests.city import City, running_city
from tests.conftest import wiped_bus
from tests.databases import Databases
from tests.journeys.conftest import publish
from tests.journeys.people import good

UNIT = "610113"
MARKS = {UNIT: "雁政服", "610100": "西政服", "610112": "未政服"}  # 610116 has none
PERSON = {
    "kind": "person",
    "name": "张小三",
    "id_number": "110101199003070134",
    "phone": "13800001234",
    "address": "电子城街道1号",
}


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def city(
    nats_server: Broker, new_database: Databases, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[City]:
    folder = tmp_path_factory.mktemp("city")
    async with wiped_bus(nats_server) as bus, running_city(bus, new_database, folder, ("city", "district")) as running:
        for service in running.services.values():
            service.settings.document_marks.update(MARKS)
        await publish(running)
        yield running


async def ask(city: City, method: str, path: str, *, unit: str = UNIT, by: Role = Role.CLERK, **more: Any) -> Any:
    """One request of somebody of the unit about its cases or joint masters."""
    return await city.request(method, f"/v1/units/{unit}/{path}", by=by, unit=unit, **more)


async def issue(city: City, case: Any, kind: str, **body: Any) -> Any:
    """The document of this type about the case's last such act."""
    area = "joints" if "-J" in case["id"] else "cases"
    answer = await ask(city, "POST", f"{area}/{case['id']}/documents/{kind}", unit=case["unit"], body=body)
    return good(answer)


async def download(city: City, case: Any, name: str, by: Role = Role.CLERK) -> bytes:
    area = "joints" if "-J" in case["id"] else "cases"
    answer = await ask(city, "GET", f"{area}/{case['id']}/documents/{name}.pdf", unit=case["unit"], by=by)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    return answer.content
