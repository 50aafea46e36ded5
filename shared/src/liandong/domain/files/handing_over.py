"""Giving a file to another unit: only to the one that was sent the link message naming it, and only for a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from liandong.terms.codes import Digest, LinkId, UnitCode
from liandong.terms.refusal import Nature, Refused

GRANTED_FOR: Final = timedelta(days=366)
"""How long a link message entitles its addressee to the files it names: longer than any limit with its pauses."""
REQUEST_LASTS: Final = timedelta(minutes=5)
"""How long a signed request is good for, by the real clock; a copied one is of no use afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A link message this unit has sent: to whom, when in law, and the files it names."""

    link: LinkId
    to: UnitCode
    at: datetime
    files: frozenset[Digest]


def request_is_fresh(expires_at: datetime, now: datetime) -> None:
    """Neither over, nor made to last. Raises Refused."""
    if not now <= expires_at <= now + REQUEST_LASTS * 2:
        raise Refused(
            "file.request-stale", "取件请求已过期或者时钟不一致，请校准时钟后重新请求", nature=Nature.FORBIDDEN
        )


def file_is_granted(digest: Digest, to: UnitCode, link: LinkId, grants: Iterable[Grant], now: datetime) -> None:
    """A message of this link named the file to this unit, not too long ago. Raises Refused(NOT_FOUND)."""
    for grant in grants:
        if grant.link == link and grant.to == to and digest in grant.files and now <= grant.at + GRANTED_FOR:
            return
    raise Refused("file.not-granted", "没有向贵单位转告过这个文件，请核对转办编号", nature=Nature.NOT_FOUND)
