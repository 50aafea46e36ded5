"""A principal as the claims of a token, and back."""

from collections.abc import Mapping
from typing import Any

from liandong.terms.codes import ItemCode, StaffId, UnitCode
from liandong.terms.principal import Principal
from liandong.terms.roles import Role

KNOWN_ROLES = {role.value: role for role in Role if role is not Role.SYSTEM}
"""Roles a token can give. The platform acting by itself is not somebody who can log in."""


class UnreadableClaims(Exception):
    """The token does not say who somebody is in the way this platform reads it."""


def claims_of(principal: Principal) -> dict[str, Any]:
    """`sub`, `unit`, `roles`, and where there are any `relations` and `items`."""
    claims: dict[str, Any] = {
        "sub": principal.id,
        "unit": principal.unit,
        "roles": sorted(role.value for role in principal.roles),
    }
    if principal.relations:
        claims["relations"] = sorted(principal.relations)
    if principal.items is not None:
        claims["items"] = sorted(principal.items)
    return claims


def principal_of(claims: Mapping[str, Any]) -> Principal:
    """The principal. Roles this platform does not know are left out: an external issuer may serve other systems too.

    Raises UnreadableClaims.
    """
    items = _words(claims, "items") if claims.get("items") is not None else None
    return Principal(
        id=StaffId(_word(claims, "sub")),
        unit=UnitCode(_word(claims, "unit")),
        roles=frozenset(KNOWN_ROLES[role] for role in _words(claims, "roles") if role in KNOWN_ROLES),
        relations=_words(claims, "relations"),
        items=None if items is None else frozenset(ItemCode(item) for item in items),
    )


def _word(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= 128 or not value.isprintable():
        raise UnreadableClaims(name)
    return value


def _words(claims: Mapping[str, Any], name: str) -> frozenset[str]:
    value = claims.get(name, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise UnreadableClaims(name)
    return frozenset(value)
