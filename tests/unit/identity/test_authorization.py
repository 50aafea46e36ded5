"""Where an external issuer signs people in: asked of the issuer, and believed only if it can be."""

import httpx
import pytest

from liandong.infrastructure.identity.authorization import AuthorizationCode, Client
from liandong.terms.refusal import Nature, Refused

URL = "https://login.city.example"
ENDS = {"authorization_endpoint": f"{URL}/authorize", "token_endpoint": f"{URL}/token"}


async def address_by(told: object) -> str:
    http = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200, json=told)))
    code = AuthorizationCode(URL, Client(id="liandong", secret=None), http)
    return await code.address(back_to="https://here.example/back", state="s", verifier="v")


async def test_one_is_sent_where_the_issuer_says() -> None:
    assert (await address_by({"issuer": URL + "/", **ENDS})).startswith(f"{URL}/authorize?response_type=code&")


@pytest.mark.parametrize(
    "told",
    [
        [],
        {"issuer": None, **ENDS},
        {"issuer": "https://login.other.example", **ENDS},
        {"issuer": URL},
        {"issuer": URL, **ENDS, "token_endpoint": ["https://login.city.example/token"]},
        {"issuer": URL, **ENDS, "token_endpoint": "http://login.city.example/token"},
        {"issuer": URL, **ENDS, "authorization_endpoint": "https://[login"},
    ],
)
async def test_what_is_no_such_answer_is_as_good_as_none(told: object) -> None:
    with pytest.raises(Refused) as refusal:
        await address_by(told)

    assert (refusal.value.code, refusal.value.nature) == ("identity.issuer-away", Nature.UNAVAILABLE)
