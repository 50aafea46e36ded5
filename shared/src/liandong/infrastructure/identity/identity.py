"""Everything about who somebody is, put together for one service process."""

import sys
from dataclasses import dataclass

import httpx
import structlog

from liandong.infrastructure.clock import real_now
from liandong.infrastructure.database import Pool
from liandong.infrastructure.identity.accounts import Accounts
from liandong.infrastructure.identity.attempts import Attempts
from liandong.infrastructure.identity.authorization import AuthorizationCode, Client
from liandong.infrastructure.identity.discovery import DiscoveredKeys
from liandong.infrastructure.identity.first_operator import offer_setup
from liandong.infrastructure.identity.issuer import EmbeddedIssuer, issuer_name, open_issuer
from liandong.infrastructure.identity.login import Login
from liandong.infrastructure.identity.passwords import Passwords
from liandong.infrastructure.identity.revocations import Revocations, forget_expired
from liandong.infrastructure.identity.verifier import OwnKeys, TokenVerifier
from liandong.infrastructure.settings import Settings
from liandong.terms.codes import UnitCode

log = structlog.stdlib.get_logger("liandong.identity")


class StartRefused(Exception):
    """The settings ask for something that is not safe; the sentence says what to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """`issuer` and `login` are None where an external issuer is set; `code` signs in at one that knows this client."""

    pool: Pool
    units: frozenset[UnitCode]
    verifier: TokenVerifier
    accounts: Accounts
    issuer: EmbeddedIssuer | None
    login: Login | None
    code: AuthorizationCode | None = None


def settings_must_be_safe(settings: Settings) -> None:
    """Raises StartRefused: called first of all, before anything is opened."""
    if settings.production and settings.demo:
        raise StartRefused("demo mode is refused in production: unset LIANDONG_DEMO or LIANDONG_PRODUCTION")
    if settings.production and settings.issuer_url is None:
        raise StartRefused(
            "the embedded issuer is refused in production: set LIANDONG_ISSUER_URL and LIANDONG_ISSUER_AUDIENCE "
            "to an OpenID Connect issuer, or unset LIANDONG_PRODUCTION"
        )
    if settings.production and not all(url.startswith("https://") for url in settings.peers.values()):
        raise StartRefused("a peer without https is refused in production: change LIANDONG_PEERS")
    if settings.issuer_url is None:
        return
    if settings.issuer_audience is None:
        raise StartRefused("LIANDONG_ISSUER_URL needs LIANDONG_ISSUER_AUDIENCE, the audience its tokens must name")
    if settings.production and not settings.issuer_url.startswith("https://"):
        raise StartRefused("an issuer without https is refused in production: change LIANDONG_ISSUER_URL")


async def open_identity(settings: Settings, pool: Pool, client: httpx.AsyncClient) -> Identity:
    """Identity as the settings want it. `client` asks the external issuer, if there is one.

    The first start of an embedded issuer makes its key and prints, once, how the first operator sets himself up.
    """
    settings_must_be_safe(settings)
    units = frozenset(map(UnitCode, settings.units))
    revocations = Revocations(pool)
    passwords = Passwords()
    accounts = Accounts(pool, passwords, revocations)
    await forget_expired(pool, real_now())
    if settings.issuer_url is not None:
        assert settings.issuer_audience is not None, "checked by settings_must_be_safe"
        verifier = TokenVerifier(
            issuer=settings.issuer_url,
            audience=frozenset({settings.issuer_audience}),
            keys=DiscoveredKeys(settings.issuer_url, client),
            revocations=revocations,
        )
        code = _code(settings, client)
        return Identity(
            pool=pool, units=units, verifier=verifier, accounts=accounts, issuer=None, login=None, code=code
        )
    issuer = open_issuer(settings.keys_dir, issuer_name(settings.units, settings.instance))
    log.warning("embedded issuer: for trial and demo only, refused in production", issuer=issuer.name)
    if secret := await offer_setup(pool, at=real_now()):
        _print_once(settings, secret)
    return Identity(
        pool=pool,
        units=units,
        verifier=TokenVerifier(
            issuer=issuer.name, audience=units, keys=OwnKeys(issuer.key_set()), revocations=revocations
        ),
        accounts=accounts,
        issuer=issuer,
        login=Login(pool, passwords, Attempts()),
    )


def _code(settings: Settings, client: httpx.AsyncClient) -> AuthorizationCode | None:
    """How pages sign in; without a client id they cannot, and only tokens from elsewhere are taken."""
    if settings.issuer_url is None or settings.issuer_client_id is None:
        return None
    secret = settings.issuer_client_secret
    known = Client(id=settings.issuer_client_id, secret=None if secret is None else secret.get_secret_value())
    return AuthorizationCode(settings.issuer_url, known, client)


def _print_once(settings: Settings, secret: str) -> None:
    """Past the structured log, which would black the secret out."""
    link = f"http://{settings.host}:{settings.port}/v1/setup-admin?secret={secret}"
    print(
        f"No account yet. Within 24 hours, open once to make the first operator's account:\n  {link}", file=sys.stderr
    )
    sys.stderr.flush()
